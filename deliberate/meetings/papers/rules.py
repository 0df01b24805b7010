"""When papers can be laid out and taken back, and when they are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.states import MeetingState

if TYPE_CHECKING:
    from datetime import date

    from deliberate.meetings.states import MeetingKind

TITLE_MOST, TEXT_MOST, PAPERS_MOST = 80, 8000, 20


def is_late(today: date, due: date | None) -> bool:
    """Tell whether a paper laid out today comes after the day the rules name; on the day itself it is in time."""
    return due is not None and today > due


def why_not_replace(*, newest: bool) -> Refusal | None:
    """Correct the newest version: of two who correct the same one, the second is told."""
    return None if newest else Refusal("papers.corrected_already")


def why_not_add(meeting: MeetingState, *, title: str, text: str, files: int, before: int) -> Refusal | None:
    """Lay out a paper until the meeting is over: with a name, and with words, pictures of its pages, or a PDF."""
    if meeting.over:
        return Refusal("papers.meeting_over", state=meeting)
    if not title:
        return Refusal("papers.title_missing")
    if len(title) > TITLE_MOST:
        return Refusal("meetings.text_too_long", most=TITLE_MOST)
    if not text and not files:
        return Refusal("papers.empty")
    if len(text) > TEXT_MOST:
        return Refusal("meetings.text_too_long", most=TEXT_MOST)
    return Refusal("papers.too_many", most=PAPERS_MOST) if before >= PAPERS_MOST else None


def why_not_call_without(
    kind: MeetingKind, *, due: date | None, today: date, in_time: int, first_day: date
) -> Refusal | None:
    """Where the rules want papers, they lie out before anybody is called; `first_day` is when they still would be."""
    if due is None or in_time:
        return None
    if is_late(today, due):
        return Refusal("papers.too_late", kind=kind, due=due, earliest=first_day)
    return Refusal("papers.missing", kind=kind, due=due)


def why_not_withdraw(meeting: MeetingState, *, last: bool = False) -> Refusal | None:
    """What lay before a meeting while it was held stays with it, and so does the only paper people were called with."""
    if meeting not in {MeetingState.draft, MeetingState.announced}:
        return Refusal("papers.was_before_the_meeting", state=meeting)
    return Refusal("papers.last_one") if last and meeting is MeetingState.announced else None
