"""Named column types: a model says what a column means, this module says how the databases keep it."""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Enum, Integer, String, Text, TypeDecorator, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import mapped_column


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused, because nobody could say what it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Turn any zone into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without a time zone cannot be stored"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Give back what SQLite forgot: that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


# Enums are kept by value as plain text, so that adding a member needs no migration.
Choice = Enum(
    enum.Enum, native_enum=False, create_constraint=False, length=40, validate_strings=True, values_callable=_values
)
Json = JSON().with_variant(JSONB(), "postgresql")

ident = Annotated[int, mapped_column(Integer, primary_key=True)]
line = Annotated[str, mapped_column(String(400))]
words = Annotated[str, mapped_column(Text)]
code = Annotated[str, mapped_column(String(60))]
digest = Annotated[str, mapped_column(String(64))]
big = Annotated[int, mapped_column(BigInteger)]
flag_off = Annotated[bool, mapped_column(default=False, server_default=false())]

TYPES: dict[Any, Any] = {
    datetime: Moment(),
    date: Date(),
    dict[str, Any]: Json,
    list[Any]: Json,
    list[str]: Json,
    list[int]: Json,
    enum.Enum: Choice,
}
