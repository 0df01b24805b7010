"""One guard for pages, API and sockets: who asks, about what, and may they?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import abort, g, redirect, request, url_for

from deliberate.kit.permits import GUEST, Identity, permits

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

SPOT = re.compile(r"[a-z][a-z0-9-]{0,40}")


class Forbidden(Exception):  # noqa: N818 - an answer, not a fault
    """The person may not do this; `permission` names what was missing."""

    def __init__(self, permission: StrEnum | None = None) -> None:
        """Keep the permission, so that the page can say which one is missing."""
        super().__init__(str(permission))
        self.permission = permission


@dataclass(frozen=True)
class Guard:
    """What stands before a view, kept on the function so that tests can see it."""

    permission: StrEnum | None
    public: bool


_identify: list[Callable[[], Identity]] = []


def identify_with(loader: Callable[[], Identity]) -> None:
    """Take the function that finds out who is asking; the accounts area gives it."""
    _identify[:] = [loader]


def identity() -> Identity:
    """Return who is asking, found once a request."""
    if "identity" not in g:
        g.identity = _identify[0]() if _identify else GUEST
    found: Identity = g.identity
    return found


def may(permission: StrEnum, context: Any = None) -> bool:
    """Tell whether the asker has the permission; templates use it to show or leave out."""
    return permits(identity(), permission, context)


def check(permission: StrEnum, context: Any = None) -> None:
    """Let pass, or raise `Forbidden`."""
    if not may(permission, context):
        raise Forbidden(permission)


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that everybody may open."""
    view.guard = Guard(permission=None, public=True)  # type: ignore[attr-defined]
    return view


def requires(
    permission: StrEnum, load: Callable[..., Any] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view; `load` turns the URL's values into the object the view gets as its first argument.

    `load` returns None for what does not exist, which answers 404.
    """

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if load is None:
                check(permission)
                return view(**values)
            context = load(**values)
            if context is None:
                abort(404)
            check(permission, context)
            return view(context)

        guarded.guard = Guard(permission=permission, public=False)  # type: ignore[attr-defined]
        return guarded

    return guard


def local_path(target: str | None) -> str:
    """Return where to go on, if it is a page of ours, down to the very button; anything else leads home."""
    target = (target or "").replace("\\", "/")
    parts = urlsplit(target)
    path = parts.path if parts.netloc in {"", request.host} else "/"
    if not path.startswith("/") or path.startswith("//") or not target.isprintable():
        return "/"
    query, spot = f"?{parts.query}" if parts.query else "", f"#{parts.fragment}" if parts.fragment else ""
    return f"{path}{query}{spot}"


def sign_in_url(spot: str = "") -> str:
    """Return the way in that leads back to this page, or to the button of it that was meant; no session can lose it."""
    asked = request.full_path.rstrip("?") if request.method == "GET" else request.referrer
    here = local_path(asked)
    spot = spot or request.form.get("spot", "")
    where = f"{here.partition('#')[0]}#{spot}" if SPOT.fullmatch(spot) else here
    return url_for("accounts.sign_in", next=where)


def ask_to_sign_in() -> Any:
    """Send a guest to the sign-in page with where they wanted to go; a form names the spot it stands at."""
    return redirect(sign_in_url(), code=303)
