"""The list of words to look at, from the command line."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from deliberate.db.session import transaction
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.moderation.queries import watched_by
from deliberate.moderation.rules import as_list
from deliberate.moderation.services import watch_words
from deliberate.places.queries.tree import place_by_slug
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.places.models import Place


@click.group("watched", context_settings={"help_option_names": ["-h", "--help"]})
def watched() -> None:
    """Words a community wants a moderator to look at; they never stop anything."""


@watched.command("list")
@click.argument("slug")
@with_appcontext
def list_words(slug: str) -> None:
    """Print a place's list, one word a line: what `import` reads again."""
    for one in watched_by(_place(slug)):
        click.echo(one.word)


@watched.command("import")
@click.argument("slug")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@click.option("--replace", is_flag=True, help="Put the file in place of the list; without it, words are only added.")
@with_appcontext
def import_words(slug: str, file: IO[str], *, replace: bool) -> None:
    """Read words from a file, one a line; `-` reads what is typed or piped."""
    place = _place(slug)
    try:
        read = as_list(file.read())
        before = [one.word for one in watched_by(place)]
        words = read if replace else as_list("\n".join([*before, *read]))
        with transaction():
            watch_words(_place(slug), words, actor_id=None, now=now())
    except UnicodeDecodeError as error:
        message = f"{file.name} is not text in UTF-8"
        raise click.ClickException(message) from error
    except Refused as refused:
        with force_locale("en"):
            raise click.ClickException(word(refused.refusal)) from refused
    click.echo(f"{len(words)} words are watched at {slug}, {len(set(words) - set(before))} of them new")


def _place(slug: str) -> Place:
    found = place_by_slug(slug)
    if found is None:
        message = f"there is no place {slug}"
        raise click.ClickException(message)
    return found
