"""Carrying out: who does what until when, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
from deliberate.delivery import rules
from deliberate.delivery.events import (
    ActionAbandoned,
    ActionAssigned,
    ActionBlocked,
    ActionExtended,
    ActionProgressed,
    ActionReportedDone,
    ActionResumed,
    ActionStarted,
)
from deliberate.delivery.models import ActionItem, ProgressReport, Resolution
from deliberate.delivery.queries import items as queries
from deliberate.delivery.services.following import follow
from deliberate.delivery.states import AbandonReason, ActionState, DelayReason
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.rules.deadlines import local_day
from deliberate.search.services import Findable, make_findable

if TYPE_CHECKING:
    from datetime import date, datetime


_A = ActionState


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """What is promised: what, by whom, until when, and how everybody can see that it is done."""

    what: str
    unit: str
    person: str
    due: date
    judged_by: str
    account_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is said about the work, with how many photos; the same `client_id` gets back what it made the first time."""

    text: str
    photos: int = 0
    client_id: str | None = None


def assign_action(resolution: Resolution, promise: Undertaking, *, actor_id: int, now: datetime) -> ActionItem:
    """Name who does what until when."""
    ensure(
        rules.why_not_assign(
            resolution.state,
            what=promise.what,
            unit=promise.unit,
            judged_by=promise.judged_by,
            due=promise.due,
            today=local_day(now),
        )
    )
    item = ActionItem(
        resolution=resolution,
        issue_id=resolution.issue_id,
        place_id=resolution.place_id,
        title=promise.what.strip(),
        responsible_body=promise.unit.strip(),
        responsible_person=promise.person.strip(),
        responsible_account_id=promise.account_id,
        judged_how=promise.judged_by.strip(),
        due_on=promise.due,
        first_due_on=promise.due,
        state=_A.planned,
        state_since=now,
    )
    db.session.add(item)
    db.session.flush()
    make_findable(Findable("action", item.id, item.place_id, item.title, item.judged_how, item.url))
    publish(
        ActionAssigned(
            **about(item, actor_id, now),
            what=item.title,
            unit=item.responsible_body,
            person=item.responsible_person,
            due=promise.due,
            judged_by=item.judged_how,
        )
    )
    return item


def about(item: ActionItem, actor_id: int | None, now: datetime) -> dict[str, Any]:
    """Return the head of every event about an item."""
    return {
        "actor_id": actor_id,
        "at": now,
        "action_id": item.id,
        "resolution_id": item.resolution_id,
        "issue_id": item.issue_id,
    }


def turn(item: ActionItem, state: ActionState, now: datetime) -> None:
    """Put an item into a state, since now."""
    item.state, item.state_since = state, now


def report_progress(
    item: ActionItem, said: Report, *, actor_id: int, is_responsible: bool, now: datetime
) -> ProgressReport:
    """Say how far it is; the first report is also the start."""
    item = queries.locked(item.id)
    if known := queries.reported_before(actor_id, said.client_id):
        return known
    ensure(rules.why_not_report_progress(item.state, is_responsible=is_responsible, text=said.text))
    report = _keep_report(item, said, actor_id, now, done=False)
    if item.state is _A.planned:
        turn(item, _A.in_progress, now)
    publish(ActionProgressed(**about(item, actor_id, now), text=report.text, photos=said.photos))
    return report


def report_done(
    item: ActionItem, said: Report, *, actor_id: int, is_responsible: bool, now: datetime
) -> ProgressReport:
    """Say that it is finished and show it; somebody else goes to look next."""
    item = queries.locked(item.id)
    if known := queries.reported_before(actor_id, said.client_id):
        return known
    ensure(rules.why_not_report_done(item.state, is_responsible=is_responsible, text=said.text, evidence=said.photos))
    report = _keep_report(item, said, actor_id, now, done=True)
    turn(item, _A.reported_done, now)
    item.reported_done_at, item.reported_by_id, item.rounds = now, actor_id, item.rounds + 1
    publish(ActionReportedDone(**about(item, actor_id, now), text=report.text, evidence=said.photos))
    follow(item.resolution, actor_id=actor_id, now=now)
    return report


def _keep_report(item: ActionItem, said: Report, actor_id: int, now: datetime, *, done: bool) -> ProgressReport:
    row = {"client_id": said.client_id, "text": said.text.strip(), "done": done, "at": now}
    report = ProgressReport(action=item, author_id=actor_id, **row)
    db.session.add(report)
    db.session.flush()
    return report


def begin_or_resume(item: ActionItem, *, actor_id: int, now: datetime) -> ActionItem:
    """Say that work begins, or goes on where it stood still."""
    ensure(rules.why_not_resume(item.state))
    event = ActionStarted if item.state is _A.planned else ActionResumed
    turn(item, _A.in_progress, now)
    item.stopped_because = ""
    publish(event(**about(item, actor_id, now)))
    return item


def block_action(
    item: ActionItem, reason: DelayReason | None, note: str, *, actor_id: int, now: datetime
) -> ActionItem:
    """Say that work stands still, and why."""
    ensure(rules.why_not_block(item.state, reason=reason))
    turn(item, _A.blocked, now)
    item.stopped_because = f"{reason}: {note.strip()}" if note.strip() else str(reason)
    publish(ActionBlocked(**about(item, actor_id, now), reason=DelayReason(reason or ""), note=note.strip()))
    return item


def extend_action(
    item: ActionItem, due: date, *, reason: DelayReason | None, note: str, actor_id: int, now: datetime
) -> ActionItem:
    """Give it a later day, as often as the rule set allows; the first promise stays visible."""
    ruleset, _calendar = queries.rules_and_calendar(item.issue.rule_set_version)
    before = item.due_on or due
    ensure(
        rules.why_not_extend(
            item.state,
            extensions=item.extensions,
            most=ruleset.number("action.extensions"),
            due=before,
            new_due=due,
            reason=reason,
        )
    )
    item.due_on, item.extensions, item.told_level = due, item.extensions + 1, 0
    item.extension_reason = note.strip()
    publish(
        ActionExtended(
            **about(item, actor_id, now), before=before, due=due, reason=DelayReason(reason or ""), note=note.strip()
        )
    )
    return item


def abandon_action(
    item: ActionItem, reason: AbandonReason | None, note: str, *, actor_id: int, now: datetime
) -> ActionItem:
    """Give it up, with a reason everybody may read."""
    ensure(rules.why_not_abandon(item.state, reason=reason, note=note))
    turn(item, _A.abandoned, now)
    item.stopped_because, item.closed_at, item.closed_on = note.strip(), now, local_day(now)
    publish(ActionAbandoned(**about(item, actor_id, now), reason=AbandonReason(reason or ""), note=note.strip()))
    follow(item.resolution, actor_id=actor_id, now=now)
    return item
