"""A browser that several people use: it forgets who was there when they say so, or when nobody touches it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import current_app, flash, g, request, session
from flask_babel import ngettext
from itsdangerous import BadSignature, URLSafeSerializer

from deliberate.kit.clock import now

if TYPE_CHECKING:
    from flask import Flask, Response
    from werkzeug.wrappers import Response as Answer

# The page asks “are you still there?” after the first span and waits for the second; the server waits longer.
IDLE, ANSWER, SLACK = timedelta(minutes=10), timedelta(minutes=1), timedelta(seconds=30)
# At the tablet of the service point the next person is waiting already.
KIOSK_IDLE = timedelta(minutes=2)
KIOSK = "kiosk"
# Cookies that outlive a person elsewhere: what they chose, and which first looks around they have had.
CHOICES = ("language", "elder", "text", "tours")
A_YEAR = 60 * 60 * 24 * 365
# Style sheets and scripts are everybody's: looking at the session would keep them out of caches.
FILES = "static"


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=KIOSK)


def kiosk() -> bool:
    """Tell whether staff have made this browser a kiosk: everybody's, and nobody's for longer than they need."""
    if "kiosk" not in g:
        try:
            g.kiosk = bool(_seal().loads(request.cookies.get(KIOSK, "")))
        except BadSignature:
            g.kiosk = False
    return bool(g.kiosk)


def begin_kiosk(response: Answer, account_id: int) -> Answer:
    """Make the browser that gets this answer a kiosk."""
    mark = _seal().dumps({"by": account_id, "since": now().isoformat()})
    response.set_cookie(KIOSK, mark, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def end_kiosk(response: Answer) -> Answer:
    """Make the browser that gets this answer an ordinary one again."""
    response.delete_cookie(KIOSK)
    return response


def share() -> None:
    """Keep this session only until the browser closes or nobody touches it."""
    session.permanent = False
    session["shared"] = now().isoformat()


def touch() -> None:
    """Note that somebody is there."""
    if "shared" in session:
        session["shared"] = now().isoformat()


def _idle() -> timedelta:
    return KIOSK_IDLE if kiosk() else IDLE


def shared() -> dict[str, int] | None:
    """Return the seconds of quiet and of waiting for an answer, if this browser is shared."""
    if "shared" not in session and not kiosk():
        return None
    return {"idle": int(_idle().total_seconds()), "answer": int(ANSWER.total_seconds())}


def forget() -> None:
    """Forget everything about who was here, and let the next page wipe what the browser keeps."""
    wipe = shared() is not None
    session.clear()
    if wipe:
        session["wipe"] = True


def _left_alone() -> bool:
    seen = session.get("shared")
    return seen is not None and now() - datetime.fromisoformat(seen) > _idle() + ANSWER + SLACK


def ahead() -> bool:
    """Tell whether a script asks for a page to keep, which nobody looks at yet."""
    return "X-Ahead" in request.headers


def by_hand() -> bool:
    """Tell whether a person asks, not a script that keeps a page fresh."""
    return request.method == "POST" or ("text/html" in request.headers.get("Accept", "") and not ahead())


def say_forgotten() -> None:
    """Tell whoever comes next to the screen what became of what was there."""
    minutes = int(_idle() / timedelta(minutes=1))
    flash(
        ngettext(
            "Nobody had touched this shared device for %(num)d minute, so it has forgotten who was here. "
            "What was sent is kept; what was not sent is gone.",
            "Nobody had touched this shared device for %(num)d minutes, so it has forgotten who was here. "
            "What was sent is kept; what was not sent is gone.",
            minutes,
        ),
        "info",
    )


def _open() -> None:
    if request.endpoint == FILES:
        return
    if _left_alone():
        forget()
        # Whoever sends a form now is still the same person: their draft is what saves it.
        if request.method == "POST":
            session.pop("wipe", None)
        else:
            say_forgotten()
    elif shared() and by_hand():
        touch()


def _close(response: Response) -> Response:
    if request.endpoint == FILES:
        return response
    if shared() or "wipe" in session:
        response.headers["Cache-Control"] = "no-store"
    if g.get("wiping"):
        session.pop("wipe", None)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        for choice in CHOICES if kiosk() else ():
            response.delete_cookie(choice)
    return response


def wiping() -> bool:
    """Tell the page whether it must wipe what the browser keeps; asked once, by the page's own frame."""
    if session.get("wipe"):
        g.wiping = True
    return bool(g.get("wiping"))


def bind_shared(app: Flask) -> None:
    """Watch over shared browsers."""
    app.before_request(_open)
    app.after_request(_close)
    app.jinja_env.globals.update(wiping=wiping, kiosk=kiosk)
