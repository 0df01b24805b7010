"""What a vote asks, for whoever reads it in another language; what counts is the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.renderings.queries import told, told_by
from deliberate.votes.models import Vote

if TYPE_CHECKING:
    from deliberate.renderings.rules import Original


@told_by("vote", Vote, title="question")
def text_of(vote: Vote) -> Original:
    """Return question, consequence and options of a vote as a text to translate."""
    options = {f"option:{option.key}": option.label for option in vote.options}
    texts = {"question": vote.question, "consequence": vote.consequence, **options}
    more = {"author_id": vote.created_by_id, "matters_at": vote.closes_at, "public": vote.public}
    return told("vote", vote, texts, url=f"/votes/{vote.id}", binding=True, **more)
