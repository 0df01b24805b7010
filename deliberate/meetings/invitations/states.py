"""How somebody answers an invitation, and what they need to take part."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What an invited person says."""

    waiting = "waiting"
    coming = "coming"
    not_coming = "not_coming"
    by_proxy = "by_proxy"


# What can be chosen; nobody answers that they have not answered.
CHOSEN = (Answer.coming, Answer.not_coming, Answer.by_proxy)


class Need(StrEnum):
    """What the convener has to prepare."""

    wheelchair = "wheelchair"
    hearing = "hearing"
    sight = "sight"
    interpreter = "interpreter"
    way = "way"
