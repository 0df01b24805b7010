"""What follows: the map, drawn in a process of its own; the end of a conversation; and what moderation decides."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from deliberate.kit.bus import bus
from deliberate.moderation.events import AppealDecided, HidingLifted, TextHidden
from deliberate.moderation.services import look_at
from deliberate.moderation.states import RulingState
from deliberate.opinions.events import StatementAdded
from deliberate.opinions.queries import due_maps, statement
from deliberate.opinions.services.answering import take_over
from deliberate.opinions.services.leading import KIND, accept_statement, close_overdue, hide_statement, keep_map
from deliberate.places.events import PersonCameOver
from deliberate.web.jobs import Follower, every, follow

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.moderation.events import ModerationEvent
    from deliberate.opinions.queries import ToDraw

ARITHMETIC = "deliberate.opinions.mapping"
# However many answers there are, a drawing that takes longer than this has come to grief.
PATIENCE = 60


def draw(due: ToDraw) -> dict[str, Any]:
    """Return the map of what was answered; a process of its own computes it, at a low rank."""
    if not due.lines:
        return {}
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(  # noqa: S603 - our own arithmetic, with numbers of ours
        [sys.executable, "-m", ARITHMETIC],
        input=json.dumps({"before": due.before}).encode() + b"\n" + due.lines,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        timeout=PATIENCE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def keep(due: ToDraw, found: dict[str, Any], now: datetime) -> None:
    """Keep the map."""
    keep_map(due.conversation_id, found, upto=due.upto, now=now)


follow(Follower("opinions.maps", due_maps, draw, keep))


@every(minutes=1, name="opinions.close")
def close(now: datetime) -> int:
    """Close what has come to its announced end; return how many."""
    return len(close_overdue(now))


@bus.on(TextHidden)
def hide(event: TextHidden) -> None:
    """Ask a statement no longer that a moderator has hidden; its answers are kept aside."""
    one = statement(event.subject_id) if event.kind == KIND else None
    if one is not None:
        hide_statement(one, actor_id=event.actor_id or 0, now=event.at)


@bus.on(HidingLifted)
def show(event: HidingLifted) -> None:
    """Ask again what a moderator shows again."""
    _show(event)


@bus.on(AppealDecided)
def show_after_appeal(event: AppealDecided) -> None:
    """Ask again what should not have been hidden."""
    if event.outcome is RulingState.overturned:
        _show(event)


def _show(event: ModerationEvent) -> None:
    one = statement(event.subject_id) if event.kind == KIND else None
    if one is not None and one.hidden:
        accept_statement(one, actor_id=event.actor_id or 0, now=event.at)


@bus.on(StatementAdded)
def look(event: StatementAdded) -> None:
    """Have a moderator look at a statement that was put with words the community watches; it is asked meanwhile.

    What residents propose a moderator reads anyway, with those words marked.
    """
    look_at(KIND, event.statement_id, event.text, now=event.at)


@bus.on(PersonCameOver)
def _one_person(event: PersonCameOver) -> None:
    take_over(event.person_id, event.account_id)
