"""What happened with photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberate.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class PhotosAdded(Event):
    """Photos were added to something; their digests prove later that nobody exchanged them."""

    verb: ClassVar[str] = "photos.added"
    stream_of: ClassVar[tuple[str, str]] = ("", "subject_id")

    subject_kind: str
    subject_id: int
    count: int
    digests: tuple[str, ...]

    @property
    def stream(self) -> str:
        """Return the stream of what the photos belong to."""
        return f"{self.subject_kind}:{self.subject_id}"
