"""The moderator's answers to what was handed in; each gives a reason and a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.issues import rules
from deliberate.issues.events import (
    IssueAccepted,
    IssueDeclined,
    IssueDiverted,
    IssueMerged,
    IssueReturned,
    IssueTaken,
)
from deliberate.issues.models import Second
from deliberate.issues.queries import papers
from deliberate.issues.services.seconding import carry_on_if_enough, count_again
from deliberate.issues.services.standing import move, ruleset_of
from deliberate.issues.states import IssueState, MatterClass, ReasonCode, Route
from deliberate.kit.refusals import ensure
from deliberate.places.rules.deadlines import deadline
from deliberate.places.rules.shipped import calendar_for

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue
    from deliberate.issues.states import Scope

_S = IssueState


def take_issue(issue: Issue, *, actor_id: int, now: datetime, complicated: bool = False) -> Issue:
    """Lay an issue on one's own desk: the first contact; a complicated one may take the longer time."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_screen(issue.state, is_author=issue.author_id == actor_id))
    appealed = issue.state is _S.reopened and issue.reason_code is ReasonCode.appeal
    ensure(rules.why_not_judge_appeal(decided_before=appealed and issue.judged_by_id == actor_id))
    issue.taken_by_id, issue.complicated = actor_id, complicated
    event = IssueTaken(actor_id=actor_id, at=now, issue_id=issue.id)
    return move(issue, _S.screening, event, reason=issue.reason_code, note=issue.reason_note)


def accept_issue(
    issue: Issue, *, matter_class: MatterClass | None, actor_id: int, now: datetime, scope: Scope | None = None
) -> Issue:
    """Accept it, and ask the neighbours to second it."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_accept(issue.state, matter_class=matter_class))
    ruleset = ruleset_of(issue)
    issue.matter_class, issue.scope = matter_class, scope or issue.scope
    issue.seconds_needed = rules.seconds_needed(ruleset, issue.scope, adults=papers.asked_place(issue).adults)
    issue.seconding_ends_at = deadline(ruleset.rule("seconding.window"), now, calendar_for(ruleset))
    event = IssueAccepted(
        actor_id=actor_id,
        at=now,
        issue_id=issue.id,
        matter_class=MatterClass(matter_class or ""),
        scope=issue.scope,
        seconds_needed=issue.seconds_needed,
        seconding_until=issue.seconding_ends_at,
        ruleset=ruleset.name,
    )
    move(issue, _S.seconding, event)
    carry_on_if_enough(issue, now=now)
    return issue


def return_issue(issue: Issue, *, reason: ReasonCode | None, note: str, actor_id: int, now: datetime) -> Issue:
    """Send it back to its author and say what is missing."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_return(issue.state, reason=reason, note=note))
    given = ReasonCode(reason or "")
    event = IssueReturned(actor_id=actor_id, at=now, issue_id=issue.id, reason=given, note=note.strip())
    return move(issue, _S.returned, event, reason=given, note=note.strip())


def decline_issue(issue: Issue, *, reason: ReasonCode | None, actor_id: int, now: datetime, note: str = "") -> Issue:
    """Do not accept it; the author hears why, where to go, and until when a second person may be asked."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_decline(issue.state, reason=reason))
    given = ReasonCode(reason or "")
    ruleset = ruleset_of(issue)
    heard_before = issue.reason_code is ReasonCode.appeal
    until = None if heard_before else deadline(ruleset.rule("appeal.window"), now, calendar_for(ruleset))
    issue.appeal_until, issue.judged_by_id = until, actor_id
    event = IssueDeclined(
        actor_id=actor_id,
        at=now,
        issue_id=issue.id,
        reason=given,
        route=rules.route_for(given),
        note=note.strip(),
        appeal_until=until,
    )
    return move(issue, _S.not_accepted, event, reason=given, note=note.strip())


def divert_issue(  # noqa: PLR0913 - why, where to, under which number
    issue: Issue,
    *,
    reason: ReasonCode | None,
    route: Route | None,
    actor_id: int,
    now: datetime,
    note: str = "",
    external_no: str = "",
) -> Issue:
    """Pass it on to the body whose business it is."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_divert(issue.state, reason=reason, route=route))
    given, way = ReasonCode(reason or ""), Route(route or "")
    issue.external_no = external_no.strip()
    event = IssueDiverted(
        actor_id=actor_id,
        at=now,
        issue_id=issue.id,
        reason=given,
        route=way,
        note=note.strip(),
        external_no=issue.external_no,
    )
    return move(issue, _S.diverted, event, reason=given, route=way, note=note.strip())


# ── two that are one ──


def merge_issue(issue: Issue, target: Issue, *, actor_id: int, now: datetime) -> Issue:
    """Make it part of another issue: whoever stood behind it, its author first, now stands behind that one."""
    # Always in the same order, so that two merges crossing each other cannot wait for one another.
    held = {ident: papers.locked(ident) for ident in sorted({issue.id, target.id})}
    issue, target = held[issue.id], held[target.id]
    ensure(rules.why_not_merge(issue.state, target=target.state, same=issue is target))
    moved = _move_seconds(issue, target, now)
    issue.merged_into_id = target.id
    event = IssueMerged(actor_id=actor_id, at=now, issue_id=issue.id, into_id=target.id, seconds_moved=moved)
    move(issue, _S.merged, event, reason=ReasonCode.duplicate)
    carry_on_if_enough(target, now=now)
    return issue


def _move_seconds(issue: Issue, target: Issue, now: datetime) -> int:
    """Let each person behind `issue` stand behind `target`, once each, and return how many are new there."""
    there = papers.seconders(target.id) | {target.author_id}
    people = [(issue.author_id, issue.shown_author, "", now, issue.assisted_id)]
    people += [
        (second.account_id, second.label, second.reason, second.at, second.assisted_id)
        for second in papers.seconds(issue.id, limit=None)
    ]
    new: dict[int, Second] = {}
    for account_id, label, reason, at, assisted_id in people:
        if account_id is not None and account_id not in there and account_id not in new:
            new[account_id] = Second(
                issue_id=target.id,
                account_id=account_id,
                label=label,
                reason=reason,
                moved_from_id=issue.id,
                assisted_id=assisted_id,
                at=at,
            )
    db.session.add_all(new.values())
    count_again(target, len(new))
    return len(new)
