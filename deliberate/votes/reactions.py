"""What the calendar asks of votes, and what a vote does to the issue it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.forgetting import forget_old_rows
from deliberate.issues.queries import papers as issues
from deliberate.issues.services import moving, standing
from deliberate.issues.states import IssueState, ReasonCode
from deliberate.kit.bus import bus
from deliberate.votes.events import VoteAnnounced, VotePublished, VoteVoided
from deliberate.votes.models import PaperPacket, Participation, VoteBallot, VoteBatch
from deliberate.votes.services import challenging, leading, sealing
from deliberate.votes.states import Verdict, VoteKind
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue
    from deliberate.votes.events import VoteEvent

TWENTY_MINUTES, AN_HOUR = 20, 60
REASONS = {Verdict.not_adopted: ReasonCode.majority_against, Verdict.no_quorum: ReasonCode.below_quorum}


@every(minutes=1, name="votes.sweep")
def keep_the_hours(now: datetime) -> None:
    """Open and close votes at the hour that was announced."""
    leading.open_due(now)
    leading.close_due(now)


@every(minutes=TWENTY_MINUTES, name="votes.seal", at_start=False)
def seal(now: datetime) -> None:
    """Seal what waits in the open votes; the hour of a root says little of the ballots below it."""
    sealing.seal_due(now)


@every(minutes=AN_HOUR, name="votes.finish")
def finish(now: datetime) -> None:
    """Let results become final when nobody can object any more."""
    challenging.finish_due(now)


@every(minutes=AN_HOUR, name="votes.forget", at=10)
def forget_the_order(_now: datetime) -> None:
    """Take out of the database's files what it still remembers of ballots that were laid anew, and of papers."""
    forget_old_rows([table.__tablename__ for table in (VoteBallot, Participation, VoteBatch, PaperPacket)])


def _decided_by(event: VoteEvent, kind: str) -> Issue | None:
    """Return the issue that this vote decides; opinions decide none."""
    if event.issue_id is None or not VoteKind(kind).decides:
        return None
    return issues.issue(event.issue_id)


@bus.on(VoteAnnounced)
def issue_is_put_to_the_vote(event: VoteAnnounced) -> None:
    """Put the issue to its decision: the electors hold the ball until the vote closes."""
    issue = _decided_by(event, event.kind)
    if issue is None:
        return
    if issue.state is IssueState.deciding:
        # A meeting has already said that a vote shall decide; now it is known until when.
        standing.start_clock(issue, event.at, event.closes_at)
        return
    moving.start_deciding(
        issue, actor_id=event.actor_id, now=event.at, vote_id=event.vote_id, closes_at=event.closes_at
    )


@bus.on(VotePublished)
def issue_is_decided(event: VotePublished) -> None:
    """Adopt the issue or not, as the vote says."""
    issue, verdict = _decided_by(event, event.kind), Verdict(event.verdict)
    if issue is None or not _to_be_decided(issue, event, adopted=verdict is Verdict.adopted):
        return
    if verdict is Verdict.adopted:
        moving.adopt_issue(issue, actor_id=event.actor_id, now=event.at, vote_id=event.vote_id)
    elif verdict in REASONS:
        moving.not_adopt_issue(
            issue, reason=REASONS[verdict], actor_id=event.actor_id, now=event.at, vote_id=event.vote_id
        )


def _to_be_decided(issue: Issue, event: VotePublished, *, adopted: bool) -> bool:
    """Tell whether the issue waits for its decision: also for another one, when votes were counted again."""
    decided = {IssueState.adopted: True, IssueState.not_adopted: False}.get(issue.state)
    if decided is not None and decided is not adopted:
        moving.take_back_outcome(issue, actor_id=event.actor_id, now=event.at)
        moving.start_deciding(issue, actor_id=event.actor_id, now=event.at, vote_id=event.vote_id)
    elif issue.state is IssueState.public_notice and not adopted:
        moving.review_objections(issue, actor_id=event.actor_id, now=event.at)
    return issue.state is IssueState.deciding


@bus.on(VoteVoided)
def issue_is_talked_over_again(event: VoteVoided) -> None:
    """Give the issue back to the meeting, since the vote did not count."""
    issue = _decided_by(event, event.kind)
    if issue is None:
        return
    if issue.state is IssueState.deciding:
        moving.start_deliberation(issue, actor_id=event.actor_id, now=event.at)
    elif issue.state in {IssueState.adopted, IssueState.not_adopted}:
        moving.take_back_outcome(issue, actor_id=event.actor_id, now=event.at)
    elif issue.state is IssueState.public_notice:
        moving.review_objections(issue, actor_id=event.actor_id, now=event.at)
