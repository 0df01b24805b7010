"""The record on the command line: verify, export, anchor."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from deliberate.ledger.rules import short_code, verify_export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deliberate.ledger.rules import Verdict

UNSOUND = 1
MOST_SHOWN = 100
# Plain English, because an export is verified where there is no app, no catalogue and no database.
FAULTS = {
    "seq_broken": "the numbers of {stream} jump before {seq}: something was dropped, swapped or added",
    "chain_broken": "entry {seq} of {stream} does not follow the one before it",
    "entry_changed": "entry {seq} of {stream} was changed",
    "payload_changed": "what was said in entry {seq} of {stream} was changed",
    "mark_differs": "entry {seq} of {stream} is not the one that was signed",
    "entries_missing": "{stream} ends too early: entry {seq} and what follows are missing",
    "entries_added": "entry {seq} of {stream} stands behind the end the record knows",
    "head_differs": "the end of {stream} at {seq} is not the one the record knows",
    "anchor_forged": "anchor {seq} of {stream} was not signed like this",
    "code_unknown": "no anchor has the code {stream}: this record does not go back to the notice board",
    "line_unreadable": "line {seq} of the export cannot be read",
    "format_unknown": "the export is in an unknown format: {stream}",
    "export_cut": "the export ends too early",
}


@click.group()
def ledger() -> None:
    """Verify, export and anchor the record."""


@ledger.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", default="", help="Short code from the notice board: an anchor of that code must be in it.")
def verify(file: Path | None, code: str) -> None:
    """Check that nothing was changed, dropped, swapped or added.

    With a FILE, from that export alone: no database is opened. Without, the record in the database.
    """
    if file is None:
        found = _verified_here(code)
    else:
        with file.open(encoding="utf-8") as lines:
            found = verify_export(lines, code.strip().upper())
    _tell(found)
    sys.exit(UNSOUND if found.faults else 0)


@with_appcontext
def _verified_here(code: str) -> Verdict:
    return verify_export(_lines(), code.strip().upper())


def _lines() -> Iterator[str]:
    from deliberate.db.session import read_only  # noqa: PLC0415 - a file is verified without any database
    from deliberate.ledger import queries  # noqa: PLC0415

    read_only()
    for line in queries.exported():
        yield json.dumps(line, ensure_ascii=False, sort_keys=True)


def _tell(found: Verdict) -> None:
    click.echo(
        f"{found.entries} entries in {found.streams} streams, {found.erased} without what was said, "
        f"{found.anchors} anchors"
    )
    for fault in found.faults[:MOST_SHOWN]:
        sentence = FAULTS[fault.code].format(stream=fault.stream, seq=fault.seq)
        click.echo(f"FAULT {sentence}", err=True)
    click.echo("NOT SOUND" if found.faults else "sound: nothing was changed, dropped, swapped or added")


@ledger.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(file: Path | None) -> None:
    """Write the whole record, with what was said, as one JSON object a line; without a FILE to the terminal."""
    if file is None:
        for line in _lines():
            click.echo(line)
        return
    with file.open("w", encoding="utf-8") as target:
        target.writelines(f"{line}\n" for line in _lines())
    file.chmod(0o600)
    click.echo(f"wrote {file}")


@ledger.command()
@with_appcontext
def anchor() -> None:
    """Sign the present ends of all streams; print the code for the notice board."""
    from deliberate.db.session import transaction  # noqa: PLC0415 - a file is verified without any database
    from deliberate.kit.clock import now  # noqa: PLC0415
    from deliberate.ledger import services  # noqa: PLC0415

    with transaction():
        made = services.anchor(services.signing_key(Path(current_app.config["INSTANCE"])), now())
        click.echo(f"{short_code(made.digest)}  {made.at.isoformat()}  {len(made.heads)} streams")
