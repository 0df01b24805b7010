"""The responsible unit's own page, and the public page of notices and of what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_babel import lazy_gettext as _

from deliberate.attachments.queries import photos_of_each
from deliberate.attachments.views import shown
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.queries import lists
from deliberate.delivery.views.actions import SUBJECT
from deliberate.delivery.views.shown import Rulers, asker, bp, by_day, last_moment
from deliberate.issues.views.listing import own_community
from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.places.queries.tree import communities, place_by_slug
from deliberate.places.rules.deadlines import local_day
from deliberate.web.guards import identity, may, requires
from deliberate.web.offline import kept_offline
from deliberate.web.pages import ROWS_A_PAGE, NavItem, nav, page, page_number

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deliberate.delivery.models import ActionItem

nav.add(
    "desk",
    60,
    NavItem(_("My work"), "delivery.work", "task", seen_by=lambda: identity().holds_anywhere(Role.unit_handler)),
)


@bp.get("/work")
@requires(DeliveryPermission.work)
def work() -> str:
    """Show what the asker or their organisation owes, what is late first."""
    owed = by_day(lists.owed_by(asker(), local_day(now())), Rulers())
    mine = [row for row in owed if row[0].state.running]
    return page(
        "delivery/work.html",
        mine=mine,
        waiting=[row for row in owed if not row[0].state.running],
        late=sum(row[1]["late"] for row in mine),
        last=lists.last_reports([item.id for item, _standing in mine]),
    )


def with_photos(items: Sequence[ActionItem]) -> list[tuple[ActionItem, Any, list[dict[str, Any]]]]:
    """Return items with the last word about each and its photos, in two queries."""
    last = lists.last_reports([item.id for item in items])
    photos = photos_of_each(SUBJECT, [report.id for report in last.values()])
    made = []
    for item in items:
        report = last.get(item.id)
        pictures = shown(photos.get(report.id, []), item.title)[:2] if report else []
        made.append((item, report, pictures))
    return made


@bp.get("/notices")
@requires(DeliveryPermission.read)
@kept_offline
def notices() -> str:
    """Show what hangs on the notice board now, what is being carried out, and what was done."""
    known = communities()
    slug = request.args.get("place", "")
    place = place_by_slug(slug) if slug else own_community(known)
    places: Collection[int] = [place.id] if place else [one.id for one in known]
    number = page_number()
    done = lists.done_near(places, limit=ROWS_A_PAGE + 1, offset=(number - 1) * ROWS_A_PAGE)
    return page(
        "delivery/notices.html",
        place=place,
        hanging=lists.hanging(places) if number == 1 else [],
        under_way=by_day(lists.under_way(places), Rulers()) if number == 1 else [],
        done=with_photos(done[:ROWS_A_PAGE]),
        number=number,
        more=len(done) > ROWS_A_PAGE,
        last_moment=last_moment,
        may_board=may(DeliveryPermission.board),
    )
