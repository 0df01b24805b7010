"""From a step to why it was taken and how to appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, url_for

from deliberate.meetings.order import queries
from deliberate.moderation.permissions import ModerationPermission
from deliberate.moderation.queries import ruling_on
from deliberate.web.guards import requires

if TYPE_CHECKING:
    from deliberate.meetings.order.models import Step

bp = Blueprint("order", __name__)


@bp.get("/order/steps/<int:step_id>")
@requires(ModerationPermission.see_own, queries.step)
def why(step: Step) -> Any:
    """Lead to the decision, which is shown to whom it concerns and to those who moderate."""
    ruling = ruling_on(step.kind.value, step.id) or abort(404)
    return redirect(url_for("moderation.ruling", ruling_id=ruling.id), 303)
