"""The database's tables."""

from __future__ import annotations

import click
import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext

from deliberate.app import MIGRATIONS
from deliberate.db.base import db


def is_current() -> bool:
    """Tell whether the database has the newest tables."""
    with db.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    return present is not None and present == ScriptDirectory(MIGRATIONS).get_current_head()


def upgrade_database() -> None:
    """Bring the tables up to date."""
    flask_migrate.upgrade()


@click.group()
def database() -> None:
    """Make, update, check or remove the database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Make the tables, or bring them up to date."""
    upgrade_database()
    click.echo("The tables are up to date.")


@database.command()
@click.option("--to", "revision", default="base", show_default=True, help="Revision to go back to.")
@click.confirmation_option(prompt="This removes tables with all they hold. Go on?")
@with_appcontext
def downgrade(revision: str) -> None:
    """Go back to older tables."""
    flask_migrate.downgrade(revision=revision)


@database.command()
@with_appcontext
def check() -> None:
    """Compare the tables with what the program expects."""
    flask_migrate.check()
