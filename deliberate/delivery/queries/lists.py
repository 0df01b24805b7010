"""Many action items: what a unit owes, what waits on the desk, what residents are asked, what was done near them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.delivery.models import (
    ActionItem,
    Appraisal,
    Confirmation,
    Objection,
    ProgressReport,
    Resolution,
    SupervisionNote,
)
from deliberate.delivery.states import ActionState, ResolutionState
from deliberate.issues.models import Issue
from deliberate.kit.roles import Role
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.states import Outcome
from deliberate.places.models import RoleHolding
from deliberate.votes.models import Vote
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from deliberate.places.models import Place

RUNNING = tuple(state for state in ActionState if state.running)
DONE = (ActionState.verified, ActionState.confirmed, ActionState.closed)
PUBLISHED = (VoteState.published, VoteState.challenged, VoteState.final)
HANGING = (ResolutionState.in_notice, ResolutionState.under_review)
OPEN = (*RUNNING, ActionState.reported_done, ActionState.verified)


def handled_bodies(account_id: int, today: date) -> set[str]:
    """Return the organisations for which a person answers for action items."""
    found = select(RoleHolding.body).where(
        RoleHolding.account_id == account_id,
        RoleHolding.role == Role.unit_handler,
        RoleHolding.body != "",
        RoleHolding.since <= today,
        or_(RoleHolding.until.is_(None), RoleHolding.until >= today),
    )
    return set(db.session.scalars(found))


def owed_by(account_id: int, today: date, limit: int = 60) -> Sequence[ActionItem]:
    """Return what a person or their organisation still owes, the earliest day first."""
    bodies = handled_bodies(account_id, today)
    mine = ActionItem.responsible_account_id == account_id
    ours = ActionItem.responsible_account_id.is_(None) & ActionItem.responsible_body.in_(bodies)
    found = (
        select(ActionItem)
        .where(or_(mine, ours) if bodies else mine, ActionItem.state.in_(OPEN), ActionItem.source == "")
        .options(joinedload(ActionItem.issue).joinedload(Issue.rule_set_version), joinedload(ActionItem.place))
        .order_by(ActionItem.due_on.is_(None), ActionItem.due_on, ActionItem.id)
        .limit(limit)
    )
    return db.session.scalars(found).all()


def handlers(place: Place, today: date) -> Sequence[RoleHolding]:
    """Return who may be charged with an action item at a place."""
    found = (
        select(RoleHolding)
        .where(
            RoleHolding.place_id.in_(place.place_path),
            RoleHolding.role == Role.unit_handler,
            RoleHolding.since <= today,
            or_(RoleHolding.until.is_(None), RoleHolding.until >= today),
        )
        .options(joinedload(RoleHolding.account))
        .order_by(RoleHolding.id)
    )
    return db.session.scalars(found).all()


def to_check(place: Place, limit: int = 50) -> Sequence[ActionItem]:
    """Return what was reported done and nobody has gone to look at yet."""
    found = (
        select(ActionItem)
        .where(ActionItem.place_id == place.id, ActionItem.state == ActionState.reported_done, ActionItem.source == "")
        .options(joinedload(ActionItem.issue).joinedload(Issue.rule_set_version))
    )
    return db.session.scalars(found.order_by(ActionItem.reported_done_at).limit(limit)).all()


def late_at(place: Place, last_late_day: date, limit: int = 50) -> Sequence[ActionItem]:
    """Return what is past its day at a place."""
    found = select(ActionItem).where(
        ActionItem.place_id == place.id,
        ActionItem.state.in_(RUNNING),
        ActionItem.due_on <= last_late_day,
        ActionItem.source == "",
    )
    return db.session.scalars(found.order_by(ActionItem.due_on, ActionItem.id).limit(limit)).all()


def unanswered_objections(place: Place, limit: int = 50) -> Sequence[tuple[Objection, Resolution]]:
    """Return objections without an answer, with what they are about."""
    found = (
        select(Objection, Resolution)
        .join(Resolution, Resolution.id == Objection.resolution_id)
        .where(Resolution.place_id == place.id, Objection.answered_at.is_(None))
        .order_by(Objection.reply_due)
        .limit(limit)
    )
    return [(objection, resolution) for objection, resolution in db.session.execute(found)]


def unanswered_questions(place: Place, limit: int = 50) -> Sequence[tuple[SupervisionNote, Issue]]:
    """Return the liaison's questions without an answer, with the issue they are about."""
    found = (
        select(SupervisionNote, Issue)
        .join(Issue, Issue.id == SupervisionNote.issue_id)
        .where(Issue.place_id == place.id, SupervisionNote.answered_at.is_(None))
        .order_by(SupervisionNote.due_on)
        .limit(limit)
    )
    return [(note, issue) for note, issue in db.session.execute(found)]


def resolutions_in(place: Place, states: Collection[ResolutionState], limit: int = 50) -> Sequence[Resolution]:
    """Return decisions of a place that stand in some states, those whose time ends first on top."""
    found = (
        select(Resolution)
        .where(Resolution.place_id == place.id, Resolution.state.in_(states), Resolution.issue_id == Issue.id)
        .where(Issue.source == "")
        .order_by(Resolution.notice_until.is_(None), Resolution.notice_until, Resolution.id.desc())
        .limit(limit)
    )
    return db.session.scalars(found).all()


def hanging(places: Collection[int]) -> Sequence[Resolution]:
    """Return the decisions one can object to now."""
    found = (
        select(Resolution)
        .where(Resolution.place_id.in_(places), Resolution.state.in_(HANGING))
        .order_by(Resolution.notice_until, Resolution.id)
    )
    return db.session.scalars(found.limit(50)).all()


def done_near(places: Collection[int], limit: int = 5, offset: int = 0) -> Sequence[ActionItem]:
    """Return what was done last at some places, with its decision."""
    found = (
        select(ActionItem)
        .where(ActionItem.place_id.in_(places), ActionItem.state.in_(DONE))
        .options(joinedload(ActionItem.place))
        .order_by(ActionItem.state_since.desc(), ActionItem.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(found).all()


def under_way(places: Collection[int], limit: int = 30) -> Sequence[ActionItem]:
    """Return what is promised and not done yet, the earliest day first."""
    found = (
        select(ActionItem)
        .where(ActionItem.place_id.in_(places), ActionItem.state.in_((*RUNNING, ActionState.reported_done)))
        .options(joinedload(ActionItem.issue).joinedload(Issue.rule_set_version))
        .order_by(ActionItem.due_on.is_(None), ActionItem.due_on, ActionItem.id)
    )
    return db.session.scalars(found.limit(limit)).all()


def last_reports(action_ids: Collection[int]) -> dict[int, ProgressReport]:
    """Return the newest report of each of some items."""
    found = select(ProgressReport).where(ProgressReport.action_item_id.in_(action_ids)).order_by(ProgressReport.id)
    return {report.action_item_id: report for report in db.session.scalars(found)} if action_ids else {}


def asked_to_confirm(account_id: int, places: Collection[int], now: datetime) -> Sequence[ActionItem]:
    """Return the work a resident is asked about and has not answered."""
    answered = select(Confirmation.action_item_id).where(
        Confirmation.account_id == account_id, Confirmation.round_no == ActionItem.rounds
    )
    found = select(ActionItem).where(
        ActionItem.place_id.in_(places),
        ActionItem.state == ActionState.verified,
        ActionItem.confirm_until > now,
        ActionItem.id.not_in(answered.correlate(ActionItem)),
    )
    return db.session.scalars(found.order_by(ActionItem.confirm_until).limit(20)).all()


def asked_to_appraise(account_id: int, places: Collection[int], now: datetime) -> Sequence[Resolution]:
    """Return the decisions a resident is asked to judge and has not judged."""
    judged = select(Appraisal.issue_id).where(Appraisal.account_id == account_id)
    found = select(Resolution).where(
        Resolution.place_id.in_(places),
        Resolution.state == ResolutionState.appraising,
        Resolution.appraise_until > now,
        Resolution.issue_id.not_in(judged),
    )
    return db.session.scalars(found.order_by(Resolution.appraise_until).limit(20)).all()


def decided_by(issue_id: int) -> tuple[int | None, int | None]:
    """Return the meeting and the vote that decided on an issue, as far as there are any."""
    votes = select(Vote.id).where(Vote.issue_id == issue_id, Vote.state.in_(PUBLISHED))
    items = select(AgendaItem.meeting_id).where(AgendaItem.issue_id == issue_id, AgendaItem.outcome == Outcome.agreed)
    vote_id = db.session.scalar(votes.order_by(Vote.id.desc()).limit(1))
    meeting_id = db.session.scalar(items.order_by(AgendaItem.id.desc()).limit(1))
    return meeting_id, vote_id
