"""The only reader of the wall clock.

Rules and services take `now` as a parameter; only the edges (views, sockets, commands, jobs) call `now()`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """Tell the time; a test may hold it still, and the demonstration may let days pass (`ahead`)."""

    def __init__(self) -> None:
        """Start with the machine's own time."""
        self._held: datetime | None = None
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the present moment, always aware and in UTC."""
        return (self._held or datetime.now(UTC)) + self.ahead

    def hold(self, moment: datetime) -> None:
        """Stand still at `moment`, which must carry a time zone."""
        if moment.tzinfo is None:
            message = "a held moment needs a time zone"
            raise ValueError(message)
        self._held = moment.astimezone(UTC)

    def release(self) -> None:
        """Go on with the machine's time."""
        self._held, self.ahead = None, timedelta()


clock = Clock()


def now() -> datetime:
    """Return the present moment in UTC."""
    return clock.now()
