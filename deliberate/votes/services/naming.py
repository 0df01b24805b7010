"""Giving a named ballot: every version is kept, the last one before the close counts, doubled requests make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.refusals import ensure
from deliberate.votes import rules
from deliberate.votes.electorates import channels
from deliberate.votes.models import NamedBallot, Participation
from deliberate.votes.queries import named, papers
from deliberate.votes.states import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.votes.models import Vote


def give_ballot(
    vote: Vote, choices: Sequence[str], *, entry_id: int, account_id: int, key: str, now: datetime
) -> NamedBallot:
    """Give or change the ballot of an owner by phone.

    The entry is held while its versions are numbered, and the numbers are unique: of two sent at the same moment the
    later one counts. `key` came with the form: the same form sent again is answered with what it made the first time.
    """
    vote = papers.locked(vote.id, to_cast=True)
    entry = named.locked_entry(vote.id, entry_id, account_id)
    given = named.versions(entry_id) if entry is not None else ()
    for earlier in given:
        if earlier.key == key:
            return earlier
    ensure(
        rules.why_not_cast(
            vote.state,
            entitled=entry is not None,
            already_voted=False,
            now=now,
            closes_at=vote.closes_at,
            choices=choices,
            options=vote.option_keys,
            max_choices=vote.max_choices,
        )
        or channels.why_not_beside_paper([one.channel for one in given if not one.withdrawn], named.rule_of(vote))
    )
    ballot = rules.ballot_of(choices, vote.option_keys)
    return keep(vote, ballot.choices, given, entry_id=entry_id, account_id=account_id, key=key, now=now)


def keep(  # noqa: PLR0913 - one row, each of its facts by name
    vote: Vote,
    choices: Sequence[str],
    given: Sequence[NamedBallot],
    *,
    entry_id: int,
    account_id: int,
    key: str,
    now: datetime,
    channel: Channel = Channel.phone,
) -> NamedBallot:
    """Write the next version, and the mark on the roll with the first."""
    made = NamedBallot(
        vote_id=vote.id,
        roll_entry_id=entry_id,
        version=len(given) + 1,
        key=key,
        choices=list(choices),
        channel=channel,
        account_id=account_id,
        at=now,
    )
    db.session.add(made)
    if all(one.withdrawn for one in given):
        db.session.add(Participation(vote_id=vote.id, roll_entry_id=entry_id))
        if vote.took_part is not None:
            # A paper handed in before the close and read after it.
            vote.took_part += 1
    db.session.flush()
    return made
