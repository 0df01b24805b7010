"""Refused, forbidden, missing, broken: each becomes a page or JSON in the reader's language."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, Any

from flask import current_app, jsonify, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from deliberate.db.session import rollback
from deliberate.kit.refusals import Refusal, Refused
from deliberate.web.extensions import limiter
from deliberate.web.guards import Forbidden, ask_to_sign_in, identity
from deliberate.web.language import choose_locale, elder_mode, tag_of
from deliberate.web.words import word

if TYPE_CHECKING:
    from flask import Flask

CONFLICT, TOO_OFTEN = 409, 429
FIRST_OF_OURS = 500
A_MINUTE = 60


def wants_json() -> bool:
    """Tell whether a script is asking, not a person's page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.is_json or best == "application/json"


def answer(refusal: Refusal, status: int) -> Any:
    """Return the refusal as JSON or as a page."""
    sentence = word(refusal)
    if wants_json():
        return jsonify(error={"code": refusal.code, "message": sentence}), status
    shown = {"status": status, "sentence": sentence, "code": refusal.code, "back": request.referrer}
    return _drawn(shown), status


def _drawn(shown: dict[str, Any]) -> str:
    """Return the page; where even that fails, as without a database, one that asks nobody for anything."""
    try:
        return render_template("errors/error.html", **shown)
    except Exception:
        if shown["status"] < FIRST_OF_OURS:
            raise
        current_app.logger.exception("the page that says what went wrong failed too")
        bare = current_app.jinja_env.get_template("errors/bare.html")
        return bare.render(
            tag=tag_of(choose_locale()), elder=elder_mode(), again=request.full_path.rstrip("?"), **shown
        )


def _refused(error: Refused) -> Any:
    rollback()
    return answer(error.refusal, CONFLICT)


def _forbidden(_error: Forbidden) -> Any:
    rollback()
    if not identity().signed_in:
        if wants_json():
            return answer(Refusal("web.sign_in_first"), 401)
        return ask_to_sign_in()
    return answer(Refusal("web.forbidden"), 403)


def _http(error: HTTPException) -> Any:
    rollback()
    status = error.code or 500
    if error.response is not None:
        return error.response
    if isinstance(error, MethodNotAllowed) and request.method in {"GET", "HEAD"} and not wants_json():
        return redirect(_page_above(), code=303)
    if isinstance(error, CSRFError):
        return answer(Refusal("web.form_expired"), status)
    if status == TOO_OFTEN:
        return _too_often()
    codes = {400: "bad_request", 404: "not_found", 405: "wrong_method", 413: "too_large"}
    return answer(Refusal(f"web.{codes.get(status, 'bad_request' if status < FIRST_OF_OURS else 'broken')}"), status)


def _too_often() -> Any:
    """Say how long the limit lasts that was met; limits go by the machine's own clock."""
    met = limiter.current_limit
    seconds = max(1, int(met.reset_at - time())) if met else A_MINUTE
    minutes = -(-seconds // A_MINUTE)
    wait = Refusal("web.too_often_for", minutes=minutes) if minutes > 1 else Refusal("web.too_often")
    response = current_app.make_response(answer(wait, TOO_OFTEN))
    response.headers["Retry-After"] = str(seconds)
    return response


def _page_above() -> str:
    """Return the nearest page above an address that only takes what forms send.

    A refused form is shown at such an address; whoever reloads it or changes the language asks for it plainly.
    """
    path, addresses = request.path, current_app.create_url_adapter(request)
    while addresses is not None and path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] or "/"
        if addresses.test(path, method="GET"):
            return path
    return "/"


def _broken(error: Exception) -> Any:
    rollback()
    current_app.logger.error("unexpected error on %s", request.path, exc_info=error)
    if current_app.testing or current_app.debug:
        raise error
    return answer(Refusal("web.broken"), 500)


def bind_errors(app: Flask) -> None:
    """Register one handler a kind of answer."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)
