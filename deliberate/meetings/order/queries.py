"""Reading what was asked of people in meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.meetings.models import Meeting
from deliberate.meetings.order.models import Step
from deliberate.meetings.order.rules import Person, Taken
from deliberate.moderation.queries import moderated
from deliberate.moderation.rules import Text
from deliberate.moderation.states import Restraint

if TYPE_CHECKING:
    from collections.abc import Sequence

# Put together once: asked whenever somebody says something.
_TOWARDS = (
    select(Step.kind, Step.reason, Step.agenda_item_id)
    .where(
        Step.meeting_id == bindparam("meeting_id"),
        Step.account_id == bindparam("account_id"),
        Step.lifted_at.is_(None),
    )
    .order_by(Step.id)
)


def taken_towards(meeting_id: int, account_id: int) -> tuple[Taken, ...]:
    """Return the steps that stand towards somebody in a meeting, the first one first."""
    found = db.session.execute(_TOWARDS, {"meeting_id": meeting_id, "account_id": account_id})
    return tuple(Taken(kind=row.kind, reason=row.reason, agenda_item_id=row.agenda_item_id) for row in found)


def taken_towards_name(meeting_id: int, label: str) -> tuple[Taken, ...]:
    """Return the steps that stand towards somebody who was entered by name."""
    return as_taken(steps_in(meeting_id, towards=Person(label=label)))


def as_taken(steps: Sequence[Step]) -> tuple[Taken, ...]:
    """Return steps as the rules know them."""
    return tuple(Taken(kind=one.kind, reason=one.reason, agenda_item_id=one.agenda_item_id) for one in steps)


def steps_in(meeting_id: int, *, towards: Person | None = None) -> Sequence[Step]:
    """Return the steps that stand in a meeting, towards everybody or one person."""
    found = select(Step).where(Step.meeting_id == meeting_id, Step.lifted_at.is_(None))
    if towards is not None:
        by_name = Step.account_id.is_(None) & (Step.label == towards.label)
        found = found.where(Step.account_id == towards.account_id if towards.account_id is not None else by_name)
    return db.session.scalars(found.order_by(Step.id)).all()


def person(account_id: int) -> Account | None:
    """Return whom a step is about."""
    return db.session.get(Account, account_id)


def step(step_id: int) -> Step | None:
    """Return a step with its meeting."""
    whole = joinedload(Step.meeting).joinedload(Meeting.place)
    return db.session.scalar(select(Step).where(Step.id == step_id).options(whole))


# ── for whoever decides an appeal ──


def text_of(made: Step) -> Text:
    """Return a step as moderation knows what it decides about; it has no words of its own and cannot be reported."""
    return Text(
        kind=made.kind.value,
        subject_id=made.id,
        place_id=made.meeting.place_id,
        place_path=made.meeting.place_path,
        author_id=made.account_id,
        author_label=made.label,
        words="",
        language="",
        url=made.url,
        where=made.meeting.title,
        shown=False,
    )


def _teller(kind: Restraint) -> None:
    @moderated(kind.value)
    def told(step_id: int) -> Text | None:
        found = step(step_id)
        return text_of(found) if found is not None and found.kind is kind else None


for _kind in Restraint:
    _teller(_kind)
