"""What every reader yields: one neutral form, whatever the file looked like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from deliberate.delivery.states import ActionState
    from deliberate.issues.states import IssueState


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be taken over, where it stands, and why."""

    file: str
    line: int
    code: str
    value: str = ""


class BadFile(Exception):  # noqa: N818 - the answer to a bad file, not a fault of the program
    """Raised when a folder cannot be taken over at all; nothing is written."""

    def __init__(self, lines: list[BadLine]) -> None:
        """Carry every bad line, not just the first."""
        super().__init__(f"{len(lines)} bad lines")
        self.lines = lines


@dataclass(frozen=True)
class ParsedIssue:
    """A proposal, motion or project call."""

    ref: str
    number: str
    title: str
    body: str
    place: str
    category: str
    author: str
    state: IssueState
    at: datetime
    seconds: int = 0
    supporters: tuple[str, ...] = ()
    where: str = ""
    url: str = ""
    figures: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class ParsedComment:
    """A contribution; `parent` is None at the top and for answers to something that was removed."""

    ref: str
    issue: str
    parent: str | None
    stance: str
    body: str
    author: str
    at: datetime
    agree: int
    disagree: int


@dataclass(frozen=True)
class ParsedMeeting:
    """A meeting that was held."""

    ref: str
    title: str
    purpose: str
    place: str
    where: str
    at: datetime
    attendance: int
    figures: dict[str, int | str]
    url: str = ""


@dataclass(frozen=True)
class ParsedAction:
    """Something that was adopted and has to be carried out; `issue` is the decision it belongs to."""

    ref: str
    issue: str
    title: str
    text: str
    place: str
    body: str
    state: ActionState
    due_on: date | None
    done_on: date | None
    budget_cents: int | None
    figures: dict[str, int | str]
    stopped_because: str = ""


@dataclass
class Parsed:
    """Everything a folder holds."""

    source: str
    name: str
    language: str
    places: dict[str, str] = field(default_factory=dict)
    issues: list[ParsedIssue] = field(default_factory=list)
    comments: list[ParsedComment] = field(default_factory=list)
    meetings: list[ParsedMeeting] = field(default_factory=list)
    actions: list[ParsedAction] = field(default_factory=list)
    notes: list[BadLine] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how much of each kind there is."""
        return {
            "places": len(self.places),
            "issues": len(self.issues),
            "seconds": sum(item.seconds for item in self.issues),
            "comments": len(self.comments),
            "replies": sum(item.parent is not None for item in self.comments),
            "meetings": len(self.meetings),
            "actions": len(self.actions),
        }
