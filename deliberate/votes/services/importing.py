"""Taking over a vote that was held elsewhere: ballots without people, counted again here."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.clock import SHANGHAI
from deliberate.kit.events import plain
from deliberate.ledger.rules import canonical, sha256
from deliberate.votes.events import VoteImported
from deliberate.votes.methods import greedy
from deliberate.votes.models import Vote, VoteBallot, VoteOption
from deliberate.votes.services import finding
from deliberate.votes.services.leading import hash_of
from deliberate.votes.states import BindingMode, Method, VoteKind, VoteState, Weight

if TYPE_CHECKING:
    from datetime import date

    from deliberate.places.models import Place
    from deliberate.votes.formats.pabulib import Election
    from deliberate.votes.methods.ballots import Terms

A_DAY_LESS_A_MINUTE = timedelta(hours=23, minutes=59)
CURRENCIES = {"Poland": "PLN", "Netherlands": "EUR", "France": "EUR", "Switzerland": "CHF", "United States": "USD"}


def import_election(place: Place, election: Election, *, source: str, actor_id: int | None, now: datetime) -> Vote:
    """Keep a participatory-budget election as a closed budget vote with its result counted anew."""
    terms = election.own_terms()
    outcome = greedy.count(election.ballots, election.options, terms)
    result: dict[str, Any] = outcome.as_plain()
    result["elsewhere"] = {
        "rule": election.meta.get("rule", ""),
        "funded": sorted(election.funded),
        "same": set(outcome.winners) == election.funded,
    }
    vote = Vote(
        place=place,
        created_by_id=actor_id,
        kind=VoteKind.budget,
        state=VoteState.published,
        method=Method.greedy,
        weight=Weight.per_person,
        binding=BindingMode.paper_of_record,
        question=election.meta.get("description") or source,
        language=election.meta.get("language", ""),
        max_choices=terms.most_points,
        opens_at=_midnight(election.begins, now),
        closes_at=_midnight(election.ends, now) + A_DAY_LESS_A_MINUTE,
        took_part=election.number_of_votes,
        result=result,
        ballots_hash=hash_of(election.ballots),
        published_at=now,
        source=source,
        currency=election.meta.get("currency") or CURRENCIES.get(election.meta.get("country", ""), ""),
        options=_projects(election),
    )
    db.session.add(vote)
    db.session.flush()
    _keep_ballots(vote, election)
    finding.show_or_hide(vote)
    vote.manifest = _manifest(vote, election, terms)
    vote.manifest_hash = sha256(canonical(vote.manifest))
    publish(
        VoteImported(
            actor_id=actor_id,
            at=now,
            vote_id=vote.id,
            place_id=place.id,
            question=vote.question,
            source=source,
            ballots=election.number_of_votes,
            verdict=outcome.verdict,
        )
    )
    return vote


def _midnight(day: date | None, now: datetime) -> datetime:
    """Return the beginning of a day; a file without days is dated by its import."""
    return datetime.combine(day, time(), tzinfo=SHANGHAI) if day else now - timedelta(days=1)


def _projects(election: Election) -> list[VoteOption]:
    """Return the projects in the file's order, with everything the file says of them."""
    return [
        VoteOption(key=one.key, position=place, label=one.name, cost=one.cost, details=dict(one.more))
        for place, one in enumerate(election.projects)
    ]


def _keep_ballots(vote: Vote, election: Election) -> None:
    """Keep the ballots grouped by content, under random ids."""
    rows = [
        {
            "id": secrets.token_hex(16),
            "vote_id": vote.id,
            "choices": list(one.choices),
            "points": list(one.points),
            "count": one.count,
        }
        for one in election.ballots
    ]
    if rows:
        db.session.execute(insert(VoteBallot), rows)


def _manifest(vote: Vote, election: Election, terms: Terms) -> dict[str, Any]:
    """Return what the file announced, and the terms of the recount."""
    return {
        "vote": vote.id,
        "place": vote.place_id,
        "kind": plain(vote.kind),
        "question": vote.question,
        "options": [{"key": one.key, "label": one.name, "cost": one.cost} for one in election.projects],
        "method": plain(vote.method),
        "terms": plain(asdict(terms)),
        "meta": dict(election.meta),
        "source": vote.source,
    }
