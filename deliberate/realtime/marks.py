"""What became of contributions since they were said, as a snapshot shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.meetings.discussion.models import Contribution

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def marks_of(ids: Collection[int]) -> Mapping[int, Mapping[str, Any]]:
    """Return for each contribution what is so of it, and nothing for what is not: one query."""
    if not ids:
        return {}
    return {one.id: _marks(one) for one in db.session.scalars(select(Contribution).where(Contribution.id.in_(ids)))}


def hidden_among(ids: Collection[int]) -> dict[int, str]:
    """Return those of some contributions that are not shown, with the reason: one query."""
    if not ids:
        return {}
    found = select(Contribution.id, Contribution.hidden_reason).where(
        Contribution.id.in_(ids), Contribution.hidden.is_(True)
    )
    return {number: reason.value if reason else "" for number, reason in db.session.execute(found)}


def _marks(one: Contribution) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if one.edited_at:
        found.update(body=one.body, language=one.language, edited=one.edited_at.isoformat())
    if one.answered_by:
        found.update(answered_by=one.answered_by, answer_id=one.answer_id)
    if one.agrees:
        found["agrees"] = one.agrees
    return found
