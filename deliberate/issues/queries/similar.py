"""Issues like the one somebody is about to write: suggested, never merged by a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz.fuzz import partial_ratio

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.issues.queries.lists import lines_of_issues
from deliberate.issues.states import IssueState
from deliberate.search.queries import sharing
from deliberate.search.rules import bigram_set, containment, folded, telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from deliberate.places.models import Place
    from deliberate.search.models import SearchText

# Two titles share two fifths of the shorter one's pairs, or read alike by four fifths …
SHARED = (2, 5)
ALIKE = 80
# … or a third of what was typed, and two words of it at least, stands in the other's text.
IN_TEXT, IN_TEXT_LEAST = (1, 3), 2
LEAST_TYPED = 2
OUT_OF_THE_WAY = frozenset({IssueState.merged, IssueState.withdrawn})


def similar(title: str, place: Place, *, limit: int = 5, but: int | None = None) -> Sequence[Row[Any]]:
    """Return the issues most like what was typed, the likest first."""
    if len(title.strip()) < LEAST_TYPED:
        return []
    found = sharing(title, kind="issue", place_id=place.id)
    scored = [(likeness(title, text), text.subject_id) for text in found if text.subject_id != but]
    best = [ident for score, ident in sorted(scored, reverse=True) if score][: limit + len(OUT_OF_THE_WAY)]
    rows = lines_of_issues().where(Issue.id.in_(best), Issue.state.not_in(OUT_OF_THE_WAY))
    shown = {row.id: row for row in db.session.execute(rows)}
    return [shown[ident] for ident in best if ident in shown][:limit]


def likeness(typed: str, text: SearchText) -> int:
    """Return in percent how like a text is to what was typed; 0 when it is not like it."""
    shared, size = containment(bigram_set(typed), bigram_set(text.title))
    if shared and shared * SHARED[1] >= size * SHARED[0]:
        return 100 * shared // size
    alike = int(partial_ratio(folded(typed), folded(text.title)))
    if alike >= ALIKE:
        return alike
    asked = set(telling(typed))
    inside = len(asked & set(text.tokens.split()))
    if inside >= IN_TEXT_LEAST and inside * IN_TEXT[1] >= len(asked) * IN_TEXT[0]:
        return SHARED[0] * 100 * inside // (SHARED[1] * len(asked))
    return 0
