"""One matter from need to appraisal: every station with its clock, and who held the ball how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import ngettext

from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.queries.items import notes_on, ratings
from deliberate.delivery.states import Rating
from deliberate.delivery.views.shown import Rulers, by_day, last_moment
from deliberate.issues.queries import papers
from deliberate.issues.views.timeline import timeline_of
from deliberate.kit.clock import now
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.rules.shipped import calendar_for
from deliberate.reports.queries.chain import chain, moves
from deliberate.reports.rules import held, stations
from deliberate.reports.views.board import bp
from deliberate.web.guards import requires
from deliberate.web.pages import page

if TYPE_CHECKING:
    from deliberate.issues.models import Issue

A_DAY = timedelta(days=1)


def span(length: timedelta) -> str:
    """Return how long something lasted, in days, or in hours where it was less than one."""
    if length >= A_DAY:
        return ngettext("%(num)d day", "%(num)d days", length // A_DAY)
    return ngettext("%(num)d hour", "%(num)d hours", length // timedelta(hours=1))


@bp.get("/board/issues/<int:issue_id>")
@requires(DeliveryPermission.board, papers.issue)
def matter(issue: Issue) -> Any:
    """Show the whole chain of a matter."""
    ruleset = ruleset_from_plain(issue.rule_set_version.rules)
    found = stations(moves(issue.id), ruleset=ruleset, calendar=calendar_for(ruleset))
    at, whole, rulers = now(), chain(issue.id), Rulers()
    return page(
        "reports/chain.html",
        issue=issue,
        stations=[(one, span(one.lasted(at)), one.late(at)) for one in found],
        held=[(holder, span(length), length // A_DAY) for holder, length in held(found, at)],
        chain=whole,
        resolutions=[(one, by_day(one.actions, rulers)) for one in whole.resolutions],
        ratings=ratings(issue.id),
        levels=list(Rating),
        notes=notes_on(issue.id),
        timeline=timeline_of(issue),
        last_moment=last_moment,
    )
