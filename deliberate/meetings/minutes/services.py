"""Drafting minutes from the record, mending them, laying them open, confirming and publishing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.kit.tongues import language_of
from deliberate.ledger.queries import head_of
from deliberate.ledger.rules import canonical, sha256
from deliberate.meetings.minutes import queries
from deliberate.meetings.minutes.events import (
    ErratumApproved,
    ErratumDeclined,
    ErratumProposed,
    MinutesAmended,
    MinutesConfirmed,
    MinutesConfirming,
    MinutesDrafted,
    MinutesPublished,
)
from deliberate.meetings.minutes.models import Minutes, MinutesConfirmation, MinutesErratum
from deliberate.meetings.minutes.rules import confirming, correcting, merging
from deliberate.meetings.minutes.rules.drafting import draft
from deliberate.meetings.minutes.rules.lines import sentence_count, sentences_of
from deliberate.meetings.minutes.states import ErratumState, MinutesState
from deliberate.meetings.queries import attendance, programme
from deliberate.places.rules.deadlines import deadline
from deliberate.places.rules.shipped import calendar_for
from deliberate.renderings.services import follow
from deliberate.search.services import Findable, make_findable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.meetings.minutes.rules.merging import Name, Typed
    from deliberate.meetings.minutes.rules.record import Say

FINDABLE = "minutes"


def draft_minutes(meeting_id: int, *, say: Say, actor_id: int | None, now: datetime) -> Minutes:
    """Draft from the record of a closed meeting; `say` writes the sentences in the language of the place."""
    known = queries.minutes_of(meeting_id)
    if known is not None:
        return redraft_minutes(known, say=say, actor_id=actor_id, now=now)
    record = queries.record_of(meeting_id)
    head = record[-1].seq if record else 0
    minutes = Minutes(meeting_id=meeting_id, sections=draft(record, say), drafted_at=now, drafted_to=head)
    minutes.language = language_of(sentences_of(minutes.sections))
    db.session.add(minutes)
    db.session.flush()
    minutes.digest = digest_of(minutes)
    publish(
        MinutesDrafted(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting_id,
            minutes_id=minutes.id,
            sentences=sentence_count(minutes.sections),
        )
    )
    return minutes


def redraft_minutes(minutes: Minutes, *, say: Say, actor_id: int | None, now: datetime) -> Minutes:
    """Let the draft follow a record that changed after it; what people wrote into it stays.

    Those who confirmed the text before are asked again: they confirmed another one.
    """
    minutes = queries.locked(minutes.id)
    record = queries.record_of(minutes.meeting_id)
    since = [line for line in record if line.seq > minutes.drafted_to and not line.verb.startswith("minutes.")]
    if minutes.state is MinutesState.published or not since:
        return minutes
    before = draft([line for line in record if line.seq <= minutes.drafted_to], say)
    minutes.sections = merging.followed(minutes.sections, before=before, after=draft(record, say))
    minutes.drafted_at, minutes.drafted_to = now, record[-1].seq
    minutes.state, minutes.confirming_until = MinutesState.draft, None
    db.session.execute(delete(MinutesConfirmation).where(MinutesConfirmation.minutes_id == minutes.id))
    db.session.expire(minutes, ["confirmations"])
    minutes.digest = digest_of(minutes)
    told = {"minutes_id": minutes.id, "sentences": sentence_count(minutes.sections)}
    publish(MinutesDrafted(actor_id=actor_id, at=now, meeting_id=minutes.meeting_id, **told))
    return minutes


def bytes_of(minutes: Minutes) -> bytes:
    """Return the whole text in its one byte form, with the changes made after publication."""
    text: dict[str, Any] = {"meeting": minutes.meeting_id, "sections": minutes.sections}
    if made := [one for one in queries.errata_of(minutes.id) if one.state is ErratumState.approved]:
        told = ("section", "sentence", "was", "becomes", "reason")
        text["errata"] = [{name: getattr(one, name) for name in told} for one in made]
    return canonical(text)


def digest_of(minutes: Minutes) -> str:
    """Return what stands for the whole text: whoever keeps it can prove later that nothing was changed."""
    return sha256(bytes_of(minutes))


def amend_minutes(minutes: Minutes, sections: list[dict[str, Any]], *, actor_id: int, now: datetime) -> Minutes:
    """Replace the draft by a mended text; sending the same text again changes nothing."""
    minutes = queries.locked(minutes.id)
    ensure(confirming.why_not_amend(minutes.state))
    if sections == minutes.sections:
        return minutes
    minutes.sections, minutes.language = sections, language_of(sentences_of(sections))
    minutes.digest = digest_of(minutes)
    publish(
        MinutesAmended(
            actor_id=actor_id, at=now, meeting_id=minutes.meeting_id, minutes_id=minutes.id, digest=minutes.digest
        )
    )
    return minutes


def mend_minutes(
    minutes: Minutes, typed: Typed, added: Mapping[Name, str] | None = None, *, actor_id: int, now: datetime
) -> dict[int, str]:
    """Take up what was typed, section by section; return what was typed over words somebody else changed meanwhile."""
    minutes = queries.locked(minutes.id)
    ensure(confirming.why_not_amend(minutes.state))
    head = head_of(f"meeting:{minutes.meeting_id}")
    sections, clashes = merging.merged(minutes.sections, typed, head=head)
    amend_minutes(minutes, merging.filled(sections, added or {}, head=head), actor_id=actor_id, now=now)
    return clashes


def lay_open_minutes(minutes: Minutes, *, actor_id: int, now: datetime) -> Minutes:
    """Lay the text before those who were there; until a day they confirm it or object."""
    minutes = queries.locked(minutes.id)
    if minutes.state is MinutesState.confirming:
        return minutes
    ensure(confirming.why_not_lay_open(minutes.state, sentences=sentence_count(minutes.sections)))
    ruleset = programme.rules_of(minutes.meeting)
    until = deadline(ruleset.rule("minutes.confirmation"), now, calendar_for(ruleset))
    minutes.state, minutes.confirming_until = MinutesState.confirming, until
    publish(
        MinutesConfirming(
            actor_id=actor_id,
            at=now,
            meeting_id=minutes.meeting_id,
            minutes_id=minutes.id,
            title=minutes.meeting.title,
            until=until,
            digest=minutes.digest,
        )
    )
    return minutes


def confirm_minutes(
    minutes: Minutes, *, person: Identity, agrees: bool, objection: str = "", now: datetime
) -> MinutesConfirmation:
    """Say that the text is right, or what is wrong with it; the last word before the window ends counts."""
    minutes = queries.locked(minutes.id)
    account_id = person.account_id or 0
    there = attendance.attendance_of(minutes.meeting_id, account_id)
    objection = "" if agrees else objection.strip()
    ensure(
        confirming.why_not_confirm(
            minutes.state,
            attended=there is not None,
            now=now,
            until=minutes.confirming_until,
            agrees=agrees,
            objection=objection,
        )
    )
    said = queries.confirmation_of(minutes.id, account_id)
    if said is not None and (said.agrees, said.objection) == (agrees, objection):
        return said
    if said is None:
        said = MinutesConfirmation(minutes_id=minutes.id, account_id=account_id, label=person.name)
        db.session.add(said)
    said.agrees, said.objection, said.at = agrees, objection, now
    publish(
        MinutesConfirmed(
            actor_id=account_id,
            at=now,
            meeting_id=minutes.meeting_id,
            minutes_id=minutes.id,
            label=said.label,
            agrees=agrees,
            objection=objection,
        )
    )
    return said


def publish_minutes(minutes: Minutes, *, actor_id: int, now: datetime) -> Minutes:
    """Let everybody read them, with the objections that were made."""
    minutes = queries.locked(minutes.id)
    if minutes.state is MinutesState.published:
        return minutes
    agreed, objected = queries.answers(minutes.id)
    ensure(
        confirming.why_not_publish(
            minutes.state,
            now=now,
            until=minutes.confirming_until,
            asked=attendance.accounts_there(minutes.meeting_id),
            answered=agreed + objected,
        )
    )
    minutes.state, minutes.final_at, minutes.published_at = MinutesState.published, now, now
    _make_findable(minutes, minutes.sections)
    publish(
        MinutesPublished(
            actor_id=actor_id,
            at=now,
            meeting_id=minutes.meeting_id,
            minutes_id=minutes.id,
            title=minutes.meeting.title,
            digest=minutes.digest,
            confirmed=agreed,
            objections=objected,
        )
    )
    return minutes


def propose_erratum(
    minutes: Minutes, place: tuple[int, int], *, becomes: str, reason: str, actor_id: int, now: datetime
) -> MinutesErratum:
    """Propose another wording for a published sentence; it is shown once a second person has approved it."""
    minutes = queries.locked(minutes.id)
    errata = queries.errata_of(minutes.id)
    was = correcting.sentence_at(queries.as_it_reads(minutes), place)
    becomes, reason = " ".join(becomes.split()), reason.strip()
    waiting = next((one for one in errata if one.state is ErratumState.proposed and one.place == place), None)
    if waiting and (waiting.becomes, waiting.reason, waiting.proposed_by_id) == (becomes, reason, actor_id):
        return waiting
    ensure(
        correcting.why_not_propose(minutes.state, was=was, becomes=becomes, reason=reason, waiting=waiting is not None)
    )
    made = MinutesErratum(
        minutes_id=minutes.id,
        section=place[0],
        sentence=place[1],
        was=was or "",
        becomes=becomes,
        reason=reason,
        state=ErratumState.proposed,
        proposed_by_id=actor_id,
        proposed_at=now,
    )
    db.session.add(made)
    db.session.flush()
    publish(
        ErratumProposed(
            actor_id=actor_id,
            at=now,
            meeting_id=minutes.meeting_id,
            minutes_id=minutes.id,
            erratum_id=made.id,
            was=made.was,
            becomes=becomes,
            reason=reason,
        )
    )
    return made


def approve_erratum(erratum: MinutesErratum, *, actor_id: int, now: datetime) -> MinutesErratum:
    """Let the change stand, as the second person who says so."""
    minutes, erratum = _under_decision(erratum)
    if (erratum.state, erratum.decided_by_id) == (ErratumState.approved, actor_id):
        return erratum
    ensure(correcting.why_not_decide(erratum.state, proposed_by=erratum.proposed_by_id, decider=actor_id))
    erratum.state, erratum.decided_by_id, erratum.decided_at = ErratumState.approved, actor_id, now
    db.session.flush()
    erratum.digest = minutes.digest = digest_of(minutes)
    _make_findable(minutes, queries.as_it_reads(minutes))
    follow(queries.text_of(minutes), actor_id=actor_id, now=now)
    publish(
        ErratumApproved(
            actor_id=actor_id,
            at=now,
            meeting_id=minutes.meeting_id,
            minutes_id=minutes.id,
            erratum_id=erratum.id,
            title=minutes.meeting.title,
            was=erratum.was,
            becomes=erratum.becomes,
            reason=erratum.reason,
            proposed_by_id=erratum.proposed_by_id,
            digest=minutes.digest,
        )
    )
    return erratum


def decline_erratum(erratum: MinutesErratum, reason: str, *, actor_id: int, now: datetime) -> MinutesErratum:
    """Leave the text as it is, and say why."""
    minutes, erratum = _under_decision(erratum)
    if (erratum.state, erratum.decided_by_id) == (ErratumState.declined, actor_id):
        return erratum
    ensure(
        correcting.why_not_decide(erratum.state, proposed_by=erratum.proposed_by_id, decider=actor_id, reason=reason)
    )
    erratum.state, erratum.decided_by_id, erratum.decided_at = ErratumState.declined, actor_id, now
    erratum.decline_reason = reason.strip()
    publish(
        ErratumDeclined(
            actor_id=actor_id,
            at=now,
            meeting_id=minutes.meeting_id,
            minutes_id=minutes.id,
            erratum_id=erratum.id,
            reason=erratum.decline_reason,
        )
    )
    return erratum


def _under_decision(erratum: MinutesErratum) -> tuple[Minutes, MinutesErratum]:
    minutes = queries.locked(erratum.minutes_id)
    db.session.refresh(erratum)
    return minutes, erratum


def _make_findable(minutes: Minutes, sections: list[dict[str, Any]]) -> None:
    meeting = minutes.meeting
    body = "\n".join(sentence["text"] for section in sections for sentence in section["sentences"])
    path = f"/meetings/{meeting.id}/minutes"
    make_findable(Findable(FINDABLE, minutes.id, meeting.place_id, meeting.title, body, path))
