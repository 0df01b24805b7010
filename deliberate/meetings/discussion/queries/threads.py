"""The talk in its orders; a page of threads takes the same few queries however many replies it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, or_, select

from deliberate.db.base import db
from deliberate.meetings.discussion.models import Contribution, ReadUpTo
from deliberate.meetings.discussion.rules import Heard, put_in_order, reading_order
from deliberate.meetings.discussion.states import Order, Screening, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

THREADS_A_PAGE = 20
# What was never shown stands nowhere but on the workbench; what was taken back keeps its place, without its words.
_READABLE = or_(Contribution.screening.is_(None), Contribution.screening != Screening.first)


def page_of_threads(issue_id: int, *, page: int = 1, order: Order = Order.newest) -> tuple[list[Contribution], int]:
    """Return a page of threads about an issue, each root followed by its replies, and how many threads there are."""
    roots_in_order = _root_ids(issue_id, order)
    ids = roots_in_order[(page - 1) * THREADS_A_PAGE : page * THREADS_A_PAGE]
    threads = select(Contribution).where(or_(Contribution.id.in_(ids), Contribution.root_id.in_(ids)))
    threads = threads.where(_READABLE).order_by(Contribution.at, Contribution.id)
    said = db.session.scalars(threads).all() if ids else []
    roots = sorted((one for one in said if one.root_id is None), key=lambda one: ids.index(one.id))
    return reading_order(roots, [one for one in said if one.root_id is not None]), len(roots_in_order)


def _root_ids(issue_id: int, order: Order) -> list[int]:
    talk = _heard(Contribution.issue_id == issue_id, Contribution.meeting_id.is_(None))
    return put_in_order((one for one, root_id, _item in talk if root_id is None), order, talk=[one for one, *_ in talk])


def _heard(*where: ColumnElement[bool]) -> list[tuple[Heard, int | None, int | None]]:
    """Return as much of a talk as tells its order, with the root and the item of each: one light query."""
    found = select(
        Contribution.id,
        Contribution.author_id,
        Contribution.author_label,
        Contribution.at,
        Contribution.root_id,
        Contribution.agenda_item_id,
    ).where(*where, _READABLE)
    return [
        (Heard(ident, f"#{author}" if author else label, at), root_id, item_id)
        for ident, author, label, at, root_id, item_id in db.session.execute(found)
    ]


def ids_in(meeting_id: int, order: Order, *, item_id: int | None = None, questions: bool = False) -> list[int]:
    """Return what was said in a meeting in the order asked for, perhaps only under one item, or only the questions."""
    talk = _heard(Contribution.meeting_id == meeting_id)
    wanted = {one.ident for one, _root, item in talk if item_id in (None, item)}
    if questions:
        asked = select(Contribution.id).where(
            Contribution.meeting_id == meeting_id, Contribution.stance == Stance.question
        )
        wanted &= set(db.session.scalars(asked))
    everything = [one for one, *_ in talk]
    return put_in_order((one for one in everything if one.ident in wanted), order, talk=everything)


def ids_of_thread(root_id: int) -> list[int]:
    """Return a thread in reading order: what was said first, with every reply below what it replies to."""
    found = select(Contribution).where(or_(Contribution.id == root_id, Contribution.root_id == root_id), _READABLE)
    said = db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()
    roots = [one for one in said if one.id == root_id]
    return [one.id for one in reading_order(roots, [one for one in said if one.id != root_id])]


def page_with(of: Contribution, *, order: Order = Order.newest) -> int:
    """Return the number of the page on which a contribution about an issue is read in the given order."""
    root = db.session.get_one(Contribution, of.root_id) if of.root_id else of
    return _root_ids(root.issue_id or 0, order).index(root.id) // THREADS_A_PAGE + 1


def said_in(meeting_id: int, item_id: int | None = None) -> Sequence[Contribution]:
    """Return what was said in a meeting, or under one of its items, in reading order: one query."""
    found = select(Contribution).where(Contribution.meeting_id == meeting_id, _READABLE)
    if item_id is not None:
        found = found.where(Contribution.agenda_item_id == item_id)
    said = db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()
    return reading_order([one for one in said if one.parent_id is None], [one for one in said if one.parent_id])


def read_up_to(meeting_id: int, account_id: int) -> int:
    """Return how far somebody has read a meeting's talk, on whichever device."""
    mine = select(ReadUpTo.seq).where(ReadUpTo.meeting_id == meeting_id, ReadUpTo.account_id == account_id)
    return db.session.scalar(mine) or 0
