"""Standing behind an issue, and what happens when the time for it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.issues import rules
from deliberate.issues.events import IssueSeconded, IssueShelved, SecondWithdrawn
from deliberate.issues.models import Second
from deliberate.issues.queries import lists, papers
from deliberate.issues.services.moving import support_issue
from deliberate.issues.services.standing import move
from deliberate.issues.states import IssueState, ReasonCode, Scope
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue
    from deliberate.kit.permits import Identity

SHELVED_FOR = {
    IssueState.seconding: ReasonCode.not_enough_seconds,
    IssueState.returned: ReasonCode.not_completed,
}


def second_issue(
    issue: Issue, identity: Identity, *, now: datetime, reason: str = "", client_id: str | None = None
) -> Issue:
    """Stand behind a neighbour's issue; the one that makes it enough carries it on to the committee.

    Sent again under the same `client_id`, it counts once and gets the first answer.
    """
    issue = papers.locked(issue.id)
    given = papers.second_of(issue.id, identity.account_id)
    if given is not None and client_id and given.client_id == client_id:
        return issue
    ensure(
        rules.why_not_second(
            issue.state,
            is_author=identity.account_id is not None and identity.account_id == issue.author_id,
            already=given is not None,
            lives_here=identity.lives_in(papers.asked_place(issue).place_path),
            level=identity.level,
        )
    )
    db.session.add(
        Second(
            issue_id=issue.id,
            account_id=identity.account_id,
            client_id=client_id,
            label=identity.name,
            reason=reason.strip(),
            at=now,
        )
    )
    count_again(issue, 1)
    _announce(IssueSeconded, issue, identity.account_id, now)
    carry_on_if_enough(issue, now=now)
    return issue


def withdraw_second(issue: Issue, identity: Identity, *, now: datetime) -> Issue:
    """Take one's second back while no meeting is fixed."""
    issue = papers.locked(issue.id)
    mine = papers.second_of(issue.id, identity.account_id)
    ensure(rules.why_not_withdraw_second(issue.state, has_seconded=mine is not None))
    db.session.delete(mine)
    count_again(issue, -1)
    _announce(SecondWithdrawn, issue, identity.account_id, now)
    return issue


def _announce(kind: type[IssueSeconded | SecondWithdrawn], issue: Issue, actor_id: int | None, now: datetime) -> None:
    publish(kind(actor_id=actor_id, at=now, issue_id=issue.id, count=issue.second_count, needed=issue.seconds_needed))


def count_again(issue: Issue, more: int) -> None:
    """Bring the shown count up to date: households in a stairwell, else so many persons more or fewer."""
    db.session.flush()
    issue.second_count = (
        papers.households_behind(issue) if issue.scope is Scope.stairwell else issue.second_count + more
    )


def carry_on_if_enough(issue: Issue, *, now: datetime) -> None:
    """Support the issue as soon as its seconds suffice."""
    if issue.state is IssueState.seconding and issue.second_count >= issue.seconds_needed:
        support_issue(issue, now=now)


def shelve_issue(issue: Issue, *, now: datetime) -> Issue:
    """Put aside what did not find enough neighbours, or whose author did not answer, in time."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_shelve(issue.state, now=now, until=issue.deadline_at or now))
    reason = SHELVED_FOR[issue.state]
    event = IssueShelved(
        actor_id=None,
        at=now,
        issue_id=issue.id,
        reason=reason,
        count=issue.second_count,
        needed=issue.seconds_needed,
    )
    return move(issue, IssueState.shelved, event, reason=reason)


def sweep_issues(now: datetime) -> list[Issue]:
    """Shelve every issue whose time for seconds or for an answer is over; called by the job, safe to repeat."""
    return [shelve_issue(issue, now=now) for issue in lists.run_out(now, frozenset(SHELVED_FOR))]
