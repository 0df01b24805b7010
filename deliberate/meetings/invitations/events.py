"""What happened to invitations. What somebody needs is a matter of health and stands in no record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.meetings.events import MeetingEvent

if TYPE_CHECKING:
    from deliberate.meetings.invitations.states import Answer


@dataclass(frozen=True, kw_only=True)
class PeopleInvited(MeetingEvent):
    """Some people were invited; how many, and which invitations are theirs."""

    verb: ClassVar[str] = "meeting.invited"

    place_id: int
    title: str
    count: int
    invitation_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(MeetingEvent):
    """Somebody who was asked by mistake was taken off the list."""

    verb: ClassVar[str] = "meeting.invitation_withdrawn"
    subject_of: ClassVar[tuple[str, str]] = ("invitation", "invitation_id")

    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered(MeetingEvent):
    """Somebody answered, or the desk wrote down what they said."""

    verb: ClassVar[str] = "meeting.invitation_answered"
    subject_of: ClassVar[tuple[str, str]] = ("invitation", "invitation_id")

    invitation_id: int
    answer: Answer
    by_another: bool
