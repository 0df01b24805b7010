"""Every move along the spine that a meeting, a vote or a delivery brings about; one verb each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues import rules
from deliberate.issues.events import (
    IssueAdopted,
    IssueDeciding,
    IssueDeferred,
    IssueMoved,
    IssueNotAdopted,
    IssueNoticed,
    IssuePiloted,
    IssueScheduled,
    IssueSupported,
    IssueTakenBack,
)
from deliberate.issues.queries import papers
from deliberate.issues.services.standing import move
from deliberate.issues.states import IssueState, ReasonCode
from deliberate.kit.refusals import ensure

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue

_S = IssueState


def _plain_move(  # noqa: PLR0913 - what every plain move needs
    issue: Issue,
    following: IssueState,
    *,
    actor_id: int | None,
    now: datetime,
    until: datetime | None = None,
    body: str | None = None,
    reason: ReasonCode | None = None,
) -> Issue:
    """Go on where there is nothing to add to the change of state."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_move(issue.state, following))
    event = IssueMoved(actor_id=actor_id, at=now, issue_id=issue.id, before=issue.state, after=following, reason=reason)
    return move(issue, following, event, until=until, body=body, reason=reason)


def support_issue(issue: Issue, *, now: datetime) -> Issue:
    """Carry it to the committee's table: enough neighbours stand behind it."""
    ensure(rules.why_not_support(issue.state, seconds=issue.second_count, needed=issue.seconds_needed))
    event = IssueSupported(
        actor_id=None, at=now, issue_id=issue.id, count=issue.second_count, needed=issue.seconds_needed
    )
    return move(issue, _S.supported, event)


# ── to the meeting, and back ──


def schedule_issue(issue: Issue, *, meeting_id: int, starts_at: datetime, actor_id: int | None, now: datetime) -> Issue:
    """Put it on the agenda of a meeting."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_schedule(issue.state))
    event = IssueScheduled(actor_id=actor_id, at=now, issue_id=issue.id, meeting_id=meeting_id, starts_at=starts_at)
    return move(issue, _S.scheduled, event, until=starts_at)


def unschedule_issue(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Take it off the agenda: the meeting was cancelled, the committee owes it another one."""
    return _plain_move(issue, _S.supported, actor_id=actor_id, now=now, reason=ReasonCode.meeting_cancelled)


def start_deliberation(issue: Issue, *, actor_id: int | None, now: datetime, until: datetime | None = None) -> Issue:
    """Begin to talk about it; `until` is the day by which the minutes must be drafted, where that is known."""
    return _plain_move(issue, _S.deliberating, actor_id=actor_id, now=now, until=until)


# ── deciding ──


def start_deciding(
    issue: Issue,
    *,
    actor_id: int | None,
    now: datetime,
    vote_id: int | None = None,
    closes_at: datetime | None = None,
) -> Issue:
    """Put it to a decision; `closes_at` is when the vote ends."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_move(issue.state, _S.deciding))
    event = IssueDeciding(actor_id=actor_id, at=now, issue_id=issue.id, vote_id=vote_id)
    return move(issue, _S.deciding, event, until=closes_at)


def adopt_issue(
    issue: Issue,
    *,
    actor_id: int | None,
    now: datetime,
    vote_id: int | None = None,
    resolution_id: int | None = None,
) -> Issue:
    """Decide in favour."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_move(issue.state, _S.adopted))
    event = IssueAdopted(actor_id=actor_id, at=now, issue_id=issue.id, vote_id=vote_id, resolution_id=resolution_id)
    return move(issue, _S.adopted, event)


def not_adopt_issue(
    issue: Issue, *, reason: ReasonCode | None, actor_id: int | None, now: datetime, vote_id: int | None = None
) -> Issue:
    """Decide against, or find that nothing could be decided; the reason says which."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_decide_against(issue.state, reason=reason))
    given = ReasonCode(reason or "")
    event = IssueNotAdopted(actor_id=actor_id, at=now, issue_id=issue.id, reason=given, vote_id=vote_id)
    return move(issue, _S.not_adopted, event, reason=given)


def take_back_outcome(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Talk about it again as if the meeting had not come to an outcome: that was a slip of the hand."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_take_back(issue.state))
    event = IssueTakenBack(actor_id=actor_id, at=now, issue_id=issue.id, before=issue.state, after=_S.deliberating)
    return move(issue, _S.deliberating, event)


def defer_issue(
    issue: Issue, *, reason: ReasonCode | None, until: datetime, actor_id: int | None, now: datetime
) -> Issue:
    """Put it off to a named day, for a reason."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_defer(issue.state, reason=reason, until=until, now=now))
    given = ReasonCode(reason or "")
    event = IssueDeferred(actor_id=actor_id, at=now, issue_id=issue.id, reason=given, until=until)
    return move(issue, _S.deferred, event, until=until, reason=given)


def pilot_issue(issue: Issue, *, until: datetime, actor_id: int | None, now: datetime, note: str = "") -> Issue:
    """Try it on a small part first."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_pilot(issue.state, until=until, now=now))
    event = IssuePiloted(actor_id=actor_id, at=now, issue_id=issue.id, until=until, note=note)
    return move(issue, _S.pilot, event, until=until, reason=ReasonCode.try_it_first, note=note)


def send_to_assembly(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Leave it to the residents' meeting, because only that may decide it."""
    return _plain_move(issue, _S.to_assembly, actor_id=actor_id, now=now, reason=ReasonCode.reserved_for_assembly)


# ── carrying out ──


def notice_issue(issue: Issue, *, until: datetime, actor_id: int | None, now: datetime) -> Issue:
    """Post the decision for everybody; objections may be made until a day."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_move(issue.state, _S.public_notice))
    event = IssueNoticed(actor_id=actor_id, at=now, issue_id=issue.id, until=until)
    return move(issue, _S.public_notice, event, until=until)


def review_objections(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Look at the objections that were made against the notice."""
    return _plain_move(issue, _S.objection_review, actor_id=actor_id, now=now)


def implement_issue(
    issue: Issue,
    *,
    actor_id: int | None,
    now: datetime,
    body: str | None = None,
    due_at: datetime | None = None,
    objections: int = 0,
) -> Issue:
    """Begin (or begin again) to carry it out; `body` is the responsible unit, `due_at` its first day."""
    issue = papers.locked(issue.id)
    notice_until = issue.deadline_at or now
    ensure(rules.why_not_implement(issue.state, now=now, notice_until=notice_until, objections=objections))
    return _plain_move(issue, _S.implementing, actor_id=actor_id, now=now, until=due_at, body=body)


def verify_issue(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Look whether what was reported done is done."""
    return _plain_move(issue, _S.verifying, actor_id=actor_id, now=now)


def appraise_issue(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Ask the residents how it went."""
    return _plain_move(issue, _S.appraising, actor_id=actor_id, now=now)


def close_issue(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Close it: done, and judged by those it is for."""
    return _plain_move(issue, _S.closed, actor_id=actor_id, now=now)


def archive_issue(issue: Issue, *, actor_id: int | None, now: datetime) -> Issue:
    """Put it away; it can still be read and taken up again."""
    return _plain_move(issue, _S.archived, actor_id=actor_id, now=now)
