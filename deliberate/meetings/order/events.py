"""What was asked of somebody in a meeting, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.meetings.events import MeetingEvent

if TYPE_CHECKING:
    from deliberate.moderation.states import HideReason, Restraint


@dataclass(frozen=True, kw_only=True)
class OrderEvent(MeetingEvent):
    """Something about a step; `whom` means something only to the phone of the person it concerns.

    Somebody entered by name has no phone that could learn of it: then there is no account, and `whom` is empty.
    """

    subject_of: ClassVar[tuple[str, str]] = ("step", "step_id")

    step_id: int
    account_id: int | None
    whom: str
    kind: Restraint
    agenda_item_id: int | None


@dataclass(frozen=True, kw_only=True)
class StepTaken(OrderEvent):
    """Somebody was warned, asked to pause, or removed."""

    verb: ClassVar[str] = "order.step_taken"

    reason: HideReason
    label: str


@dataclass(frozen=True, kw_only=True)
class StepLifted(OrderEvent):
    """A step was taken back: by the moderator, or on appeal."""

    verb: ClassVar[str] = "order.step_lifted"
