"""The list of issues, and where else short lists of them stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Blueprint, g, jsonify, request, url_for
from flask_babel import get_locale, get_translations, lazy_gettext
from flask_babel import gettext as _

from deliberate.issues.permissions import IssuePermission
from deliberate.issues.queries import lists
from deliberate.issues.queries.similar import similar
from deliberate.issues.states import IssueState
from deliberate.kit.clock import now
from deliberate.kit.tongues import differs
from deliberate.places.queries.standing import communities_and_below, kinds_at
from deliberate.places.queries.tree import communities, place_by_slug
from deliberate.places.rules.deadlines import last_day
from deliberate.renderings.views.reading import titles
from deliberate.web.collation import by_own_name
from deliberate.web.guards import identity, requires
from deliberate.web.language import day
from deliberate.web.offline import kept_offline
from deliberate.web.pages import ROWS_A_PAGE, NavItem, Page, Panel, nav, page, page_number, panel
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from deliberate.accounts.models import Account
    from deliberate.places.models import Place
    from deliberate.places.queries.standing import Kind, Spot

bp = Blueprint("issues", __name__)
Somewhere = TypeVar("Somewhere", "Place", "Spot")
nav.add("bottom", 20, NavItem(lazy_gettext("Issues"), "issues.index", "issues"))

GROUPS = {
    "gathering": lazy_gettext("Seconds wanted"),
    "coming": lazy_gettext("Coming up"),
    "talking": lazy_gettext("Under discussion"),
    "doing": lazy_gettext("Being carried out"),
    "done": lazy_gettext("Done"),
    "left": lazy_gettext("Not pursued"),
}
SORTS = {
    "new": lazy_gettext("Newest"),
    "seconds": lazy_gettext("Most seconded"),
    "deadline": lazy_gettext("Next deadline"),
}


def lines(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """Return rows as the list shows them; each state and day is put into words once, not once a row."""
    at, locale, catalogue = now(), str(get_locale()), get_translations()
    states = {state: word(state) for state in {row.state for row in rows}}
    gathering = {row.deadline_at for row in rows if row.state is IssueState.seconding and row.deadline_at}
    days = {due: day(last_day(due)) for due in gathering}
    translated = {key[1]: words for key, words in titles({("issue", row.id): row.language for row in rows}).items()}
    shown = []
    for row in rows:
        open_now, said = row.state is IssueState.seconding, row.contribution_count
        words = catalogue.ngettext("%(num)d contribution", "%(num)d contributions", said) % {"num": said}
        shown.append(
            {
                "url": f"{request.script_root}/issues/{row.id}",
                "title": translated.get(row.id, row.title),
                "translated": row.id in translated,
                "number": row.number,
                "lang": row.language if row.id not in translated and differs(row.language, locale) else "",
                "state": row.state.value,
                "state_word": states[row.state],
                "seconds": _seconds_said(row, days.get(row.deadline_at, "") if open_now else "", catalogue),
                "said": words if said else "",
                "late": not open_now and row.deadline_at is not None and row.deadline_at <= at,
                "about": row.place_names.get(locale) or row.place_name,
            }
        )
    return shown


def _seconds_said(row: Row[Any], until: str, catalogue: Any) -> str:
    have, needed, helped = row.second_count, row.seconds_needed, row.assisted_count
    if until:
        words = catalogue.gettext("%(have)d of %(needed)d seconds, until %(day)s")
        said = str(words % {"have": have, "needed": needed, "day": until})
    else:
        words = catalogue.ngettext("%(num)d second", "%(num)d seconds", have)
        said = str(words % {"num": have}) if have else ""
    # Counted apart: whoever reads the figure may ask how it came about.
    apart = catalogue.gettext("(%(num)d written down)") % {"num": helped}
    return f"{said} {apart}" if helped else said


def known_communities() -> Sequence[Place]:
    """Return every community, read once for a page."""
    if "communities" not in g:
        g.communities = communities()
    known: Sequence[Place] = g.communities
    return known


def chosen_place() -> Place | None:
    """Return the place the address names; without one, the only community there is, or the reader's own."""
    if slug := request.args.get("place", ""):
        return place_by_slug(slug)
    return own_community(known_communities())


def own_community(known: Sequence[Somewhere]) -> Somewhere | None:
    """Return the community the reader belongs to or works for, or the only one there is."""
    reader = identity()
    for place in known:
        if place.id in reader.memberships or any(reader.holds(role, place.place_path) for role in reader.roles):
            return place
    return known[0] if len(known) == 1 else None


def wanted(place: Place | Spot | None, kinds: Sequence[Kind]) -> lists.Wanted:
    """Return what the address asks for; what it asks for in vain is left out."""
    args = request.args
    chosen = next((kind.id for kind in kinds if kind.key == args.get("category")), None)
    return lists.Wanted(
        place=place,
        group=args.get("group", "") if args.get("group") in GROUPS else "",
        category_id=chosen,
        words=args.get("q", "").strip()[:100],
        sort=args.get("sort", "new") if args.get("sort") in SORTS else "new",
    )


@bp.get("/issues")
@requires(IssuePermission.read)
@kept_offline
def index() -> str:
    """List issues: by place, where they stand, kind and words; newest, most seconded or soonest due first."""
    known = communities_and_below()
    slug, areas = request.args.get("place", ""), [one for one in known if one.rule_set_id is not None]
    named = next((one for one in known if one.slug == slug), None)
    place: Place | Spot | None = named if slug else own_community(areas)
    if slug and place is None:
        place = place_by_slug(slug)
    kinds = kinds_at(place.place_path) if place else []
    asked = wanted(place, kinds)
    total = lists.number_of(asked)
    number = min(page_number(), max(1, -(-total // ROWS_A_PAGE)))
    rows = lists.rows(asked, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    locale = str(get_locale())
    return page(
        "issues/index.html",
        issues=Page(lines(rows), number, total),
        asked=asked,
        place=place,
        places=_place_choices(known, place, locale),
        groups=_filters(locale)["group"],
        kinds=[("", _("Any")), *((kind.key, kind.name_in(locale)) for kind in by_own_name(kinds))],
        kind=next((kind.key for kind in kinds if kind.id == asked.category_id), ""),
        sorts=_filters(locale)["sort"],
    )


@cache
def _filters(_locale: str) -> dict[str, list[tuple[str, str]]]:
    """Return what the filters offer, in words; they are the same for everybody who reads this language."""
    groups = [("", _("Any")), *((key, str(words)) for key, words in GROUPS.items())]
    return {"group": groups, "sort": [(key, str(words)) for key, words in SORTS.items()]}


def _place_choices(known: Sequence[Spot], place: Place | Spot | None, locale: str) -> list[tuple[str, str]]:
    """Return the places one may choose between: every community, and what is right below the chosen one."""
    areas = [one for one in known if one.rule_set_id is not None]
    if place is None:
        return [("", _("All places")), *((one.slug, one.name_in(locale)) for one in areas)]
    chosen = next((one for one in areas if one.id in place.place_path), None)
    inside = [one for one in known if chosen is not None and one.parent_id == chosen.id]
    offered = [one for one in areas if one is not chosen] + ([chosen] if chosen else []) + inside
    return [(one.slug, one.name_in(locale)) for one in offered]


@bp.get("/issues/similar")
@requires(IssuePermission.read)
def alike() -> Any:
    """Answer, while somebody types a title, with issues that may be about the same."""
    place = chosen_place()
    rows = similar(request.args.get("title", "")[:200], place) if place else []
    return jsonify(
        items=[{"title": line["title"], "url": line["url"], "state": line["state_word"]} for line in lines(rows)]
    )


@panel("places.home", 30)
def newest_panel(place: Place) -> Panel:
    """Show on a community's page what was brought up last."""
    values = {"rows": lines(lists.newest(place)), "heading": _("New issues"), "more": _list_url(place)}
    return Panel("issues/parts/short_list.html", values)


@panel("places.home", 20)
def wanting_panel(place: Place) -> Panel | None:
    """Show on a community's page what still needs neighbours behind it."""
    rows = lists.wanting_seconds(place, identity().account_id)
    if not rows:
        return None
    values = {"rows": lines(rows), "heading": _("Needs your second"), "more": _list_url(place, group="gathering")}
    return Panel("issues/parts/short_list.html", values)


@panel("accounts.me", 20)
def mine_panel(account: Account) -> Panel | None:
    """Show on one's own page what one has brought up, whatever became of it."""
    rows = lists.by_author(account.id)
    if not rows:
        return None
    return Panel("issues/parts/short_list.html", {"rows": lines(rows), "heading": _("My issues"), "more": ""})


def _list_url(place: Place, group: str | None = None) -> str:
    return url_for("issues.index", place=place.slug, group=group)
