"""The one way a rule says no.

A rule returns a `Refusal` or `None`; a service raises it as `Refused`. The code is a stable name such as
`issues.not_seconding`; the facts fill the sentence that `deliberate.web.words` keeps for that code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, init=False)
class Refusal:
    """Why something may not happen now: a code and the facts its sentence needs."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __init__(self, code: str, **facts: object) -> None:
        """Name the reason; `facts` are numbers, dates and names, never sentences."""
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "facts", facts)

    def __hash__(self) -> int:
        """Hash by code and facts, so that refusals can stand in sets and test tables."""
        return hash((self.code, tuple(sorted((key, str(value)) for key, value in self.facts.items()))))


class Refused(Exception):  # noqa: N818 - it is an answer of the product, not a fault of the program
    """Raised by a service when a rule refuses."""

    def __init__(self, refusal: Refusal) -> None:
        """Carry the refusal to whoever answers the person."""
        super().__init__(refusal.code)
        self.refusal = refusal


def ensure(refusal: Refusal | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise Refused(refusal)
