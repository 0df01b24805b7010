"""Leading a vote: open, close, count, publish, or declare it void."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.ledger.rules import canonical, sha256
from deliberate.votes import rules
from deliberate.votes.electorates import signing
from deliberate.votes.events import VoteClosed, VoteOpened, VotePublished, VoteTallied, VoteVoided
from deliberate.votes.methods.ballots import Bar, Option, Terms
from deliberate.votes.methods.choose import METHODS
from deliberate.votes.models import VoteSignature
from deliberate.votes.proofs.disclosure import tells_too_much, withheld
from deliberate.votes.queries import boxes, named, obstacles, papers, rooms, signatures
from deliberate.votes.services import bundling, sealing
from deliberate.votes.states import Secrecy, TieRule, Unreturned, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.votes.methods.ballots import Ballot
    from deliberate.votes.methods.outcome import Outcome
    from deliberate.votes.models import Vote


def open_vote(vote: Vote, *, actor_id: int | None, now: datetime) -> Vote:
    """Take ballots from now on."""
    vote = papers.locked(vote.id)
    ensure(obstacles.to_open(vote, now=now))
    vote.state = VoteState.open
    rooms.freeze(vote, "opened")
    publish(
        VoteOpened(
            **vote.about(actor_id, now),
            question=vote.question,
            closes_at=vote.closes_at,
            manifest_hash=vote.manifest_hash or "",
        )
    )
    return vote


def close_vote(vote: Vote, *, actor_id: int | None, now: datetime) -> Vote:
    """Take no more ballots, and lay those in the box anew in random order under new ids."""
    vote = papers.locked(vote.id)
    ensure(obstacles.to_close(vote, now=now))
    voted = papers.turnout(vote.id)
    last = sealing.seal_at_close(vote)
    sealing.lay_anew(vote)
    vote.state, vote.took_part, vote.receipt_key = VoteState.closed, voted, ""
    rooms.freeze(vote, "closed")
    publish(
        VoteClosed(
            **vote.about(actor_id, now),
            question=vote.question,
            took_part=voted,
            roll=vote.roll_size,
            batch=last.number,
            root=last.root,
            spares=last.spares,
            present=_present(vote),
        )
    )
    return vote


def _present(vote: Vote) -> int | None:
    """Return how many were present when voting ended, where the majority is measured on them."""
    if (vote.manifest or {}).get("measured_on") != rules.PRESENT:
        return None
    return rules.present_at_close(vote.room, ballots=vote.took_part or 0, roll=vote.roll_size)


def count_again(vote: Vote, *, actor_id: int, now: datetime) -> Vote:
    """Count the ballots of a challenged result anew, and have it signed for anew.

    Papers with names can be read again before that, so it waits for whoever leads the vote. What lies in a box without
    names is counted at once: nobody can take a paper out of it again; tellers hold the result against the papers.
    """
    vote.state = VoteState.closed
    db.session.execute(delete(VoteSignature).where(VoteSignature.vote_id == vote.id))
    if vote.secrecy is Secrecy.named:
        sealing.unseal_named(vote)
        return vote
    tally_vote(vote, actor_id=actor_id, now=now)
    return vote if any(signatures.needed(vote)) else publish_result(vote, actor_id=actor_id, now=now)


def open_due(now: datetime) -> list[Vote]:
    """Open every announced vote whose hour has come: the job that runs each minute."""
    return [open_vote(papers.locked(vote_id), actor_id=None, now=now) for vote_id in papers.due_to_open(now)]


def close_due(now: datetime) -> list[Vote]:
    """Close every open vote whose time is over."""
    return [close_vote(papers.locked(vote_id), actor_id=None, now=now) for vote_id in papers.due_to_close(now)]


def tally_vote(vote: Vote, *, actor_id: int | None, now: datetime) -> Vote:
    """Count the ballots by the announced rule; counting the same ballots again gives the same result."""
    vote = papers.locked(vote.id)
    ensure(obstacles.to_tally(vote))
    last = sealing.seal_before_count(vote)
    box = named.box(vote) if vote.secrecy is Secrecy.named else papers.ballots(vote.id)
    outcome = count(vote, box)
    least = 0 if vote.secrecy is Secrecy.named else (vote.manifest or {}).get("disclosure_least", 0)
    few = tells_too_much(outcome.took_part, least=least)
    vote.result = withheld(outcome.as_plain()) if few else outcome.as_plain()
    vote.ballots_hash = "" if few else hash_of(box)
    vote.state = VoteState.tallied
    publish(
        VoteTallied(
            **vote.about(actor_id, now),
            verdict=outcome.verdict,
            ballots_hash=vote.ballots_hash,
            result_hash=sha256(canonical(vote.result)),
            took_part=vote.took_part or 0,
            batch=last.number if last else 0,
            root=last.root if last else "",
            papers=boxes.returned(vote.id),
            assisted=boxes.assisted(vote.id),
        )
    )
    return vote


def count(vote: Vote, box: Sequence[Ballot]) -> Outcome:
    """Return the outcome of the ballots under the terms frozen in the manifest, not under today's."""
    terms = terms_of(vote)
    return METHODS[vote.method](box, [Option(key) for key in vote.option_keys], terms)


def terms_of(vote: Vote) -> Terms:
    """Return the announced rule as the methods count with it."""
    frozen = vote.manifest or {}
    terms = Terms(
        roll=vote.roll_size,
        quorum=Bar(*frozen["quorum"]),
        approval=Bar(*frozen["approval"]),
        ties=TieRule(frozen["ties"]),
    )
    if (present := _present(vote)) is not None:
        return replace(terms, present=present)
    if vote.kind not in rules.OWNER_KINDS:
        return terms
    silent, silent_area = named.silent(vote.id)
    return replace(
        terms,
        area=vote.roll_area_dm2,
        area_quorum=Bar(*frozen["area_quorum"]),
        area_approval=Bar(*frozen["area_approval"]),
        unreturned=Unreturned(frozen["unreturned"]),
        silent=silent,
        silent_area=silent_area,
    )


def hash_of(box: Sequence[Ballot]) -> str:
    """Return the hash of the ballots as published: grouped by content, in canonical order."""
    return sha256(canonical([[list(one.choices), list(one.points), one.count] for one in box]))


def publish_result(vote: Vote, *, actor_id: int | None, now: datetime) -> Vote:
    """Show everybody the result, signed for where the rules ask for that; areas above hear of it and go on."""
    vote = papers.locked(vote.id)
    ensure(rules.why_not_publish(vote.state))
    if vote.rule_set_id is not None:
        ensure(signing.why_not_publish(vote.state, signatures.missing(vote)))
    result, made = vote.result or {}, bundling.bundle_vote(vote)
    vote.state, vote.published_at = VoteState.published, now
    publish(
        VotePublished(
            **vote.about(actor_id, now),
            kind=vote.kind,
            question=vote.question,
            verdict=result["verdict"],
            result=result,
            bundle_hash=made.digest,
        )
    )
    return vote


def void_vote(vote: Vote, reason: str, *, actor_id: int, now: datetime) -> Vote:
    """Declare that the vote does not count, and say why; a result that was published is challenged first."""
    vote = papers.locked(vote.id)
    ensure(rules.why_not_void(vote.state, reason=reason))
    vote.state, vote.void_reason = VoteState.void, reason.strip()
    publish(VoteVoided(**vote.about(actor_id, now), kind=vote.kind, question=vote.question, reason=vote.void_reason))
    return vote
