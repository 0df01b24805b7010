"""Running a meeting: open it, walk the agenda item by item, close it. Doing the same twice does it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues.services.moving import (
    adopt_issue,
    defer_issue,
    not_adopt_issue,
    pilot_issue,
    send_to_assembly,
    start_deciding,
    start_deliberation,
    unschedule_issue,
)
from deliberate.issues.states import IssueState, ReasonCode
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.events import AgendaItemClosed, AgendaItemStarted, MeetingClosed, MeetingOpened
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules import course
from deliberate.meetings.states import ItemState, MeetingState, Outcome
from deliberate.places.rules.deadlines import deadline
from deliberate.places.rules.shipped import calendar_for

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue
    from deliberate.meetings.models import AgendaItem, Meeting


def open_meeting(meeting: Meeting, *, actor_id: int, now: datetime) -> Meeting:
    """Begin."""
    meeting = programme.locked(meeting.id)
    if meeting.state is MeetingState.in_session:
        return meeting
    ensure(course.why_not_open(meeting.state, now=now, starts_at=meeting.starts_at))
    meeting.state, meeting.opened_at = MeetingState.in_session, now
    publish(
        MeetingOpened(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=meeting.place_id,
            title=meeting.title,
            present=attendance.presence(meeting).present,
        )
    )
    return meeting


def start_item(item: AgendaItem, *, actor_id: int, now: datetime) -> AgendaItem:
    """Turn to an item; its issue is being deliberated from now on."""
    meeting = programme.locked(item.meeting_id)
    if item.state is ItemState.open and meeting.current_item_id == item.id:
        return item
    other = meeting.current_item
    ensure(course.why_not_start_item(meeting.state, item.state, other_open=other.title if other else ""))
    ensure(course.why_not_while_paused(resumes_at=meeting.resumes_at))
    item.state, item.started_at = ItemState.open, now
    meeting.current_item_id = item.id
    if item.issue is not None and item.issue.state is IssueState.scheduled:
        start_deliberation(item.issue, actor_id=actor_id, now=now)
    publish(
        AgendaItemStarted(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            agenda_item_id=item.id,
            position=item.position,
            title=item.title,
            issue_id=item.issue_id,
        )
    )
    return item


def close_item(
    item: AgendaItem, outcome: Outcome | None, conclusion: str, *, actor_id: int, now: datetime
) -> AgendaItem:
    """Say what came out of it; the issue goes where the outcome sends it."""
    meeting = programme.locked(item.meeting_id)
    if item.state is ItemState.closed and item.outcome is outcome:
        return item
    conclusion = conclusion.strip()
    ensure(course.why_not_while_paused(resumes_at=meeting.resumes_at))
    ensure(course.why_not_decide_here(meeting.kind, outcome))
    there = attendance.presence(meeting)
    ensure(
        course.why_not_close_item(
            meeting.state,
            item.state,
            outcome=outcome,
            conclusion=conclusion,
            has_issue=item.issue_id is not None,
            presence=there,
        )
    )
    item.quorum = there.frozen
    item.state, item.closed_at, item.outcome, item.conclusion = ItemState.closed, now, outcome, conclusion
    meeting.current_item_id = None
    settled = Outcome(outcome or "")
    if item.issue is not None:
        _move(item.issue, settled, meeting, actor_id=actor_id, now=now)
    publish(
        AgendaItemClosed(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            agenda_item_id=item.id,
            position=item.position,
            title=item.title,
            outcome=settled,
            conclusion=conclusion,
            issue_id=item.issue_id,
            quorum=item.quorum,
        )
    )
    return item


def _move(issue: Issue, outcome: Outcome, meeting: Meeting, *, actor_id: int, now: datetime) -> None:
    """Send the issue on; after a second round is called for it stays in deliberation until it is scheduled again."""
    if outcome in {Outcome.agreed, Outcome.not_agreed, Outcome.to_vote} and issue.state is not IssueState.deciding:
        start_deciding(issue, actor_id=actor_id, now=now)
    if outcome is Outcome.agreed:
        adopt_issue(issue, actor_id=actor_id, now=now)
    elif outcome is Outcome.not_agreed:
        not_adopt_issue(issue, reason=ReasonCode.no_agreement, actor_id=actor_id, now=now)
    elif outcome is Outcome.pilot:
        pilot_issue(issue, until=_again(meeting, "pilot.review", now), actor_id=actor_id, now=now)
    elif outcome is Outcome.deferred:
        until = _again(meeting, "deferral.review", now)
        defer_issue(issue, reason=ReasonCode.not_ripe, until=until, actor_id=actor_id, now=now)
    elif outcome is Outcome.to_assembly:
        send_to_assembly(issue, actor_id=actor_id, now=now)


def _again(meeting: Meeting, rule: str, now: datetime) -> datetime:
    """Return until when the committee comes back to what was tried or put off."""
    ruleset = programme.rules_of(meeting)
    return deadline(ruleset.rule(rule), now, calendar_for(ruleset))


def close_meeting(meeting: Meeting, *, actor_id: int, now: datetime) -> Meeting:
    """End it; what was not reached goes back to the committee's table."""
    meeting = programme.locked(meeting.id)
    if meeting.state is MeetingState.closed:
        return meeting
    current = meeting.current_item
    ensure(course.why_not_close(meeting.state, open_item=current.title if current else ""))
    return end_early(meeting, actor_id=actor_id, now=now)


def end_early(meeting: Meeting, *, actor_id: int, now: datetime) -> Meeting:
    """End a locked meeting wherever it stands; an issue still being talked about waits for its next round."""
    unfinished = meeting.current_item
    waiting = [item for item in meeting.agenda if item.state in {ItemState.pending, ItemState.open}]
    for item in waiting:
        item.state = ItemState.postponed
        if item.issue is not None and item.issue.state is IssueState.scheduled:
            unschedule_issue(item.issue, actor_id=actor_id, now=now)
    meeting.state, meeting.closed_at = MeetingState.closed, now
    meeting.current_item_id = meeting.paused_at = meeting.resumes_at = None
    publish(
        MeetingClosed(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=meeting.place_id,
            title=meeting.title,
            present=attendance.presence(meeting).present,
            postponed=len(waiting),
            reason=meeting.stop_reason,
            unfinished_item_id=unfinished.id if unfinished else None,
        )
    )
    return meeting
