"""Where an issue stands: the one way its state, its ball holder and its next deadline change together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues import rules
from deliberate.issues.queries import papers
from deliberate.kit.bus import publish
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.rules.shipped import calendar_for
from deliberate.search.services import Findable, forget, make_findable

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.events import IssueEvent
    from deliberate.issues.models import Issue
    from deliberate.issues.states import IssueState, ReasonCode, Route
    from deliberate.places.rules.rulesets import RuleSet

KIND = "issue"


def ruleset_of(issue: Issue) -> RuleSet:
    """Return the rules the issue was taken in under; a later version does not change them."""
    return ruleset_from_plain(issue.rule_set_version.rules)


def move(  # noqa: PLR0913 - all that may change when an issue moves
    issue: Issue,
    following: IssueState,
    event: IssueEvent,
    *,
    until: datetime | None = None,
    body: str | None = None,
    reason: ReasonCode | None = None,
    route: Route | None = None,
    note: str = "",
) -> Issue:
    """Set state, ball and deadline, and announce it; `until` is a day fixed by somebody, `body` names the holder."""
    issue.state, issue.state_since = following, event.at
    issue.reason_code, issue.reason_note = reason, note
    issue.route = route or (rules.route_for(reason) if reason else None)
    hand_over(issue, body)
    start_clock(issue, event.at, until)
    show_or_hide(issue)
    publish(event)
    return issue


def hand_over(issue: Issue, body: str | None = None) -> None:
    """Say who holds the ball in the present state."""
    issue.ball_holder = rules.ball_holder(issue.state)
    issue.ball_body = body if body is not None else papers.who_holds(issue, issue.ball_holder)


def start_clock(issue: Issue, since: datetime, until: datetime | None = None) -> None:
    """Set the next deadline of the present state."""
    ruleset = ruleset_of(issue)
    due = rules.next_deadline(
        issue.state,
        since,
        ruleset=ruleset,
        calendar=calendar_for(ruleset),
        fixed=until,
        complicated=issue.complicated,
    )
    issue.deadline_at, issue.deadline_key = (due.at, due.clock.value) if due else (None, "")


def show_or_hide(issue: Issue) -> None:
    """Let everybody find what everybody may read; a text nobody has looked at yet is found by nobody."""
    if not issue.state.screened:
        forget(KIND, issue.id)
        return
    body = f"{issue.body}\n{issue.where_text}\n{issue.number}"
    make_findable(Findable(KIND, issue.id, issue.place_id, issue.title, body, f"/issues/{issue.id}"))
