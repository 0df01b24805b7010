"""The page on which anything public is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request
from flask_babel import lazy_gettext as _

from deliberate.search import queries
from deliberate.search.rules import LONGEST_QUERY
from deliberate.web.guards import public
from deliberate.web.pages import ROWS_A_PAGE, Page, page, page_number

if TYPE_CHECKING:
    from collections.abc import Collection

bp = Blueprint("search", __name__)
# What a text may be; the words of the filter and of each line.
KINDS = {
    "issue": _("Issue"),
    "contribution": _("Contribution"),
    "meeting": _("Meeting"),
    "minutes": _("Minutes"),
    "vote": _("Vote"),
    "resolution": _("Resolution"),
    "action": _("Action item"),
    "notice": _("Notice"),
}


@bp.get("/search")
@public
def find() -> str:
    """Find issues, contributions, resolutions and more by their words."""
    words, kind, number = request.args.get("q", "").strip()[:LONGEST_QUERY], request.args.get("kind", ""), page_number()
    kinds: Collection[str] = (kind,) if kind in KINDS else ()
    offset = (number - 1) * ROWS_A_PAGE
    rows = queries.find(words, kinds=kinds, limit=ROWS_A_PAGE, offset=offset)
    found = Page(rows, number, queries.count(words, kinds=kinds))
    return page("search/find.html", words=words, found=found, kind=kind, kinds=KINDS)
