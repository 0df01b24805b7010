"""Letting days pass in the demonstration, so that a notice of fifteen days can be shown in an afternoon."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.delivery.services.sweeping import sweep_delivery
from deliberate.issues.services.seconding import sweep_issues
from deliberate.kit.clock import clock, now
from deliberate.votes.services.challenging import finish_due
from deliberate.votes.services.leading import close_due, open_due

if TYPE_CHECKING:
    from pathlib import Path

FILE = "demo_days_ahead"
MOST_AT_ONCE = 60


def remember(instance: Path) -> None:
    """Put the clock where it stood when the server was stopped."""
    kept = instance / FILE
    clock.ahead = timedelta(days=int(kept.read_text(encoding="ascii"))) if kept.exists() else timedelta()


def let_pass(instance: Path, days: int) -> None:
    """Let days pass one by one, doing each day what the calendar asks for."""
    for _day in range(days):
        clock.ahead += timedelta(days=1)
        open_due(now())
        close_due(now())
        finish_due(now())
        sweep_issues(now())
        sweep_delivery(now())
    (instance / FILE).write_text(str(clock.ahead.days), encoding="ascii")
