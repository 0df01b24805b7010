"""When a text is erased by law, what was said about hiding it goes with it."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.ledger.events import PayloadsErased
from deliberate.moderation.services import forget


@bus.on(PayloadsErased)
def erased(event: PayloadsErased) -> None:
    """Erase the appeals about what was erased."""
    kind, _colon, number = event.erased_subject.partition(":")
    if number.isdecimal():
        forget(kind, int(number), actor_id=event.actor_id, now=event.at)
