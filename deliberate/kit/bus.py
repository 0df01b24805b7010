"""Announcing: subscribers hear an event now, inside the transaction, or after it is committed.

Ledger and inbox listen now, so that a change and its record cannot part. Sockets listen after commit, because
nothing may reach a phone that a rollback could take back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deliberate.kit.events import Event

E = TypeVar("E", bound="Event")


class Bus:
    """One list of listeners an event class; listeners of `Event` hear all."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._now: list[tuple[type[Event], Callable[..., None]]] = []
        self._later: list[Callable[[Sequence[Event]], None]] = []
        self._waiting: Callable[[], list[Event]] | None = None

    def hold_in(self, waiting: Callable[[], list[Event]]) -> None:
        """Tell where announced events wait for the commit: a list that lives and dies with the transaction."""
        self._waiting = waiting

    def on(self, kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
        """Subscribe a function to `kind` and its subclasses, inside the transaction."""

        def subscribe(listener: Callable[[E], None]) -> Callable[[E], None]:
            if (kind, listener) not in self._now:
                self._now.append((kind, listener))
            return listener

        return subscribe

    def after_commit(self, listener: Callable[[Sequence[Event]], None]) -> Callable[[Sequence[Event]], None]:
        """Subscribe a function to all events of a transaction, called once it is committed."""
        if listener not in self._later:
            self._later.append(listener)
        return listener

    def publish(self, event: Event) -> None:
        """Announce what happened; every listener inside the transaction has heard it on return."""
        if self._waiting is not None:
            self._waiting().append(event)
        for kind, listener in self._now:
            if isinstance(event, kind):
                listener(event)

    def tell_committed(self, events: Sequence[Event]) -> None:
        """Tell the listeners that wait for the commit; called by the one place that commits."""
        if events:
            for listener in self._later:
                listener(events)


bus = Bus()
publish = bus.publish
