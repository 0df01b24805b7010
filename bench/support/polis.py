"""Conversations with the groups that Polis itself found in them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from deliberate.opinions.formats.votes import parse
from deliberate.opinions.mapping.answers import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from deliberate.opinions.mapping.answers import Answers

# Its answers, and the group of each person who answered, in the same order; empty for whom Polis did not place.
Conversation = tuple[str, "Answers", list[str]]


def conversations(data: Path) -> Iterator[Conversation]:
    """Yield every shared conversation whose groups were published."""
    for file in sorted(data.glob("polis_opendata/*/participants-votes.csv")):
        yield matrix(file, file.parent.name)
    for file in sorted(data.glob("polis_tally_taiwan/*-participants-votes.csv")):
        yield matrix(file, file.name.removesuffix("-participants-votes.csv"))
    for file in sorted(data.glob("polis_math_fixtures/*/votes.json")):
        yield arithmetic(file)


def matrix(file: Path, name: str) -> Conversation:
    """Read an export in which every person is a line, with the group at its beginning."""
    answers = gathered(parse(file.read_text(encoding="utf-8-sig")).votes)
    with file.open(encoding="utf-8-sig", newline="") as rows:
        people = sorted(csv.DictReader(rows), key=lambda row: int(row["participant"]))
    return name, answers, [row["group-id"] for row in people if int(row["n-votes"])]


def arithmetic(file: Path) -> Conversation:
    """Read Polis' own arithmetic: people lie in base clusters, those in groups; what was moderated away is left out."""
    cast = json.loads(file.read_text(encoding="utf-8"))
    drawn = json.loads(file.with_name("math-pca2.json").read_text(encoding="utf-8"))
    away = set(drawn["mod-out"] or ())
    # The server of today names its columns otherwise than the one of before.
    person, statement = ("pid", "tid") if "pid" in cast[0] else ("participant_id", "statement_id")
    votes = [
        (str(one[person]), str(one[statement]), int(one["vote"])) for one in cast if int(one[statement]) not in away
    ]
    base = dict(zip(drawn["base-clusters"]["id"], drawn["base-clusters"]["members"], strict=True))
    group: dict[str, str] = {}
    for one in drawn["group-clusters"]:
        members = (member for near in one["members"] for member in base[near])
        group |= {str(member): str(one["id"]) for member in members}
    people = sorted({one[0] for one in votes}, key=int)
    return file.parent.name, gathered(votes), [group.get(one, "") for one in people]
