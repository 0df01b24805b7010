"""Stances a contribution takes, and why one may be hidden."""

from __future__ import annotations

from deliberate.meetings.states import CHOSEN, Stance
from deliberate.moderation.states import HideReason

__all__ = ["CHOSEN", "HideReason", "Stance"]
