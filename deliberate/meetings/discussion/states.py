"""Why a contribution may be hidden."""

from __future__ import annotations

from enum import StrEnum

from deliberate.meetings.states import CHOSEN, Stance

__all__ = ["CHOSEN", "HideReason", "Stance"]


class HideReason(StrEnum):
    """Why a contribution is no longer shown; criticism of the committee is not among the reasons."""

    personal_attack = "personal_attack"
    personal_data = "personal_data"
    unlawful = "unlawful"
    advertising = "advertising"
    off_topic = "off_topic"
    repeated = "repeated"
