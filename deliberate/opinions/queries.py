"""Reading conversations, what is asked next, and the map; nothing here tells one person's answers to another."""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.meetings.discussion.models import Contribution
from deliberate.moderation.queries import moderated, watched_at
from deliberate.moderation.rules import Text, marked
from deliberate.opinions import rules
from deliberate.opinions.models import Answer, Conversation, OpinionMap, Statement
from deliberate.opinions.states import ConversationState, Said, StatementState
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below, places_of
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from deliberate.renderings.rules import Original

A_PIECE = 2000
A_DESK, A_SHELF = 100, 60
VALUES = {Said.agree: 1, Said.disagree: -1, Said.passes: 0}
_C, _S = ConversationState, StatementState


# ── conversations ──


def conversation(conversation_id: int) -> Conversation | None:
    """Return one conversation."""
    return db.session.get(Conversation, conversation_id)


def locked(conversation_id: int, *, sharing: bool = False) -> Conversation:
    """Return a conversation as it is now, kept for this transaction; those who share it keep only leaders waiting."""
    found = select(Conversation).where(Conversation.id == conversation_id).with_for_update(read=sharing)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def prepared_before(client_id: str | None, author_id: int) -> Conversation | None:
    """Return what the same person made with the same form already."""
    found = select(Conversation).where(Conversation.client_id == client_id, Conversation.prepared_by_id == author_id)
    return db.session.scalars(found).first() if client_id else None


def at_place(place: Place, *, drafts: bool, most: int, offset: int = 0) -> Sequence[Conversation]:
    """Return a page of the conversations at a place and below, open ones first; drafts for those who lead."""
    found = _at(place, drafts=drafts).options(joinedload(Conversation.place))
    order = (Conversation.state == _C.closed, Conversation.made_at.desc(), Conversation.id.desc())
    return db.session.scalars(found.order_by(*order).limit(most).offset(offset)).all()


def number_at(place: Place, *, drafts: bool) -> int:
    """Return how many conversations there are at a place and below."""
    return db.session.scalar(select(func.count()).select_from(_at(place, drafts=drafts).subquery())) or 0


def _at(place: Place, *, drafts: bool) -> Any:
    found = select(Conversation).join(Place, Place.id == Conversation.place_id).where(at_or_below(place))
    return found if drafts else found.where(Conversation.state != _C.preparing)


def open_at(place: Place) -> Sequence[Conversation]:
    """Return the conversations in which people at a place can answer now, the newest first."""
    found = _at(place, drafts=False).where(Conversation.state == _C.open)
    return db.session.scalars(found.order_by(Conversation.opened_at.desc()).limit(3)).all()


def open_around(place: Place) -> Sequence[Conversation]:
    """Return the conversations that whoever lives at a place can answer now, the newest first."""
    found = select(Conversation).where(Conversation.place_id.in_(place.place_path), Conversation.state == _C.open)
    return db.session.scalars(found.order_by(Conversation.opened_at.desc())).all()


def of_issue(issue_id: int) -> Sequence[Conversation]:
    """Return the conversations about an issue that everybody may see."""
    found = select(Conversation).where(Conversation.issue_id == issue_id, Conversation.state != _C.preparing)
    return db.session.scalars(found.order_by(Conversation.id)).all()


def of_meeting(meeting_id: int, *, drafts: bool = False) -> Sequence[Conversation]:
    """Return the conversations of a meeting that everybody may see; drafts for those who lead."""
    found = select(Conversation).where(Conversation.meeting_id == meeting_id)
    found = found if drafts else found.where(Conversation.state != _C.preparing)
    return db.session.scalars(found.order_by(Conversation.id)).all()


def overdue(now: datetime) -> Sequence[Conversation]:
    """Return the open conversations whose end has come."""
    found = select(Conversation).where(Conversation.state == _C.open, Conversation.closes_at <= now)
    return db.session.scalars(found.order_by(Conversation.id)).all()


# ── statements ──


def statement(statement_id: int) -> Statement | None:
    """Return one statement with its conversation."""
    found = select(Statement).where(Statement.id == statement_id).options(joinedload(Statement.conversation))
    return db.session.scalars(found).first()


def statements(conversation_id: int, *states: StatementState) -> Sequence[Statement]:
    """Return a conversation's statements in some states, or all, in the order they were written."""
    found = select(Statement).where(Statement.conversation_id == conversation_id)
    found = found.where(Statement.state.in_(states)) if states else found
    return db.session.scalars(found.order_by(Statement.id)).all()


def written_before(client_id: str | None, author_id: int) -> Statement | None:
    """Return what the same person sent with the same form already."""
    found = select(Statement).where(Statement.client_id == client_id, Statement.author_id == author_id)
    return db.session.scalars(found).first() if client_id else None


def proposed_by(conversation_id: int, account_id: int) -> Sequence[Statement]:
    """Return what somebody has proposed."""
    found = select(Statement).where(Statement.conversation_id == conversation_id, Statement.author_id == account_id)
    return db.session.scalars(found.where(Statement.origin == "resident").order_by(Statement.id)).all()


def waiting_at(place_ids: Collection[int]) -> Sequence[Statement]:
    """Return the proposed statements that wait for a moderator of some places, the longest waiting first."""
    found = (
        select(Statement)
        .join(Conversation, Conversation.id == Statement.conversation_id)
        .join(Place, Place.id == Conversation.place_id)
        .where(Statement.state == _S.waiting, at_or_below(*places_of(place_ids)))
        .options(joinedload(Statement.conversation))
    )
    return db.session.scalars(found.order_by(Statement.id).limit(A_DESK)).all()


def with_words(waiting: Sequence[Statement]) -> list[tuple[Statement, list[tuple[str, bool]]]]:
    """Return statements in pieces, with the words marked that the community watches."""
    words: dict[tuple[int, ...], list[str]] = {}
    for one in waiting:
        if one.place_path not in words:
            words[one.place_path] = watched_at(one.place_path)
    return [(one, marked(one.text, words[one.place_path])) for one in waiting]


def said_about(held: Conversation) -> Sequence[Contribution]:
    """Return what was said where the conversation belongs and could be asked of everybody, the newest first."""
    where = []
    if held.issue_id is not None:
        where.append(Contribution.issue_id == held.issue_id)
    if held.meeting_id is not None:
        where.append(Contribution.meeting_id == held.meeting_id)
    if not where:
        return []
    taken = select(Statement.contribution_id).where(
        Statement.conversation_id == held.id, Statement.contribution_id.is_not(None)
    )
    found = select(Contribution).where(
        or_(*where),
        Contribution.hidden.is_(False),
        Contribution.screening.is_(None),
        func.length(Contribution.body) <= rules.STATEMENT_MOST,
        Contribution.id.not_in(taken),
    )
    return db.session.scalars(found.order_by(Contribution.id.desc()).limit(A_SHELF)).all()


# ── answers ──


def answers_of(conversation_id: int, account_id: int | None) -> dict[int, Said]:
    """Return what somebody has said so far, for that person alone: statement → answer."""
    if account_id is None:
        return {}
    found = select(Answer.statement_id, Answer.said).where(
        Answer.conversation_id == conversation_id, Answer.account_id == account_id
    )
    return dict(db.session.execute(found).all())


def asked_next(held: Conversation, account_id: int, *, most: int) -> tuple[list[Statement], int]:
    """Return what somebody is asked next, the most telling first, and how many there are in all."""
    answered = answers_of(held.id, account_id)
    left = {one.id: one for one in statements(held.id, _S.shown) if one.id not in answered}
    drawn = map_of(held.id)
    counts = drawn.found.get("statements", {}) if drawn else {}
    known = [rules.Known(ident, *counts[str(ident)]) if str(ident) in counts else rules.Known(ident) for ident in left]
    order = rules.asked_next(known, reader=account_id)
    return [left[ident] for ident in order[:most]], len(order)


def who_answered(conversation_id: int) -> set[int]:
    """Return who has answered anything, to tell each of them what came of it; what they said is not among it."""
    found = select(Answer.account_id).where(Answer.conversation_id == conversation_id).distinct()
    return set(db.session.scalars(found))


def number_helped(conversation_id: int) -> int:
    """Return for how many people without a phone answers were written down."""
    found = select(func.count(func.distinct(Answer.account_id))).where(
        Answer.conversation_id == conversation_id, Answer.assisted_id.is_not(None)
    )
    return db.session.scalar(found) or 0


def people(conversation_id: int) -> int:
    """Return how many people have answered anything that is asked."""
    found = select(func.count(func.distinct(Answer.account_id))).where(Answer.conversation_id == conversation_id)
    return db.session.scalar(found) or 0


# ── the map ──


def map_of(conversation_id: int) -> OpinionMap | None:
    """Return the map drawn last."""
    return db.session.scalars(select(OpinionMap).where(OpinionMap.conversation_id == conversation_id)).first()


@dataclass(frozen=True)
class ToDraw:
    """Answers of which a map is due: up to which moment, how groups leaned before, and three integers an answer."""

    conversation_id: int
    upto: datetime
    before: list[dict[str, float]]
    lines: bytes


def due_maps() -> list[ToDraw]:
    """Return what has been answered, joined or taken back since its map was drawn."""
    last = (
        select(func.max(Answer.at)).where(Answer.conversation_id == Conversation.id).correlate(Conversation)
    ).scalar_subquery()
    found = (
        select(Conversation.id, last, OpinionMap.found)
        .outerjoin(OpinionMap, OpinionMap.conversation_id == Conversation.id)
        .where(or_(OpinionMap.upto.is_(None), and_(Conversation.state == _C.open, OpinionMap.upto != last)))
        .where(last.is_not(None))
        .order_by(Conversation.id)
    )
    return [
        ToDraw(ident, at, [one["leanings"] for one in (drawn or {}).get("groups", ())], answers_in(ident))
        for ident, at, drawn in db.session.execute(found).all()
    ]


def answers_in(conversation_id: int) -> bytes:
    """Return the answers to what is asked, each as who, what and 1, -1 or 0, for the arithmetic only.

    They are read in pieces, and between two of them everybody else has a turn.
    """
    asked = set(db.session.scalars(
        select(Statement.id).where(Statement.conversation_id == conversation_id, Statement.state == _S.shown)
    ))  # fmt: skip
    held, last = array("i"), 0
    while True:
        found = select(Answer.id, Answer.account_id, Answer.statement_id, Answer.said).where(
            Answer.conversation_id == conversation_id, Answer.id > last
        )
        rows = db.session.execute(found.order_by(Answer.id).limit(A_PIECE)).all()
        for _id, account_id, statement_id, said in rows:
            if statement_id in asked:
                held.extend((account_id, statement_id, VALUES[said]))
        if len(rows) < A_PIECE:
            return held.tobytes()
        last = rows[-1][0]
        time.sleep(0)


# ── for whoever reads it in another language ──


@told_by("conversation", Conversation, title="title")
def text_of(held: Conversation) -> Original:
    """Return a conversation as a text to translate."""
    return told(
        "conversation",
        held,
        {"title": held.title, "intro": held.intro},
        url=f"/opinions/{held.id}",
        author_id=held.prepared_by_id,
        matters_at=held.closes_at,
        public=held.state is not _C.preparing,
    )


@told_by("statement", Statement, title="text")
def text_of_statement(one: Statement) -> Original:
    """Return a statement as a text to translate; before it was looked at it is not everybody's."""
    return told(
        "statement",
        one,
        {"text": one.text},
        at=one.conversation,
        url=f"/opinions/{one.conversation_id}",
        author_id=one.author_id,
        matters_at=one.conversation.closes_at,
        public=one.state is _S.shown,
    )


# ── for moderators ──


@moderated("statement")
def _to_moderate(statement_id: int) -> Text | None:
    """Return a statement as a text to report and to hide; nobody reports what no moderator has looked at yet."""
    one = statement(statement_id)
    if one is None or one.state in {_S.waiting, _S.declined}:
        return None
    return Text(
        kind="statement",
        subject_id=one.id,
        place_id=one.conversation.place_id,
        place_path=one.place_path,
        author_id=one.author_id,
        author_label="",
        words=one.text,
        language=one.language,
        url=f"/opinions/{one.conversation_id}",
        where=one.conversation.title,
        shown=one.state is _S.shown,
    )
