"""Asking for the floor, giving it, and keeping its clock. Each locks the meeting: there is one queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.floor import queries, rules
from deliberate.meetings.floor.events import (
    FloorAsked,
    FloorWithdrawn,
    Recused,
    SpeakerCalled,
    SpeakerSkipped,
    TurnEnded,
    TurnExtended,
    TurnPaused,
    TurnResumed,
)
from deliberate.meetings.floor.models import Recusal, SpeakingRequest, person_key
from deliberate.meetings.floor.states import TRANSITIONS, RequestKind, RequestState
from deliberate.meetings.order.queries import taken_towards, taken_towards_name
from deliberate.meetings.order.rules import why_not_speak
from deliberate.meetings.queries import programme
from deliberate.meetings.rules import course
from deliberate.meetings.states import Channel, Stance

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.meetings.floor.queries import Floor
    from deliberate.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What a phone or a desk sends; `label` names somebody without a phone who is put into the queue."""

    client_id: str
    stance: Stance = Stance.neutral
    kind: RequestKind = RequestKind.turn
    label: str = ""
    channel: Channel = Channel.phone


# ── asking ──


def ask_for_floor(item: AgendaItem, ask: Ask, *, person: Identity, now: datetime) -> SpeakingRequest:
    """Stand in the queue of the open item, or put there somebody who has no phone; asking twice asks once."""
    meeting = programme.locked(item.meeting_id)
    if known := queries.sent_before(ask.client_id, sender_id=person.account_id or 0):
        return known
    if ask.channel is not Channel.phone:
        ensure(rules.why_not_enter(ask.label))
        ensure(why_not_speak(taken_towards_name(meeting.id, ask.label.strip()), agenda_item_id=item.id))
    else:
        ensure(why_not_speak(taken_towards(meeting.id, person.account_id or 0), agenda_item_id=item.id))
    floor, limits = queries.floor_of(item.id), rules.limits(programme.rules_of(meeting))
    asking = _asking(meeting, item, ask, floor, person)
    ensure(rules.why_not_ask(meeting.state, item.state, asking, limits=limits))
    made = _request(item, ask, person, now)
    db.session.add(made)
    db.session.flush()
    publish(
        FloorAsked(
            actor_id=person.account_id,
            at=now,
            meeting_id=meeting.id,
            request_id=made.id,
            queue=_queue(made, limits),
            agenda_item_id=item.id,
            account_id=made.account_id,
            label=made.label,
            kind=made.kind,
            stance=made.stance,
            channel=made.channel,
            turns_before=asking.turns_before,
        )
    )
    return made


def _asking(meeting: Meeting, item: AgendaItem, ask: Ask, floor: Floor, person: Identity) -> rules.Asking:
    account_id, label = _who(ask, person)
    key = person_key(account_id, label)
    return rules.Asking(
        kind=ask.kind,
        stance=ask.stance,
        present=queries.is_there(meeting.id, account_id=account_id, label=label),
        chair=account_id is not None and meeting.chair_id == account_id,
        recused=queries.recused_from(item.id, key) is not None,
        in_queue=floor.waits(key, ask.kind),
        turns_before=floor.turns_of(key),
        name="" if account_id else label,
    )


def _who(ask: Ask, person: Identity) -> tuple[int | None, str]:
    return (person.account_id, person.name) if ask.channel is Channel.phone else (None, ask.label.strip())


def _request(item: AgendaItem, ask: Ask, person: Identity, now: datetime) -> SpeakingRequest:
    account_id, label = _who(ask, person)
    turn = ask.kind is RequestKind.turn
    return SpeakingRequest(
        meeting_id=item.meeting_id,
        agenda_item_id=item.id,
        account_id=account_id,
        label=label,
        sender_id=person.account_id,
        client_id=ask.client_id,
        kind=ask.kind,
        stance=ask.stance if turn else Stance.neutral,
        channel=ask.channel,
        state=RequestState.waiting,
        asked_at=now,
    )


def withdraw_request(request: SpeakingRequest, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Leave the queue."""
    meeting = _locked(request)
    if request.state is not RequestState.withdrawn:
        ensure(TRANSITIONS.why_not(request.state, RequestState.withdrawn))
        request.state, request.ended_at = RequestState.withdrawn, now
        publish(
            FloorWithdrawn(
                actor_id=actor_id, at=now, meeting_id=meeting.id, request_id=request.id, queue=_queue(request)
            )
        )
    return request


# ── giving the floor ──


def call_speaker(request: SpeakingRequest, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Give somebody the floor; a point of order stops the clock of the turn it interrupts."""
    meeting = _locked(request)
    if request.state is RequestState.speaking:
        return request
    current = queries.floor_of(request.agenda_item_id).speaking
    ensure(course.why_not_while_paused(resumes_at=meeting.resumes_at))
    ensure(rules.why_not_call(request.state, request.kind, speaking=current.label if current else ""))
    ensure(rules.why_not_as_chair(request.kind, chair=request.account_id == meeting.chair_id))
    if current is not None and current.paused_at is None:
        current.paused_at = now
    seconds = rules.limits(programme.rules_of(meeting)).turn
    request.state, request.granted_at, request.seconds = RequestState.speaking, now, seconds
    publish(
        SpeakerCalled(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            request_id=request.id,
            queue=_queue(request),
            label=request.label,
            seconds=seconds,
        )
    )
    return request


def skip_speaker(request: SpeakingRequest, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Go on without somebody who was called and is not there; whoever comes back asks again."""
    meeting = _locked(request)
    if request.state is not RequestState.skipped:
        ensure(TRANSITIONS.why_not(request.state, RequestState.skipped))
        request.state, request.ended_at = RequestState.skipped, now
        publish(
            SpeakerSkipped(
                actor_id=actor_id, at=now, meeting_id=meeting.id, request_id=request.id, queue=_queue(request)
            )
        )
    return request


def extend_turn(request: SpeakingRequest, seconds: int, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Give who is speaking more time: `seconds` is the turn's whole time from now on, so that repeating is safe."""
    meeting = _locked(request)
    if request.state is RequestState.speaking and request.seconds == seconds:
        return request
    ensure(rules.why_not_extend(request.state, seconds - request.seconds))
    request.seconds = seconds
    publish(
        TurnExtended(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            request_id=request.id,
            queue=_queue(request),
            seconds=seconds,
        )
    )
    return request


def pause_turn(request: SpeakingRequest, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Stop the clock."""
    meeting = _locked(request)
    ensure(rules.why_not_pause(request.state, paused=request.paused_at is not None))
    request.paused_at = now
    publish(TurnPaused(actor_id=actor_id, at=now, meeting_id=meeting.id, request_id=request.id, queue=_queue(request)))
    return request


def resume_turn(request: SpeakingRequest, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Let the clock run on."""
    meeting = _locked(request)
    ensure(course.why_not_while_paused(resumes_at=meeting.resumes_at))
    current = queries.floor_of(request.agenda_item_id).speaking
    other = current.label if current is not None and current is not request else ""
    ensure(rules.why_not_resume(request.state, paused=request.paused_at is not None, interrupted_by=other))
    running = queries.clock(request)
    request.paused_seconds = running.paused_for(now) if running else request.paused_seconds
    request.paused_at = None
    publish(
        TurnResumed(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            request_id=request.id,
            queue=_queue(request),
            paused_seconds=request.paused_seconds,
        )
    )
    return request


def end_turn(request: SpeakingRequest, *, actor_id: int, now: datetime) -> SpeakingRequest:
    """Take the floor back, by the chair or by whoever has said everything."""
    meeting = _locked(request)
    if request.state is RequestState.done:
        return request
    ensure(TRANSITIONS.why_not(request.state, RequestState.done))
    _stop(request, now)
    publish(
        TurnEnded(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            request_id=request.id,
            queue=_queue(request),
            used=request.used,
        )
    )
    return request


def stop_clock(agenda_item_id: int, *, now: datetime) -> None:
    """Let the clock of whoever speaks stand still; what stopped it is what the record tells."""
    for request in queries.floor_of(agenda_item_id).requests:
        if request.state is RequestState.speaking and request.paused_at is None:
            request.paused_at = now


def clear_floor(agenda_item_id: int, *, now: datetime) -> None:
    """End what still goes on under an item that is over; its closing is what the record tells."""
    for request in queries.floor_of(agenda_item_id).requests:
        if request.state is RequestState.speaking:
            _stop(request, now)
        elif request.state is RequestState.waiting:
            request.state, request.ended_at = RequestState.lapsed, now


# ── taking no side ──


def recuse(item: AgendaItem, reason: str, *, person: Identity, label: str = "", now: datetime) -> Recusal:
    """Say that one has an interest of one's own in an item, or write it down for somebody without a phone."""
    meeting = programme.locked(item.meeting_id)
    account_id = None if label.strip() else person.account_id
    name = label.strip() or person.name
    key = person_key(account_id, name)
    known = queries.recused_from(item.id, key)
    ensure(rules.why_not_recuse(item.state, reason=reason, recused=known is not None))
    made = Recusal(
        agenda_item_id=item.id, person=key, label=name, reason=reason.strip(), at=now, entered_by_id=person.account_id
    )
    db.session.add(made)
    publish(
        Recused(
            actor_id=person.account_id,
            at=now,
            meeting_id=meeting.id,
            agenda_item_id=item.id,
            account_id=account_id,
            label=name,
            reason=made.reason,
        )
    )
    return made


def _locked(request: SpeakingRequest) -> Meeting:
    meeting = programme.locked(request.meeting_id)
    db.session.refresh(request)
    return meeting


def _stop(request: SpeakingRequest, now: datetime) -> None:
    running = queries.clock(request)
    request.used = running.used(now) if running else 0
    request.state, request.ended_at, request.paused_at = RequestState.done, now, None


def _queue(request: SpeakingRequest, limits: rules.Limits | None = None) -> tuple[int, ...]:
    db.session.flush()
    known = limits or rules.limits(programme.rules_of(request.meeting))
    return queries.floor_of(request.agenda_item_id).queue(known)
