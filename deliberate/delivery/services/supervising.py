"""The liaison's questions: a text, a day, and a public answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.delivery import rules
from deliberate.delivery.events import SupervisionAnswered, SupervisionNoted
from deliberate.delivery.models import SupervisionNote
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refusal, ensure
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from deliberate.delivery.models import ActionItem


def ask(item: ActionItem, text: str, due: date, *, actor_id: int, now: datetime) -> SupervisionNote:
    """Ask for an answer about an action item by a day to come."""
    ensure(rules.why_not_supervise(text=text, due=due, today=local_day(now)))
    made = SupervisionNote(
        issue_id=item.issue_id, action_item_id=item.id, author_id=actor_id, text=text.strip(), due_on=due, at=now
    )
    db.session.add(made)
    db.session.flush()
    publish(
        SupervisionNoted(
            actor_id=actor_id,
            at=now,
            action_id=item.id,
            issue_id=item.issue_id,
            note_id=made.id,
            text=made.text,
            due=due,
        )
    )
    return made


def answer(note: SupervisionNote, text: str, *, actor_id: int, now: datetime) -> SupervisionNote:
    """Answer the liaison, once."""
    if note.answered_at is not None:
        ensure(Refusal("delivery.answered_before"))
    if not text.strip():
        ensure(Refusal("delivery.text_missing"))
    note.answer, note.answered_by_id, note.answered_at = text.strip(), actor_id, now
    publish(
        SupervisionAnswered(
            actor_id=actor_id,
            at=now,
            action_id=note.action_item_id or 0,
            issue_id=note.issue_id,
            note_id=note.id,
            text=note.answer,
        )
    )
    return note
