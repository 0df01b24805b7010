"""Participatory-budget elections become closed votes, counted again from their ballots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.importers.events import Imported
from deliberate.importers.models import ImportRun
from deliberate.importers.rules.parsed import BadFile, BadLine
from deliberate.importers.services.ground import ground, slug_of
from deliberate.importers.services.run import digest_of
from deliberate.kit.bus import publish
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.pabulib import Election, parse
from deliberate.votes.models import Vote
from deliberate.votes.services.importing import import_election

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

KIND = "pabulib"


def read_elections(source: Path) -> list[tuple[Path, Election]]:
    """Return the elections of a file or folder, or raise `BadFile` naming the first bad line of each."""
    files = [source] if source.is_file() else sorted(source.glob("*.pb"))
    if not files:
        raise BadFile([BadLine("*.pb", 0, "file_missing")])
    read: list[tuple[Path, Election]] = []
    bad: list[BadLine] = []
    for file in files:
        try:
            read.append((file, parse(file.read_text(encoding="utf-8-sig"))))
        except BallotFileError as error:
            bad.append(BadLine(file.name, error.line, "bad_election", error.reason))
        except UnicodeDecodeError as error:
            bad.append(BadLine(file.name, 0, "not_utf8", str(error.start)))
    if bad:
        raise BadFile(bad)
    return read


def take_over_elections(
    elections: Sequence[tuple[Path, Election]],
    *,
    name: str | None,
    slug: str | None,
    now: datetime,
    told: Callable[[int], None],
) -> Iterator[str]:
    """Write the elections that are not there yet; yields a line about each, saying what the recount gave."""
    for file, election in elections:
        city = name or election.meta.get("unit") or file.stem
        place = ground(city, slug or slug_of(city), now)
        vote = db.session.scalar(select(Vote).where(Vote.place_id == place.id, Vote.source == file.name))
        if vote is None:
            vote = import_election(place, election, source=file.name, actor_id=None, now=now)
            _record(place.id, city, file, election, now)
        told(1)
        yield _line(file, vote)


def _record(place_id: int, city: str, file: Path, election: Election, now: datetime) -> None:
    counts = {"projects": len(election.projects), "ballots": election.number_of_votes}
    digest = digest_of(file)
    db.session.add(ImportRun(source=KIND, name=city, place_id=place_id, digest=digest, counts=counts, finished_at=now))
    publish(Imported(actor_id=None, at=now, place_id=place_id, source=KIND, name=city, digest=digest, counts=counts))


def _line(file: Path, vote: Vote) -> str:
    result = vote.result or {}
    same = result.get("elsewhere", {}).get("same")
    return f"{file.name}: /votes/{vote.id}: {vote.took_part} ballots, {len(result.get('winners', []))} funded" + (
        "" if same else " (the city funded others: its own rule differs)"
    )
