"""What an import leaves in the record: one entry, in the stream of the place it filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Imported(Event):
    """A folder or file was taken over as a whole."""

    verb: ClassVar[str] = "import.finished"
    stream_of: ClassVar[tuple[str, str]] = ("place", "place_id")

    place_id: int
    source: str
    name: str
    digest: str
    counts: Mapping[str, int]
