"""The liaison's board: every promise and decision with colour and word, late first, filters in the address."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from flask import Blueprint, Response, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from deliberate.delivery import rules as delivery
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.states import ActionState, LateLevel, Rating, ResolutionState
from deliberate.delivery.views.shown import TONES
from deliberate.issues.views.listing import own_community
from deliberate.kit.clock import now
from deliberate.kit.tongues import language_of
from deliberate.places.queries.tree import communities, place_by_slug
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.shipped import shipped_calendar
from deliberate.renderings.views.reading import titles
from deliberate.reports.queries import board as queries
from deliberate.reports.rules import by_month, percent, spreadsheet_safe, totals
from deliberate.web.collation import by_name, by_own_name
from deliberate.web.guards import may, requires
from deliberate.web.pages import NavItem, Page, nav, page, page_number
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Row

    from deliberate.places.models import Place
    from deliberate.places.rules.working_days import WorkingCalendar
    from deliberate.reports.rules import Month

bp = Blueprint("reports", __name__)
ROWS, ROWS_ON_PAPER, ROWS_IN_A_FILE = 25, 500, 20_000
EVERYWHERE = "all"
for bar in ("board", "desk"):
    seen = (lambda: may(DeliveryPermission.board)) if bar == "desk" else None
    nav.add(bar, 10 if bar == "board" else 70, NavItem(lazy("Follow-up"), "reports.board", "board", seen_by=seen))
nav.add("board", 20, NavItem(lazy("Decisions, promises, results"), "delivery.notices", "task"))


def chosen_place(known: Sequence[Place]) -> Place | None:
    """Return the place the address names, else the reader's own; `place=all` is everywhere."""
    slug = request.args.get("place", "")
    if slug == EVERYWHERE:
        return None
    return place_by_slug(slug) if slug else own_community(known)


def calendar_at(place: Place | None) -> WorkingCalendar:
    """Return the working days by which lateness is sorted; each row's word follows its own rules."""
    version = place.rule_set_id if place else None
    known = queries.rulers({version}) if version else {}
    return known[version][1] if version in known else shipped_calendar()


def wanted(place: Place | None, edge: date) -> queries.Wanted:
    """Return what the address asks for; what it asks for in vain is left out."""
    args = request.args
    state = args.get("state", "")
    return queries.Wanted(
        last_late_day=edge,
        place=place,
        body=args.get("body", "")[:200],
        state=ActionState(state) if state in set(ActionState) else None,
        late_only=args.get("late") == "1",
        year=_year(args.get("year", type=int)),
        order=args.get("order", "") if args.get("order", "") in queries.ORDERS else "late",
    )


def _year(asked: int | None) -> int | None:
    return asked if asked is not None and 1900 <= asked <= 2999 else None  # noqa: PLR2004 - years of this platform


def lines(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """Return rows in words: each state and lateness once, however many rows share it."""
    rulers = queries.rulers({row.rule_set_version_id for row in rows})
    locale, moment = str(get_locale()), now()
    texts = {("action", row.id): row.language for row in rows}
    translated = titles({**texts, **{("issue", row.issue_id): language_of(row.issue_title) for row in rows}})
    return [
        {
            **_line(row, rulers, locale, moment),
            "title": translated.get(("action", row.id), ""),
            "issue_title": translated.get(("issue", row.issue_id), row.issue_title),
        }
        for row in rows
    ]


def _line(row: Row[Any], rulers: dict[int, Any], locale: str, moment: Any) -> dict[str, Any]:
    ruleset, calendar = rulers[row.rule_set_version_id]
    done = delivery.done_day(row.state, closed_on=row.closed_on, reported_done_at=row.reported_done_at)
    unknown = row.due_on is None or row.state is ActionState.abandoned or (done is None and row.state.finished)
    level, days = LateLevel.on_time, 0
    if not unknown:
        level = delivery.lateness(row.due_on, moment, ruleset=ruleset, calendar=calendar, done_on=done)
        days = delivery.days_late(row.due_on, done or local_day(moment), calendar)
        level = LateLevel.overdue if done and level.late else level
    return {
        "row": row,
        "done": done,
        "level": "" if unknown else word(level),
        "tone": TONES[level.colour],
        "late": level.late and row.state.running,
        "days": days,
        "place": row.place_names.get(locale) or row.place_name,
    }


def figures(asked: queries.Wanted, calendar: WorkingCalendar) -> dict[str, Any]:
    """Return the totals with their denominators."""
    measures, today = queries.measures(asked), local_day(now())
    counted = totals(measures, today=today, calendar=calendar)
    ratings, (solved, answered) = queries.ratings(asked), queries.answers(asked)
    judged = sum(ratings.values())
    good = ratings[Rating.satisfied] + ratings[Rating.basically_satisfied]
    return {
        "counted": counted,
        "on_time": percent(counted.on_time, counted.due),
        "confirmed": percent(counted.confirmed, counted.finished),
        "solved": solved,
        "answered": answered,
        "good": good,
        "judged": judged,
        "satisfied": percent(good, judged),
        "months": _months(by_month(measures, today=today, calendar=calendar)),
    }


def _months(found: Sequence[Month]) -> list[dict[str, Any]]:
    """Return the points of the line over time: the month's name, the share kept in time, and of how many."""
    locale = get_locale()
    return [
        {"label": format_date(one.first, "LLL", locale=locale), "value": percent(one.on_time, one.due), "of": one.due}
        for one in found
    ]


@bp.get("/board")
@requires(DeliveryPermission.board)
def board() -> str:
    """Show every promise, or every decision, with where it stands."""
    known = communities()
    place = chosen_place(known)
    calendar = calendar_at(place)
    edge = delivery.last_late_day(local_day(now()), calendar)
    asked = wanted(place, edge)
    if request.args.get("list") == "decisions":
        return _decisions(known, place, edge)
    on_paper, number = request.args.get("print") == "1", page_number()
    size = ROWS_ON_PAPER if on_paper else ROWS
    found = lines(queries.rows(asked, limit=size, offset=(number - 1) * size))
    return page(
        "reports/paper.html" if on_paper else "reports/board.html",
        promises=Page(found, number, queries.number_of(asked), size),
        figures=figures(asked, calendar),
        asked=asked,
        choices=_choices(known, place),
        place=place,
        address=request.args.to_dict(),
    )


def _choices(known: Sequence[Place], place: Place | None) -> dict[str, list[tuple[str, str]]]:
    locale = str(get_locale())
    return {
        "place": [(EVERYWHERE, _("All places")), *((one.slug, one.name_in(locale)) for one in _offered(known, place))],
        "body": [("", _("Any")), *((one, one) for one in by_name(queries.bodies(place), str))],
        "state": [("", _("Any")), *((state.value, word(state)) for state in ActionState)],
        "year": [("", _("Any")), *((str(year), str(year)) for year in queries.years(place))],
        "order": _orders(),
    }


def _orders() -> list[tuple[str, str]]:
    words = {
        "late": _("late first"),
        "what": _("by title"),
        "chain": _("by issue"),
        "body": _("by who is responsible"),
        "due": _("by the day due"),
        "state": _("by where it stands"),
    }
    return [(key, words[key]) for key in queries.ORDERS]


def _offered(known: Sequence[Place], place: Place | None) -> list[Place]:
    return by_own_name([*known, place] if place is not None and place not in known else known)


def _decisions(known: Sequence[Place], place: Place | None, edge: date) -> str:
    state = request.args.get("state", "")
    asked = queries.WantedDecisions(
        last_late_day=edge,
        place=place,
        state=ResolutionState(state) if state in set(ResolutionState) else None,
        late_only=request.args.get("late") == "1",
    )
    number, locale = page_number(), str(get_locale())
    offered = _offered(known, place)
    rows = queries.decisions(asked, limit=ROWS, offset=(number - 1) * ROWS)
    return page(
        "reports/decisions.html",
        decisions=Page(rows, number, queries.number_of_decisions(asked), ROWS),
        translated=titles({("resolution", row.id): row.language for row in rows}),
        asked=asked,
        place=place,
        choices={
            "place": [(EVERYWHERE, _("All places")), *((one.slug, one.name_in(locale)) for one in offered)],
            "state": [("", _("Any")), *((one.value, word(one)) for one in ResolutionState)],
        },
    )


@bp.get("/board/promises.csv")
@requires(DeliveryPermission.board)
def spreadsheet() -> Response:
    """Send the filtered promises as a file that spreadsheets open as they are, and take nothing in it for a formula."""
    place = chosen_place(communities())
    edge = delivery.last_late_day(local_day(now()), calendar_at(place))
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(_head())
    for line in lines(queries.rows(wanted(place, edge), limit=ROWS_IN_A_FILE)):
        writer.writerow([spreadsheet_safe(cell) for cell in _cells(line)])
    response = Response("\ufeff" + written.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=promises.csv"
    return response


def _head() -> list[str]:
    return [
        _("What"), _("Issue number"), _("Issue"), _("Resolution"), _("Place"), _("Responsible"), _("Whom to ask"),
        _("Due"), _("First promised"), _("State"), _("Against its day"), _("Days late"), _("Done"), _("Times put off"),
        _("Address"),
    ]  # fmt: skip


def _cells(line: dict[str, Any]) -> list[object]:
    row = line["row"]
    address = url_for("delivery.action", action_item_id=row.id, _external=True)
    return [
        row.title, row.issue_number, row.issue_title, row.resolution_number, line["place"], row.responsible_body,
        row.responsible_person, row.due_on, row.first_due_on, word(row.state), line["level"], line["days"],
        line["done"], row.extensions, address,
    ]  # fmt: skip
