"""What may happen to a resolution or an action item now, what is late, and what residents' answers come to."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from deliberate.delivery.states import (
    ACTIONS,
    RESOLUTIONS,
    ActionState,
    AppraisalOutcome,
    ConfirmationOutcome,
    LateLevel,
    ResolutionState,
)
from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from deliberate.delivery.states import AbandonReason, DelayReason
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

_A, _R = ActionState, ResolutionState


# ── dates ──


def days_late(due: date, on: date, calendar: WorkingCalendar) -> int:
    """Return how many days past its day something is; a day due on a holiday means the next working day."""
    return max(0, (on - calendar.next_working_day(due)).days)


def lateness(
    due: date | None, now: datetime, *, ruleset: RuleSet, calendar: WorkingCalendar, done_on: date | None = None
) -> LateLevel:
    """Return how an item stands against its day; once reported done, its lateness stays what it was then."""
    if due is None:
        return LateLevel.on_time
    today = done_on or local_day(now)
    late = days_late(due, today, calendar)
    for level, key in (
        (LateLevel.overdue_subdistrict, "action.overdue_subdistrict"),
        (LateLevel.overdue_liaison, "action.overdue_liaison"),
        (LateLevel.overdue_moderator, "action.overdue_moderator"),
    ):
        if late >= ruleset.number(key) > 0:
            return level
    if late:
        return LateLevel.overdue
    left = (calendar.next_working_day(due) - today).days
    soon = done_on is None and left <= ruleset.number("action.due_soon")
    return LateLevel.due_soon if soon else LateLevel.on_time


def done_day(state: ActionState, *, closed_on: date | None, reported_done_at: datetime | None) -> date | None:
    """Return the day on which the unit was done, as far as it says so and nobody has sent it back."""
    if state.running:
        return None
    return closed_on or (local_day(reported_done_at) if reported_done_at else None)


def last_late_day(today: date, calendar: WorkingCalendar) -> date:
    """Return the last day that is late today if something was due on it; every day before it is late too."""
    day = today - timedelta(days=1)
    while not days_late(day, today, calendar):
        day -= timedelta(days=1)
    return day


def reminder_today(due: date | None, now: datetime, *, ruleset: RuleSet, calendar: WorkingCalendar) -> int | None:
    """Return how many days are left, if today is one of the days on which a reminder is due."""
    if due is None:
        return None
    left = (calendar.next_working_day(due) - local_day(now)).days
    return left if left in ruleset.numbers("action.reminders") else None


# ── resolutions ──


def standing(items: Collection[ActionState]) -> IssueState:
    """Return where an issue in force stands, seen from its items: carried out, checked, or ready to be judged."""
    if items and all(state.finished for state in items):
        return IssueState.appraising
    if items and not any(state.running for state in items):
        return IssueState.verifying
    return IssueState.implementing


def why_not_record(state: IssueState, *, text: str) -> Refusal | None:
    """Only what was decided in favour is written down as a resolution."""
    if state is not IssueState.adopted:
        return Refusal("delivery.not_adopted", state=state)
    return None if text.strip() else Refusal("delivery.text_missing")


def why_not_post(state: ResolutionState, *, text: str) -> Refusal | None:
    """Post only what can be read."""
    if not text.strip():
        return Refusal("delivery.text_missing")
    return RESOLUTIONS.why_not(state, _R.in_notice)


def why_not_object(state: ResolutionState, *, text: str, now: datetime, until: datetime | None) -> Refusal | None:
    """While the notice hangs, with a reason."""
    if state not in {_R.in_notice, _R.under_review} or until is None:
        return Refusal("delivery.no_notice", state=state)
    if now >= until:
        return Refusal("delivery.notice_over", until=until)
    return None if text.strip() else Refusal("delivery.text_missing")


def why_not_be_heard(level: Level, *, lives_here: bool) -> Refusal | None:
    """Objections come from those who live where it holds; whoever is a step away is told which step."""
    if refusal := _not_a_neighbour(level, lives_here=True):
        return refusal
    return None if lives_here else Refusal("delivery.not_your_place")


def why_not_answer_objection(*, answered: bool, text: str) -> Refusal | None:
    """Once, and with reasons."""
    if answered:
        return Refusal("delivery.answered_before")
    return None if text.strip() else Refusal("delivery.text_missing")


def why_not_take_effect(
    state: ResolutionState, *, now: datetime, until: datetime | None, open_objections: int, challenged: bool = False
) -> Refusal | None:
    """Not before the notice has hung its days, and every objection to it and to its vote has its answer."""
    if challenged:
        return Refusal("delivery.vote_challenged")
    if open_objections:
        return Refusal("delivery.objections_open", count=open_objections)
    if until is not None and now < until:
        return Refusal("delivery.notice_running", until=until)
    return RESOLUTIONS.why_not(state, _R.in_force)


def why_not_revoke(state: ResolutionState, *, reason: str) -> Refusal | None:
    """Taken back only with a reason everybody may read."""
    return RESOLUTIONS.why_not(state, _R.revoked) or (None if reason.strip() else Refusal("delivery.text_missing"))


def why_not_open_appraisal(state: ResolutionState, *, items: Collection[ActionState]) -> Refusal | None:
    """Judged is what is done: every item finished, and at least one there."""
    if not items:
        return Refusal("delivery.no_items")
    if unfinished := sum(not item.finished for item in items):
        return Refusal("delivery.items_open", count=unfinished)
    return RESOLUTIONS.why_not(state, _R.appraising)


def why_not_appraise(
    state: ResolutionState, *, level: Level, lives_here: bool, already: bool, now: datetime, until: datetime | None
) -> Refusal | None:
    """Residents of the place, once each, while the appraisal is open."""
    if state is not _R.appraising or until is None or now >= until:
        return Refusal("delivery.appraisal_not_open", state=state)
    return _not_a_neighbour(level, lives_here=lives_here) or (Refusal("delivery.rated_before") if already else None)


def why_not_count(state: ResolutionState, *, now: datetime, until: datetime | None) -> Refusal | None:
    """The ratings are counted when the time for them is over, not when they suit."""
    if state is not _R.appraising or until is None:
        return Refusal("delivery.appraisal_not_open", state=state)
    return Refusal("delivery.appraisal_running", until=until) if now < until else None


def appraisal_outcome(
    *, satisfied: int, basically_satisfied: int, dissatisfied: int, least: Fraction
) -> AppraisalOutcome:
    """Weigh the ratings given against the least share of satisfied ones; nobody answering satisfies nobody."""
    answered = satisfied + basically_satisfied + dissatisfied
    if answered == 0:
        return AppraisalOutcome.no_answer
    good = Fraction(satisfied + basically_satisfied, answered)
    return AppraisalOutcome.passed if good >= least else AppraisalOutcome.put_right


def why_not_close(state: ResolutionState, *, items: Collection[ActionState], appraised: bool) -> Refusal | None:
    """Closed is what is finished and judged."""
    if unfinished := sum(not item.finished for item in items):
        return Refusal("delivery.items_open", count=unfinished)
    if not appraised:
        return Refusal("delivery.not_appraised")
    return RESOLUTIONS.why_not(state, _R.closed)


# ── action items ──


def why_not_assign(
    state: ResolutionState, *, what: str, unit: str, judged_by: str, due: date, today: date
) -> Refusal | None:
    """An undertaking has a body, a day to come and a way to tell whether it was kept; what is over gets none."""
    if state in {_R.appraising, _R.closed, _R.revoked}:
        return Refusal("delivery.wrong_state", state=state, following=_R.in_force)
    if not what.strip():
        return Refusal("delivery.what_missing")
    if not unit.strip():
        return Refusal("delivery.unit_missing")
    if not judged_by.strip():
        return Refusal("delivery.judged_by_missing")
    return Refusal("delivery.due_is_past", due=due) if due < today else None


def why_not_report_progress(state: ActionState, *, is_responsible: bool, text: str) -> Refusal | None:
    """The responsible unit, while the work runs, in words."""
    if not is_responsible:
        return Refusal("delivery.not_responsible")
    if not state.running:
        return Refusal("delivery.not_running", state=state)
    return None if text.strip() else Refusal("delivery.text_missing")


def why_not_report_done(state: ActionState, *, is_responsible: bool, text: str, evidence: int) -> Refusal | None:
    """Done is said by the unit and shown: a photo or a paper belongs to it."""
    if not is_responsible:
        return Refusal("delivery.not_responsible")
    if state is _A.blocked:
        return Refusal("delivery.still_blocked")
    if not state.running:
        return Refusal("delivery.not_running", state=state)
    if evidence < 1:
        return Refusal("delivery.evidence_missing")
    return None if text.strip() else Refusal("delivery.text_missing")


def why_not_verify(state: ActionState, *, is_reporter: bool) -> Refusal | None:
    """Somebody other than the one who reported it goes to look."""
    if is_reporter:
        return Refusal("delivery.verify_by_other")
    return ACTIONS.why_not(state, _A.verified)


def why_not_send_back(state: ActionState, *, note: str) -> Refusal | None:
    """Back to work only with a word on what is missing."""
    if state is not _A.reported_done:
        return Refusal("delivery.not_reported_done", state=state)
    return None if note.strip() else Refusal("delivery.text_missing")


def why_not_confirm(  # noqa: PLR0913 - every one of these can be the reason
    state: ActionState,
    *,
    level: Level,
    lives_here: bool,
    already: bool,
    now: datetime,
    until: datetime | None,
    solved: bool = True,
    note: str = "",
) -> Refusal | None:
    """Residents of the place, once each, while they are asked; whoever says no says what is missing."""
    if state is not _A.verified or until is None:
        return Refusal("delivery.not_asked_yet", state=state)
    if now >= until:
        return Refusal("delivery.confirmation_over", until=until)
    if refusal := _not_a_neighbour(level, lives_here=lives_here):
        return refusal
    if already:
        return Refusal("delivery.answered_once")
    return Refusal("delivery.say_what_is_missing") if not solved and not note.strip() else None


def confirmation_outcome(yes: int, no: int, silent: int) -> ConfirmationOutcome:
    """More yes than no means solved, a tie does not; the silent are counted nowhere, and all silent is no answer."""
    if min(yes, no, silent) < 0:
        message = "answers cannot be fewer than none"
        raise ValueError(message)
    if yes + no == 0:
        return ConfirmationOutcome.no_answer
    return ConfirmationOutcome.solved if yes > no else ConfirmationOutcome.not_solved


def why_not_settle(state: ActionState, *, now: datetime, until: datetime | None) -> Refusal | None:
    """The answers are counted when the time for them is over, not when they suit."""
    if state is not _A.verified or until is None:
        return Refusal("delivery.not_asked_yet", state=state)
    return Refusal("delivery.confirmation_running", until=until) if now < until else None


def why_not_close_item(state: ActionState, *, outcome: ConfirmationOutcome | None) -> Refusal | None:
    """Struck off when confirmed, or when nobody answered in time; never against residents' no."""
    if state is _A.verified and outcome is not ConfirmationOutcome.no_answer:
        return Refusal("delivery.not_confirmed")
    return ACTIONS.why_not(state, _A.closed)


def why_not_extend(
    state: ActionState, *, extensions: int, most: int, due: date, new_due: date, reason: DelayReason | None
) -> Refusal | None:
    """A later day, as often as the rule set allows (once), with a reason everybody may read."""
    if not state.running:
        return Refusal("delivery.not_running", state=state)
    if extensions >= most:
        return Refusal("delivery.extended_before", most=most)
    if new_due <= due:
        return Refusal("delivery.not_later", due=due)
    return Refusal("delivery.reason_missing") if reason is None else None


def why_not_block(state: ActionState, *, reason: DelayReason | None) -> Refusal | None:
    """Say that work stands still, and why."""
    if reason is None:
        return Refusal("delivery.reason_missing")
    return ACTIONS.why_not(state, _A.blocked)


def why_not_resume(state: ActionState) -> Refusal | None:
    """Begin, or go on where work stood still."""
    if state not in {_A.planned, _A.blocked}:
        return Refusal("delivery.wrong_state", state=state, following=_A.in_progress)
    return None


def why_not_abandon(state: ActionState, *, reason: AbandonReason | None, note: str) -> Refusal | None:
    """Given up only with a reason and a word to those who were promised it."""
    if reason is None:
        return Refusal("delivery.reason_missing")
    return ACTIONS.why_not(state, _A.abandoned) or (None if note.strip() else Refusal("delivery.text_missing"))


def why_not_take_up_again(state: ActionState, *, resolution: ResolutionState, note: str) -> Refusal | None:
    """Not solved after all: back to work, with what was found; what is closed as a whole is reopened as an issue."""
    if resolution is not _R.in_force:
        return Refusal("delivery.wrong_state", state=resolution, following=_R.in_force)
    if state not in {_A.confirmed, _A.closed}:
        return Refusal("delivery.wrong_state", state=state, following=_A.in_progress)
    return None if note.strip() else Refusal("delivery.text_missing")


def why_not_supervise(*, text: str, due: date, today: date) -> Refusal | None:
    """The liaison asks a question and names a day to come."""
    if not text.strip():
        return Refusal("delivery.text_missing")
    return Refusal("delivery.due_is_past", due=due) if due < today else None


def _not_a_neighbour(level: Level, *, lives_here: bool) -> Refusal | None:
    if level.rank < Level.phone.rank:
        return Refusal("delivery.sign_in_first")
    if level.rank < Level.resident.rank:
        return Refusal("delivery.verify_address")
    return None if lives_here else Refusal("delivery.not_neighbour")
