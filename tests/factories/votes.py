"""Votes at every step of their way."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
from deliberate.kit.clock import now
from deliberate.places.models import RegisterEntry
from deliberate.places.states import Capacity
from deliberate.votes.electorates.paper import Reading
from deliberate.votes.electorates.signing import CAPACITIES
from deliberate.votes.queries import boxes, papers, signatures
from deliberate.votes.rules import Paper
from deliberate.votes.services import boxing, casting, certifying, leading, naming, preparing
from deliberate.votes.states import Channel, VoteKind
from tests.factories.issues import listed
from tests.factories.people import a_member, a_moderator, an_account, units_of

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.accounts.models import Account
    from deliberate.places.models import Place
    from deliberate.votes.models import NamedBallot, Vote

DAY = timedelta(days=1)


def a_paper(**more: Any) -> Paper:
    """Return a yes/no question to the households, open for a week."""
    values = {
        "kind": VoteKind.household_vote,
        "question": "在3号楼门口安装充电桩，您同意吗？",
        "consequence": "通过后由物业在两个月内安装。",
        "opens_at": now(),
        "closes_at": now() + 7 * DAY,
        **more,
    }
    return Paper(**values)


def a_draft(place: Place, **more: Any) -> Vote:
    """Return a vote that only its moderator sees."""
    return preparing.draft_vote(place, a_paper(**more), actor_id=a_moderator(place).id, now=now())


def an_announced_vote(place: Place, **more: Any) -> Vote:
    """Return a vote whose roll is frozen."""
    vote = a_draft(place, **more)
    return preparing.announce_vote(vote, actor_id=vote.created_by_id or 0, now=now())


def an_open_vote(place: Place, **more: Any) -> Vote:
    """Return a vote that takes ballots."""
    vote = an_announced_vote(place, **more)
    return leading.open_vote(vote, actor_id=None, now=vote.opens_at)


def household_reps(place: Place, number: int) -> list[Account]:
    """Return people who speak for as many different households of the place."""
    return [a_member(unit, Capacity.household_rep) for unit in units_of(place)[:number]]


def cast(vote: Vote, account: Account, *choices: str, at: datetime | None = None) -> None:
    """Vote for the first household of this person that has not voted."""
    waiting = next(one for one in papers.standings(vote.id, account.id) if not one.voted)
    casting.cast_ballot(vote, choices, entry_id=waiting.entry.id, account_id=account.id, now=at or now())


def owners_vote(place: Place, **more: Any) -> Vote:
    """Return a vote of the owners that takes ballots: announced sixteen days ago, the law wants fifteen."""
    begins = now() + 16 * DAY
    times = {"opens_at": begins, "closes_at": begins + 20 * DAY}
    vote = an_announced_vote(place, kind=VoteKind.owners_assembly, **{**times, **more})
    return leading.open_vote(vote, actor_id=None, now=vote.opens_at)


_keys = count(1)


def a_poll_with_papers(place: Place, *, noted: int) -> Vote:
    """Return an open poll about three issues, two to mark, with people without an account whose slips came back."""
    for number, home in enumerate(units_of(place)[:6]):
        db.session.add(RegisterEntry(place_id=home.id, household=home.name, name=f"老人{number}"))
    db.session.flush()
    matters = [listed(place, number, title=f"第{number}件") for number in (1, 2, 3)]
    offered = tuple((issue.id, issue.title) for issue in matters)
    vote = an_open_vote(place, kind=VoteKind.priority_poll, issues=offered, max_choices=2)
    came = Reading(choices=(), channel=Channel.paper)
    for paper, _entry in boxes.numbered(vote.id, without_account=True, most=noted):
        boxing.take_paper(vote, paper, came, actor_id=vote.created_by_id or 0, now=now())
    return vote


def give(vote: Vote, account: Account, choice: str, *, key: str = "", at: datetime | None = None) -> NamedBallot:
    """Give a named ballot for the first entry this person speaks for."""
    entry = papers.standings(vote.id, account.id)[0].entry
    key, moment = key or f"key-{next(_keys)}", at or vote.opens_at
    return naming.give_ballot(vote, [choice], entry_id=entry.id, account_id=account.id, key=key, now=moment)


def sign_for(vote: Vote) -> None:
    """Have everybody sign for the count who must: two tellers and a scrutineer, or a building head and residents."""
    for capacity in [
        one for one, number in zip(CAPACITIES, signatures.needed(vote), strict=True) for _ in range(number)
    ]:
        certifying.sign_count(vote, capacity, actor_id=an_account().id, now=vote.closes_at)


def a_published_vote(place: Place, voters: list[tuple[Account, str]], **more: Any) -> Vote:
    """Return a vote whose result everybody can read."""
    vote = an_open_vote(place, **more)
    for account, choice in voters:
        cast(vote, account, choice)
    end = vote.closes_at
    leading.close_vote(vote, actor_id=None, now=end)
    leading.tally_vote(vote, actor_id=None, now=end)
    if any(signatures.needed(vote)):
        sign_for(vote)
    return leading.publish_result(vote, actor_id=None, now=end)
