"""What other pages show of carrying out: an issue's promises, a community's results, the desk, one's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g, url_for
from flask_babel import gettext as _

from deliberate.delivery import rules
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.queries import items, lists
from deliberate.delivery.states import ResolutionState
from deliberate.delivery.views.shown import Rulers, by_day, last_moment
from deliberate.delivery.views.work import with_photos
from deliberate.issues.states import IssueClock, IssueState
from deliberate.issues.views.desk import todo
from deliberate.kit.clock import now
from deliberate.places.queries.tree import rules_at
from deliberate.places.rules.deadlines import deadline, end_of_day, local_day
from deliberate.places.rules.shipped import calendar_for
from deliberate.renderings.views.reading import title_of
from deliberate.web.guards import identity, may
from deliberate.web.pages import Panel, panel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deliberate.accounts.models import Account
    from deliberate.delivery.models import Resolution
    from deliberate.issues.models import Issue
    from deliberate.places.models import Place


def _decided(issue: Issue) -> Sequence[Resolution]:
    """Return what was decided on an issue, read once for both parts of its page."""
    if "decided" not in g:
        g.decided = {}
    if issue.id not in g.decided:
        g.decided[issue.id] = items.resolutions_of(issue.id)
    found: Sequence[Resolution] = g.decided[issue.id]
    return found


@panel("issues.show", 10)
def of_issue(issue: Issue) -> Panel | None:
    """Show on an issue's page what was decided, promised and done."""
    found = _decided(issue)
    writable = issue.state is IssueState.adopted and may(DeliveryPermission.resolve, issue)
    if not found and not writable:
        return None
    written = any(one.state is ResolutionState.adopted for one in found)
    rulers = Rulers()
    return Panel(
        "delivery/parts/of_issue.html",
        {
            "issue": issue,
            "resolutions": [(one, by_day(one.actions[:30], rulers), len(one.actions)) for one in found],
            "may_record": writable and not written,
            "last_moment": last_moment,
        },
    )


@panel("issues.streams", 10)
def streams_of_issue(issue: Issue) -> Panel | None:
    """Add to an issue's timeline what the record says of its decisions and promises."""
    found = _decided(issue) if issue.source == "" else []
    streams = [f"resolution:{one.id}" for one in found]
    streams += [f"action:{item.id}" for one in found for item in one.actions]
    return Panel("", {"streams": streams}) if streams else None


@panel("places.home", 20)
def near_you(place: Place) -> Panel | None:
    """Show on a community's page what was done last, and what hangs on the notice board."""
    done = with_photos(lists.done_near([place.id], limit=3))
    hanging = lists.hanging([place.id])[:3]
    if not done and not hanging:
        return None
    return Panel(
        "delivery/parts/near.html", {"place": place, "done": done, "hanging": hanging, "last_moment": last_moment}
    )


@panel("issues.desk", 10)
def on_desk(place: Place) -> Panel:
    """Put on the moderator's desk what has to be checked, answered, posted or pushed."""
    rows = [*_checks(place), *_answers(place), *_steps(place)]
    return Panel("", {"rows": rows})


def _checks(place: Place) -> list[dict[str, Any]]:
    calendar, rulers = calendar_for(rules_at(place)), Rulers()
    edge = rules.last_late_day(local_day(now()), calendar)
    made = []
    for item in lists.to_check(place):
        ruleset, days = rulers.of(item)
        due = deadline(ruleset.rule(IssueClock.verified.value), item.reported_done_at or now(), days)
        url = url_for("delivery.action", action_item_id=item.id)
        what, who = _("Reported done: go and look"), item.responsible_body
        made.append(todo(title=title_of(item), url=url, what=what, due=due, shown=last_moment(due), who=who))
    for item in lists.late_at(place, edge):
        by = end_of_day(item.due_on) if item.due_on else None
        url = url_for("delivery.action", action_item_id=item.id)
        what = _("Overdue: ask, put off once with a reason, or give up")
        made.append(
            todo(title=title_of(item), url=url, what=what, due=by, shown=item.due_on, who=item.responsible_body)
        )
    return made


def _answers(place: Place) -> list[dict[str, Any]]:
    made = []
    for objection, resolution in lists.unanswered_objections(place):
        url = url_for("delivery.resolution", resolution_id=resolution.id)
        what, due = _("An objection waits for its answer"), objection.reply_due
        made.append(todo(title=title_of(resolution), url=url, what=what, due=due, shown=last_moment(due)))
    for note, issue in lists.unanswered_questions(place):
        url = url_for("delivery.action", action_item_id=note.action_item_id)
        what, due = _("The liaison waits for an answer"), end_of_day(note.due_on)
        made.append(todo(title=title_of(issue), url=url, what=what, due=due, shown=note.due_on))
    return made


def _steps(place: Place) -> list[dict[str, Any]]:
    """Return decisions that wait to be posted."""
    return [
        todo(
            title=title_of(resolution),
            url=url_for("delivery.resolution", resolution_id=resolution.id),
            what=_("Say who does what, then post it"),
            who=resolution.number,
        )
        for resolution in lists.resolutions_in(place, (ResolutionState.adopted,))
    ]


@panel("accounts.me", 5)
def mine(account: Account) -> Panel | None:
    """Show on one's own page what one is asked about, and the way to one's work."""
    asked, works = _asked(account.id, identity().memberships), may(DeliveryPermission.work)
    if not asked["confirm"] and not asked["appraise"] and not works:
        return None
    return Panel("delivery/parts/mine.html", {**asked, "works": works, "may_board": may(DeliveryPermission.board)})


@panel("places.asked", 20)
def asked_here(place: Place) -> Panel | None:
    """Put on top of a community's page what the reader is asked about: nobody should have to look for a question."""
    reader = identity()
    if not reader.account_id or place.id not in reader.memberships:
        return None
    asked = _asked(reader.account_id, (place.id,))
    return Panel("delivery/parts/asked.html", asked) if asked["confirm"] or asked["appraise"] else None


def _asked(account_id: int, places: Collection[int]) -> dict[str, Any]:
    at = now()
    confirm = lists.asked_to_confirm(account_id, places, at) if places else []
    appraise = lists.asked_to_appraise(account_id, places, at) if places else []
    return {"confirm": confirm, "appraise": appraise, "last_moment": last_moment}
