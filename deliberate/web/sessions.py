"""The signed cookie and what it carries: written by what people do, never by a script that only looks.

Answers overtake each other. One that a script asked for before something was done, and that comes after it, would put
the cookie back to what it was: the message about it would be lost, a language chosen, even a sign-out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import get_flashed_messages
from flask.sessions import SecureCookieSessionInterface

from deliberate.web.shared import ahead, by_hand

if TYPE_CHECKING:
    from flask import Flask
    from flask.sessions import SessionMixin


class Sessions(SecureCookieSessionInterface):
    """Cookies whose days begin anew with each page somebody opens."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Write what has changed; only for somebody who is there also what has not."""
        return session.modified or (by_hand() and super().should_set_cookie(app, session))


def messages(**wanted: Any) -> Any:
    """Return what is to be told, once; a page that is only kept for later leaves it to the one that is seen."""
    return [] if ahead() else get_flashed_messages(**wanted)


def bind_sessions(app: Flask) -> None:
    """Keep sessions in this way, and tell templates what there is to tell."""
    app.session_interface = Sessions()
    app.jinja_env.globals["get_flashed_messages"] = messages
