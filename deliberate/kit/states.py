"""Transition tables: what may follow what, kept apart from who does it and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from deliberate.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

S = TypeVar("S", bound="StrEnum")


@dataclass(frozen=True)
class Transitions(Generic[S]):
    """For every state, the states that may follow it.

    `name` prefixes the refusal's code: `issues` gives `issues.wrong_state`.
    """

    name: str
    table: Mapping[S, frozenset[S]]

    def after(self, state: S) -> frozenset[S]:
        """Return the states that may follow `state`; empty when it is final."""
        return self.table.get(state, frozenset())

    def allow(self, state: S, following: S) -> bool:
        """Tell whether `following` may follow `state`."""
        return following in self.after(state)

    def why_not(self, state: S, following: S) -> Refusal | None:
        """Return what stands in the way of going from `state` to `following`."""
        if self.allow(state, following):
            return None
        return Refusal(f"{self.name}.wrong_state", state=state, following=following)

    def reachable(self, start: S) -> frozenset[S]:
        """Return every state that can be reached from `start`, itself included."""
        seen, waiting = {start}, [start]
        while waiting:
            for following in self.after(waiting.pop()):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return frozenset(seen)
