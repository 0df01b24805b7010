"""What may happen to an issue now, who holds it, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from deliberate.issues.states import (
    BALL_HOLDERS,
    BEFORE_MEETING,
    CLOCKS,
    DECLINE_REASONS,
    DEFER_REASONS,
    DIVERT_REASONS,
    DIVERT_ROUTES,
    FIXED_DATES,
    JUST_DECIDED,
    MERGE_TARGETS,
    NOT_ADOPTED_REASONS,
    NOT_FOR_MEETINGS,
    RETURN_REASONS,
    ROUTES,
    TRANSITIONS,
    WITHDRAW_REASONS,
    BallHolder,
    IssueClock,
    IssueState,
    MatterClass,
    ReasonCode,
    Route,
    Scope,
)
from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.places.rules.deadlines import deadline
from deliberate.places.rules.rulesets import Unit

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

TITLE_MOST = 80
TEXT_LEAST = 10
_S = IssueState


class NextDeadline(NamedTuple):
    """Which clock runs for an issue, and the first moment that is too late."""

    clock: IssueClock
    at: datetime


# ── who holds it, until when ──


def ball_holder(state: IssueState) -> BallHolder:
    """Return who has to act next."""
    return BALL_HOLDERS[state]


def clock_of(state: IssueState, *, complicated: bool = False, fixed: bool = False) -> IssueClock | None:
    """Return which clock runs in a state: a day somebody has fixed goes before the rule set's figure."""
    if fixed and state in FIXED_DATES:
        return FIXED_DATES[state]
    if complicated and state is _S.screening:
        return IssueClock.complex_decision
    return CLOCKS.get(state)


def next_deadline(
    state: IssueState,
    entered_at: datetime,
    *,
    ruleset: RuleSet,
    calendar: WorkingCalendar,
    fixed: datetime | None = None,
    complicated: bool = False,
) -> NextDeadline | None:
    """Return the next deadline, or None where nobody has to act; `fixed` is a day named by a meeting or vote."""
    clock = clock_of(state, complicated=complicated, fixed=fixed is not None)
    if clock is None:
        return None
    if fixed is not None and state in FIXED_DATES:
        return NextDeadline(clock, fixed)
    return NextDeadline(clock, deadline(ruleset.rule(clock.value), entered_at, calendar))


def last_moment(at: datetime | None) -> datetime | None:
    """Return the last moment before a deadline: its day is the one to show, for 24:00 belongs to the day before."""
    return at - timedelta(microseconds=1) if at is not None else None


def route_for(reason: ReasonCode) -> Route:
    """Return where a person with this reason should go."""
    return ROUTES[reason]


# ── proposing ──


def why_not_propose(level: Level, *, title: str, body: str) -> Refusal | None:
    """A phone number is enough to propose; what and where must be said."""
    if level.rank < Level.phone.rank:
        return Refusal("issues.sign_in_to_propose")
    if not title.strip():
        return Refusal("issues.title_missing")
    if len(title) > TITLE_MOST:
        return Refusal("issues.title_too_long", most=TITLE_MOST)
    if len(body.strip()) < TEXT_LEAST:
        return Refusal("issues.text_too_short", least=TEXT_LEAST)
    return None


def why_not_edit(state: IssueState, *, is_author: bool) -> Refusal | None:
    """Only the author, and only while nobody relies on the text."""
    if not is_author:
        return Refusal("issues.not_author")
    if state not in {_S.draft, _S.returned}:
        return Refusal("issues.text_is_fixed", state=state)
    return None


def why_not_resubmit(state: IssueState, *, is_author: bool) -> Refusal | None:
    """The author answers what was asked."""
    if not is_author:
        return Refusal("issues.not_author")
    return TRANSITIONS.why_not(state, _S.submitted)


def why_not_withdraw(state: IssueState, *, is_author: bool, reason: ReasonCode) -> Refusal | None:
    """The author may take it back until it stands on an agenda; then it belongs to all."""
    if not is_author:
        return Refusal("issues.not_author")
    if state not in BEFORE_MEETING:
        return Refusal("issues.too_late_to_withdraw", state=state)
    return _wrong_reason(reason, WITHDRAW_REASONS) or TRANSITIONS.why_not(state, _S.withdrawn)


def why_not_appeal(
    state: IssueState, *, is_author: bool, now: datetime, until: datetime | None, note: str
) -> Refusal | None:
    """The author may ask a second person to look, once, within the window."""
    if not is_author:
        return Refusal("issues.not_author")
    if state is not _S.not_accepted:
        return Refusal("issues.nothing_to_appeal", state=state)
    if until is None:
        return Refusal("issues.appealed_before")
    if now >= until:
        return Refusal("issues.appeal_too_late", until=until)
    return None if note.strip() else Refusal("issues.note_missing")


def why_not_judge_appeal(*, decided_before: bool) -> Refusal | None:
    """Somebody other than the person who said no."""
    return Refusal("issues.appeal_needs_other_person") if decided_before else None


# ── seconding ──


def seconds_needed(ruleset: RuleSet, scope: Scope, *, adults: int) -> int:
    """Return how many must second: a few households in a stairwell, else a share of adults but not below a floor."""
    if scope is Scope.stairwell:
        return ruleset.number("seconding.stairwell")
    return max(ruleset.number("seconding.floor"), ruleset.rule("seconding.share").needed(adults))


def seconding_unit(scope: Scope) -> Unit:
    """Return what is counted: households in a stairwell, persons elsewhere."""
    return Unit.households if scope is Scope.stairwell else Unit.persons


def why_not_second(
    state: IssueState, *, is_author: bool, already: bool, lives_here: bool, level: Level
) -> Refusal | None:
    """A verified neighbour, once, while seconds are being gathered; the author stands behind it anyway."""
    if level.rank < Level.phone.rank:
        return Refusal("issues.sign_in_to_second")
    if state is not _S.seconding:
        return Refusal("issues.not_seconding", state=state)
    if is_author:
        return Refusal("issues.own_issue")
    if level.rank < Level.resident.rank:
        return Refusal("issues.verify_address")
    if not lives_here:
        return Refusal("issues.not_neighbour")
    return Refusal("issues.already_seconded") if already else None


def why_not_second_for(*, helper_is_author: bool, already: bool) -> Refusal | None:
    """Nobody gathers seconds for an own issue by writing them down, and nobody is written down twice."""
    if helper_is_author:
        return Refusal("issues.helper_is_author")
    return Refusal("issues.seconded_for_already") if already else None


def why_not_withdraw_second(state: IssueState, *, has_seconded: bool) -> Refusal | None:
    """A second may be taken back until a meeting is fixed."""
    if not has_seconded:
        return Refusal("issues.not_seconded")
    if state not in {_S.seconding, _S.supported}:
        return Refusal("issues.second_counts_now", state=state)
    return None


def why_not_support(state: IssueState, *, seconds: int, needed: int) -> Refusal | None:
    """Enough seconds carry it to the committee's table."""
    if seconds < needed:
        return Refusal("issues.seconds_missing", have=seconds, needed=needed, missing=needed - seconds)
    return TRANSITIONS.why_not(state, _S.supported)


def why_not_shelve(state: IssueState, *, now: datetime, until: datetime) -> Refusal | None:
    """Only when the time for seconds, or for the author's answer, is over."""
    if state not in {_S.seconding, _S.returned}:
        return Refusal("issues.wrong_state", state=state, following=_S.shelved)
    return Refusal("issues.window_still_open", until=until) if now < until else None


# ── screening ──


def why_not_screen(state: IssueState, *, is_author: bool = False) -> Refusal | None:
    """Take a new or reopened issue on one's desk; nobody screens an own one."""
    if is_author:
        return Refusal("issues.own_issue_screening")
    return TRANSITIONS.why_not(state, _S.screening)


def why_not_accept(state: IssueState, *, matter_class: MatterClass | None) -> Refusal | None:
    """Accept what neighbours can talk about; what is another body's duty goes there at once."""
    if state is not _S.screening:
        return Refusal("issues.not_screening", state=state)
    if matter_class is None:
        return Refusal("issues.class_missing")
    if matter_class in NOT_FOR_MEETINGS:
        return Refusal("issues.not_for_meetings", matter_class=matter_class)
    return None


def why_not_return(state: IssueState, *, reason: ReasonCode | None, note: str) -> Refusal | None:
    """Send back with a reason and a word on what is missing."""
    if state is not _S.screening:
        return Refusal("issues.not_screening", state=state)
    return _wrong_reason(reason, RETURN_REASONS) or (None if note.strip() else Refusal("issues.note_missing"))


def why_not_decline(state: IssueState, *, reason: ReasonCode | None) -> Refusal | None:
    """Say no only for a reason of the list; criticism of the committee is not on it."""
    if state is not _S.screening:
        return Refusal("issues.not_screening", state=state)
    return _wrong_reason(reason, DECLINE_REASONS)


def why_not_divert(state: IssueState, *, reason: ReasonCode | None, route: Route | None) -> Refusal | None:
    """Pass on with a reason and an address that really is one."""
    if not TRANSITIONS.allow(state, _S.diverted):
        return Refusal("issues.not_screening", state=state)
    if route not in DIVERT_ROUTES:
        return Refusal("issues.route_missing")
    return _wrong_reason(reason, DIVERT_REASONS)


def why_not_merge(state: IssueState, *, target: IssueState | None, same: bool) -> Refusal | None:
    """Join only into another issue that is still on its way."""
    if not TRANSITIONS.allow(state, _S.merged):
        return Refusal("issues.not_screening", state=state)
    if target is None:
        return Refusal("issues.merge_target_missing")
    if same:
        return Refusal("issues.merge_into_itself")
    if target not in MERGE_TARGETS:
        return Refusal("issues.merge_target_closed", state=target)
    return None


# ── meeting, deciding, coming back ──


def why_not_schedule(state: IssueState) -> Refusal | None:
    """Put on an agenda what has its seconds, or comes back from a pilot, a pause or an earlier round."""
    if state is _S.seconding:
        return Refusal("issues.still_seconding")
    return TRANSITIONS.why_not(state, _S.scheduled)


def why_not_defer(state: IssueState, *, reason: ReasonCode | None, until: datetime, now: datetime) -> Refusal | None:
    """Put off only with a reason and to a day still to come."""
    if until <= now:
        return Refusal("issues.day_is_past", until=until)
    return _wrong_reason(reason, DEFER_REASONS) or TRANSITIONS.why_not(state, _S.deferred)


def why_not_pilot(state: IssueState, *, until: datetime, now: datetime) -> Refusal | None:
    """Try on a small part until a day still to come."""
    if until <= now:
        return Refusal("issues.day_is_past", until=until)
    return TRANSITIONS.why_not(state, _S.pilot)


def why_not_decide_against(state: IssueState, *, reason: ReasonCode | None) -> Refusal | None:
    """A no has a reason too: voted down, too few, or no agreement."""
    return _wrong_reason(reason, NOT_ADOPTED_REASONS) or TRANSITIONS.why_not(state, _S.not_adopted)


def why_not_implement(state: IssueState, *, now: datetime, notice_until: datetime, objections: int) -> Refusal | None:
    """Nothing is carried out before the notice has hung its days and every objection has its answer."""
    if objections:
        return Refusal("issues.objections_open", count=objections)
    if state is _S.public_notice and now < notice_until:
        return Refusal("issues.notice_still_running", until=notice_until)
    return TRANSITIONS.why_not(state, _S.implementing)


def why_not_reopen(state: IssueState, *, note: str) -> Refusal | None:
    """Whatever has come to rest may be taken up again by whoever names new facts."""
    if not TRANSITIONS.allow(state, _S.reopened):
        return Refusal("issues.not_at_rest", state=state)
    return None if note.strip() else Refusal("issues.new_facts_missing")


def why_not_move(state: IssueState, following: IssueState) -> Refusal | None:
    """The plain moves that need nothing but the right moment."""
    return TRANSITIONS.why_not(state, following)


def why_not_take_back(state: IssueState) -> Refusal | None:
    """Take back what a meeting has just decided, as long as nothing was built upon it."""
    return None if state in JUST_DECIDED else Refusal("issues.built_upon", state=state)


def _wrong_reason(reason: ReasonCode | None, allowed: frozenset[ReasonCode]) -> Refusal | None:
    if reason is None:
        return Refusal("issues.reason_missing")
    return None if reason in allowed else Refusal("issues.reason_does_not_fit", reason=reason)
