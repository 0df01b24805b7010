"""What befalls a contribution after it was said: mended by its author, agreed with, pinned, marked as answered.

Each of these does the same thing once, however often it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.kit.tongues import language_of
from deliberate.meetings.discussion import rules
from deliberate.meetings.discussion.events import (
    AgreementWithdrawn,
    ContributionAgreed,
    ContributionEdited,
    ContributionPinned,
    ContributionUnpinned,
    QuestionAnswered,
    QuestionReopened,
)
from deliberate.meetings.discussion.models import Agreement, Contribution, Wording
from deliberate.meetings.discussion.queries import contributions, speaking, texts, upkeep
from deliberate.meetings.discussion.services.saying import FINDABLE, attends, belongs_to, make_it_findable
from deliberate.meetings.order.queries import taken_towards
from deliberate.meetings.order.rules import why_not_here, why_not_speak
from deliberate.meetings.queries import programme
from deliberate.meetings.states import ItemState
from deliberate.renderings.services import follow
from deliberate.search.services import forget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.kit.permits import Identity


def about(said: Contribution) -> dict[str, Any]:
    """Return what every event about a contribution says of it."""
    return {
        "contribution_id": said.id,
        "meeting_id": said.meeting_id,
        "issue_id": said.issue_id,
        "agenda_item_id": said.agenda_item_id,
    }


def _ensure_open(said: Contribution, person: Identity, *, item_open: bool = True) -> None:
    """Let through only while the talk goes on, and only who may speak in it."""
    if said.meeting_id is None:
        ensure(rules.why_not_comment_on(said.issue.state) if said.issue else None)
        belongs = said.issue is not None and belongs_to(said.issue, person)
        return ensure(rules.why_not_as_guest(person.level, belongs=belongs, in_meeting=False))
    meeting = programme.locked(said.meeting_id, sharing=True)
    item = programme.item_now(said.agenda_item_id or 0)
    ensure(rules.why_not_speak_in(meeting.state, item.state if item_open else ItemState.open))
    belongs = belongs_to(meeting, person) or attends(meeting, person)
    ensure(rules.why_not_as_guest(person.level, belongs=belongs, in_meeting=True))
    taken = taken_towards(meeting.id, person.account_id or 0)
    # Whoever was asked to pause may agree with others, but not write by mending either.
    return ensure(why_not_here(taken) if item_open else why_not_speak(taken, agenda_item_id=item.id))


def edit(said: Contribution, body: str, *, person: Identity, now: datetime) -> Contribution:
    """Mend one's own words; the earlier ones are kept and can be read, and their translations are asked for anew."""
    _ensure_open(said, person, item_open=False)
    said = contributions.locked(said.id)
    own = person.account_id is not None and person.account_id in (said.author_id, said.entered_by_id)
    where = said.meeting or said.issue
    minutes = speaking.edit_minutes(where) if where is not None else 0
    ensure(rules.why_not_edit(body, own=own, shown=said.shown, at=said.at, now=now, minutes=minutes))
    if body.strip() == said.body:
        return said
    db.session.add(Wording(contribution_id=said.id, body=said.body, until=now))
    said.body, said.edited_at = body.strip(), now
    said.language = language_of(said.body, said.language)
    if where is not None:
        follow(texts.text_of(said), actor_id=person.account_id, now=now)
    if said.meeting_id is None and said.issue is not None:
        forget(FINDABLE, said.id)
        make_it_findable(said, said.issue)
    edited = ContributionEdited(
        actor_id=person.account_id, at=now, body=said.body, language=said.language, **about(said)
    )
    publish(edited)
    return said


def agree(said: Contribution, *, person: Identity, now: datetime) -> Contribution:
    """Agree with what another said: support that is counted, not a ranking."""
    _ensure_open(said, person)
    own = said.author_id == person.account_id
    ensure(rules.why_not_agree(own=own, shown=said.shown, merged=said.merged_into_id is not None))
    made = insert_once(Agreement, contribution_id=said.id, account_id=person.account_id, at=now)
    if made is not None:
        agrees = _count(said, 1)
        publish(ContributionAgreed(actor_id=person.account_id, at=now, agrees=agrees, **about(said)))
    return said


def withdraw_agreement(said: Contribution, *, person: Identity, now: datetime) -> Contribution:
    """Agree no longer."""
    _ensure_open(said, person)
    mine = (Agreement.contribution_id == said.id) & (Agreement.account_id == person.account_id)
    if db.session.scalars(delete(Agreement).where(mine).returning(Agreement.id)).all():
        agrees = _count(said, -1)
        publish(AgreementWithdrawn(actor_id=person.account_id, at=now, agrees=agrees, **about(said)))
    return said


def _count(said: Contribution, step: int) -> int:
    """Count one more or less; the row stays locked until the commit, so that the record tells the numbers in order."""
    if same := contributions.merged_into(said.id):
        said = contributions.locked(said.id)
        said.agrees = supporters(said, same)
        return said.agrees
    counted = update(Contribution).where(Contribution.id == said.id).values(agrees=Contribution.agrees + step)
    agrees: int = db.session.scalars(counted.returning(Contribution.agrees)).one()
    db.session.refresh(said, ["agrees"])
    return agrees


def supporters(said: Contribution, same: Sequence[Contribution]) -> int:
    """Return how many people stand behind some words and those that say the same: each counted once, not the author."""
    ids = [said.id, *(one.id for one in same)]
    found = select(Agreement.account_id).where(Agreement.contribution_id.in_(ids))
    people = {f"#{number}" for number in db.session.scalars(found)} | {speaker_of(one) for one in same}
    return len(people - {speaker_of(said)})


def speaker_of(said: Contribution) -> str:
    """Return what tells one speaker from another: the account, else the name written down."""
    return f"#{said.author_id}" if said.author_id else said.author_label


def pin(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Keep a contribution in sight, above the talk."""
    said = contributions.locked(said.id)
    if not said.pinned:
        ensure(rules.why_not_pin(shown=said.shown, pinned=upkeep.pinned_beside(said)))
        said.pinned = True
        publish(ContributionPinned(actor_id=actor_id, at=now, **about(said)))
    return said


def unpin(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Let it stand only in its own place again."""
    said = contributions.locked(said.id)
    if said.pinned:
        said.pinned = False
        publish(ContributionUnpinned(actor_id=actor_id, at=now, **about(said)))
    return said


def mark_answered(
    said: Contribution, by: str, *, answer: Contribution | None = None, actor_id: int, now: datetime
) -> Contribution:
    """Say which body answered a question, and where, if the answer was written."""
    said, by = contributions.locked(said.id), " ".join(by.split())
    fits = answer is None or (answer.meeting_id == said.meeting_id and answer.issue_id == said.issue_id)
    fits = fits and (answer is None or answer.shown)
    ensure(rules.why_not_answered(said.stance, by, shown=said.shown, answer_fits=fits))
    answer_id = answer.id if answer is not None else None
    if (said.answered_by, said.answer_id) != (by, answer_id):
        said.answered_by, said.answer_id = by, answer_id
        told = {"answered_by": by, "answer_id": answer_id, **about(said)}
        publish(QuestionAnswered(actor_id=actor_id, at=now, **told))
    return said


def reopen_question(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Take back that a question was answered."""
    said = contributions.locked(said.id)
    if said.answered_by:
        said.answered_by, said.answer_id = "", None
        publish(QuestionReopened(actor_id=actor_id, at=now, **about(said)))
    return said
