"""What the calendar asks of issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues.services.seconding import sweep_issues
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

AN_HOUR = 60


@every(minutes=AN_HOUR, name="issues.sweep")
def sweep(now: datetime) -> int:
    """Shelve what found too few neighbours, or whose author did not answer, in time; return how many."""
    return len(sweep_issues(now))
