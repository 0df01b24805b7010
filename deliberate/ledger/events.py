"""What happened to the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberate.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class PayloadsErased(Event):
    """What was said about a subject was erased; that it was said, and that it was erased, stays on record."""

    verb: ClassVar[str] = "ledger.erased"
    stream_of: ClassVar[tuple[str, str]] = ("ledger", "ledger_id")

    ledger_id: int = 1
    erased_subject: str
    entries: int
