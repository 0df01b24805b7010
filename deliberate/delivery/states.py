"""What a resolution and its action items can be, and the words for late, blocked, given up and judged."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class ResolutionState(StrEnum):
    """From the decision to the day it is judged: posted, possibly objected to, in force, judged, closed."""

    adopted = "adopted"
    in_notice = "in_notice"
    under_review = "under_review"
    in_force = "in_force"
    appraising = "appraising"
    closed = "closed"
    revoked = "revoked"

    @property
    def alive(self) -> bool:
        """Tell whether something is still owed."""
        return self not in {ResolutionState.closed, ResolutionState.revoked}


_R = ResolutionState
RESOLUTIONS: Transitions[ResolutionState] = Transitions(
    "delivery",
    {
        _R.adopted: frozenset({_R.in_notice, _R.revoked}),
        _R.in_notice: frozenset({_R.under_review, _R.in_force, _R.revoked}),
        _R.under_review: frozenset({_R.in_notice, _R.in_force, _R.revoked}),
        _R.in_force: frozenset({_R.appraising, _R.revoked}),
        _R.appraising: frozenset({_R.in_force, _R.closed}),
        _R.closed: frozenset({_R.in_force}),
        _R.revoked: frozenset(),
    },
)


class ActionState(StrEnum):
    """Where an undertaking stands; overdue is not a state but follows from the day due."""

    planned = "planned"
    in_progress = "in_progress"
    blocked = "blocked"
    reported_done = "reported_done"
    verified = "verified"
    confirmed = "confirmed"
    closed = "closed"
    abandoned = "abandoned"

    @property
    def finished(self) -> bool:
        """Tell whether nothing more is owed."""
        return self in {ActionState.confirmed, ActionState.closed, ActionState.abandoned}

    @property
    def running(self) -> bool:
        """Tell whether the unit's clock runs: not once it has reported done."""
        return self in {ActionState.planned, ActionState.in_progress, ActionState.blocked}


_A = ActionState
ACTIONS: Transitions[ActionState] = Transitions(
    "delivery",
    {
        _A.planned: frozenset({_A.in_progress, _A.blocked, _A.reported_done, _A.abandoned}),
        _A.in_progress: frozenset({_A.blocked, _A.reported_done, _A.abandoned}),
        _A.blocked: frozenset({_A.in_progress, _A.abandoned}),
        _A.reported_done: frozenset({_A.verified, _A.in_progress}),
        _A.verified: frozenset({_A.confirmed, _A.in_progress, _A.closed}),
        _A.confirmed: frozenset({_A.closed, _A.in_progress}),
        _A.closed: frozenset({_A.in_progress}),
        _A.abandoned: frozenset(),
    },
)


class LateLevel(StrEnum):
    """How an item stands against its day, and who has heard of it by now."""

    on_time = "on_time"
    due_soon = "due_soon"
    overdue = "overdue"
    overdue_moderator = "overdue_moderator"
    overdue_liaison = "overdue_liaison"
    overdue_subdistrict = "overdue_subdistrict"

    @property
    def rank(self) -> int:
        """Return the level's place in the order, so that the latest come first."""
        return list(LateLevel).index(self)

    @property
    def late(self) -> bool:
        """Tell whether the day is past."""
        return self.rank >= LateLevel.overdue.rank

    @property
    def colour(self) -> str:
        """Return the colour that goes with the word, never without it."""
        if self.late:
            return "red"
        return "amber" if self is LateLevel.due_soon else "green"


class DelayReason(StrEnum):
    """Why work stands still or needs longer; each is something somebody else can help with."""

    waiting_for_money = "waiting_for_money"
    waiting_for_approval = "waiting_for_approval"
    waiting_for_owners = "waiting_for_owners"
    waiting_for_other_unit = "waiting_for_other_unit"
    waiting_for_material = "waiting_for_material"
    weather = "weather"
    residents_object = "residents_object"
    legal_question = "legal_question"


class AbandonReason(StrEnum):
    """Why an undertaking is given up; never silently."""

    not_feasible = "not_feasible"
    no_money = "no_money"
    circumstances_changed = "circumstances_changed"
    replaced = "replaced"
    unlawful = "unlawful"


class ConfirmationOutcome(StrEnum):
    """What residents said about work reported done; silence is no answer, not consent."""

    solved = "solved"
    not_solved = "not_solved"
    no_answer = "no_answer"


class Rating(StrEnum):
    """The three levels in which residents judge what was done."""

    satisfied = "satisfied"
    basically_satisfied = "basically_satisfied"
    dissatisfied = "dissatisfied"


class AppraisalOutcome(StrEnum):
    """What the ratings come to."""

    passed = "passed"
    put_right = "put_right"
    no_answer = "no_answer"


class ObjectionOutcome(StrEnum):
    """How an objection to a notice was answered."""

    upheld = "upheld"
    dismissed = "dismissed"
