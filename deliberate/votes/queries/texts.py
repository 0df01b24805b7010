"""What a vote asks, for whoever reads it in another language; what counts is the original."""

from __future__ import annotations

from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original
from deliberate.votes.models import Vote
from deliberate.votes.queries import papers


def text_of(vote: Vote) -> Original:
    """Return question, consequence and options of a vote as a text to translate."""
    options = {f"option:{option.key}": option.label for option in vote.options}
    return Original(
        kind="vote",
        subject_id=vote.id,
        place_id=vote.place_id,
        place_path=vote.place_path,
        language=vote.language,
        texts={"question": vote.question, "consequence": vote.consequence, **options},
        url=f"/votes/{vote.id}",
        author_id=vote.created_by_id,
        matters_at=vote.closes_at,
        binding=True,
        public=vote.public,
    )


@told_by("vote", Vote, title="question")
def _told(vote_id: int) -> Original | None:
    found = papers.vote(vote_id)
    return text_of(found) if found is not None else None
