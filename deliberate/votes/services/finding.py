"""Keeping votes findable: by their question, what follows from it, and everything on the ballot paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.search.services import Findable, forget, make_findable

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

KIND = "vote"


def show_or_hide(vote: Vote) -> None:
    """Let everybody find what everybody may read."""
    if not vote.public:
        forget(KIND, vote.id)
        return
    body = "\n".join([vote.consequence, *(option.label for option in vote.options)])
    make_findable(Findable(KIND, vote.id, vote.place_id, vote.question, body.strip(), f"/votes/{vote.id}"))
