"""`deliberate import <kind> <folder or file>`."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask.cli import with_appcontext

from deliberate.db.session import transaction
from deliberate.importers.rules.parsed import BadFile, BadLine
from deliberate.importers.services.elections import read_elections, take_over_elections
from deliberate.importers.services.ground import slug_of
from deliberate.importers.services.run import digest_of, take_over
from deliberate.kit.clock import now
from deliberate.web.words import importers as sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deliberate.importers.rules.parsed import Parsed

FOLDERS = {"decidim": "decidim", "consul": "consul", "follow-up": "follow_up"}
BAD_INPUT = 2
MOST_LINES_SHOWN = 200

SOURCE = click.argument("source", type=click.Path(exists=True, path_type=Path))
NAME = click.option("--name", help="How the community is called; by default after the folder or file.")
PLACE = click.option("--place", "slug", help="Its name in addresses; an existing community is filled up.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")


@click.group("import")
def import_group() -> None:
    """Take over proposals, threads, meetings, votes and follow-up from elsewhere.

    Everything or nothing: a bad line stops the import before anything is written, and every bad line is named.
    Running the same import again adds only what is new, so an interrupted one is simply started again.
    """


def _folder_command(kind: str) -> click.Command:
    @click.command(kind, help=str(sentences.HELP[kind]))
    @SOURCE
    @NAME
    @PLACE
    @DRY_RUN
    @with_appcontext
    def command(source: Path, name: str | None, slug: str | None, *, dry_run: bool) -> None:
        reader = import_module(f"deliberate.importers.rules.{FOLDERS[kind]}")
        with bad_lines_named():
            parsed: Parsed = reader.read(source, name or source.resolve().name)
        _tell_read(parsed)
        if dry_run:
            click.echo(str(sentences.NOTHING_WRITTEN))
            return
        _store(parsed, source, slug)

    return command


for _kind in FOLDERS:
    import_group.add_command(_folder_command(_kind))


@import_group.command("pabulib", help=str(sentences.HELP["pabulib"]))
@SOURCE
@NAME
@PLACE
@DRY_RUN
@with_appcontext
def pabulib(source: Path, name: str | None, slug: str | None, *, dry_run: bool) -> None:
    """Take over one participatory-budget election, or every `.pb` file of a folder."""
    with bad_lines_named():
        elections = read_elections(source)
    click.echo(sentences.ELECTIONS_READ % {"elections": len(elections)})
    if dry_run:
        click.echo(str(sentences.NOTHING_WRITTEN))
        return
    with _bar(len(elections)) as told, transaction():
        for line in take_over_elections(elections, name=name, slug=slug, now=now(), told=told):
            click.echo(line)


def _store(parsed: Parsed, source: Path, slug: str | None) -> None:
    size = sum(parsed.counts()[kind] for kind in ("issues", "comments", "meetings", "actions"))
    with _bar(size) as told, transaction():
        outcome = take_over(parsed, slug=slug or slug_of(parsed.name), digest=digest_of(source), now=now(), told=told)
    click.echo(sentences.STORED % {"slug": outcome.slug})
    for kind, count in outcome.counts.items():
        click.echo(f"  {sentences.KINDS[kind]}: {count}")


def _tell_read(parsed: Parsed) -> None:
    click.echo(str(sentences.READ))
    for kind, count in parsed.counts().items():
        click.echo(f"  {sentences.KINDS[kind]}: {count}")
    for note in parsed.notes[:3]:
        click.echo("  " + describe(note))
    if len(parsed.notes) > 3:  # noqa: PLR2004 - three examples are enough
        click.echo(sentences.MORE_NOTES % {"count": len(parsed.notes) - 3})


def describe(bad: BadLine) -> str:
    """Return a bad line as a sentence: where and why."""
    reason = sentences.REASONS[bad.code] % {"value": bad.value}
    return sentences.BAD_LINE % {"file": bad.file, "line": bad.line, "reason": reason}


@contextmanager
def bad_lines_named() -> Iterator[None]:
    """Turn a bad file into its list of bad lines and exit status 2."""
    try:
        yield
    except BadFile as bad:
        for item in bad.lines[:MOST_LINES_SHOWN]:
            click.echo(describe(item), err=True)
        click.echo(sentences.REFUSED % {"count": len(bad.lines)}, err=True)
        raise SystemExit(BAD_INPUT) from bad


@contextmanager
def _bar(size: int) -> Iterator[Callable[[int], Any]]:
    with click.progressbar(length=size, show_pos=True) as bar:
        yield bar.update


commands = [import_group]
