"""Why a text may be hidden, and where the decision to hide it stands."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class HideReason(StrEnum):
    """Why a text is hidden or somebody is asked to stop; criticism of the committee is not among the reasons."""

    personal_attack = "personal_attack"
    personal_data = "personal_data"
    unlawful = "unlawful"
    advertising = "advertising"
    off_topic = "off_topic"
    repeated = "repeated"
    disturbs = "disturbs"
    danger = "danger"


# What a text can be hidden for; the others are about what a person does in a meeting.
OF_TEXTS = (
    HideReason.personal_attack,
    HideReason.personal_data,
    HideReason.unlawful,
    HideReason.advertising,
    HideReason.off_topic,
    HideReason.repeated,
)


class Restraint(StrEnum):
    """What a moderator may ask of a person in a meeting, step by step: a word, a pause on this item, to leave."""

    warning = "warning"
    mute = "mute"
    removal = "removal"


class ReportState(StrEnum):
    """Waits for the moderator; the text was hidden; the text was looked at and stays."""

    waiting = "waiting"
    hidden = "hidden"
    kept = "kept"


class RulingState(StrEnum):
    """Hidden; appealed against; the appeal failed; the appeal succeeded; taken back by a moderator."""

    standing = "standing"
    appealed = "appealed"
    upheld = "upheld"
    overturned = "overturned"
    lifted = "lifted"

    @property
    def hides(self) -> bool:
        """Tell whether the text is hidden by it."""
        return self in {RulingState.standing, RulingState.appealed, RulingState.upheld}


_S = RulingState
RULING = Transitions(
    "moderation",
    {
        _S.standing: frozenset({_S.appealed, _S.lifted}),
        _S.appealed: frozenset({_S.upheld, _S.overturned, _S.lifted}),
    },
)
