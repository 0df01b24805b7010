"""Reading what was said; a page of threads takes the same few queries however many replies it has."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.ledger.models import Entry
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.moderation.queries import moderated
from deliberate.moderation.rules import Text
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select

THREADS_A_PAGE = 20
# Put together once: these are asked whenever somebody says something.
_SENT_BEFORE = select(Contribution).where(
    Contribution.client_id == bindparam("client_id"),
    or_(Contribution.author_id == bindparam("sender_id"), Contribution.entered_by_id == bindparam("sender_id")),
)
_LAST_BY = select(func.max(Contribution.at)).where(Contribution.author_id == bindparam("author_id"))
_LAST_IN = _LAST_BY.where(Contribution.meeting_id == bindparam("meeting_id"))
_LAST_ABOUT = _LAST_BY.where(Contribution.issue_id == bindparam("issue_id"), Contribution.meeting_id.is_(None))


class Order(StrEnum):
    """In which order threads are read."""

    newest = "newest"
    oldest = "oldest"
    most_agreed = "most_agreed"


_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.newest: (Contribution.at.desc(), Contribution.id.desc()),
    Order.oldest: (Contribution.at, Contribution.id),
    Order.most_agreed: (Contribution.agree_count.desc(), Contribution.id),
}


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


def sent_before(client_id: str, *, sender_id: int) -> Contribution | None:
    """Return what the same phone has sent under the same id already."""
    return db.session.scalars(_SENT_BEFORE, {"client_id": client_id, "sender_id": sender_id}).first()


def last_by(author_id: int, *, issue_id: int | None, meeting_id: int | None) -> datetime | None:
    """Return when a person spoke last in this talk."""
    if meeting_id is not None:
        return db.session.scalar(_LAST_IN, {"author_id": author_id, "meeting_id": meeting_id})
    return db.session.scalar(_LAST_ABOUT, {"author_id": author_id, "issue_id": issue_id})


def seq_of(contribution_id: int) -> int:
    """Return the contribution's place in the record, 0 for imported ones."""
    found = select(Entry.seq).where(
        Entry.subject == f"contribution:{contribution_id}", Entry.verb == "discussion.contributed"
    )
    return db.session.scalar(found) or 0


# ── threads ──


@cache
def _threads(order: Order) -> Select[Contribution]:
    # Put together once for each order: that costs more than asking.
    found = select(Contribution).where(*_roots(bindparam("issue_id"))).order_by(*_ORDERS[order])
    return found.limit(THREADS_A_PAGE).offset(bindparam("start"))


def thread_count(issue_id: int) -> int:
    """Return how many threads there are about an issue outside meetings."""
    return db.session.scalar(select(func.count()).where(*_roots(issue_id))) or 0


def page_of_threads(issue_id: int, *, page: int = 1, order: Order = Order.newest) -> Sequence[Contribution]:
    """Return one page of threads about an issue, each root followed by its replies in reading order: two queries."""
    asked = {"issue_id": issue_id, "start": (page - 1) * THREADS_A_PAGE}
    roots = db.session.scalars(_threads(order), asked).all()
    return reading_order(roots, _replies([root.id for root in roots]))


def page_with(of: Contribution, *, order: Order = Order.newest) -> int:
    """Return the number of the page on which a contribution about an issue is read in the given order."""
    root = db.session.get_one(Contribution, of.root_id) if of.root_id else of
    before = (Contribution.at > root.at) | ((Contribution.at == root.at) & (Contribution.id > root.id))
    if order is Order.oldest:
        before = (Contribution.at < root.at) | ((Contribution.at == root.at) & (Contribution.id < root.id))
    ahead = db.session.scalar(select(func.count()).where(*_roots(root.issue_id or 0), before)) or 0
    return ahead // THREADS_A_PAGE + 1


def said_in(meeting_id: int, item_id: int | None = None) -> Sequence[Contribution]:
    """Return what was said in a meeting, or under one of its items, in reading order: one query."""
    found = select(Contribution).where(Contribution.meeting_id == meeting_id)
    if item_id is not None:
        found = found.where(Contribution.agenda_item_id == item_id)
    said = db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()
    return reading_order([one for one in said if one.parent_id is None], [one for one in said if one.parent_id])


def counts_in(meeting_ids: Sequence[int]) -> Mapping[int, int]:
    """Return how much was said in some meetings."""
    found = (
        select(Contribution.meeting_id, func.count())
        .where(Contribution.meeting_id.in_(meeting_ids))
        .group_by(Contribution.meeting_id)
    )
    return {meeting_id: number for meeting_id, number in db.session.execute(found) if meeting_id}


def _roots(issue_id: int | BindParameter[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Contribution.issue_id == issue_id,
        Contribution.meeting_id.is_(None),
        Contribution.root_id.is_(None),
    )


def _replies(root_ids: Sequence[int]) -> Sequence[Contribution]:
    if not root_ids:
        return []
    found = select(Contribution).where(Contribution.root_id.in_(root_ids))
    return db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()


def reading_order(roots: Sequence[Contribution], replies: Sequence[Contribution]) -> list[Contribution]:
    """Return each root followed by its replies, depth first; without recursion, so that no depth is too deep."""
    children: dict[int | None, list[Contribution]] = {}
    for reply in replies:
        children.setdefault(reply.parent_id, []).append(reply)
    ordered: list[Contribution] = []
    waiting = list(reversed(roots))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting.extend(reversed(children.get(one.id, ())))
    return ordered


def hidden_in(meeting_id: int) -> set[int]:
    """Return the contributions of a meeting that are no longer shown."""
    found = select(Contribution.id).where(Contribution.meeting_id == meeting_id, Contribution.hidden.is_(True))
    return set(db.session.scalars(found))


# ── for whoever reads another language ──


def text_of(said: Contribution, where: Issue | Meeting) -> Original:
    """Return a contribution as a text to translate; in a meeting it matters until the meeting ends."""
    until = where.starts_at + timedelta(minutes=where.planned_minutes) if isinstance(where, Meeting) else None
    return Original(
        kind="contribution",
        subject_id=said.id,
        place_id=where.place_id,
        place_path=where.place_path,
        language=said.language,
        texts={"body": said.body},
        url=f"/contributions/{said.id}",
        author_id=said.author_id,
        matters_at=until,
        meeting_id=said.meeting_id,
    )


@told_by("contribution", Contribution)
def _told(contribution_id: int) -> Original | None:
    found = contribution(contribution_id)
    where = (found.meeting or found.issue) if found is not None and not found.hidden else None
    return text_of(found, where) if found is not None and where is not None else None


# ── for whoever looks at what breaks the rules ──


def moderated_text(said: Contribution) -> Text:
    """Return a contribution as moderation knows texts, shown or hidden."""
    where = said.meeting or said.issue
    return Text(
        kind="contribution",
        subject_id=said.id,
        place_id=where.place_id if where else 0,
        place_path=said.place_path,
        author_id=said.author_id,
        author_label=said.author_label,
        words=said.body,
        language=said.language,
        url=f"/contributions/{said.id}",
        where=where.title if where else "",
        shown=not said.hidden,
    )


@moderated("contribution")
def _to_moderate(contribution_id: int) -> Text | None:
    found = contribution(contribution_id)
    return moderated_text(found) if found is not None else None
