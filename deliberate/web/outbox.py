"""Forms that a phone keeps and sends by itself: what they are answered, and what the phone asks before it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g, jsonify, request
from flask_wtf.csrf import generate_csrf

from deliberate.kit.refusals import Refusal
from deliberate.web.guards import identity, public
from deliberate.web.words import word

if TYPE_CHECKING:
    from flask import Flask, Response

    from deliberate.web.forms import Form

# Only our own script can send it; it also tells an answer for the outbox from a page for a person.
HEADER = "X-Outbox"
REDIRECTS = frozenset({302, 303})
FIRST_FAILURE = 400


@public
def ready() -> Response:
    """Say who is signed in on this phone, with a token that has not grown old: asked before anything is sent."""
    response = jsonify(reader=identity().account_id, token=generate_csrf())
    response.headers["Cache-Control"] = "no-store"
    return response


def faults(form: Form) -> dict[str, Any]:
    """Return what stands in the way of a form, as the outbox shows it."""
    if form.refusal:
        return {"code": form.refusal.code, "message": form.sentence, "fields": {}}
    fields = {
        field.name: {"label": str(field.label.text), "fault": str(field.errors[0])} for field in form if field.errors
    }
    return {"code": "web.look_again", "message": word(Refusal("web.look_again")), "fields": fields}


def _for_the_outbox(response: Response) -> Response:
    """Answer a script that sends a plain form with what became of it, instead of with the page."""
    if HEADER not in request.headers:
        return response
    response.headers["Cache-Control"] = "no-store"
    if response.status_code in REDIRECTS:
        answer = jsonify(ok=True, url=response.headers["Location"])
    elif response.status_code >= FIRST_FAILURE and response.mimetype == "text/html" and "sent_form" in g:
        answer = jsonify(error=faults(g.sent_form))
        answer.status_code = response.status_code
    else:
        return response
    response.headers.pop("Location", None)
    response.set_data(answer.get_data())
    response.mimetype = "application/json"
    response.status_code = answer.status_code
    return response


def bind_outbox(app: Flask) -> None:
    """Mount the question, and answer the outbox in its own way."""
    app.add_url_rule("/outbox/ready", "outbox_ready", ready)
    app.after_request(_for_the_outbox)
