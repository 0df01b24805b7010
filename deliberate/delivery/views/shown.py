"""What all pages of carrying out show alike: how an item stands against its day, and what the record says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort

from deliberate.accounts.queries import display_names
from deliberate.delivery import rules
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.queries.items import rules_and_calendar
from deliberate.delivery.queries.lists import handled_bodies
from deliberate.delivery.states import ActionState, LateLevel
from deliberate.issues.views.timeline import said
from deliberate.kit.clock import now
from deliberate.ledger.queries import latest_of
from deliberate.places.rules.deadlines import last_day, local_day
from deliberate.web.guards import identity, may
from deliberate.web.words import events, fill, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from deliberate.delivery.models import ActionItem
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

bp = Blueprint("delivery", __name__)
SEE_OTHER = 303
TONES = {"red": "late", "amber": "soon", "green": "good"}
MARKS = {
    "action.overdue": "late",
    "action.not_solved": "late",
    "action.blocked": "late",
    "action.confirmed": "good",
    "action.verified": "good",
    "resolution.in_force": "good",
    "resolution.closed": "good",
    "resolution.revoked": "late",
}


class Rulers:
    """The rules and calendar of each version, read once a page however many rows need them."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[int, tuple[RuleSet, WorkingCalendar]] = {}

    def of(self, item: ActionItem) -> tuple[RuleSet, WorkingCalendar]:
        """Return what an item is measured by."""
        version = item.issue.rule_set_version
        if version.id not in self._known:
            self._known[version.id] = rules_and_calendar(version)
        return self._known[version.id]


def standing(item: ActionItem, rulers: Rulers) -> dict[str, Any]:
    """Return how an item stands against its day: the word, its colour, the days late, and the two promises."""
    ruleset, calendar = rulers.of(item)
    done_on = rules.done_day(item.state, closed_on=item.closed_on, reported_done_at=item.reported_done_at)
    unknown = item.due_on is None or item.state is ActionState.abandoned or (done_on is None and item.state.finished)
    shown: dict[str, Any] = {"due": item.due_on, "first": item.first_due_on, "done_on": done_on, "late": False}
    if unknown:
        return {**shown, "word": "", "tone": "still", "days": 0}
    level = rules.lateness(item.due_on, now(), ruleset=ruleset, calendar=calendar, done_on=done_on)
    days = rules.days_late(item.due_on, done_on or local_day(now()), calendar) if item.due_on else 0
    # Once done, nobody is told any more: it was late or it was not.
    told = LateLevel.overdue if done_on and level.late else level
    return {**shown, "word": word(told), "tone": TONES[level.colour], "late": level.late, "days": days}


def by_day(items: Iterable[ActionItem], rulers: Rulers) -> list[tuple[ActionItem, dict[str, Any]]]:
    """Return items with how they stand, the latest first, then the earliest day."""
    rows = [(item, standing(item, rulers)) for item in items]
    return sorted(rows, key=lambda row: (not row[1]["late"], row[0].due_on is None, row[0].due_on, row[0].id))


def timeline(streams: Sequence[str]) -> list[dict[str, Any]]:
    """Return what the record says of some streams, newest first."""
    entries = latest_of(streams)
    names = display_names(entry.actor_id for entry in entries)
    return [
        {
            "at": entry.at,
            "sentence": fill(
                events().get(entry.verb, entry.verb),
                {"actor": names.get(entry.actor_id or 0, ""), **said(entry.verb, entry.payload)},
            ),
            "note": said(entry.verb, entry.payload).get("reason", ""),
            "mark": MARKS.get(entry.verb, ""),
        }
        for entry in entries
        if entry.payload is not None
    ]


def is_responsible(item: ActionItem) -> bool:
    """Tell whether the asker may report: the named account, its colleagues, or the committee where nobody is named."""
    asker = identity()
    if asker.account_id is None or not may(DeliveryPermission.report, item):
        return False
    if item.responsible_account_id is None:
        return True
    if item.responsible_account_id == asker.account_id:
        return True
    return item.responsible_body in handled_bodies(asker.account_id, local_day(now()))


def last_moment(until: datetime | None) -> Any:
    """Return the last day of a period that ends at midnight."""
    return last_day(until) if until else None


def asker() -> int:
    """Return the account that asks; pages that need one are guarded, so nobody else comes here."""
    return identity().account_id or abort(403)
