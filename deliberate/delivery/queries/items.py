"""Single resolutions and action items, with all their pages need, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

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
from deliberate.delivery.states import Rating, ResolutionState
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.rules.shipped import calendar_for
from deliberate.votes.models import Vote
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.places.models import RuleSetVersion
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar


def resolution(resolution_id: int) -> Resolution | None:
    """Return a resolution with its issue, place and items."""
    found = (
        select(Resolution)
        .where(Resolution.id == resolution_id)
        .options(joinedload(Resolution.issue), joinedload(Resolution.place), selectinload(Resolution.actions))
    )
    return db.session.scalar(found)


def resolutions_of(issue_id: int) -> Sequence[Resolution]:
    """Return what was decided on an issue, newest first."""
    found = (
        select(Resolution)
        .where(Resolution.issue_id == issue_id)
        .options(selectinload(Resolution.actions))
        .order_by(Resolution.id.desc())
    )
    return db.session.scalars(found).all()


def of_vote(vote_id: int) -> Sequence[Resolution]:
    """Return the decisions that rest on a vote."""
    return db.session.scalars(select(Resolution).where(Resolution.vote_id == vote_id)).all()


def vote_challenged(resolution: Resolution) -> bool:
    """Tell whether the vote a decision rests on is challenged, or counted again after that."""
    if resolution.vote_id is None:
        return False
    found = select(Vote.state).where(Vote.id == resolution.vote_id)
    return db.session.scalar(found) not in {VoteState.published, VoteState.final}


def locked(action_item_id: int) -> ActionItem:
    """Return the action item as it stands now, kept for this transaction."""
    found = select(ActionItem).where(ActionItem.id == action_item_id).with_for_update(of=ActionItem)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def reported_before(author_id: int, client_id: str | None) -> ProgressReport | None:
    """Return what the same phone has reported under the same id already."""
    if not client_id:
        return None
    found = select(ProgressReport).where(ProgressReport.author_id == author_id, ProgressReport.client_id == client_id)
    return db.session.scalar(found)


def action(action_item_id: int) -> ActionItem | None:
    """Return an action item with its resolution, issue, place and reports."""
    found = (
        select(ActionItem)
        .where(ActionItem.id == action_item_id)
        .options(
            joinedload(ActionItem.resolution),
            joinedload(ActionItem.issue),
            joinedload(ActionItem.place),
            selectinload(ActionItem.reports),
        )
    )
    return db.session.scalar(found)


def objections(resolution_id: int) -> Sequence[Objection]:
    """Return the objections to a resolution, oldest first."""
    found = select(Objection).where(Objection.resolution_id == resolution_id).order_by(Objection.id)
    return db.session.scalars(found).all()


def objection(objection_id: int) -> Objection | None:
    """Return one objection."""
    return db.session.get(Objection, objection_id)


def open_objections(resolution_id: int) -> int:
    """Return how many objections have no answer yet."""
    waiting = select(func.count()).where(Objection.resolution_id == resolution_id, Objection.answered_at.is_(None))
    return db.session.scalar(waiting) or 0


@dataclass(frozen=True)
class Answers:
    """How residents answered in the present round, with the words of those who said no."""

    solved: int
    not_solved: int
    reasons: tuple[Confirmation, ...]


def answers(item: ActionItem) -> Answers:
    """Return what residents said of work reported done."""
    rows = db.session.scalars(
        select(Confirmation)
        .where(Confirmation.action_item_id == item.id, Confirmation.round_no == item.rounds)
        .order_by(Confirmation.at)
    ).all()
    yes = sum(row.solved for row in rows)
    return Answers(yes, len(rows) - yes, tuple(row for row in rows if not row.solved and row.reason))


def has_answered(item: ActionItem, account_id: int | None) -> bool:
    """Tell whether a person has answered in the present round."""
    mine = select(Confirmation.id).where(
        Confirmation.action_item_id == item.id,
        Confirmation.account_id == account_id,
        Confirmation.round_no == item.rounds,
    )
    return account_id is not None and db.session.scalar(mine) is not None


def ratings(issue_id: int) -> dict[Rating, int]:
    """Return how many residents chose each rating."""
    found = select(Appraisal.rating, func.count()).where(Appraisal.issue_id == issue_id).group_by(Appraisal.rating)
    counted = dict(db.session.execute(found).all())
    return {rating: counted.get(rating, 0) for rating in Rating}


def remarks(issue_id: int) -> Sequence[Appraisal]:
    """Return what residents added to their judgements, in an order that does not tell who judged when."""
    found = select(Appraisal).where(Appraisal.issue_id == issue_id, Appraisal.text != "")
    return db.session.scalars(found.order_by(Appraisal.text)).all()


def appraised(one: Appraisal) -> Resolution | None:
    """Return the resolution a judgement can be read under: once its time is over."""
    found = next(iter(resolutions_of(one.issue_id)), None)
    return found if found is not None and found.state is not ResolutionState.appraising else None


def has_rated(issue_id: int, account_id: int | None) -> bool:
    """Tell whether a person has judged already."""
    mine = select(Appraisal.id).where(Appraisal.issue_id == issue_id, Appraisal.account_id == account_id)
    return account_id is not None and db.session.scalar(mine) is not None


def notes_on(issue_id: int) -> Sequence[SupervisionNote]:
    """Return the liaison's questions about an issue, newest first."""
    found = select(SupervisionNote).where(SupervisionNote.issue_id == issue_id).order_by(SupervisionNote.id.desc())
    return db.session.scalars(found).all()


def note(note_id: int) -> SupervisionNote | None:
    """Return one question of the liaison."""
    return db.session.get(SupervisionNote, note_id)


def report(report_id: int) -> ProgressReport | None:
    """Return one progress report."""
    return db.session.get(ProgressReport, report_id)


def last_number(place_id: int, year: str) -> str | None:
    """Return the latest number of a place that begins with the year; a longer one is a later one."""
    found = select(Resolution.number).where(Resolution.place_id == place_id, Resolution.number.startswith(year))
    return db.session.scalar(found.order_by(func.length(Resolution.number).desc(), Resolution.number.desc()).limit(1))


def rules_and_calendar(version: RuleSetVersion) -> tuple[RuleSet, WorkingCalendar]:
    """Return the rules an issue started under, and the working days they count in."""
    ruleset = ruleset_from_plain(version.rules)
    return ruleset, calendar_for(ruleset)
