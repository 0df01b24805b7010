"""The daily look at the calendar: what is late, what is due, what has run its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.delivery import rules
from deliberate.delivery.events import ActionOverdue, ActionReminded
from deliberate.delivery.models import ActionItem, Resolution
from deliberate.delivery.queries import items as queries
from deliberate.delivery.services.carrying import about
from deliberate.delivery.services.confirming import settle_action
from deliberate.delivery.services.following import count_appraisal
from deliberate.delivery.services.resolving import take_effect
from deliberate.delivery.states import ActionState, ResolutionState
from deliberate.issues.models import Issue
from deliberate.issues.states import IssueState
from deliberate.kit.bus import publish
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from datetime import datetime

RUNNING = (ActionState.planned, ActionState.in_progress, ActionState.blocked)


def sweep_delivery(now: datetime) -> int:
    """Do all that the calendar asks for; running it twice on a day changes nothing. Returns how much was done."""
    return tell_lateness(now) + settle_answers(now) + end_notices(now) + end_appraisals(now)


def tell_lateness(now: datetime) -> int:
    """Announce what is near its day or past it, once a level; imported items are nobody's here to remind."""
    due = (
        select(ActionItem)
        .where(ActionItem.state.in_(RUNNING), ActionItem.due_on.is_not(None), ActionItem.source == "")
        .options(joinedload(ActionItem.issue))
    )
    return sum(_tell(item, now) for item in db.session.scalars(due).all())


def _tell(item: ActionItem, now: datetime) -> int:
    ruleset, calendar = queries.rules_and_calendar(item.issue.rule_set_version)
    due = item.due_on or local_day(now)
    level = rules.lateness(due, now, ruleset=ruleset, calendar=calendar)
    if level.late and level.rank > item.told_level:
        item.told_level = level.rank
        days = rules.days_late(due, local_day(now), calendar)
        publish(ActionOverdue(**about(item, None, now), level=level, days=days))
        return 1
    left = rules.reminder_today(due, now, ruleset=ruleset, calendar=calendar)
    if left is None or item.reminded_on == local_day(now):
        return 0
    item.reminded_on = local_day(now)
    publish(ActionReminded(**about(item, None, now), days_left=left))
    return 1


def settle_answers(now: datetime) -> int:
    """Count residents' answers where their time is over."""
    over = select(ActionItem).where(ActionItem.state == ActionState.verified, ActionItem.confirm_until <= now)
    items = db.session.scalars(over).all()
    for item in items:
        settle_action(item, actor_id=None, now=now)
    return len(items)


def end_notices(now: datetime) -> int:
    """Let take effect what has hung its days without an open objection."""
    hanging = (ResolutionState.in_notice, ResolutionState.under_review)
    # An issue that went back to a meeting over its objections is not carried out by the calendar.
    posted = (IssueState.public_notice, IssueState.objection_review)
    over = (
        select(Resolution)
        .join(Issue, Issue.id == Resolution.issue_id)
        .where(Resolution.state.in_(hanging), Resolution.notice_until <= now, Issue.state.in_(posted))
    )
    ready = [item for item in db.session.scalars(over) if not _objected(item)]
    for resolution in ready:
        take_effect(resolution, actor_id=None, now=now)
    return len(ready)


def _objected(resolution: Resolution) -> bool:
    """Tell whether an objection to a decision, or to the vote it rests on, has no answer yet."""
    return bool(queries.open_objections(resolution.id)) or queries.vote_challenged(resolution)


def end_appraisals(now: datetime) -> int:
    """Count the ratings where their time is over."""
    over = select(Resolution).where(Resolution.state == ResolutionState.appraising, Resolution.appraise_until <= now)
    resolutions = db.session.scalars(over).all()
    for resolution in resolutions:
        count_appraisal(resolution, actor_id=None, now=now)
    return len(resolutions)
