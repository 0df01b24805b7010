"""Stances a contribution takes, why one may be hidden, and in which order a talk is read."""

from __future__ import annotations

from enum import StrEnum

from deliberate.meetings.states import CHOSEN, Stance
from deliberate.moderation.states import HideReason

__all__ = ["CHOSEN", "HideReason", "LockReason", "Order", "Screening", "Stance"]


class Order(StrEnum):
    """In which order a talk is read; never by how many agree."""

    oldest = "oldest"
    newest = "newest"
    not_yet_heard = "not_yet_heard"


class LockReason(StrEnum):
    """Why nothing more is written under an item, or in reply to something."""

    answered = "answered"
    said = "said"
    elsewhere = "elsewhere"
    heated = "heated"


class Screening(StrEnum):
    """Waits for a moderator: before it was ever shown, or taken back to be looked at again."""

    first = "first"
    again = "again"
