"""What a contribution can say, and why one may be hidden."""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """What a contribution does to the matter; imported ones may be neutral."""

    support = "for"
    against = "against"
    supplement = "supplement"
    question = "question"
    neutral = "neutral"


# What a person may choose; `neutral` is for those who lead, and for imports.
CHOSEN = (Stance.support, Stance.against, Stance.supplement, Stance.question)


class HideReason(StrEnum):
    """Why a contribution is no longer shown; criticism of the committee is not among the reasons."""

    personal_attack = "personal_attack"
    personal_data = "personal_data"
    unlawful = "unlawful"
    advertising = "advertising"
    off_topic = "off_topic"
    repeated = "repeated"
