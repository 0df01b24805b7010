"""`deliberate demo …`."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from deliberate.demo.services.loading import load_if_absent


@click.group()
def demo() -> None:
    """The demo community."""


@demo.command("load")
@with_appcontext
def load_command() -> None:
    """Load the demo community, unless it is there."""
    load_if_absent(click.echo)
    click.echo("The demo community is there.")
