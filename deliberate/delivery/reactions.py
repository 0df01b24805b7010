"""What the calendar asks of carrying out: once an hour what is due, late or over is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.delivery.services.sweeping import sweep_delivery
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

EVERY_MINUTES = 60


@every(minutes=EVERY_MINUTES, name="delivery.sweep")
def sweep(now: datetime) -> int:
    """Remind, tell what is late, count answers and ratings, end notices; twice a day changes nothing more."""
    return sweep_delivery(now)
