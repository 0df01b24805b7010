"""Reading quick questions; nothing here shows a result before it is everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.meetings.polls.models import HallCount, Poll, PollAnswer
from deliberate.meetings.polls.rules import hall_agreed, told_counts
from deliberate.meetings.polls.states import PollState
from deliberate.meetings.states import Channel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
# Put together once: it is asked whenever a phone comes in.
_LEANINGS = (
    select(PollAnswer.poll_id, PollAnswer.choice)
    .join(Poll, Poll.id == PollAnswer.poll_id)
    .where(Poll.agenda_item_id == bindparam("agenda_item_id"), PollAnswer.account_id == bindparam("account_id"))
)


def poll(poll_id: int) -> Poll | None:
    """Return one poll."""
    return db.session.get(Poll, poll_id)


def sent_before(client_id: str, *, sender_id: int) -> Poll | None:
    """Return what the same desk opened under the same id already."""
    found = select(Poll).where(Poll.client_id == client_id, Poll.opened_by_id == sender_id)
    return db.session.scalars(found).first()


def standing(agenda_item_id: int) -> Sequence[Poll]:
    """Return an item's questions that were not taken back, in the order they were put."""
    found = select(Poll).where(Poll.agenda_item_id == agenda_item_id, Poll.state != PollState.withdrawn)
    return db.session.scalars(found.order_by(Poll.id).execution_options(populate_existing=True)).all()


def answered(poll_id: int) -> int:
    """Return how many have answered, by phone or with help."""
    return db.session.scalar(select(func.count()).where(PollAnswer.poll_id == poll_id)) or 0


def open_now(meeting_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return which question is open in some meetings, and how many have answered it: meeting → poll and number."""
    found = (
        select(Poll.meeting_id, Poll.id, func.count(PollAnswer.id))
        .outerjoin(PollAnswer, PollAnswer.poll_id == Poll.id)
        .where(Poll.meeting_id.in_(meeting_ids), Poll.state == PollState.open)
        .group_by(Poll.meeting_id, Poll.id)
        .order_by(Poll.id)
    )
    return {meeting_id: (poll_id, number) for meeting_id, poll_id, number in db.session.execute(found)}


def answer_of(poll_id: int, account_id: int) -> PollAnswer | None:
    """Return what a person has answered."""
    found = select(PollAnswer).where(PollAnswer.poll_id == poll_id, PollAnswer.account_id == account_id)
    return db.session.scalars(found).first()


def assisted_answer(poll_id: int, label: str) -> PollAnswer | None:
    """Return what somebody helped by the desk has answered."""
    found = select(PollAnswer).where(
        PollAnswer.poll_id == poll_id, PollAnswer.account_id.is_(None), PollAnswer.label == label
    )
    return db.session.scalars(found).first()


def leanings_of(agenda_item_id: int | None, account_id: int | None) -> dict[int, int]:
    """Return what a person has answered to an item's questions: poll → place of the option."""
    if agenda_item_id is None or account_id is None:
        return {}
    asked = {"agenda_item_id": agenda_item_id, "account_id": account_id}
    return dict(db.session.execute(_LEANINGS, asked).all())


def tally(poll: Poll) -> tuple[list[int], list[int]]:
    """Return for each option how many chose it by phone, and how many with help."""
    found = (
        select(PollAnswer.channel, PollAnswer.choice, func.count())
        .where(PollAnswer.poll_id == poll.id)
        .group_by(PollAnswer.channel, PollAnswer.choice)
    )
    by_phone, assisted = [0] * poll.answers, [0] * poll.answers
    for channel, choice, number in db.session.execute(found):
        (by_phone if channel is Channel.phone else assisted)[choice] += number
    return by_phone, assisted


def hall_counts(poll_id: int) -> Sequence[HallCount]:
    """Return what was counted in the hall, in the order it was written down."""
    found = select(HallCount).where(HallCount.poll_id == poll_id).options(joinedload(HallCount.counted_by))
    return db.session.scalars(found.order_by(HallCount.id)).all()


def counted(poll_id: int) -> dict[str, Any]:
    """Return who has counted what in the hall so far, as the counters see it, and whether two of them agree."""
    written = hall_counts(poll_id)
    lines = [
        {"account_id": one.counted_by_id, "name": one.counted_by.display_name, "hall": one.counts, "helped": one.helped}
        for one in written
    ]
    return {"agrees": hall_agreed([one.both for one in written]) is not None, "counts": told_counts(lines)}
