"""Real cities for the measures: the product's own commands fill a database, on SQLite or PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, func, make_url, select, text

from config import Testing
from deliberate.accounts.models import Account
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.issues.models import Issue
from deliberate.kit.roles import Role
from deliberate.meetings.discussion.models import Contribution
from deliberate.places.models import Place, RoleHolding
from deliberate.places.queries.tree import communities
from tests.factories.people import a_liaison, a_resident
from tests.support.databases import database_url
from tests.support.live import cookie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("deliberate")
DATA = Path(os.environ.get("DELIBERATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
SOURCES = (
    ("decidim", "barcelona_pam_2016", "barcelona"),
    ("consul", "decide_madrid_2019", "madrid"),
    ("follow-up", "paris_bp_followup", "paris"),
)
SECRET = "only for measuring"  # noqa: S105 - signs the cookies of a server on loopback that lives for a minute


@dataclass(frozen=True)
class City:
    """A filled database and the cookies of people who read it."""

    database: str
    instance: str
    barcelona: str
    largest: int
    twenty: int
    liaison: str
    resident: str

    @property
    def environment(self) -> dict[str, str]:
        """Return what the product is started with."""
        return surroundings(self.database, self.instance)


def surroundings(database: str, instance: str) -> dict[str, str]:
    """Return the variables that say where data lives; the server runs as for real people, only without TLS."""
    given = {"DATABASE_URL": database, "INSTANCE": instance, "SECRET_KEY": SECRET, "ENV": "production"}
    return {**os.environ, **{f"DELIBERATE_{name}": value for name, value in given.items()}}


def found_in(engine: str, folder: str) -> City:
    """Return the cities on one engine; a folder that holds them already is taken as it is."""
    instance = Path(folder) / engine
    kept = instance / "database.json"
    instance.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        database = database_url(engine, str(instance))
        _fill(database, str(instance))
        kept.write_text(json.dumps(database), encoding="utf-8")
    return _described(json.loads(kept.read_text(encoding="utf-8")), str(instance))


def _fill(database: str, instance: str) -> None:
    steps = [["database", "upgrade"]]
    steps += [["import", kind, str(DATA / source), "--place", slug] for kind, source, slug in SOURCES]
    for step in steps:
        done = subprocess.run(
            [COMMAND, *step], cwd=ROOT, env=surroundings(database, instance), capture_output=True, check=False
        )
        if done.returncode:
            message = f"deliberate {' '.join(step)} failed:\n{done.stderr.decode()[-2000:]}"
            raise RuntimeError(message)


def application(database: str, instance: str) -> Flask:
    """Return the product on that database, to look into it and to count its questions."""
    settings = Testing(database=database, instance=instance)
    settings.SECRET_KEY = SECRET
    return create_app(settings)


def _described(database: str, instance: str) -> City:
    app = application(database, instance)
    with app.app_context():
        known = communities()
        liaison, resident = _people(known)
        city = City(
            database=database,
            instance=instance,
            barcelona=SOURCES[0][2],
            largest=_issue_with(func.count().desc()),
            twenty=_issue_with(func.abs(func.count() - 20), func.count().desc()),
            liaison=cookie(app, liaison, "zh_Hans_CN"),
            resident=cookie(app, resident, "zh_Hans_CN"),
        )
        commit()
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("ANALYZE"))
        commit()
        db.engine.dispose()
    return city


def _people(known: Any) -> tuple[Account, Account]:
    """Return a liaison of all communities and a resident of the first, who are there since an earlier run or new."""
    liaison = db.session.scalar(select(Account).join(RoleHolding).where(RoleHolding.role == Role.liaison).limit(1))
    if liaison is None:
        liaison = a_liaison(known[0])
        first = db.session.query(RoleHolding).filter_by(account_id=liaison.id).one()
        for place in known[1:]:
            held = RoleHolding(account_id=liaison.id, place_id=place.id, role=Role.liaison, since=first.since)
            db.session.add(held)
        a_resident(known[0], name="读者", display_name="读者")
        db.session.flush()
    resident = db.session.scalars(select(Account).where(Account.name == "读者")).one()
    return liaison, resident


def _issue_with(*order: Any) -> int:
    """Return the issue whose number of contributions comes first in an order."""
    by_issue = select(Contribution.issue_id).where(Contribution.issue_id.is_not(None)).group_by(Contribution.issue_id)
    found: int = db.session.scalars(by_issue.order_by(*order, Contribution.issue_id).limit(1)).one()
    return found


def sizes(city: City) -> dict[str, int]:
    """Return how much there is to search through."""
    app = application(city.database, city.instance)
    with app.app_context():
        tables = {"issues": Issue, "contributions": Contribution, "places": Place}
        counted = {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
        }
        db.engine.dispose()
    return counted


def dropped(city: City) -> None:
    """Remove a database of PostgreSQL that nobody wants to keep."""
    url = make_url(city.database)
    if url.get_backend_name() != "postgresql":
        return
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)'))
    engine.dispose()


def engines(asked: str) -> Iterator[str]:
    """Return the names of the databases to measure on."""
    yield from ("sqlite", "postgresql") if asked == "both" else (asked,)
