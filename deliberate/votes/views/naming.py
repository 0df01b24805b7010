"""What the options of a vote are called in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes import rules
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.votes.models import Vote


def names_of(vote: Vote) -> dict[str, str]:
    """Return every option in the reader's language."""
    return {option.key: _name(vote, option.key, option.label) for option in vote.options}


def _name(vote: Vote, key: str, label: str) -> str:
    """Return an option in the reader's language."""
    answers = rules.answers_of(vote.kind, vote.method)
    return word(answers(key)) if answers else label
