"""Pages of the documentation that are made from the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from deliberate.kit.permits import all_grants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PERMISSIONS = Path(__file__).parents[2] / "docs" / "permissions.md"
HEAD = """# Permissions

Made by `deliberate docs permissions` from the program; a test keeps it true. A permission is given when every predicate
of one line agrees; several lines mean *or*. A role reaches from the place it is held at to every place below.

| Permission | Who |
|---|---|
"""


@click.group()
def docs() -> None:
    """Write the generated pages of the documentation."""


def permissions_page() -> str:
    """Return the page of all permissions."""
    rows = [(str(name.value), _who(rows)) for name, rows in all_grants().items() if "tests." not in name.value]
    return HEAD + "".join(f"| `{name}` | {who} |\n" for name, who in sorted(rows))


def _who(rows: Sequence[Sequence[Callable[..., bool]]]) -> str:
    return "<br>".join(" and ".join(_said(predicate) for predicate in row) for row in rows) or "nobody"


def _said(predicate: Callable[..., bool]) -> str:
    return (predicate.__doc__ or predicate.__name__).strip().split("\n", 1)[0].rstrip(".")


@docs.command()
@with_appcontext
def permissions() -> None:
    """Write docs/permissions.md."""
    PERMISSIONS.write_text(permissions_page(), encoding="utf-8")
    click.echo(f"wrote {PERMISSIONS.name}")
