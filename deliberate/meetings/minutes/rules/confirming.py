"""When minutes may be changed, confirmed and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.minutes.states import TRANSITIONS, MinutesState
from deliberate.places.rules.deadlines import last_day

if TYPE_CHECKING:
    from datetime import datetime

OBJECTION_MOST = 1000


def why_not_amend(state: MinutesState) -> Refusal | None:
    """A draft may be mended; what was laid before people stays as they read it."""
    return None if state is MinutesState.draft else Refusal("minutes.text_is_fixed", state=state)


def why_not_lay_open(state: MinutesState, *, sentences: int) -> Refusal | None:
    """Lay a draft that says something before those who were there."""
    if refusal := TRANSITIONS.why_not(state, MinutesState.confirming):
        return refusal
    return None if sentences else Refusal("minutes.empty")


def why_not_confirm(
    state: MinutesState, *, attended: bool, now: datetime, until: datetime | None, agrees: bool, objection: str
) -> Refusal | None:
    """Who was there says within the window whether the text is right, or what is wrong with it."""
    if state is not MinutesState.confirming or until is None:
        return Refusal("minutes.not_confirming", state=state)
    if not attended:
        return Refusal("minutes.not_there")
    if now >= until:
        return Refusal("minutes.window_over", until=last_day(until))
    if len(objection) > OBJECTION_MOST:
        return Refusal("minutes.objection_too_long", most=OBJECTION_MOST)
    return None if agrees or objection.strip() else Refusal("minutes.objection_missing")


def why_not_publish(
    state: MinutesState, *, now: datetime, until: datetime | None, asked: int, answered: int
) -> Refusal | None:
    """Publish when the window is over, or sooner when everybody who can answer has; objections are published too."""
    if refusal := TRANSITIONS.why_not(state, MinutesState.published):
        return refusal
    if until is not None and now < until and answered < asked:
        return Refusal("minutes.window_still_open", until=last_day(until), answered=answered, asked=asked)
    return None
