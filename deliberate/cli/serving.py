"""Serving."""

from __future__ import annotations

import errno
import gc
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from config import chosen
from deliberate.app import create_app
from deliberate.cli.database import is_current, upgrade_database
from deliberate.demo.services.loading import load_if_absent
from deliberate.web.server import serve as serve_app

if TYPE_CHECKING:
    from flask import Flask

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets phones of your network in.")
PORT = click.option("--port", default=8000, show_default=True, type=int, help="0 takes any free one.")


@click.command()
@HOST
@PORT
def serve(host: str, port: int) -> None:
    """Serve the community to browsers until Ctrl-C."""
    app = create_app()
    with app.app_context():
        if not is_current():
            message = "the database has no tables or old ones; run `deliberate database upgrade` first"
            raise click.ClickException(message)
    open_house(app, host, port)


@click.command()
@HOST
@PORT
@click.option("--demo", is_flag=True, help="Load the demo community and open its door page.")
@click.option("--fresh", is_flag=True, help="Forget the demo's data and begin anew.")
def up(host: str, port: int, *, demo: bool, fresh: bool) -> None:
    """Make or update the database and serve it; with --demo, load the demo community first."""
    if demo:
        os.environ["DELIBERATE_DEMO"] = "1"
        os.environ.setdefault("DELIBERATE_CODE_SENDER", "page")
    settings = chosen()
    settings.DEMO = demo or settings.DEMO
    settings.CODE_SENDER = os.environ.get("DELIBERATE_CODE_SENDER", settings.CODE_SENDER)
    if fresh:
        forget(Path(settings.INSTANCE), demo=settings.DEMO)
    app = create_app(settings)
    with app.app_context():
        if not is_current():
            # There is much to do before anybody is served.
            gc.enable()
            click.echo("Making the tables …")
            upgrade_database()
        if settings.DEMO:
            load_if_absent(click.echo)
    open_house(app, host, port)


def open_house(app: Flask, host: str, port: int) -> None:
    """Serve, or say plainly that somebody else has the port."""
    try:
        serve_app(app, host, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        message = f"port {port} of {host} is taken; choose another one with --port"
        raise click.ClickException(message) from error


def forget(instance: Path, *, demo: bool) -> None:
    """Remove a demo's database and photos; never a real community's."""
    if not demo:
        message = "--fresh only works together with --demo, so that no community is lost"
        raise click.ClickException(message)
    if os.environ.get("DELIBERATE_DATABASE_URL"):
        message = "--fresh only empties the built-in database; empty the one of DELIBERATE_DATABASE_URL yourself"
        raise click.ClickException(message)
    for name in ("deliberate.sqlite3", "deliberate.sqlite3-wal", "deliberate.sqlite3-shm", "demo_days_ahead"):
        (instance / name).unlink(missing_ok=True)
    shutil.rmtree(instance / "uploads", ignore_errors=True)
