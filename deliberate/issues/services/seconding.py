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
from deliberate.places.services.assisting import note_help
from deliberate.places.states import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue
    from deliberate.kit.permits import Identity
    from deliberate.places.rules.assisting import Help

SHELVED_FOR = {
    IssueState.seconding: ReasonCode.not_enough_seconds,
    IssueState.returned: ReasonCode.not_completed,
}


def second_issue(
    issue: Issue,
    identity: Identity,
    *,
    now: datetime,
    reason: str = "",
    client_id: str | None = None,
    help_: Help | None = None,
) -> Issue:
    """Stand behind a neighbour's issue; the one that makes it enough carries it on to the committee.

    Sent again under the same `client_id`, it counts once and gets the first answer. With `help_`, somebody writes it
    down for a person without a phone: it is that person's one second.
    """
    issue, person_id = papers.locked(issue.id), identity.account_id
    given = papers.second_of(issue.id, person_id)
    if given is not None and client_id and given.client_id == client_id:
        return issue
    _ensure_may_second(issue, identity, already=given is not None, help_=help_)
    second = Second(issue_id=issue.id, account_id=person_id, client_id=client_id, label=identity.name, at=now)
    second.reason = reason.strip()
    if help_ and person_id:
        second.assisted_id = note_help(person_id, help_, Deed.second, subject=f"issue:{issue.id}", now=now).id
    db.session.add(second)
    count_again(issue, 1)
    publish(
        IssueSeconded(
            actor_id=help_.helper_id if help_ else person_id,
            at=now,
            issue_id=issue.id,
            count=issue.second_count,
            needed=issue.seconds_needed,
            on_behalf_of=person_id if help_ else None,
            ground=help_.ground if help_ else None,
        )
    )
    carry_on_if_enough(issue, now=now)
    return issue


def _ensure_may_second(issue: Issue, identity: Identity, *, already: bool, help_: Help | None) -> None:
    if help_:
        ensure(rules.why_not_second_for(helper_is_author=help_.helper_id == issue.author_id, already=already))
    ensure(
        rules.why_not_second(
            issue.state,
            is_author=identity.account_id is not None and identity.account_id == issue.author_id,
            already=already,
            lives_here=identity.lives_in(papers.asked_place(issue).place_path),
            level=identity.level,
        )
    )


def withdraw_second(issue: Issue, identity: Identity, *, now: datetime, help_: Help | None = None) -> Issue:
    """Take one's second back while no meeting is fixed; with `help_`, somebody writes down that a person does."""
    issue, person_id = papers.locked(issue.id), identity.account_id
    mine = papers.second_of(issue.id, person_id)
    ensure(rules.why_not_withdraw_second(issue.state, has_seconded=mine is not None))
    if help_ and person_id:
        note_help(person_id, help_, Deed.take_back, subject=f"issue:{issue.id}", now=now)
    db.session.delete(mine)
    count_again(issue, -1)
    publish(
        SecondWithdrawn(
            actor_id=help_.helper_id if help_ else person_id,
            at=now,
            issue_id=issue.id,
            count=issue.second_count,
            needed=issue.seconds_needed,
            on_behalf_of=person_id if help_ else None,
            ground=help_.ground if help_ else None,
        )
    )
    return issue


def count_again(issue: Issue, more: int) -> None:
    """Bring the shown count up to date: households in a stairwell, else so many persons more or fewer."""
    db.session.flush()
    issue.second_count = (
        papers.households_behind(issue) if issue.scope is Scope.stairwell else issue.second_count + more
    )
    issue.assisted_count = papers.assisted_behind(issue.id)


def take_over(person_id: int, account_id: int) -> None:
    """Let a person who has come with a phone of their own keep what was written down for them, each thing once."""
    for second in papers.seconds_of(person_id):
        issue = papers.locked(second.issue_id)
        if issue.author_id == account_id or papers.second_of(issue.id, account_id) is not None:
            db.session.delete(second)
            count_again(issue, -1)
        else:
            second.account_id = account_id
            count_again(issue, 0)
    for issue in papers.issues_of(person_id):
        issue.author_id = account_id


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
