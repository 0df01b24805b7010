"""When what was said is erased by law, its translations go with it."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.ledger.events import PayloadsErased
from deliberate.renderings.services import forget


@bus.on(PayloadsErased)
def erased(event: PayloadsErased) -> None:
    """Erase the translations of what was erased."""
    kind, _colon, number = event.erased_subject.partition(":")
    if number.isdecimal():
        forget(kind, int(number), actor_id=event.actor_id, now=event.at)
