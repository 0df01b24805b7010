"""What moderation takes back is taken back here; and whoever was removed does not come in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.bus import bus
from deliberate.kit.refusals import ensure
from deliberate.meetings.events import Attended
from deliberate.meetings.order import queries, rules
from deliberate.meetings.order.services import lift_step
from deliberate.moderation.events import AppealDecided, HidingLifted
from deliberate.moderation.states import Restraint, RulingState

if TYPE_CHECKING:
    from deliberate.moderation.events import ModerationEvent


@bus.on(HidingLifted)
def lifted(event: HidingLifted) -> None:
    """Let somebody take part again when the moderator says so."""
    _lift(event)


@bus.on(AppealDecided)
def lifted_on_appeal(event: AppealDecided) -> None:
    """Let somebody take part again when another person decided so."""
    if event.outcome is RulingState.overturned:
        _lift(event)


def _lift(event: ModerationEvent) -> None:
    made = queries.step(event.subject_id) if event.kind in set(Restraint) else None
    if made is not None:
        lift_step(made, actor_id=event.actor_id, now=event.at)


@bus.on(Attended)
def not_again(event: Attended) -> None:
    """Keep off the list who was removed: the entry in hand is taken back with the refusal."""
    if event.channel == "phone" and event.actor_id is not None:
        ensure(rules.why_not_here(queries.taken_towards(event.meeting_id, event.actor_id)))
