"""Putting a quick question, answering it, counting hands, and showing what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.order.queries import taken_towards, taken_towards_name
from deliberate.meetings.order.rules import why_not_here
from deliberate.meetings.polls import queries, rules
from deliberate.meetings.polls.events import HallCounted, PollClosed, PollOpened, PollShown, PollWithdrawn
from deliberate.meetings.polls.models import HallCount, Poll, PollAnswer
from deliberate.meetings.polls.states import TRANSITIONS, PollKind, PollState
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules import course
from deliberate.meetings.states import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.meetings.models import AgendaItem

UNDECIDED = frozenset({PollState.open, PollState.closed})


@dataclass(frozen=True, kw_only=True)
class Question:
    """A quick question as the chair puts it."""

    client_id: str
    kind: PollKind
    question: str
    options: tuple[str, ...] = ()


def open_poll(item: AgendaItem, asked: Question, *, actor_id: int, now: datetime) -> Poll:
    """Put the question; the one before must be shown or taken back first."""
    meeting = programme.locked(item.meeting_id)
    if known := queries.sent_before(asked.client_id, sender_id=actor_id):
        return known
    others = queries.standing(item.id)
    ensure(course.why_not_while_paused(resumes_at=meeting.resumes_at))
    ensure(
        rules.why_not_open(
            meeting.state,
            item.state,
            kind=asked.kind,
            question=asked.question,
            options=asked.options,
            other_open=any(one.state in UNDECIDED for one in others),
        )
    )
    options = [text.strip() for text in asked.options] if asked.kind is PollKind.straw else []
    made = Poll(
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        client_id=asked.client_id,
        kind=asked.kind,
        question=asked.question.strip(),
        options=options,
        opened_by_id=actor_id,
        opened_at=now,
    )
    db.session.add(made)
    db.session.flush()
    publish(
        PollOpened(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            poll_id=made.id,
            agenda_item_id=item.id,
            kind=made.kind,
            question=made.question,
            options=tuple(options),
        )
    )
    return made


def answer_poll(poll: Poll, choice: int, *, person: Identity, label: str = "") -> PollAnswer:
    """Lean to an option, or change one's mind; with `label`, write down the answer of somebody without a phone.

    Publishes nothing: single answers are not on record, and counts are shown when the chair shows them.
    """
    programme.locked(poll.meeting_id, sharing=True)
    db.session.refresh(poll)
    there = attendance.entered(poll.meeting_id, label) if label else _own_line(poll, person)
    own = () if label else taken_towards(poll.meeting_id, person.account_id or 0)
    ensure(why_not_here(taken_towards_name(poll.meeting_id, label) if label else own))
    ensure(rules.why_not_answer(poll.state, present=there is not None, choice=choice, options=poll.answers))
    account_id = None if label else person.account_id
    known = queries.assisted_answer(poll.id, label) if label else queries.answer_of(poll.id, account_id or 0)
    if known is None:
        channel = Channel.assisted if label else Channel.phone
        known = PollAnswer(poll_id=poll.id, account_id=account_id, label=label, channel=channel, choice=choice)
        db.session.add(known)
    known.choice = choice
    db.session.flush()
    return known


def _own_line(poll: Poll, person: Identity) -> object | None:
    return attendance.attendance_of(poll.meeting_id, person.account_id or 0)


def close_poll(poll: Poll, *, actor_id: int, now: datetime) -> Poll:
    """Take no more answers."""
    _lock(poll)
    if poll.state in {PollState.closed, PollState.shown}:
        return poll
    ensure(TRANSITIONS.why_not(poll.state, PollState.closed))
    poll.state, poll.closed_at = PollState.closed, now
    publish(
        PollClosed(
            actor_id=actor_id,
            at=now,
            meeting_id=poll.meeting_id,
            poll_id=poll.id,
            answered=queries.answered(poll.id),
        )
    )
    return poll


def count_hall(
    poll: Poll, counts: Sequence[int], helped: Sequence[int] = (), *, actor_id: int, now: datetime
) -> HallCount:
    """Write down what one has counted, hands and those helped; counting again replaces one's own earlier count."""
    _lock(poll)
    ensure(rules.why_not_count_hall(poll.state, counts, helped, options=poll.answers))
    helped = list(helped) or [0] * poll.answers
    written = queries.hall_counts(poll.id)
    mine = next((one for one in written if one.counted_by_id == actor_id), None)
    if mine is None:
        mine = HallCount(poll_id=poll.id, counted_by_id=actor_id, counts=list(counts), helped=helped, at=now)
        db.session.add(mine)
    mine.counts, mine.helped, mine.at = list(counts), helped, now
    db.session.flush()
    said = queries.counted(poll.id)
    publish(HallCounted(actor_id=actor_id, at=now, meeting_id=poll.meeting_id, poll_id=poll.id, **said))
    return mine


def show_poll(poll: Poll, *, actor_id: int, now: datetime) -> Poll:
    """Let everybody see what came of it."""
    _lock(poll)
    if poll.state is PollState.shown:
        return poll
    hall = [one.both for one in queries.hall_counts(poll.id)]
    ensure(rules.why_not_show(poll.state, hall))
    by_phone, assisted = queries.tally(poll)
    alike = list(rules.hall_agreed(hall) or [0] * 2 * poll.answers)
    in_hall, helped = alike[: poll.answers], alike[poll.answers :]
    assisted = [one + more for one, more in zip(assisted, helped, strict=True)]
    poll.state, poll.result, poll.shown_at = PollState.shown, [by_phone, assisted, in_hall], now
    publish(
        PollShown(
            actor_id=actor_id,
            at=now,
            meeting_id=poll.meeting_id,
            poll_id=poll.id,
            by_phone=tuple(by_phone),
            assisted=tuple(assisted),
            in_hall=tuple(in_hall),
        )
    )
    return poll


def reopen_poll(poll: Poll) -> Poll:
    """Go one step back: what was shown is nobody's again, what was closed takes answers.

    Publishes nothing: whoever takes the step back says so.
    """
    _lock(poll)
    if poll.state is PollState.shown:
        poll.state, poll.result, poll.shown_at = PollState.closed, [], None
    elif poll.state is PollState.closed:
        poll.state, poll.closed_at = PollState.open, None
        for one in queries.hall_counts(poll.id):
            db.session.delete(one)
    db.session.flush()
    return poll


def withdraw_poll(poll: Poll, *, actor_id: int, now: datetime) -> Poll:
    """Take a question back before anything was shown."""
    _lock(poll)
    if poll.state is not PollState.withdrawn:
        ensure(TRANSITIONS.why_not(poll.state, PollState.withdrawn))
        poll.state, poll.closed_at = PollState.withdrawn, now
        publish(PollWithdrawn(actor_id=actor_id, at=now, meeting_id=poll.meeting_id, poll_id=poll.id))
    return poll


def _lock(poll: Poll) -> None:
    programme.locked(poll.meeting_id)
    db.session.refresh(poll)
