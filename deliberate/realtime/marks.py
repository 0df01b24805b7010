"""What became of contributions since they were said, as a snapshot shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from deliberate.db.base import db
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries.upkeep import talks_in
from deliberate.meetings.discussion.states import Screening
from deliberate.meetings.order.queries import steps_in

# In place of a reason, while a moderator looks at it again.
HELD_BACK = "held"
_SAID = Contribution.__table__
# Built once, of columns: asked for every push.
_AWAY = select(_SAID.c.id, _SAID.c.hidden_reason, _SAID.c.hidden).where(
    _SAID.c.id.in_(bindparam("ids", expanding=True)),
    _SAID.c.hidden.is_(True) | (_SAID.c.screening == Screening.again),
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from deliberate.meetings.order.models import Step


def marks_of(ids: Collection[int]) -> Mapping[int, Mapping[str, Any]]:
    """Return for each contribution what is so of it, and nothing for what is not: one query."""
    if not ids:
        return {}
    return {one.id: _marks(one) for one in db.session.scalars(select(Contribution).where(Contribution.id.in_(ids)))}


def hidden_among(ids: Collection[int]) -> dict[int, str]:
    """Return those of some contributions that are not shown, with the reason: one query."""
    if not ids:
        return {}
    db.session.flush()
    return {
        number: (reason.value if reason else "") if hidden else HELD_BACK
        for number, reason, hidden in db.session.connection().execute(_AWAY, {"ids": list(ids)})
    }


def _marks(one: Contribution) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if one.edited_at:
        found.update(body=one.body, language=one.language, edited=one.edited_at.isoformat())
    if one.answered_by:
        found.update(answered_by=one.answered_by, answer_id=one.answer_id)
    if one.merged_into_id:
        found["merged_into"] = one.merged_into_id
    if one.moved:
        found.update({name: getattr(one, name) for name in ("agenda_item_id", "parent_id", "root_id", "depth")})
    if one.closed:
        found["closed"] = one.closed.value
    if one.agrees:
        found["agrees"] = one.agrees
    return found


def talks(meeting_id: int) -> list[dict[str, Any]]:
    """Return the items that are not talked about as usual."""
    return [
        {
            "agenda_item_id": one.agenda_item_id,
            "slow": one.slow,
            "slow_in": dict(one.slow_in),
            "locked": one.locked,
            "screened": one.screened,
            "reason": one.reason.value if one.reason else None,
        }
        for one in talks_in(meeting_id)
    ]


def steps(meeting_id: int) -> list[dict[str, Any]]:
    """Return what stands towards whom, for those who lead the meeting."""
    return [{**own_step(one), "account_id": one.account_id, "label": one.label} for one in steps_in(meeting_id)]


def own_step(one: Step) -> dict[str, Any]:
    """Return a step as the phone of the person it concerns holds it."""
    return {
        "step_id": one.id,
        "kind": one.kind.value,
        "reason": one.reason.value,
        "agenda_item_id": one.agenda_item_id,
    }
