"""Every promise and decision, filtered and paged; the number of queries never depends on the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, extract, func, select

from deliberate.db.base import db
from deliberate.delivery.models import ActionItem, Appraisal, Confirmation, Resolution
from deliberate.delivery.states import ActionState, Rating, ResolutionState
from deliberate.issues.models import Issue
from deliberate.places.models import Place, RuleSetVersion
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.rules.shipped import calendar_for
from deliberate.reports.rules import Measure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Row, Select

    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

RUNNING = tuple(state for state in ActionState if state.running)
FINISHED = tuple(state for state in ActionState if state.finished)
ALIVE = tuple(state for state in ResolutionState if state.alive)
BODIES_MOST = 300
COLUMNS: tuple[Any, ...] = (
    ActionItem.id,
    ActionItem.title,
    ActionItem.state,
    ActionItem.responsible_body,
    ActionItem.responsible_person,
    ActionItem.due_on,
    ActionItem.first_due_on,
    ActionItem.closed_on,
    ActionItem.reported_done_at,
    ActionItem.extensions,
    ActionItem.resolution_id,
    ActionItem.issue_id,
    Issue.title.label("issue_title"),
    Issue.number.label("issue_number"),
    Issue.language,
    Issue.rule_set_version_id,
    Resolution.number.label("resolution_number"),
    Resolution.adopted_at,
    Place.name.label("place_name"),
    Place.names.label("place_names"),
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader asks for; `last_late_day` parts what is late today from what is not."""

    last_late_day: date
    place: Place | None = None
    body: str = ""
    state: ActionState | None = None
    late_only: bool = False
    year: int | None = None
    order: str = "late"


# How the rows can be sorted; within each, what is due first comes first.
ORDERS: dict[str, tuple[Any, ...]] = {
    "late": (),
    "what": (ActionItem.title,),
    "chain": (ActionItem.issue_id,),
    "body": (ActionItem.responsible_body,),
    "due": (),
    "state": (ActionItem.state,),
}


def _late(wanted: Wanted) -> ColumnElement[bool]:
    return and_(ActionItem.state.in_(RUNNING), ActionItem.due_on <= wanted.last_late_day)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.place is not None:
        found.append(ActionItem.place_id.in_(select(Place.id).where(Place.path.startswith(wanted.place.path))))
    if wanted.body:
        found.append(ActionItem.responsible_body == wanted.body)
    if wanted.state is not None:
        found.append(ActionItem.state == wanted.state)
    if wanted.year is not None:
        found.append(ActionItem.due_on.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.late_only:
        found.append(_late(wanted))
    return found


def _promises(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(ActionItem)
        .join(Issue, Issue.id == ActionItem.issue_id)
        .join(Resolution, Resolution.id == ActionItem.resolution_id)
        .join(Place, Place.id == ActionItem.place_id)
    )


def rows(wanted: Wanted, *, limit: int, offset: int = 0) -> Sequence[Row[Any]]:
    """Return one page of promises: late first, then what is open, then what is finished."""
    rank = case((_late(wanted), 0), (ActionItem.state.not_in(FINISHED), 1), else_=2)
    found = _promises(*COLUMNS).where(*_conditions(wanted))
    first = (rank,) if wanted.order == "late" else ORDERS[wanted.order]
    ordered = found.order_by(*first, ActionItem.due_on.is_(None), ActionItem.due_on, ActionItem.id)
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def number_of(wanted: Wanted) -> int:
    """Return how many promises the filters leave."""
    found = select(func.count()).select_from(ActionItem).where(*_conditions(wanted))
    return db.session.scalar(found) or 0


def measures(wanted: Wanted) -> list[Measure]:
    """Return what the totals need of every promise the filters leave."""
    columns = (
        ActionItem.state, ActionItem.due_on, ActionItem.closed_on, ActionItem.reported_done_at,
        Resolution.adopted_at, ActionItem.rounds,
    )  # fmt: skip
    found = select(*columns).join(Resolution, Resolution.id == ActionItem.resolution_id)
    return [
        Measure(state, due_on, closed_on, reported_at, local_day(adopted_at), rounds > 0)
        for state, due_on, closed_on, reported_at, adopted_at, rounds in db.session.execute(
            found.where(*_conditions(wanted))
        )
    ]


def ratings(wanted: Wanted) -> dict[Rating, int]:
    """Return how residents judged the matters whose promises the filters leave."""
    issues = select(ActionItem.issue_id).where(*_conditions(wanted))
    found = select(Appraisal.rating, func.count()).where(Appraisal.issue_id.in_(issues)).group_by(Appraisal.rating)
    counted = {rating: number for rating, number in db.session.execute(found)}  # noqa: C416 - rows are no pairs
    return {rating: counted.get(rating, 0) for rating in Rating}


def answers(wanted: Wanted) -> tuple[int, int]:
    """Return how many answers said solved, and how many there were."""
    items = select(ActionItem.id).where(*_conditions(wanted))
    solved = func.coalesce(func.sum(case((Confirmation.solved, 1), else_=0)), 0)
    found = select(solved, func.count()).where(Confirmation.action_item_id.in_(items))
    row = db.session.execute(found).one()
    return int(row[0]), int(row[1])


def bodies(place: Place | None) -> list[str]:
    """Return who is responsible for anything at a place, by name."""
    found = select(ActionItem.responsible_body).where(ActionItem.responsible_body != "").distinct()
    if place is not None:
        found = found.where(ActionItem.place_id.in_(select(Place.id).where(Place.path.startswith(place.path))))
    return list(db.session.scalars(found.order_by(ActionItem.responsible_body).limit(BODIES_MOST)))


def years(place: Place | None) -> list[int]:
    """Return the years in which anything was or is due."""
    year = extract("year", ActionItem.due_on)
    found = select(year).where(ActionItem.due_on.is_not(None)).distinct()
    if place is not None:
        found = found.where(ActionItem.place_id.in_(select(Place.id).where(Place.path.startswith(place.path))))
    return sorted((int(one) for one in db.session.scalars(found)), reverse=True)


def rulers(version_ids: Collection[int]) -> dict[int, tuple[RuleSet, WorkingCalendar]]:
    """Return the rules and calendars of some versions, in one query."""
    found = select(RuleSetVersion).where(RuleSetVersion.id.in_(version_ids or {0}))
    read = {version.id: ruleset_from_plain(version.rules) for version in db.session.scalars(found)}
    return {version_id: (ruleset, calendar_for(ruleset)) for version_id, ruleset in read.items()}


# ── decisions ──


@dataclass(frozen=True, kw_only=True)
class WantedDecisions:
    """What the reader asks for of decisions."""

    last_late_day: date
    place: Place | None = None
    state: ResolutionState | None = None
    late_only: bool = False


def _decisions(wanted: WantedDecisions, *columns: Any) -> Select[Any]:
    late = and_(ActionItem.state.in_(RUNNING), ActionItem.due_on <= wanted.last_late_day)
    counted = (
        select(
            ActionItem.resolution_id,
            func.count().label("promised"),
            func.sum(case((ActionItem.state.in_(FINISHED), 1), else_=0)).label("finished"),
            func.sum(case((late, 1), else_=0)).label("late"),
        )
        .group_by(ActionItem.resolution_id)
        .subquery()
    )
    numbers = [func.coalesce(counted.c[name], 0).label(name) for name in ("promised", "finished", "late")]
    found = (
        select(*(columns or (*DECISION_COLUMNS, *numbers)))
        .select_from(Resolution)
        .join(Issue, Issue.id == Resolution.issue_id)
        .join(Place, Place.id == Resolution.place_id)
        .outerjoin(counted, counted.c.resolution_id == Resolution.id)
    )
    if wanted.place is not None:
        found = found.where(Place.path.startswith(wanted.place.path))
    if wanted.state is not None:
        found = found.where(Resolution.state == wanted.state)
    if wanted.late_only:
        found = found.where(counted.c.late > 0)
    rank = case((counted.c.late > 0, 0), (Resolution.state.in_(ALIVE), 1), else_=2)
    return found if columns else found.order_by(rank, Resolution.adopted_at.desc(), Resolution.id.desc())


DECISION_COLUMNS: tuple[Any, ...] = (
    Resolution.id,
    Resolution.number,
    Resolution.title,
    Resolution.state,
    Resolution.adopted_at,
    Resolution.notice_until,
    Resolution.appraise_until,
    Resolution.issue_id,
    Issue.language,
    Place.name.label("place_name"),
    Place.names.label("place_names"),
)


def decisions(wanted: WantedDecisions, *, limit: int, offset: int = 0) -> Sequence[Row[Any]]:
    """Return one page of decisions: those with late promises first, then what is alive, then what is over."""
    return db.session.execute(_decisions(wanted).limit(limit).offset(offset)).all()


def number_of_decisions(wanted: WantedDecisions) -> int:
    """Return how many decisions the filters leave."""
    return db.session.scalar(_decisions(wanted, func.count(Resolution.id))) or 0
