"""Accounts on the command line."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from deliberate.accounts import queries, services
from deliberate.accounts.rules import phone_in_full
from deliberate.db.session import transaction
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.web.words import word


@click.group()
def account() -> None:
    """Add people of the staff, and sign somebody out everywhere."""


def full_number(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the number as it is kept, or say what is wrong."""
    found = phone_in_full(value)
    if found is None:
        message = f"{value} is no telephone number; eleven digits are enough"
        raise click.BadParameter(message)
    return found


@account.command("staff-add")
@click.argument("phone", callback=full_number)
@click.argument("name")
@click.option("--display-name", help="What others see; by default the name.")
@click.password_option("--passphrase", prompt="Passphrase (12 characters or more)")
@with_appcontext
def staff_add(phone: str, name: str, display_name: str | None, passphrase: str) -> None:
    """Add somebody who signs in with a passphrase, or give them a new one.

    At the first sign-in they set up an authenticator app. What they may do is said by `deliberate role grant`.
    """
    try:
        hashed = services.hash_passphrase(passphrase)
        with transaction():
            made = services.add_staff(
                phone,
                name=name,
                display_name=display_name or name,
                passphrase_hash=hashed,
                actor_id=None,
                now=now(),
            )
            click.echo(f"{made.display_name} may sign in at /sign-in/staff with {phone}")
    except Refused as refused:
        with force_locale("en"):
            sentence = word(refused.refusal)
        raise click.ClickException(sentence) from refused


@account.command("sign-out")
@click.argument("phone", callback=full_number)
@with_appcontext
def sign_out(phone: str) -> None:
    """Sign somebody out on every device."""
    with transaction():
        found = queries.account_by_phone(phone)
        if found is None:
            message = f"nobody has the number {phone}"
            raise click.ClickException(message)
        services.sign_out_everywhere(found, now=now())
    click.echo("signed out everywhere")
