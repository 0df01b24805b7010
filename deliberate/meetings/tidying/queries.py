"""Reading a contribution with everything that hangs on it, and how often talks were tidied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.ledger.models import Entry
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.models import Meeting
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
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
    here = select(Meeting.id).join(Place, Place.id == Meeting.place_id).where(at_or_below(place))
    streams = [f"meeting:{number}" for number in db.session.scalars(here.where(Meeting.opened_at.is_not(None)))]
    found = select(Entry.verb, func.count()).where(
        Entry.stream.in_(streams), Entry.verb.in_(COUNTED), Entry.at >= since
    )
    counted = dict(db.session.execute(found.group_by(Entry.verb)).all()) if streams else {}
    return [(verb, counted[verb]) for verb in COUNTED if verb in counted]


def tidied_in(meeting_id: int) -> Sequence[Contribution]:
    """Return what stands with another, elsewhere than where it was said, takes no more replies or gathers others."""
    here = Contribution.meeting_id == meeting_id
    gathers = select(Contribution.merged_into_id).where(here, Contribution.merged_into_id.is_not(None))
    tidied = or_(
        Contribution.merged_into_id.is_not(None),
        Contribution.moved.is_(True),
        Contribution.closed.is_not(None),
        Contribution.id.in_(gathers),
    )
    found = select(Contribution).where(here, tidied).order_by(Contribution.id)
    return db.session.scalars(found.options(joinedload(Contribution.agenda_item))).all()


def seqs_of(meeting_id: int, ids: Collection[int]) -> dict[int, int]:
    """Return where some contributions of a meeting stand in its record: one query, none where nothing is asked."""
    if not ids:
        return {}
    found = select(Entry.subject, Entry.seq).where(
        Entry.stream == f"meeting:{meeting_id}",
        Entry.verb == "discussion.contributed",
        Entry.subject.in_([f"contribution:{number}" for number in ids]),
    )
    return {int(subject.partition(":")[2]): seq for subject, seq in db.session.execute(found)}
