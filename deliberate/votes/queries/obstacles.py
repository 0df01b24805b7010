"""What stands in the way of a vote's next step: the rules, asked with the facts the tables hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.places.queries.tree import rules_at
from deliberate.votes import rules
from deliberate.votes.electorates import shares
from deliberate.votes.electorates.boxes import why_not_all_read
from deliberate.votes.queries import boxes, issues, named, objections, papers, rooms
from deliberate.votes.queries.rolls import electors
from deliberate.votes.states import TRANSITIONS, Secrecy, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.kit.refusals import Refusal
    from deliberate.places.models import Place
    from deliberate.votes.models import Vote
    from deliberate.votes.queries.rolls import Elector
    from deliberate.votes.rules import Paper


def to_draft(place: Place, paper: Paper) -> Refusal | None:
    """Return why a paper cannot be prepared: its wording, its times, or where its issues stand."""
    return (
        rules.why_not_ask(paper.question, paper.options, method=paper.method, max_choices=paper.max_choices)
        or shares.why_not_count_so(paper.unreturned, paper.clause)
        or rules.why_not_last(
            rules_at(place),
            paper.kind,
            opens_at=paper.opens_at,
            closes_at=paper.closes_at,
            in_meeting=paper.meeting_id is not None,
        )
        or _issues_not_ready(paper)
        or rooms.why_not_hold(paper.kind, place, paper.meeting_id)
    )


def _issues_not_ready(paper: Paper) -> Refusal | None:
    """Return why the issues of a paper cannot be voted on now."""
    wanted = [issue_id for issue_id, _title in paper.issues]
    if paper.issue_id is not None:
        wanted.append(paper.issue_id)
    states = issues.states_of(wanted)
    if not paper.kind.decides or paper.issue_id is None:
        return rules.why_not_rank(list(states.values()))
    return rules.why_not_put_to_vote(states[paper.issue_id], running=papers.is_running(paper.issue_id))


def to_announce(vote: Vote, *, now: datetime, roll: Sequence[Elector] | None = None) -> Refusal | None:
    """Return why the vote cannot be announced; `roll` is who would stand on it, read here when not given."""
    stands_on_it = electors(vote.place, vote.kind) if roll is None else roll
    ruleset, in_meeting = rules_at(vote.place), vote.meeting_id is not None
    earliest = rules.earliest_opening(ruleset, vote.kind, now, in_meeting=in_meeting)
    opens_at = rules.opening(vote.opens_at, earliest=earliest, announced_at=now)
    without_area = sum(not area for one in stands_on_it for _label, area in one.homes)
    return (
        rules.why_not_without(ruleset, vote.kind, in_meeting=in_meeting)
        or rules.why_not_announce(
            vote.state, roll=len(stands_on_it), without_area=without_area, opens_at=opens_at, earliest=earliest
        )
        or rules.why_not_last(ruleset, vote.kind, opens_at=opens_at, closes_at=vote.closes_at, in_meeting=in_meeting)
    )


def to_open(vote: Vote, *, now: datetime) -> Refusal | None:
    """Return why the vote cannot be opened."""
    waiting = objections.unanswered(vote.id)
    return rules.why_not_open(vote.state, now=now, opens_at=vote.opens_at, unanswered=waiting) or rooms.why_not_there(
        vote.meeting_id
    )


def to_close(vote: Vote, *, now: datetime) -> Refusal | None:
    """Return why the vote cannot be closed; that everybody has voted is all it tells of the turnout."""
    return rules.why_not_close(
        vote.state,
        now=now,
        closes_at=vote.closes_at,
        everybody_voted=papers.turnout(vote.id) >= vote.roll_size,
        in_meeting=vote.meeting_id is not None,
    )


def to_tally(vote: Vote) -> Refusal | None:
    """Return why the ballots cannot be counted."""
    if vote.secrecy is Secrecy.named:
        cast = named.number_of(vote.id)
    else:
        returned, read = boxes.returned(vote.id), boxes.read(vote.id)
        if unread := why_not_all_read(returned=returned, read=read):
            return TRANSITIONS.why_not(vote.state, VoteState.tallied) or unread
        # Counted again, the papers lie among the ballots already.
        cast = papers.number_of_ballots(vote.id) + (read if vote.published_at is None else 0)
    return rules.why_not_tally(vote.state, ballots=cast, voted=vote.took_part or 0, room=vote.room)
