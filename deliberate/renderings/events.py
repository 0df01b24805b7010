"""What happened with translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class RenderingEvent(Event):
    """Something about a translation; written to a stream of its own, of what was said in a meeting to the meeting's."""

    stream_of: ClassVar[tuple[str, str]] = ("rendering", "rendering_id")
    subject_of: ClassVar[tuple[str, str]] = ("rendering", "rendering_id")

    rendering_id: int
    meeting_id: int | None
    kind: str
    subject_id: int
    language: str

    @property
    def stream(self) -> str:
        """Return `rendering:<id>`, or `meeting:<id>` where a room should hear of it."""
        return f"rendering:{self.rendering_id}" if self.meeting_id is None else f"meeting:{self.meeting_id}"


@dataclass(frozen=True, kw_only=True)
class RenderingAsked(RenderingEvent):
    """Somebody asked for a text in a language."""

    verb: ClassVar[str] = "rendering.asked"

    asked: int


@dataclass(frozen=True, kw_only=True)
class RenderingWritten(RenderingEvent):
    """Somebody wrote it, in whole; `of` stands for the wording it was made of."""

    verb: ClassVar[str] = "rendering.written"

    title: str
    url: str
    texts: Mapping[str, str]
    of: str
    translator_label: str


@dataclass(frozen=True, kw_only=True)
class RenderingChecked(RenderingEvent):
    """A second person found it right."""

    verb: ClassVar[str] = "rendering.checked"


@dataclass(frozen=True, kw_only=True)
class RenderingDoubted(RenderingEvent):
    """A reader says that it is not right."""

    verb: ClassVar[str] = "rendering.doubted"

    title: str
    note: str


@dataclass(frozen=True, kw_only=True)
class RenderingOutdated(RenderingEvent):
    """The original was reworded; the translation is of the earlier wording."""

    verb: ClassVar[str] = "rendering.outdated"


@dataclass(frozen=True, kw_only=True)
class LanguageNamed(Event):
    """Somebody said in which language a text is, because its letters had told a wrong one."""

    verb: ClassVar[str] = "rendering.language_named"
    stream_of: ClassVar[tuple[str, str]] = ("", "subject_id")

    kind: str
    subject_id: int
    language: str

    @property
    def stream(self) -> str:
        """Return the stream of translations of this text."""
        return f"rendering-of:{self.kind}:{self.subject_id}"


@dataclass(frozen=True, kw_only=True)
class TranslatorAppointed(Event):
    """Somebody translates for a place, from these languages into those; no pair means no longer."""

    verb: ClassVar[str] = "rendering.translator_appointed"
    stream_of: ClassVar[tuple[str, str]] = ("place", "place_id")

    place_id: int
    account_id: int
    pairs: tuple[str, ...]
