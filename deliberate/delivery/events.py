"""What happened to a resolution and to the work it asked for, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from datetime import date, datetime

    from deliberate.delivery.states import (
        AbandonReason,
        AppraisalOutcome,
        ConfirmationOutcome,
        DelayReason,
        LateLevel,
        ObjectionOutcome,
    )


@dataclass(frozen=True, kw_only=True)
class ResolutionEvent(Event):
    """Anything that happened to one resolution."""

    stream_of: ClassVar[tuple[str, str]] = ("resolution", "resolution_id")

    resolution_id: int
    issue_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ActionEvent(Event):
    """Anything that happened to one action item."""

    stream_of: ClassVar[tuple[str, str]] = ("action", "action_id")

    action_id: int
    resolution_id: int | None = None
    issue_id: int | None = None


# ── resolutions ──


@dataclass(frozen=True, kw_only=True)
class ResolutionRecorded(ResolutionEvent):
    """What was decided was written down in plain words."""

    verb: ClassVar[str] = "resolution.recorded"

    text: str
    vote_id: int | None = None
    meeting_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ResolutionPosted(ResolutionEvent):
    """It was posted for everybody to read and object to."""

    verb: ClassVar[str] = "resolution.posted"

    until: datetime


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(ResolutionEvent):
    """Somebody objected to it."""

    verb: ClassVar[str] = "resolution.objected"

    objection_id: int
    text: str
    reply_due: datetime


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(ResolutionEvent):
    """An objection got its answer, with reasons."""

    verb: ClassVar[str] = "resolution.objection_answered"

    objection_id: int
    outcome: ObjectionOutcome
    answer: str


@dataclass(frozen=True, kw_only=True)
class ResolutionInForce(ResolutionEvent):
    """The notice ended; the work begins."""

    verb: ClassVar[str] = "resolution.in_force"


@dataclass(frozen=True, kw_only=True)
class AppraisalOpened(ResolutionEvent):
    """All work is done; residents were asked to judge it."""

    verb: ClassVar[str] = "resolution.appraisal_opened"

    until: datetime


@dataclass(frozen=True, kw_only=True)
class ResolutionRated(ResolutionEvent):
    """A resident took part in the appraisal; the record keeps that, not how."""

    verb: ClassVar[str] = "resolution.rated"


@dataclass(frozen=True, kw_only=True)
class ResolutionAppraised(ResolutionEvent):
    """The appraisal was counted."""

    verb: ClassVar[str] = "resolution.appraised"

    satisfied: int
    basically_satisfied: int
    dissatisfied: int
    outcome: AppraisalOutcome


@dataclass(frozen=True, kw_only=True)
class ResolutionClosed(ResolutionEvent):
    """Everything owed was delivered and judged."""

    verb: ClassVar[str] = "resolution.closed"


@dataclass(frozen=True, kw_only=True)
class ResolutionRevoked(ResolutionEvent):
    """It was taken back by a court, the subdistrict, an upheld objection or a new decision."""

    verb: ClassVar[str] = "resolution.revoked"

    reason: str


# ── action items ──


@dataclass(frozen=True, kw_only=True)
class ActionAssigned(ActionEvent):
    """A named body undertook something by a named day, and how it will be judged was said."""

    verb: ClassVar[str] = "action.assigned"

    what: str
    unit: str
    person: str
    due: date
    judged_by: str


@dataclass(frozen=True, kw_only=True)
class ActionStarted(ActionEvent):
    """Work began."""

    verb: ClassVar[str] = "action.started"


@dataclass(frozen=True, kw_only=True)
class ActionProgressed(ActionEvent):
    """The unit told how far it is."""

    verb: ClassVar[str] = "action.progressed"

    text: str
    photos: int = 0


@dataclass(frozen=True, kw_only=True)
class ActionBlocked(ActionEvent):
    """Work stands still, and everybody may see why."""

    verb: ClassVar[str] = "action.blocked"

    reason: DelayReason
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionResumed(ActionEvent):
    """Work goes on."""

    verb: ClassVar[str] = "action.resumed"


@dataclass(frozen=True, kw_only=True)
class ActionExtended(ActionEvent):
    """It got a later day, once, with a reason."""

    verb: ClassVar[str] = "action.extended"

    before: date
    due: date
    reason: DelayReason
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionReportedDone(ActionEvent):
    """The unit says it is done and shows how."""

    verb: ClassVar[str] = "action.reported_done"

    text: str
    evidence: int


@dataclass(frozen=True, kw_only=True)
class ActionVerified(ActionEvent):
    """Somebody else went to look, and it is so; residents were asked."""

    verb: ClassVar[str] = "action.verified"

    confirm_until: datetime


@dataclass(frozen=True, kw_only=True)
class ActionSentBack(ActionEvent):
    """Somebody else went to look, and it is not so."""

    verb: ClassVar[str] = "action.sent_back"

    note: str


@dataclass(frozen=True, kw_only=True)
class ActionAnswered(ActionEvent):
    """A resident said whether it is solved."""

    verb: ClassVar[str] = "action.answered"

    solved: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionConfirmed(ActionEvent):
    """The time for answers is over, and residents say it is solved."""

    verb: ClassVar[str] = "action.confirmed"

    solved: int
    not_solved: int


@dataclass(frozen=True, kw_only=True)
class ActionNotSolved(ActionEvent):
    """The time for answers is over, and residents say it is not solved: back to work."""

    verb: ClassVar[str] = "action.not_solved"

    solved: int
    not_solved: int


@dataclass(frozen=True, kw_only=True)
class ActionClosed(ActionEvent):
    """It was struck off the list, with what residents had said."""

    verb: ClassVar[str] = "action.closed"

    outcome: ConfirmationOutcome


@dataclass(frozen=True, kw_only=True)
class ActionTakenUpAgain(ActionEvent):
    """It turned out not to be solved after all."""

    verb: ClassVar[str] = "action.taken_up_again"

    note: str


@dataclass(frozen=True, kw_only=True)
class ActionAbandoned(ActionEvent):
    """It was given up, and everybody may see why."""

    verb: ClassVar[str] = "action.abandoned"

    reason: AbandonReason
    note: str


@dataclass(frozen=True, kw_only=True)
class ActionOverdue(ActionEvent):
    """The daily look at the calendar found it late; told to whoever the level names."""

    verb: ClassVar[str] = "action.overdue"

    level: LateLevel
    days: int


@dataclass(frozen=True, kw_only=True)
class ActionReminded(ActionEvent):
    """The daily look at the calendar found its day near."""

    verb: ClassVar[str] = "action.reminded"

    days_left: int


# ── supervision ──


@dataclass(frozen=True, kw_only=True)
class SupervisionEvent(Event):
    """Anything about a question of the liaison; written to the issue's own stream."""

    stream_of: ClassVar[tuple[str, str]] = ("issue", "issue_id")

    issue_id: int
    note_id: int
    action_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SupervisionNoted(SupervisionEvent):
    """The liaison asked for an answer by a day."""

    verb: ClassVar[str] = "supervision.noted"

    text: str
    due: date


@dataclass(frozen=True, kw_only=True)
class SupervisionAnswered(SupervisionEvent):
    """The liaison's question got its answer."""

    verb: ClassVar[str] = "supervision.answered"

    text: str
