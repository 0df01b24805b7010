"""Calling a meeting: prepared by a moderator, announced in time, or called off with a reason."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.issues.rules import why_not_schedule as why_not_schedule_issue
from deliberate.issues.services.moving import schedule_issue, unschedule_issue
from deliberate.issues.states import IssueState
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.events import MeetingAnnounced, MeetingCancelled, MeetingReplanned, MeetingScheduled
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.queries import programme
from deliberate.meetings.queries.attendance import entitled_at
from deliberate.meetings.queries.readiness import in_the_plan, lacking
from deliberate.meetings.rules import plans
from deliberate.meetings.states import MeetingState
from deliberate.places.queries.tree import rule_set_version
from deliberate.search.services import Findable, forget, make_findable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.places.models import Place

# Without 0, O, 1, I and L, which look alike on a poster.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6
FINDABLE = "meeting"


def schedule_meeting(place: Place, plan: plans.Plan, *, actor_id: int, now: datetime) -> Meeting:
    """Prepare a meeting with its agenda; only those who lead and record see it yet."""
    _ensure_plan(plan)
    issues = _issues(plan)
    for issue in issues:
        ensure(why_not_schedule_issue(issue.state))
    previous = _previous(plan, issues)
    meeting = _meeting(place, plan, previous)
    meeting.composition = plans.composed(plan.kind, plan.composition, programme.rules_of(meeting))
    db.session.add(meeting)
    db.session.flush()
    publish(
        MeetingScheduled(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=place.id,
            kind=meeting.kind,
            title=meeting.title,
            starts_at=meeting.starts_at,
            items=len(plan.items),
            carries=plan.carries,
            ruleset=programme.rules_of(meeting).name,
        )
    )
    return meeting


def _previous(plan: plans.Plan, issues: Sequence[Issue]) -> Meeting | None:
    if plan.previous_id is not None:
        return programme.meeting(plan.previous_id)
    return programme.last_about([issue.id for issue in issues]) if issues else None


def _issues(plan: plans.Plan) -> Sequence[Issue]:
    wanted = [item.issue_id for item in plan.items if item.issue_id]
    return db.session.scalars(select(Issue).where(Issue.id.in_(wanted))).all() if wanted else []


def _meeting(place: Place, plan: plans.Plan, previous: Meeting | None) -> Meeting:
    return Meeting(
        place=place,
        round_no=previous.round_no + 1 if previous else 1,
        previous_id=previous.id if previous else None,
        join_code=_free_code(),
        rule_set_version=rule_set_version(place),
        agenda=[_item(planned, position) for position, planned in enumerate(plan.items, start=1)],
        **_planned(plan),
    )


def _item(planned: plans.PlannedItem, position: int) -> AgendaItem:
    return AgendaItem(
        position=position,
        kind=planned.kind,
        title=planned.title.strip(),
        issue_id=planned.issue_id,
        planned_minutes=planned.planned_minutes,
    )


def _planned(plan: plans.Plan) -> dict[str, Any]:
    texts = ("title", "purpose", "where_text", "urgent_reason", "party_study", "called_by", "composition")
    others = ("kind", "starts_at", "planned_minutes", "moderator_id", "recorder_id")
    told = {name: getattr(plan, name).strip() for name in texts}
    return {**told, **{name: getattr(plan, name) for name in others}}


def replan_meeting(meeting: Meeting, plan: plans.Plan, *, actor_id: int, now: datetime) -> Meeting:
    """Change the plan of a meeting nobody has been told of; items that stay keep their papers and phases."""
    meeting = programme.locked(meeting.id)
    ensure(plans.why_not_replan(meeting.state))
    _ensure_plan(plan)
    for issue in _issues(plan):
        ensure(why_not_schedule_issue(issue.state))
    for name, value in _planned(plan).items():
        setattr(meeting, name, value)
    meeting.composition = plans.composed(plan.kind, plan.composition, programme.rules_of(meeting))
    _rearrange(meeting, plan.items)
    publish(
        MeetingReplanned(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=meeting.place_id,
            kind=meeting.kind,
            title=meeting.title,
            starts_at=meeting.starts_at,
            items=len(plan.items),
        )
    )
    return meeting


def _rearrange(meeting: Meeting, wanted: Sequence[plans.PlannedItem]) -> None:
    """Bring the agenda into another order, with what stays as it is."""
    known: dict[tuple[int | None, str], AgendaItem] = {(one.issue_id, one.title): one for one in meeting.agenda}
    keys = [(one.issue_id, one.title.strip()) for one in wanted]
    chosen = [known.pop(key) if key in known else _item(one, 0) for key, one in zip(keys, wanted, strict=True)]
    keep_items(meeting, chosen)


def keep_items(meeting: Meeting, chosen: list[AgendaItem]) -> None:
    """Let an agenda be these items in this order; places are given in two steps, because no two items share one."""
    gone = [item for item in meeting.agenda if item not in chosen]
    for number, item in enumerate(meeting.agenda):
        item.position = -1 - number
    db.session.flush()
    meeting.agenda = chosen
    for position, item in enumerate(chosen, start=1):
        item.position = position
    for item in gone:
        db.session.delete(item)
    db.session.flush()


def _ensure_plan(plan: plans.Plan) -> None:
    ensure(
        plans.why_not_schedule(
            plan.kind,
            title=plan.title,
            items=len(plan.items) + len(plan.carries),
            moderator_id=plan.moderator_id,
            recorder_id=plan.recorder_id,
        )
    )


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
        if programme.meeting_by_code(code) is None:
            return code


def announce_meeting(meeting: Meeting, *, actor_id: int, now: datetime, goes_on: bool = False) -> Meeting:
    """Tell everybody, in time and with all that belongs to it; the issues stand on its agenda from now on.

    `goes_on` when it goes on with a session adjourned to this day, whose papers and guests are its own.
    """
    meeting = programme.locked(meeting.id)
    if meeting.state is MeetingState.announced:
        return meeting
    for refusal in in_the_plan(meeting, now) if goes_on else lacking(meeting, now):
        ensure(refusal)
    for item in meeting.agenda:
        if item.issue is not None:
            schedule_issue(item.issue, meeting_id=meeting.id, starts_at=meeting.starts_at, actor_id=actor_id, now=now)
    meeting.state, meeting.announced_at = MeetingState.announced, now
    meeting.entitled = entitled_at(meeting.place, meeting.kind)
    _make_findable(meeting)
    publish(
        MeetingAnnounced(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=meeting.place_id,
            kind=meeting.kind,
            title=meeting.title,
            starts_at=meeting.starts_at,
            urgent_reason=meeting.urgent_reason,
            called_by=meeting.called_by,
            composition=meeting.composition,
            entitled=meeting.entitled,
        )
    )
    return meeting


def _make_findable(meeting: Meeting) -> None:
    body = "\n".join([meeting.purpose, meeting.where_text, *(item.title for item in meeting.agenda)])
    make_findable(Findable(FINDABLE, meeting.id, meeting.place_id, meeting.title, body, f"/meetings/{meeting.id}"))


def cancel_meeting(meeting: Meeting, reason: str, *, actor_id: int, now: datetime) -> Meeting:
    """Call it off, and say why; its issues go back to the committee's table, which owes them another meeting."""
    meeting = programme.locked(meeting.id)
    if meeting.state is MeetingState.cancelled:
        return meeting
    ensure(plans.why_not_cancel(meeting.state, reason=reason))
    for item in meeting.agenda:
        if item.issue is not None and item.issue.state is IssueState.scheduled and meeting.state.public:
            unschedule_issue(item.issue, actor_id=actor_id, now=now)
    if not meeting.state.public:
        forget(FINDABLE, meeting.id)
    meeting.state, meeting.cancel_reason = MeetingState.cancelled, reason.strip()
    publish(
        MeetingCancelled(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=meeting.place_id,
            title=meeting.title,
            reason=meeting.cancel_reason,
        )
    )
    return meeting
