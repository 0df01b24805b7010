"""When a conversation opens and closes, who may answer and propose, what is asked next, and what may be shown."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.opinions.states import CONVERSATION, STATEMENT, ConversationState, StatementState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from deliberate.opinions.states import DeclineReason, Said

TITLE_MOST, INTRO_MOST, STATEMENT_MOST = 80, 1000, 140
STATEMENTS_LEAST, STATEMENTS_MOST = 3, 500
PROPOSALS_EACH = 5
# A statement's counts are shown once that many people have answered it: fewer would be somebody's answer.
SHOWN_FROM = 5
_C = ConversationState


# ── leading ──


def why_not_prepare(title: str, intro: str, *, closes_at: datetime | None, now: datetime) -> Refusal | None:
    """Say in one line what it is about, and until when, if there is an end, a day to come."""
    if not title.strip():
        return Refusal("opinions.title_missing")
    if len(title.strip()) > TITLE_MOST:
        return Refusal("opinions.title_too_long", most=TITLE_MOST)
    if len(intro.strip()) > INTRO_MOST:
        return Refusal("opinions.intro_too_long", most=INTRO_MOST)
    return Refusal("opinions.end_is_past") if closes_at is not None and closes_at <= now else None


def why_not_open(state: ConversationState, *, statements: int) -> Refusal | None:
    """Open with something to answer."""
    if refusal := CONVERSATION.why_not(state, _C.open):
        return refusal
    return Refusal("opinions.too_few_statements", least=STATEMENTS_LEAST) if statements < STATEMENTS_LEAST else None


def why_not_close(state: ConversationState) -> Refusal | None:
    """Close what is open."""
    return CONVERSATION.why_not(state, _C.closed)


def why_not_state(text: str, *, others: Iterable[str], number: int) -> Refusal | None:
    """A statement is one sentence, unlike the others; more than people can ever answer help nobody."""
    plain = text.strip()
    if not plain:
        return Refusal("opinions.statement_missing")
    if len(plain) > STATEMENT_MOST:
        return Refusal("opinions.statement_too_long", most=STATEMENT_MOST)
    if plain.casefold() in {other.strip().casefold() for other in others}:
        return Refusal("opinions.statement_known")
    return Refusal("opinions.statements_full", most=STATEMENTS_MOST) if number >= STATEMENTS_MOST else None


def why_not_add(state: ConversationState) -> Refusal | None:
    """Put statements before and while people answer."""
    return Refusal("opinions.over") if state is _C.closed else None


def why_not_accept(state: StatementState, *, hidden: bool) -> Refusal | None:
    """Let through what waits, or ask again what was put aside; what a moderator hid only once that is lifted."""
    if hidden:
        return Refusal("opinions.hidden")
    return STATEMENT.why_not(state, StatementState.shown)


def why_not_decline(state: StatementState, reason: DeclineReason | None) -> Refusal | None:
    """Not take a proposed statement, for a reason of the list."""
    if refusal := STATEMENT.why_not(state, StatementState.declined):
        return refusal
    return Refusal("opinions.reason_missing") if reason is None else None


def why_not_take_back(state: StatementState) -> Refusal | None:
    """No longer ask what is asked."""
    return STATEMENT.why_not(state, StatementState.withdrawn)


def why_not_merge(one: StatementState, into: StatementState | None, *, same: bool, together: bool) -> Refusal | None:
    """Join two different statements of the same conversation that are both asked."""
    if into is None or not together:
        return Refusal("opinions.merge_with_what")
    if same:
        return Refusal("opinions.merge_with_itself")
    return STATEMENT.why_not(one, StatementState.merged) or (
        None if into is StatementState.shown else Refusal("opinions.merge_with_what")
    )


# ── taking part ──


def why_not_take_part(
    state: ConversationState, *, level: Level, belongs: bool, now: datetime, closes_at: datetime | None
) -> Refusal | None:
    """Answer while it is open, as somebody who lives or serves there, or came to the meeting it belongs to."""
    if state is _C.preparing:
        return Refusal("opinions.not_open_yet")
    if state is _C.closed or (closes_at is not None and now >= closes_at):
        return Refusal("opinions.over")
    if level.rank < Level.phone.rank:
        return Refusal("opinions.sign_in_to_answer")
    return None if belongs else Refusal("opinions.verify_address")


def why_not_answer(state: StatementState, said: Said | None) -> Refusal | None:
    """Agree, disagree or pass, on what is asked."""
    if said is None:
        return Refusal("opinions.answer_missing")
    return None if state in {StatementState.shown, StatementState.merged} else Refusal("opinions.not_asked")


def why_not_propose(*, welcome: bool, proposed: int) -> Refusal | None:
    """Propose where it is welcome, and leave room for others."""
    if not welcome:
        return Refusal("opinions.no_proposals")
    return Refusal("opinions.proposed_enough", most=PROPOSALS_EACH) if proposed >= PROPOSALS_EACH else None


# ── what is asked next ──


@dataclass(frozen=True)
class Known:
    """What is known of a statement so far: its answers, and how far apart groups are on it (0 to 2)."""

    ident: int
    agree: int = 0
    disagree: int = 0
    passes: int = 0
    apart: float = 0.0


def weight(known: Known) -> float:
    """Return how much one more answer tells: rarely seen first, then what few pass on and what tells groups apart.

    Polis' shape without its factor for agreement, which would ask first what most people agree with anyway.
    """
    seen = known.agree + known.disagree + known.passes
    passing = (known.passes + 0.2) / (seen + 1)
    lift = 1 + 8 * 2 ** (-seen / 5)
    return float(((1 - passing) * (known.apart + 1) * lift) ** 2)


def asked_next(statements: Sequence[Known], *, reader: int) -> list[int]:
    """Return what somebody is asked, in order: heavier ones sooner, and for every reader another throw of the dice.

    The dice are made from the two numbers, so that a page loaded again asks the same thing again.
    """
    return [one.ident for one in sorted(statements, key=lambda one: (-_drawn(one, reader), one.ident))]


def _drawn(known: Known, reader: int) -> float:
    """Return a key whose order is that of drawing without putting back, by weight (Efraimidis and Spirakis, 2006)."""
    digest = hashlib.sha256(f"{reader}:{known.ident}".encode()).digest()
    die = (int.from_bytes(digest[:7]) + 1) / (2**56 + 1)
    return math.log(die) / max(weight(known), 1e-9)


def why_not_answer_for(number: int) -> Refusal | None:
    """Write down at least one answer for somebody."""
    return None if number else Refusal("opinions.answer_missing")


def may_show_counts(answered: int) -> bool:
    """Tell whether so many answers hide each single one."""
    return answered >= SHOWN_FROM
