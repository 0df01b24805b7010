"""How this browser wants its pages: language, elder version, size of text, chosen on any page and kept for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, make_response, redirect, request

from deliberate.web import language
from deliberate.web.guards import public

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

A_YEAR = 60 * 60 * 24 * 365
TEXT_SIZES = ("18", "20", "24", "30")
_keepers: list[Callable[[str, str], None]] = []


def keep_choices_with(keeper: Callable[[str, str], None]) -> None:
    """Tell a higher area what a signed-in person chose: `language` or `elder`, and its value."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def _back() -> str:
    """Return the page the choice was made on; never another site's."""
    target = request.form.get("next", "/").rstrip("?")
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside else "/"


def _keep(cookie: str, value: str) -> Response:
    for keeper in _keepers:
        keeper(cookie, value)
    response = make_response(redirect(_back(), code=303))
    response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure)
    return response


@public
def choose_language() -> Response:
    """Read on in another language."""
    chosen = language.known(request.form.get("language"))
    if chosen is None:
        abort(400)
    language.remember(chosen)
    return _keep(language.LANGUAGE_COOKIE, chosen)


@public
def choose_elder() -> Response:
    """Switch to the elder version or back."""
    return _keep(language.ELDER_COOKIE, "1" if request.form.get("elder") == "1" else "0")


@public
def choose_text() -> Response:
    """Take another size of text in the elder version."""
    size = request.form.get("text", "")
    if size not in TEXT_SIZES:
        abort(400)
    return _keep("text", size)


def bind_preferences(app: Flask) -> None:
    """Mount the choices."""
    app.add_url_rule("/preferences/language", "choose_language", choose_language, methods=["POST"])
    app.add_url_rule("/preferences/elder", "choose_elder", choose_elder, methods=["POST"])
    app.add_url_rule("/preferences/text", "choose_text", choose_text, methods=["POST"])
