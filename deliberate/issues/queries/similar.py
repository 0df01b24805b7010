"""Issues like the one somebody is about to write: suggested, never merged by a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz.fuzz import partial_ratio
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.issues.queries.lists import lines_of_issues
from deliberate.issues.states import UNSCREENED, IssueState
from deliberate.search.rules import bigram_set, containment, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from deliberate.places.models import Place

# Of the newest titles so many are compared; older ones are found by the search.
COMPARED = 2_000
# A title shares two fifths of its pairs, or reads alike by four fifths.
SHARED = (2, 5)
ALIKE = 80
LEAST_TYPED = 2
OUT_OF_THE_WAY = frozenset({IssueState.merged, IssueState.withdrawn})


def similar(title: str, place: Place, *, limit: int = 5, but: int | None = None) -> Sequence[Row[Any]]:
    """Return the issues whose titles are most like what was typed, the likest first."""
    if len(title.strip()) < LEAST_TYPED:
        return []
    best = [ident for ident, _title in sorted(_scored(title, place, but), key=lambda pair: pair[1])[-limit:]][::-1]
    found = {row.id: row for row in db.session.execute(lines_of_issues().where(Issue.id.in_(best)))}
    return [found[ident] for ident in best]


def _scored(title: str, place: Place, but: int | None) -> list[tuple[int, int]]:
    shown = set(IssueState) - UNSCREENED - OUT_OF_THE_WAY
    found = (
        select(Issue.id, Issue.title)
        .where(Issue.place_id == place.id, Issue.state.in_(shown))
        .order_by(Issue.id.desc())
        .limit(COMPARED)
    )
    typed, plain = bigram_set(title), folded(title)
    scored = [(row.id, likeness(typed, plain, row.title)) for row in db.session.execute(found) if row.id != but]
    return [(ident, score) for ident, score in scored if score]


def likeness(typed: frozenset[str], plain: str, title: str) -> int:
    """Return in percent how like a title is to what was typed; 0 when it is not like it."""
    shared, size = containment(typed, bigram_set(title))
    if not shared:
        return 0
    if shared * SHARED[1] >= size * SHARED[0]:
        return 100 * shared // size
    alike = int(partial_ratio(plain, folded(title)))
    return alike if alike >= ALIKE else 0
