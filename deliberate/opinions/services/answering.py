"""Taking part: answering, oneself or for a person without a phone, and proposing a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.kit.tongues import language_of
from deliberate.meetings.discussion.services.saying import attends, belongs_to
from deliberate.opinions import queries, rules
from deliberate.opinions.events import AnsweredFor, StatementProposed
from deliberate.opinions.models import Answer, Statement
from deliberate.opinions.services.leading import ensure_new
from deliberate.opinions.states import Origin, StatementState
from deliberate.places.services.assisting import note_help
from deliberate.places.states import Deed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.opinions.models import Conversation
    from deliberate.opinions.states import Said
    from deliberate.places.rules.assisting import Help


def belongs(held: Conversation, person: Identity) -> bool:
    """Tell whether somebody lives or serves where it is held, or came to the meeting it belongs to."""
    if belongs_to(held, person):
        return True
    return held.meeting is not None and attends(held.meeting, person)


def answer(one: Statement, said: Said | None, *, person: Identity, now: datetime) -> None:
    """Say what one thinks of a statement, or change one's mind; sent twice it counts once.

    Publishes nothing: what somebody answers is nobody's record. Of a statement that was joined with another meanwhile,
    the other one is answered.
    """
    held = queries.locked(one.conversation_id, sharing=True)
    account_id = person.account_id or 0
    _ensure_taking_part(held, person, now)
    db.session.refresh(one)
    ensure(rules.why_not_answer(one.state, said))
    if said is not None:
        _keep(one, said, account_id=account_id, assisted_id=None, now=now)


def _ensure_taking_part(held: Conversation, person: Identity, now: datetime) -> None:
    ours, ends = belongs(held, person), held.closes_at
    ensure(rules.why_not_take_part(held.state, level=person.level, belongs=ours, now=now, closes_at=ends))


def _keep(one: Statement, said: Said, *, account_id: int, assisted_id: int | None, now: datetime) -> None:
    values = {"said": said, "at": now, "assisted_id": assisted_id}
    key = {"statement_id": one.merged_into_id or one.id, "account_id": account_id}
    if insert_once(Answer, conversation_id=one.conversation_id, **key, **values) is None:
        db.session.execute(update(Answer).filter_by(**key).values(**values))


def answer_for(held: Conversation, said: Mapping[int, Said], *, person: Identity, help_: Help, now: datetime) -> int:
    """Write down what a person without a phone says; return to how many statements.

    On record is who wrote for whom, how they heard of it, and to how many statements; never what was said.
    """
    held, account_id = queries.locked(held.id, sharing=True), person.account_id or 0
    _ensure_taking_part(held, person, now)
    asked = [one for one in queries.statements(held.id, StatementState.shown) if one.id in said]
    ensure(rules.why_not_answer_for(len(asked)))
    help_id = note_help(account_id, help_, Deed.answer, subject=f"conversation:{held.id}", now=now).id
    for one in asked:
        _keep(one, said[one.id], account_id=account_id, assisted_id=help_id, now=now)
    publish(
        AnsweredFor(
            actor_id=help_.helper_id,
            at=now,
            conversation_id=held.id,
            on_behalf_of=account_id,
            ground=help_.ground,
            statements=len(asked),
        )
    )
    return len(asked)


def take_over(person_id: int, account_id: int) -> None:
    """Let somebody who now has a phone of their own keep what was written down for them; their own word goes first.

    Publishes nothing: that they came over is on record already.
    """
    own = select(Answer.statement_id).where(Answer.account_id == account_id)
    theirs = Answer.account_id == person_id
    quiet = {"synchronize_session": False}
    db.session.execute(delete(Answer).where(theirs, Answer.statement_id.in_(own)).execution_options(**quiet))
    db.session.execute(update(Answer).where(theirs).values(account_id=account_id).execution_options(**quiet))
    db.session.expire_all()


def propose_statement(
    held: Conversation, text: str, *, person: Identity, client_id: str | None, now: datetime
) -> Statement:
    """Propose a statement; a moderator reads it before anybody else does. Sent twice it is proposed once."""
    account_id = person.account_id or 0
    held = queries.locked(held.id)
    if known := queries.written_before(client_id, account_id):
        return known
    _ensure_taking_part(held, person, now)
    proposed = len(queries.proposed_by(held.id, account_id))
    ensure(rules.why_not_propose(welcome=held.proposals, proposed=proposed))
    ensure_new(held, text)
    made = Statement(
        conversation_id=held.id,
        client_id=client_id,
        text=text.strip(),
        language=language_of(text, person.language),
        origin=Origin.resident,
        author_id=account_id,
        at=now,
    )
    db.session.add(made)
    db.session.flush()
    about = {"conversation_id": held.id, "statement_id": made.id}
    publish(StatementProposed(actor_id=account_id, at=now, text=made.text, **about))
    return made
