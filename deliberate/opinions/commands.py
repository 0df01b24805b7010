"""Maps of other conversations on the command line: `deliberate opinions VOTES.csv`."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deliberate.opinions.formats.votes import VoteFileError, read

if TYPE_CHECKING:
    from deliberate.opinions.formats.votes import VoteFile
    from deliberate.opinions.mapping.answers import Answers
    from deliberate.opinions.mapping.chance import Chance
    from deliberate.opinions.mapping.picture import Picture

BAD_FILE = 2
LETTERS = "ABCDEFGH"
TOO_FEW, NO_GROUPS, GROUPS = "too few people", "no clear groups", "groups"


@click.command("opinions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="For the shuffles and the starts.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def opinions(file: Path, *, seed: int, as_json: bool) -> None:
    """Draw the map of opinion of a FILE of votes on statements.

    FILE is an export of Polis (votes.csv, participants-votes.csv) or a table with the columns participant, statement
    and vote (1, -1, 0). A bad file is refused by line and reason, with exit status 2.
    """
    # The matrices are small: more threads than one would wait for each other, three times as long in all.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from deliberate.opinions.mapping.answers import gathered  # noqa: PLC0415 - numpy is loaded when it is needed
    from deliberate.opinions.mapping.picture import picture_of  # noqa: PLC0415 - as above

    try:
        held = read(file.read_bytes())
    except VoteFileError as fault:
        click.echo(f"{file.name}: {fault}", err=True)
        sys.exit(BAD_FILE)
    answers = gathered(held.votes)
    found = _plain(held, answers, picture_of(answers, seed))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _tell(found)


def _plain(held: VoteFile, answers: Answers, picture: Picture) -> dict[str, Any]:
    return {
        "participants": len(answers.said),
        "placed": len(picture.placed.said),
        "statements": _statements(held, answers, picture),
        "groups": _groups(picture),
        "consensus": {"agree": list(picture.shared.agreed), "disagree": list(picture.shared.rejected)},
        "dividing": list(picture.shared.dividing),
        "null_test": _verdict(picture.chance, found=picture.grouping is not None),
    }


def _statements(held: VoteFile, answers: Answers, picture: Picture) -> list[dict[str, Any]]:
    """Return every statement's tally: all votes cast, as Polis publishes them, and everybody's last word."""
    from deliberate.opinions.mapping.answers import tally  # noqa: PLC0415 - as above
    from deliberate.opinions.mapping.speaking import group_informed  # noqa: PLC0415 - as above

    cast = Counter((statement, vote) for _, statement, vote in held.votes)
    last = tally(answers)
    at = {statement: place for place, statement in enumerate(answers.statements)}
    informed = group_informed(picture.placed, picture.grouping) if picture.grouping else None
    found = []
    for statement in held.statements:
        place = at.get(statement)
        one: dict[str, Any] = {
            "id": statement,
            "agree": cast[statement, 1],
            "disagree": cast[statement, -1],
            "pass": cast[statement, 0],
            "people": 0 if place is None else int(last.answered[place]),
            "people_agree": 0 if place is None else int(last.agree[place]),
            "people_disagree": 0 if place is None else int(last.disagree[place]),
            "people_pass": 0 if place is None else int(last.passed[place]),
        }
        if informed is not None and place is not None:
            one["group_informed_consensus"] = round(float(informed[place]), 6)
        found.append(one)
    return found


def _groups(picture: Picture) -> list[dict[str, Any]]:
    """Return the groups by size and what speaks for them; never who is in them."""
    if picture.grouping is None:
        return []
    return [
        {
            "id": group,
            "name": LETTERS[group],
            "size": size,
            "representative": [
                {
                    "id": one.statement,
                    "says": "agree" if one.agrees else "disagree",
                    "share": round(one.share, 4),
                    "ratio": round(one.ratio, 4),
                    "deviations": round(one.clear, 4),
                }
                for one in picture.speaking[group]
            ],
        }
        for group, size in enumerate(picture.grouping.sizes)
    ]


def _verdict(chance: Chance | None, *, found: bool) -> dict[str, Any]:
    if chance is None:
        return {"verdict": TOO_FEW, "groups": False, "silhouette": None, "shuffles": 0}
    return {
        "verdict": GROUPS if found else NO_GROUPS,
        "groups": found,
        "silhouette": round(chance.silhouette, 4),
        "shuffles": len(chance.shuffled),
        "shuffled_mean": round(sum(chance.shuffled) / len(chance.shuffled), 4),
        "shuffled_most": round(max(chance.shuffled), 4),
    }


def _tell(found: dict[str, Any]) -> None:
    """Say the picture in lines a person can read."""
    click.echo(
        f"{found['participants']} people on {len(found['statements'])} statements; {found['placed']} answered enough"
    )
    verdict = found["null_test"]
    click.echo(
        f"Verdict: {verdict['verdict']}"
        + (
            f" (clearness {verdict['silhouette']}, shuffled answers at most {verdict['shuffled_most']})"
            if verdict["shuffles"]
            else ""
        )
    )
    for group in found["groups"]:
        says = ", ".join(f"{one['id']} ({one['says']} {one['share']:.0%})" for one in group["representative"])
        click.echo(f"Group {group['name']}, {group['size']} people: {says}")
    click.echo(f"All agree: {', '.join(found['consensus']['agree']) or '-'}")
    click.echo(f"All reject: {', '.join(found['consensus']['disagree']) or '-'}")
    click.echo(f"Dividing: {', '.join(found['dividing']) or '-'}")
