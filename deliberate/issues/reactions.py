"""What the calendar asks of issues, and what follows when somebody who was helped comes with a phone of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues.services.seconding import sweep_issues, take_over
from deliberate.kit.bus import bus
from deliberate.places.events import PersonCameOver
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

AN_HOUR = 60


@every(minutes=AN_HOUR, name="issues.sweep")
def sweep(now: datetime) -> int:
    """Shelve what found too few neighbours, or whose author did not answer, in time; return how many."""
    return len(sweep_issues(now))


@bus.on(PersonCameOver)
def _one_person(event: PersonCameOver) -> None:
    take_over(event.person_id, event.account_id)
