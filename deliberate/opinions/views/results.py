"""The map: what everybody shares, what divides, and how many groups there are, if any; never who stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import jsonify

from deliberate.opinions import queries, rules
from deliberate.opinions.permissions import OpinionPermission
from deliberate.opinions.states import Clearness, StatementState
from deliberate.opinions.views.answering import bp, load
from deliberate.renderings.views.reading import readings
from deliberate.web.guards import requires
from deliberate.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.opinions.models import Conversation

LETTERS = "ABCDEFGH"
# The drawing lies in a square of that size, with room for the letters around.
HALF, ROOM = 160, 24


@bp.get("/opinions/<int:conversation_id>/map", endpoint="map")
@requires(OpinionPermission.see, load)
def show_map(held: Conversation) -> str:
    """Show the map as it was drawn last."""
    drawn = queries.map_of(held.id)
    asked = queries.statements(held.id, StatementState.shown)
    read = readings([queries.text_of(held), *(queries.text_of_statement(one) for one in asked)])
    texts = {str(one.id): read["statement", one.id] for one in asked}
    shown = told(drawn.found if drawn else {}, texts, helped=queries.number_helped(held.id))
    return page("opinions/map.html", held=held, read=read, drawn=drawn, **shown)


@bp.get("/opinions/<int:conversation_id>/map/drawn")
@requires(OpinionPermission.see, load)
def drawn(held: Conversation) -> Any:
    """Say when the map was drawn last, to a page that is open and asks now and then."""
    kept = queries.map_of(held.id)
    answer = jsonify(drawn=kept.drawn_at.isoformat() if kept else "")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def told(found: Mapping[str, Any], texts: Mapping[str, Any], *, helped: int = 0) -> dict[str, Any]:
    """Return the map as the template says it; what few have answered is left out."""
    counts = found.get("statements", {})
    rows = {ident: _row(ident, text, counts[ident]) for ident, text in texts.items() if ident in counts}
    shown = {ident: row for ident, row in rows.items() if rules.may_show_counts(row["answered"])}
    return {
        "people": found.get("people", 0),
        "helped": helped if rules.may_show_counts(helped) else 0,
        "placed": found.get("placed", 0),
        "verdict": Clearness(found.get("verdict", Clearness.too_few)),
        "agreed": [shown[ident] for ident in found.get("agreed", ()) if ident in shown],
        "rejected": [shown[ident] for ident in found.get("rejected", ()) if ident in shown],
        "dividing": [shown[ident] for ident in found.get("dividing", ()) if ident in shown],
        "rows": sorted(shown.values(), key=lambda row: -row["answered"]),
        "few": len(texts) - len(shown),
        "groups": [_group(at, one, shown) for at, one in enumerate(found.get("groups", ()))],
        "outlines": [_outline(at, one) for at, one in enumerate(found.get("outlines", ()))],
    }


def _row(ident: str, read: Any, counts: list[Any]) -> dict[str, Any]:
    agree, disagree, passes = counts[:3]
    return {
        "id": ident,
        "read": read,
        "agree": agree,
        "disagree": disagree,
        "passes": passes,
        "answered": agree + disagree + passes,
        "share": 100 * agree / max(agree + disagree + passes, 1),
        "against": 100 * disagree / max(agree + disagree + passes, 1),
    }


def _group(at: int, one: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, Any]:
    says = [
        {**shown[ident], "agrees": agrees, "share": 100 * share}
        for ident, agrees, share in one["speaking"]
        if ident in shown
    ]
    return {"name": LETTERS[at], "size": one["size"], "says": says}


def _outline(at: int, one: list[float]) -> dict[str, Any]:
    x, y, wide, narrow, turn = one
    place = {"x": round(x * HALF, 1), "y": round(-y * HALF, 1), "turn": -turn}
    return {"name": LETTERS[at], "wide": round(wide * HALF, 1), "narrow": round(max(narrow, 0.03) * HALF, 1), **place}
