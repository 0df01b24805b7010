"""Conversations of statements, and people who answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from deliberate.kit.clock import now
from deliberate.opinions import queries
from deliberate.opinions.mapping.plain import map_of
from deliberate.opinions.reactions import keep
from deliberate.opinions.services import answering, leading
from deliberate.opinions.services.leading import Plan
from deliberate.opinions.states import Said, StatementState
from tests.factories.issues import who
from tests.factories.people import a_moderator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.accounts.models import Account
    from deliberate.opinions.models import Conversation, Statement
    from deliberate.places.models import Place

TEXTS = (
    "遛狗应当牵绳",
    "晚上十点后不跳广场舞",
    "电瓶车不进楼",
    "快递柜应当放在东门",
    "活动室周末也开放",
    "垃圾房早晚各开两小时",
)


def a_conversation(
    place: Place, moderator: Account | None = None, *, texts: Sequence[str] = TEXTS, **more: Any
) -> Conversation:
    """Return a conversation in preparation, with its statements."""
    actor = {"actor_id": (moderator or a_moderator(place)).id, "now": now()}
    held = leading.prepare_conversation(place, Plan(**{"title": "大家怎么看小区的夜晚", **more}), **actor)
    if texts:
        leading.add_statements(held, texts, **actor)
    return held


def an_open_conversation(place: Place, moderator: Account | None = None, **more: Any) -> Conversation:
    """Return a conversation in which people can answer."""
    held = a_conversation(place, moderator, **more)
    return leading.open_conversation(held, actor_id=held.prepared_by_id, now=now())


def asked(held: Conversation) -> Sequence[Statement]:
    """Return the statements people answer."""
    return queries.statements(held.id, StatementState.shown)


def answers(held: Conversation, person: Account, said: str) -> None:
    """Let somebody answer the statements in order: `+` agrees, `-` disagrees, `0` passes, a space leaves one out."""
    known = {"+": Said.agree, "-": Said.disagree, "0": Said.passes}
    for one, letter in zip(asked(held), said, strict=False):
        if letter in known:
            answering.answer(one, known[letter], person=who(person), now=now())


def drawn(held: Conversation) -> dict[str, Any]:
    """Draw what is due, here and now, and return the map; one test draws it as the server does."""
    for due in queries.due_maps():
        lines = np.frombuffer(due.lines, dtype=np.int32).reshape(-1, 3)
        keep(due, map_of(lines, before=due.before) if due.lines else {}, now())
    found = queries.map_of(held.id)
    return found.found if found else {}
