"""What happened to an issue, in the past tense; together they are its public timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.states import IssueState, MatterClass, ReasonCode, Route, Scope
    from deliberate.places.states import Ground


@dataclass(frozen=True, kw_only=True)
class IssueEvent(Event):
    """Anything that happened to one issue; written to the issue's own stream."""

    stream_of: ClassVar[tuple[str, str]] = ("issue", "issue_id")

    issue_id: int


@dataclass(frozen=True, kw_only=True)
class IssueProposed(IssueEvent):
    """Somebody handed in a matter and got a receipt for it."""

    verb: ClassVar[str] = "issue.proposed"

    receipt: str
    title: str
    place_id: int
    on_behalf_of: int | None = None
    ground: Ground | None = None
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueResubmitted(IssueEvent):
    """The author completed what had been asked for."""

    verb: ClassVar[str] = "issue.resubmitted"

    title: str


@dataclass(frozen=True, kw_only=True)
class IssueTaken(IssueEvent):
    """A moderator began to look at it: the first contact."""

    verb: ClassVar[str] = "issue.taken"


@dataclass(frozen=True, kw_only=True)
class IssueReturned(IssueEvent):
    """The author was asked to complete something."""

    verb: ClassVar[str] = "issue.returned"

    reason: ReasonCode
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueDeclined(IssueEvent):
    """It was not accepted; the author heard why, where to go, and until when an appeal may be made."""

    verb: ClassVar[str] = "issue.declined"

    reason: ReasonCode
    route: Route
    note: str = ""
    appeal_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class IssueDiverted(IssueEvent):
    """It was passed on to the body whose business it is."""

    verb: ClassVar[str] = "issue.diverted"

    reason: ReasonCode
    route: Route
    note: str = ""
    external_no: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueMerged(IssueEvent):
    """It became part of another issue, and its seconds moved there."""

    verb: ClassVar[str] = "issue.merged"

    into_id: int
    seconds_moved: int


@dataclass(frozen=True, kw_only=True)
class IssueAccepted(IssueEvent):
    """It was accepted, and neighbours were asked to second it."""

    verb: ClassVar[str] = "issue.accepted"

    matter_class: MatterClass
    scope: Scope
    seconds_needed: int
    seconding_until: datetime
    ruleset: str


@dataclass(frozen=True, kw_only=True)
class IssueSeconded(IssueEvent):
    """A neighbour stood behind it."""

    verb: ClassVar[str] = "issue.seconded"

    count: int
    needed: int
    on_behalf_of: int | None = None
    ground: Ground | None = None


@dataclass(frozen=True, kw_only=True)
class SecondWithdrawn(IssueEvent):
    """A neighbour took the second back."""

    verb: ClassVar[str] = "issue.second_withdrawn"

    count: int
    needed: int
    on_behalf_of: int | None = None
    ground: Ground | None = None


@dataclass(frozen=True, kw_only=True)
class IssueSupported(IssueEvent):
    """Enough neighbours stood behind it; the committee now owes it a meeting."""

    verb: ClassVar[str] = "issue.supported"

    count: int
    needed: int


@dataclass(frozen=True, kw_only=True)
class IssueShelved(IssueEvent):
    """It stopped for want of seconds or of an answer; it is kept and can be taken up again."""

    verb: ClassVar[str] = "issue.shelved"

    reason: ReasonCode
    count: int = 0
    needed: int = 0


@dataclass(frozen=True, kw_only=True)
class IssueScheduled(IssueEvent):
    """It was put on the agenda of a meeting."""

    verb: ClassVar[str] = "issue.scheduled"

    meeting_id: int
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class IssueDeciding(IssueEvent):
    """It was put to a decision, by vote or by finding what all can live with."""

    verb: ClassVar[str] = "issue.deciding"

    vote_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class IssueAdopted(IssueEvent):
    """It was decided in favour."""

    verb: ClassVar[str] = "issue.adopted"

    vote_id: int | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class IssueNotAdopted(IssueEvent):
    """It was decided against, or not decided at all."""

    verb: ClassVar[str] = "issue.not_adopted"

    reason: ReasonCode
    vote_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class IssueDeferred(IssueEvent):
    """It was put off to a named day."""

    verb: ClassVar[str] = "issue.deferred"

    reason: ReasonCode
    until: datetime


@dataclass(frozen=True, kw_only=True)
class IssuePiloted(IssueEvent):
    """It is tried on a small part first."""

    verb: ClassVar[str] = "issue.piloted"

    until: datetime
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueNoticed(IssueEvent):
    """The decision was posted for everybody, and objections may be made until a day."""

    verb: ClassVar[str] = "issue.noticed"

    until: datetime


@dataclass(frozen=True, kw_only=True)
class IssueReopened(IssueEvent):
    """It was taken up again on new facts or on appeal."""

    verb: ClassVar[str] = "issue.reopened"

    reason: ReasonCode
    note: str


@dataclass(frozen=True, kw_only=True)
class IssueWithdrawn(IssueEvent):
    """Its author took it back."""

    verb: ClassVar[str] = "issue.withdrawn"

    reason: ReasonCode


@dataclass(frozen=True, kw_only=True)
class IssueMoved(IssueEvent):
    """It went on to its next state, and there is nothing to add: deliberating, implementing, verifying, closed."""

    verb: ClassVar[str] = "issue.moved"

    before: IssueState
    after: IssueState
    reason: ReasonCode | None = None


@dataclass(frozen=True, kw_only=True)
class IssueTakenBack(IssueEvent):
    """The outcome of a meeting was recorded by mistake and taken back; the talk goes on."""

    verb: ClassVar[str] = "issue.taken_back"

    before: IssueState
    after: IssueState
