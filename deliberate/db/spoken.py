"""Tables of what people write: every text carries its language, told from its letters unless somebody said it.

It stands here, below all services, so that no service can forget it. Rows added in bulk by importers do not pass here;
they bring the language of their source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import event, inspect
from sqlalchemy.orm import object_session

from deliberate.kit.tongues import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITER = "language"


class Spoken:
    """A row with texts: which column keeps the language of which texts."""

    __spoken__: ClassVar[Mapping[str, tuple[str, ...]]] = {"language": ("title", "body")}


def _tell(row: Any, column: str, texts: tuple[str, ...]) -> None:
    session = object_session(row)
    writer = session.info.get(WRITER, "") if session is not None else ""
    setattr(row, column, language_of(" ".join(getattr(row, name) or "" for name in texts), writer))


@event.listens_for(Spoken, "before_insert", propagate=True)
def _new(_mapper: Any, _connection: Any, row: Any) -> None:
    for column, texts in row.__spoken__.items():
        if not getattr(row, column):
            _tell(row, column, texts)


@event.listens_for(Spoken, "before_update", propagate=True)
def _changed(_mapper: Any, _connection: Any, row: Any) -> None:
    attributes = inspect(row).attrs
    for column, texts in row.__spoken__.items():
        changed = any(attributes[name].history.has_changes() for name in texts)
        if changed and not attributes[column].history.has_changes():
            _tell(row, column, texts)
