"""Running by hand what the calendar asks for."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from deliberate.web.jobs import known, run


@click.group()
def jobs() -> None:
    """Run what the calendar asks for, now: for cron, and where no server runs."""


@jobs.command("list")
@with_appcontext
def list_jobs() -> None:
    """Say which jobs there are and how often they run."""
    for job in known():
        click.echo(f"{job.name:<28} every {job.minutes} minutes")


@jobs.command("run")
@click.argument("name", required=False)
@with_appcontext
def run_jobs(name: str | None) -> None:
    """Run one job, or all of them."""
    names = [job.name for job in known()]
    if name is not None and name not in names:
        message = f"there is no job {name}; there are: {', '.join(names)}"
        raise click.ClickException(message)
    for one in [name] if name else names:
        answer = run(current_app._get_current_object(), one)  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's way
        click.echo(f"{one}: done" + (f" ({answer})" if isinstance(answer, int) else ""))
