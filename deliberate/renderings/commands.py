"""Who translates, from the command line."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from deliberate.accounts.commands import full_number
from deliberate.accounts.queries import account_by_phone
from deliberate.db.session import transaction
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.places.queries.tree import place_by_slug
from deliberate.renderings.rules import PAIRS
from deliberate.renderings.services import appoint_translator
from deliberate.web.words import word


@click.command("translator", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("slug")
@click.argument("phone", callback=full_number)
@click.argument("pairs", nargs=-1, metavar="[FROM-INTO]...", type=click.Choice(PAIRS))
@with_appcontext
def translator(slug: str, phone: str, pairs: tuple[str, ...]) -> None:
    """Let somebody translate for a place, such as zh-en en-zh; without a pair they no longer do."""
    place, person = place_by_slug(slug), account_by_phone(phone)
    if place is None or person is None:
        message = f"there is no place {slug}" if place is None else f"nobody has signed in with {phone}"
        raise click.ClickException(message)
    try:
        with transaction():
            appoint_translator(place, person, pairs, now=now())
    except Refused as refused:
        with force_locale("en"):
            raise click.ClickException(word(refused.refusal)) from refused
    click.echo(f"{phone} translates {', '.join(pairs)} for {slug}" if pairs else f"{phone} no longer translates")
