"""The base of every table and the one session."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Engine, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import registry as Registry  # noqa: N812 - the class, beside the attribute of that name

from deliberate.db.types import TYPES

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Typed tables; constraint names follow one pattern, so that migrations can name what they change."""

    # A registry, not `type_annotation_map`: Flask-SQLAlchemy copies this class, and the map may be given only once.
    registry: ClassVar[Registry] = Registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map=TYPES)


def _reading(engine: Engine) -> dict[str, Any]:
    """Return how a page reads: PostgreSQL shows every statement the newest state anyway, so it needs no transaction."""
    return {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {}


class Session(FlaskSession):
    """A session that knows whether it only reads; a reader on SQLite must not take the writer's place."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Any:
        """Return the engine, marked `readonly` for a reading session."""
        bind = super().get_bind(*args, **kwargs)
        if self.info.get("readonly") and isinstance(bind, Engine):
            if "_readers" not in bind.__dict__:
                bind.__dict__["_readers"] = bind.execution_options(readonly=True, **_reading(bind))
            return bind.__dict__["_readers"]
        return bind


db = SQLAlchemy(model_class=Base, session_options={"class_": Session}, disable_autonaming=True)
