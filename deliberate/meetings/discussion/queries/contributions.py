"""Reading single contributions with what hangs on them: photos, wordings, agreement, replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from deliberate.attachments.queries import photos_of, photos_of_each
from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.ledger.models import Entry
from deliberate.meetings.discussion.models import Agreement, Contribution, Wording
from deliberate.meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from deliberate.attachments.models import Photo

KIND = "contribution"
_AGREED = (
    select(Agreement.contribution_id)
    .join(Contribution, Contribution.id == Agreement.contribution_id)
    .where(Contribution.meeting_id == bindparam("meeting_id"), Agreement.account_id == bindparam("account_id"))
)


def contribution(contribution_id: int) -> Contribution | None:
    """Return a contribution with where it was said."""
    found = select(Contribution).where(Contribution.id == contribution_id)
    return db.session.scalar(
        found.options(
            joinedload(Contribution.meeting).joinedload(Meeting.place),
            joinedload(Contribution.issue).joinedload(Issue.place),
            joinedload(Contribution.agenda_item).joinedload(AgendaItem.meeting),
        )
    )


def locked(contribution_id: int) -> Contribution:
    """Return a contribution as it is now, kept for this transaction."""
    db.session.flush()
    found = select(Contribution).where(Contribution.id == contribution_id).with_for_update(of=Contribution)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def photos_shown(contribution_id: int) -> tuple[Mapping[str, str | int], ...]:
    """Return a contribution's photos as the record and the phones have them."""
    return tuple(
        {"digest": one.digest, "width": one.width, "height": one.height} for one in photos_of(KIND, contribution_id)
    )


def photos_each(ids: Collection[int]) -> Mapping[int, Sequence[Photo]]:
    """Return the photos of some contributions: one query, none where nothing is asked."""
    return photos_of_each(KIND, ids)


def replies_to(ids: Collection[int]) -> dict[int, int]:
    """Return how many replies some contributions have."""
    found = select(Contribution.parent_id, func.count()).where(Contribution.parent_id.in_(ids))
    counted = db.session.execute(found.group_by(Contribution.parent_id)) if ids else ()
    return {parent_id: number for parent_id, number in counted if parent_id}


def earlier_wordings(said: Contribution) -> Sequence[Wording]:
    """Return what a contribution said before it was mended, the oldest words first."""
    found = select(Wording).where(Wording.contribution_id == said.id)
    return db.session.scalars(found.order_by(Wording.until, Wording.id)).all()


def agreed_by(account_id: int, ids: Collection[int]) -> frozenset[int]:
    """Return with which of some contributions a person agrees: one query, none where nothing is asked."""
    if not ids:
        return frozenset()
    found = select(Agreement.contribution_id).where(
        Agreement.account_id == account_id, Agreement.contribution_id.in_(ids)
    )
    return frozenset(db.session.scalars(found))


def agreed_in(meeting_id: int, account_id: int) -> list[int]:
    """Return with what somebody agrees in a meeting."""
    return sorted(db.session.scalars(_AGREED, {"meeting_id": meeting_id, "account_id": account_id}))


def seq_of(contribution_id: int) -> int:
    """Return the contribution's place in the record, 0 for imported ones."""
    found = select(Entry.seq).where(
        Entry.subject == f"contribution:{contribution_id}", Entry.verb == "discussion.contributed"
    )
    return db.session.scalar(found) or 0


def merged_into(contribution_id: int) -> Sequence[Contribution]:
    """Return what says the same as a contribution and stands with it."""
    return db.session.scalars(select(Contribution).where(Contribution.merged_into_id == contribution_id)).all()
