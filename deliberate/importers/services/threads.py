"""Comments become contributions: parents before children, however deep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from deliberate.db.base import db
from deliberate.importers.services.bulk import insert_rows, known_refs
from deliberate.issues.models import Issue
from deliberate.meetings.discussion.models import Contribution
from deliberate.search.models import SearchText
from deliberate.search.services import Findable, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deliberate.importers.rules.parsed import ParsedComment


def by_depth(comments: Iterable[ParsedComment]) -> list[list[ParsedComment]]:
    """Return the comments in layers: every parent stands in an earlier layer than its answers.

    An answer to something that was removed stands at the top; so does what answers itself in a circle.
    """
    waiting = {item.ref: item for item in comments}
    layers: list[list[ParsedComment]] = []
    placed: set[str] = set()
    layer = [item for item in waiting.values() if item.parent is None or item.parent not in waiting]
    while layer:
        layers.append(layer)
        placed.update(item.ref for item in layer)
        layer = [item for item in waiting.values() if item.ref not in placed and item.parent in placed]
    circle = [item for item in waiting.values() if item.ref not in placed]
    return [layers[0] + circle, *layers[1:]] if layers and circle else layers or ([circle] if circle else [])


def store_comments(
    source: str, comments: list[ParsedComment], issues: dict[str, Issue], told: Callable[[int], None]
) -> None:
    """Write the threads of the issues and count them on each."""
    known = known_refs(Contribution, source)
    fresh = [item for item in comments if f"{item.issue}/{item.ref}" not in known and item.issue in issues]
    placed: dict[str, tuple[int, int]] = {}
    for depth, layer in enumerate(by_depth(fresh)):
        rows = [_row(source, item, issues[item.issue], placed, depth) for item in layer]
        for item, ident in zip(layer, insert_rows(Contribution, rows, told), strict=True):
            above = placed.get(item.parent or "")
            placed[item.ref] = (ident, above[1] if above else ident)
    _count(fresh, issues)
    _make_findable(fresh, issues, placed)


def _row(
    source: str, item: ParsedComment, issue: Issue, placed: dict[str, tuple[int, int]], depth: int
) -> dict[str, Any]:
    above = placed.get(item.parent or "")
    return {
        "client_id": f"{source}-{item.issue}-{item.ref}",
        "issue_id": issue.id,
        "parent_id": above[0] if above else None,
        "root_id": above[1] if above else None,
        "depth": depth if above else 0,
        "author_label": item.author,
        "stance": item.stance,
        "body": item.body,
        "language": issue.language,
        "channel": "imported",
        "at": item.at,
        "agree_count": item.agree,
        "disagree_count": item.disagree,
        "source": source,
        "external_ref": f"{item.issue}/{item.ref}",
    }


def _count(fresh: list[ParsedComment], issues: dict[str, Issue]) -> None:
    counts: dict[int, int] = {}
    for item in fresh:
        issue_id = issues[item.issue].id
        counts[issue_id] = counts.get(issue_id, 0) + 1
    rows = [
        {"id": issue.id, "contribution_count": issue.contribution_count + counts[issue.id]}
        for issue in issues.values()
        if issue.id in counts
    ]
    if rows:
        db.session.execute(update(Issue), rows)


def _make_findable(fresh: list[ParsedComment], issues: dict[str, Issue], placed: dict[str, tuple[int, int]]) -> None:
    rows = [
        row_of(
            Findable(
                kind="contribution",
                subject_id=placed[item.ref][0],
                place_id=issues[item.issue].place_id,
                title=issues[item.issue].title,
                body=item.body,
                path=f"/contributions/{placed[item.ref][0]}",
            )
        )
        for item in fresh
    ]
    insert_rows(SearchText, rows, lambda _count: None)
