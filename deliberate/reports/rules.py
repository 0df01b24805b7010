"""Pure arithmetic of follow-up: stations of a matter, who held it how long, and totals with their denominators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from deliberate.delivery.rules import days_late, done_day
from deliberate.delivery.states import ActionState
from deliberate.issues.rules import ball_holder, next_deadline
from deliberate.issues.states import IssueClock, IssueState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from deliberate.issues.states import BallHolder
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

_S = IssueState
AGES = (30, 60, 90)
MONTHS = 12
# Characters with which a spreadsheet begins a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
# Where an issue stands after each verb of its stream; `issue.moved` says it itself.
AFTER: Mapping[str, IssueState] = {
    "issue.proposed": _S.submitted,
    "issue.resubmitted": _S.submitted,
    "issue.taken": _S.screening,
    "issue.returned": _S.returned,
    "issue.declined": _S.not_accepted,
    "issue.diverted": _S.diverted,
    "issue.merged": _S.merged,
    "issue.accepted": _S.seconding,
    "issue.supported": _S.supported,
    "issue.shelved": _S.shelved,
    "issue.scheduled": _S.scheduled,
    "issue.deciding": _S.deciding,
    "issue.adopted": _S.adopted,
    "issue.not_adopted": _S.not_adopted,
    "issue.deferred": _S.deferred,
    "issue.piloted": _S.pilot,
    "issue.noticed": _S.public_notice,
    "issue.reopened": _S.reopened,
    "issue.withdrawn": _S.withdrawn,
}

# Clocks somebody has to beat. The others tell when something ends or begins of itself; a unit's own days stand with
# its action items.
DUTIES = frozenset({
    IssueClock.first_contact, IssueClock.decision, IssueClock.complex_decision, IssueClock.completion,
    IssueClock.put_on_agenda, IssueClock.minutes_drafted, IssueClock.decided, IssueClock.result_posted,
    IssueClock.deferral_reviewed, IssueClock.pilot_reviewed, IssueClock.assembly_called,
    IssueClock.objection_answered, IssueClock.verified, IssueClock.appeal_answered,
})  # fmt: skip


@dataclass(frozen=True)
class Move:
    """One entry of an issue's stream, as far as it says where the issue stands."""

    verb: str
    at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Station:
    """A stretch of time in which an issue stood in one state and one party held it."""

    state: IssueState
    holder: BallHolder
    since: datetime
    until: datetime | None
    clock: IssueClock | None
    due: datetime | None

    def lasted(self, now: datetime) -> timedelta:
        """Return how long it was or has been so."""
        return (self.until or now) - self.since

    @property
    def duty(self) -> bool:
        """Tell whether somebody had to act by the deadline."""
        return self.clock in DUTIES

    def late(self, now: datetime) -> bool:
        """Tell whether a duty was missed."""
        return self.duty and self.due is not None and (self.until or now) >= self.due


def state_after(move: Move) -> IssueState | None:
    """Return where an issue stands after a move, or None for entries that do not move it."""
    if move.verb == "issue.moved":
        return IssueState(move.payload["after"]) if "after" in move.payload else None
    return AFTER.get(move.verb)


def stations(moves: Iterable[Move], *, ruleset: RuleSet, calendar: WorkingCalendar) -> list[Station]:
    """Return the stretches of a matter in order, each with its holder and its deadline."""
    turns = [(state, move) for move in moves if (state := state_after(move)) is not None]
    made = []
    for number, (state, move) in enumerate(turns):
        until = turns[number + 1][1].at if number + 1 < len(turns) else None
        due = next_deadline(state, move.at, ruleset=ruleset, calendar=calendar, fixed=_fixed(move))
        clock, by = (due.clock, due.at) if due else (None, None)
        made.append(Station(state, ball_holder(state), move.at, until, clock, by))
    return made


def _fixed(move: Move) -> datetime | None:
    named = move.payload.get("until") or move.payload.get("starts_at") or move.payload.get("seconding_until")
    return datetime.fromisoformat(named) if named else None


def held(found: Sequence[Station], now: datetime) -> list[tuple[BallHolder, timedelta]]:
    """Return how long each party held the matter in all, the longest first; what is over is held by nobody."""
    total: dict[BallHolder, timedelta] = {}
    for station in found:
        if station.clock is not None or station.until is not None:
            total[station.holder] = total.get(station.holder, timedelta()) + station.lasted(now)
    return sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True)
class Measure:
    """What the totals need of one promise."""

    state: ActionState
    due_on: date | None
    closed_on: date | None
    reported_done_at: datetime | None
    decided_on: date
    asked: bool


@dataclass(frozen=True)
class Totals:
    """Counts with their denominators; shares are left to whoever shows them."""

    all: int
    late: int
    due: int
    on_time: int
    open: int
    older: Mapping[int, int]
    finished: int
    confirmed: int


def totals(measures: Iterable[Measure], *, today: date, calendar: WorkingCalendar) -> Totals:
    """Count promises: on time of those due, open ones by age, confirmed of those finished and asked about."""
    found = list(measures)
    standing = [_kept(one, today, calendar) for one in found]
    still_open = [one for one in found if not one.state.finished]
    asked = [one for one in found if one.asked and one.state in {ActionState.confirmed, ActionState.closed}]
    return Totals(
        all=len(found),
        late=sum(kept is False and one.state.running for one, kept in zip(found, standing, strict=True)),
        due=sum(kept is not None for kept in standing),
        on_time=sum(kept is True for kept in standing),
        open=len(still_open),
        older={age: sum((today - one.decided_on).days > age for one in still_open) for age in AGES},
        finished=len(asked),
        confirmed=sum(one.state is ActionState.confirmed for one in asked),
    )


@dataclass(frozen=True)
class Month:
    """The promises whose day fell into one month, and how many of them were kept in time."""

    first: date
    due: int
    on_time: int


def by_month(measures: Iterable[Measure], *, today: date, calendar: WorkingCalendar) -> list[Month]:
    """Return the last twelve months, this one included, each with what was due and what was kept in time."""
    standing = [(one.due_on, _kept(one, today, calendar)) for one in measures]
    judged = [(due.replace(day=1), kept) for due, kept in standing if due is not None and kept is not None]
    found = []
    for back in reversed(range(MONTHS)):
        years, month = divmod(today.year * MONTHS + today.month - 1 - back, MONTHS)
        first = date(years, month + 1, 1)
        kept = [on_time for each, on_time in judged if each == first]
        found.append(Month(first, len(kept), sum(kept)))
    return found


def _kept(one: Measure, today: date, calendar: WorkingCalendar) -> bool | None:
    """Return whether a promise was kept in time; None while its day is not past, without a day, or given up."""
    if one.due_on is None or one.state is ActionState.abandoned:
        return None
    done = done_day(one.state, closed_on=one.closed_on, reported_done_at=one.reported_done_at)
    if done is not None:
        return days_late(one.due_on, done, calendar) == 0
    if one.state.running and days_late(one.due_on, today, calendar):
        return False
    return None


def percent(part: int, whole: int) -> int | None:
    """Return a share in whole percent, halves up; nothing of nothing has none."""
    return (200 * part + whole) // (2 * whole) if whole else None


def spreadsheet_safe(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULAS) else text
