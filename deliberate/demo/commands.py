"""`deliberate demo …`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from deliberate.db.session import transaction
from deliberate.demo.queries import the_area
from deliberate.demo.services.crowd import MOST, load_clients
from deliberate.demo.services.loading import load_if_absent
from deliberate.kit.clock import now

if TYPE_CHECKING:
    from deliberate.accounts.models import Account


@click.group()
def demo() -> None:
    """The demo community."""


@demo.command("load")
@with_appcontext
def load_command() -> None:
    """Load the demo community, unless it is there."""
    load_if_absent(click.echo)
    click.echo("The demo community is there.")


@demo.command("tokens")
@click.option("--count", type=click.IntRange(1, MOST), default=10, show_default=True, help="How many people.")
@click.option("--json", "as_json", is_flag=True, help="A list of accounts with their cookies instead of plain lines.")
@with_appcontext
def tokens_command(count: int, *, as_json: bool) -> None:
    """Print sign-in tokens of made-up residents for load tests, one Cookie header a line.

    Asking again gives the same people. Tokens exist in demo mode only, because each signs its holder in.
    """
    if not current_app.config["DEMO"]:
        message = "sign-in tokens exist in demo mode only (DELIBERATE_DEMO=1): whoever holds one is signed in"
        raise click.ClickException(message)
    area = the_area()
    if area is None:
        message = "there is no demo community here yet; `deliberate demo load` brings it"
        raise click.ClickException(message)
    with transaction():
        people = [(one, _cookie(one)) for one in load_clients(area, count, now())]
        shown = [{"account_id": one.id, "name": one.display_name, "cookie": cookie} for one, cookie in people]
    click.echo(json.dumps(shown, ensure_ascii=False) if as_json else "\n".join(str(one["cookie"]) for one in shown))


def _cookie(person: Account) -> str:
    """Return what the browser of somebody who has signed in sends."""
    signer = current_app.session_interface.get_signing_serializer(current_app)  # type: ignore[attr-defined]
    name = current_app.config["SESSION_COOKIE_NAME"]
    return f"{name}={signer.dumps({'account': person.id, 'version': person.session_version})}"
