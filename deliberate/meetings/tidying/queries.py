"""Reading a contribution with everything that hangs on it, and how often talks were tidied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.ledger.models import Entry
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.models import Meeting
from deliberate.places.models import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# What moderators do to a talk beside hiding and asking people to stop, which have a log of their own.
COUNTED = (
    "discussion.merged",
    "discussion.moved",
    "discussion.replies_closed",
    "discussion.held_back",
    "discussion.talk_set",
)


def with_replies(said: Contribution) -> Sequence[Contribution]:
    """Return a contribution and everything that replies to it, at any depth, the oldest first."""
    root = said.root_id or said.id
    found = select(Contribution).where(Contribution.root_id == root).order_by(Contribution.depth, Contribution.id)
    below, kept = {said.id}, [said]
    for one in db.session.scalars(found):
        if one.parent_id in below:
            below.add(one.id)
            kept.append(one)
    return kept


def those(ids: Sequence[int]) -> Sequence[Contribution]:
    """Return some contributions."""
    return db.session.scalars(select(Contribution).where(Contribution.id.in_(ids))).all()


def tidied_at(place: Place, since: datetime) -> list[tuple[str, int]]:
    """Return how often each act was done at a place and below it since a moment, in a fixed order."""
    here = select(Meeting.id).join(Place, Place.id == Meeting.place_id).where(Place.path.like(f"{place.path}%"))
    streams = [f"meeting:{number}" for number in db.session.scalars(here.where(Meeting.opened_at.is_not(None)))]
    found = select(Entry.verb, func.count()).where(
        Entry.stream.in_(streams), Entry.verb.in_(COUNTED), Entry.at >= since
    )
    counted = dict(db.session.execute(found.group_by(Entry.verb)).all()) if streams else {}
    return [(verb, counted[verb]) for verb in COUNTED if verb in counted]
