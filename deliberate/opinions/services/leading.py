"""Preparing a conversation, opening and closing it, letting statements in, joining them; keeping its map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import aliased

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.moderation.queries import ruling_on
from deliberate.opinions import queries, rules
from deliberate.opinions.events import (
    ConversationClosed,
    ConversationOpened,
    ConversationPrepared,
    StatementAccepted,
    StatementAdded,
    StatementDeclined,
    StatementsMerged,
    StatementWithdrawn,
)
from deliberate.opinions.models import Answer, Conversation, OpinionMap, Statement
from deliberate.opinions.states import ConversationState, Origin, StatementState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from deliberate.meetings.discussion.models import Contribution
    from deliberate.opinions.states import DeclineReason
    from deliberate.places.models import Place

_C, _S = ConversationState, StatementState
# How moderation calls a statement.
KIND = "statement"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What somebody wants people to answer, and where it belongs."""

    title: str
    intro: str = ""
    closes_at: datetime | None = None
    proposals: bool = True
    issue_id: int | None = None
    meeting_id: int | None = None
    client_id: str | None = None


# ── leading ──


def prepare_conversation(place: Place, plan: Plan, *, actor_id: int, now: datetime) -> Conversation:
    """Begin to prepare a conversation; the same form sent twice makes one."""
    if known := queries.prepared_before(plan.client_id, actor_id):
        return known
    ensure(rules.why_not_prepare(plan.title, plan.intro, closes_at=plan.closes_at, now=now))
    made = Conversation(
        place_id=place.id,
        issue_id=plan.issue_id,
        meeting_id=plan.meeting_id,
        client_id=plan.client_id,
        title=plan.title.strip(),
        intro=plan.intro.strip(),
        closes_at=plan.closes_at,
        proposals=plan.proposals,
        prepared_by_id=actor_id,
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    publish(
        ConversationPrepared(
            actor_id=actor_id, at=now, conversation_id=made.id, title=made.title, place_id=place.id
        )
    )  # fmt: skip
    return made


def add_statements(held: Conversation, texts: Sequence[str], *, actor_id: int, now: datetime) -> list[Statement]:
    """Put statements that those who lead have written, one a line; an empty line is nothing."""
    held = queries.locked(held.id)
    return [
        _add(held, text, Origin.staff, actor_id=actor_id, now=now) for text in texts if text.strip() or len(texts) == 1
    ]


def take_contributions(
    held: Conversation, said: Sequence[Contribution], *, actor_id: int, now: datetime
) -> list[Statement]:
    """Ask everybody what one person has said in a discussion; each is taken once."""
    held = queries.locked(held.id)
    return [
        _add(held, one.body, Origin.contribution, actor_id=actor_id, now=now, contribution=one) for one in said
    ]  # fmt: skip


def _add(
    held: Conversation,
    text: str,
    origin: Origin,
    *,
    actor_id: int,
    now: datetime,
    contribution: Contribution | None = None,
) -> Statement:
    ensure(rules.why_not_add(held.state))
    ensure_new(held, text)
    made = Statement(
        conversation_id=held.id,
        text=text.strip(),
        language=contribution.language if contribution else "",
        origin=origin,
        state=_S.shown,
        author_id=contribution.author_id if contribution else actor_id,
        contribution_id=contribution.id if contribution else None,
        at=now,
    )
    db.session.add(made)
    db.session.flush()
    publish(
        StatementAdded(
            actor_id=actor_id,
            at=now,
            conversation_id=held.id,
            statement_id=made.id,
            text=made.text,
            origin=origin,
        )
    )
    return made


def ensure_new(held: Conversation, text: str) -> None:
    """Refuse what cannot be a statement, or is one already."""
    others = queries.statements(held.id, _S.waiting, _S.shown)
    ensure(rules.why_not_state(text, others=[one.text for one in others], number=len(others)))


def open_conversation(held: Conversation, *, actor_id: int, now: datetime) -> Conversation:
    """Let people answer, for the first time or again."""
    held = queries.locked(held.id)
    number = len(queries.statements(held.id, _S.shown))
    if held.state is _C.open:
        return held
    ensure(rules.why_not_open(held.state, statements=number))
    if held.closes_at is not None and held.closes_at <= now:
        held.closes_at = None
    held.state, held.closed_at, held.opened_at = _C.open, None, held.opened_at or now
    publish(
        ConversationOpened(
            actor_id=actor_id,
            at=now,
            conversation_id=held.id,
            meeting_id=held.meeting_id,
            title=held.title,
            statements=number,
            closes_at=held.closes_at,
        )
    )
    return held


def close_conversation(held: Conversation, *, actor_id: int | None, now: datetime) -> Conversation:
    """Take no more answers; the map is drawn once more, and stays."""
    held = queries.locked(held.id)
    if held.state is _C.closed:
        return held
    ensure(rules.why_not_close(held.state))
    held.state, held.closed_at = _C.closed, now
    _draw_again(held.id)
    people = queries.people(held.id)
    publish(
        ConversationClosed(
            actor_id=actor_id, at=now, conversation_id=held.id, meeting_id=held.meeting_id, people=people
        )
    )
    return held


def close_overdue(now: datetime) -> list[Conversation]:
    """Close what has come to its announced end."""
    return [close_conversation(held, actor_id=None, now=now) for held in queries.overdue(now)]


def accept_statement(one: Statement, *, actor_id: int, now: datetime) -> Statement:
    """Let everybody answer a statement that waited, or was put aside."""
    _lock(one)
    if one.state is not _S.shown:
        ruling = ruling_on(KIND, one.id)
        ensure(rules.why_not_accept(one.state, hidden=ruling is not None and ruling.state.hides))
        one.state, one.reason, one.hidden = _S.shown, None, False
        _draw_again(one.conversation_id)
        publish(StatementAccepted(actor_id=actor_id, at=now, conversation_id=one.conversation_id, statement_id=one.id))
    return one


def decline_statement(one: Statement, reason: DeclineReason | None, *, actor_id: int, now: datetime) -> Statement:
    """Not take a proposed statement; whoever proposed it reads why."""
    _lock(one)
    if one.state is _S.declined:
        return one
    ensure(rules.why_not_decline(one.state, reason))
    if reason is not None:
        one.state, one.reason = _S.declined, reason
        about = {"conversation_id": one.conversation_id, "statement_id": one.id}
        publish(StatementDeclined(actor_id=actor_id, at=now, reason=reason, **about))
    return one


def withdraw_statement(one: Statement, *, actor_id: int, now: datetime) -> Statement:
    """Ask a statement no longer; its answers are kept aside, and come back with it."""
    _lock(one)
    if one.state is not _S.withdrawn:
        ensure(rules.why_not_take_back(one.state))
        one.state = _S.withdrawn
        _draw_again(one.conversation_id)
        publish(StatementWithdrawn(actor_id=actor_id, at=now, conversation_id=one.conversation_id, statement_id=one.id))
    return one


def hide_statement(one: Statement, *, actor_id: int, now: datetime) -> Statement:
    """Ask a statement no longer that a moderator has hidden; one that was taken back before stays so afterwards too."""
    one.hidden = one.state is _S.shown
    return withdraw_statement(one, actor_id=actor_id, now=now)


def merge_statements(one: Statement, into: Statement | None, *, actor_id: int, now: datetime) -> Statement:
    """Join a statement with another that says the same: everybody's answer counts once, the last word where two."""
    _lock(one)
    together = into is not None and into.conversation_id == one.conversation_id
    target = into.state if into is not None else None
    same = into is not None and into.id == one.id
    ensure(rules.why_not_merge(one.state, target, same=same, together=together))
    into_id = into.id if into is not None else 0
    moved, both = _move_answers(one.id, into_id)
    one.state, one.merged_into_id = _S.merged, into_id
    # What was joined with this one before stands with the other now.
    db.session.execute(update(Statement).where(Statement.merged_into_id == one.id).values(merged_into_id=into_id))
    _draw_again(one.conversation_id)
    publish(
        StatementsMerged(
            actor_id=actor_id,
            at=now,
            conversation_id=one.conversation_id,
            statement_id=one.id,
            into_id=into_id,
            moved=moved,
            answered_both=both,
        )
    )
    return one


def _move_answers(from_id: int, into_id: int) -> tuple[int, int]:
    """Move everybody's answer; return how many moved, and how many had answered both."""
    db.session.flush()
    other = aliased(Answer)
    mine = (other.statement_id == from_id, other.account_id == Answer.account_id)
    later = select(other.id).where(*mine, other.at > Answer.at).exists()
    db.session.execute(
        update(Answer)
        .where(Answer.statement_id == into_id, later)
        .values(
            said=select(other.said).where(*mine).scalar_subquery(), at=select(other.at).where(*mine).scalar_subquery()
        )
        .execution_options(synchronize_session=False)
    )
    answered = select(Answer.account_id).where(Answer.statement_id == into_id)
    both = db.session.scalar(
        select(func.count()).where(Answer.statement_id == from_id, Answer.account_id.in_(answered))
    )
    gone = delete(Answer).where(Answer.statement_id == from_id, Answer.account_id.in_(answered.correlate(None)))
    db.session.execute(gone.execution_options(synchronize_session=False))
    left = db.session.scalar(select(func.count()).where(Answer.statement_id == from_id))
    moving = update(Answer).where(Answer.statement_id == from_id).values(statement_id=into_id)
    db.session.execute(moving.execution_options(synchronize_session=False))
    db.session.expire_all()
    return left or 0, both or 0


def _lock(one: Statement) -> None:
    queries.locked(one.conversation_id)
    db.session.refresh(one)


# ── the map ──


def _draw_again(conversation_id: int) -> None:
    db.session.execute(
        update(OpinionMap).where(OpinionMap.conversation_id == conversation_id).values(upto=None)
    )  # fmt: skip


def keep_map(conversation_id: int, found: Mapping[str, Any], *, upto: datetime, now: datetime) -> OpinionMap:
    """Keep a map that was drawn; publishes nothing, because it is no act of anybody."""
    kept = queries.map_of(conversation_id)
    if kept is None:
        kept = OpinionMap(conversation_id=conversation_id)
        db.session.add(kept)
    kept.found, kept.upto, kept.drawn_at = dict(found), upto, now
    db.session.flush()
    return kept
