"""What every act in the room is made of, and how the things it names are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from deliberate.kit.refusals import Refusal, Refused
from deliberate.realtime import queries
from deliberate.web.guards import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from deliberate.meetings.models import AgendaItem, Meeting

UNKNOWN = Refusal("web.unknown_message")
ELSEWHERE = Refusal("realtime.other_meeting")
K = TypeVar("K", bound="StrEnum")
Fields = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One verb: who may, which fields it takes, and what does it; the doing returns subject and verb of its entry.

    What is done most often gets the little that is known of the meeting anyway, and asks for more itself.
    """

    permission: StrEnum
    do: Callable[[Any, Fields], tuple[str, str]]
    needs: Mapping[str, type]
    may_have: Mapping[str, type]
    whole: bool = True


def one_of(kind: type[K], value: Any) -> K:
    """Return the member a phone names."""
    try:
        return kind(value)
    except ValueError as error:
        raise Refused(UNKNOWN) from error


def item_of(meeting: Meeting, item_id: int) -> AgendaItem:
    """Return the agenda item a phone names, if it is one of this meeting's."""
    found = queries.item_by_id(item_id)
    if found is None or found.meeting_id != meeting.id:
        raise Refused(ELSEWHERE)
    return found


def actor() -> int:
    """Return who acts; the guard has seen to it that somebody does."""
    return identity().account_id or 0
