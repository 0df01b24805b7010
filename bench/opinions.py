"""The map of opinion: quick, and no groups where there are none.

`python3 dev.py bench opinions --json` plants groups among 5,000 people and 500 statements of which a fifth is answered,
and draws the map in a process of its own, beside red-dwarf in its own environment (`--fetch` gets it into build/); then
it shuffles votes 200 times, of a made town and of the shared conversations, and counts how often groups are found.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from math import comb
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.polis import conversations
from bench.support.rivals import asked, python_of, versions
from deliberate.opinions.formats.votes import parse
from deliberate.opinions.mapping.answers import Answers, gathered
from deliberate.opinions.mapping.chance import shuffled
from deliberate.opinions.mapping.groups import best_grouping
from deliberate.opinions.mapping.picture import SMALLEST_GROUP, picture_of
from deliberate.opinions.mapping.space import places

MADE = ROOT / "build" / "bench"
PEOPLE, STATEMENTS, ANSWERED, GROUPS, SEED = 5_000, 500, 0.2, 3, 11
LIMIT_S, LIMIT_MB, MOST_BY_CHANCE = 1.0, 250, 0.05
TOWN_PEOPLE, TOWN_STATEMENTS, TOWN_ANSWERED = 150, 60, 0.5


def town(people: int, statements: int, answered: float) -> tuple[Any, Any]:
    """Return the answers of a town with planted groups (0 is not answered), and who belongs to which."""
    rng = np.random.default_rng(SEED)
    member = rng.integers(0, GROUPS, people)
    lean = rng.uniform(0.1, 0.9, (GROUPS, statements))
    said = np.where(rng.random((people, statements)) < lean[member], 1, -1).astype(np.int8)
    said[rng.random((people, statements)) >= answered] = 0
    return said, member


def rand_index(one: list[Any], other: list[Any]) -> float:
    """Return the adjusted Rand index of two groupings (L. Hubert and P. Arabie 1985)."""
    pairs = sum(comb(number, 2) for number in Counter(zip(one, other, strict=True)).values())
    ones, others = (sum(comb(number, 2) for number in Counter(each).values()) for each in (one, other))
    expected = ones * others / comb(len(one), 2)
    most = (ones + others) / 2
    return (pairs - expected) / (most - expected) if most != expected else 1.0


def speed(*, fetch: bool) -> dict[str, Any]:
    """Return how long the large map takes, and whether the planted groups are in it."""
    MADE.mkdir(parents=True, exist_ok=True)
    said, member = town(PEOPLE, STATEMENTS, ANSWERED)
    file, rival = MADE / "opinions.npz", python_of("opinions", fetch=fetch)
    np.savez(file, said=said)
    ours = asked(sys.executable, "map_ours.py", str(file))
    found = {"ours": _judged(ours, member)}
    found["ours"]["within"] = ours.get("map_s", 99) <= LIMIT_S and ours.get("peak_mb", 9999) <= LIMIT_MB
    if rival:
        theirs = asked(rival, "map_theirs.py", str(file))
        found["red_dwarf"] = _judged(theirs, member) | versions(rival, "opinions")
        if "error" not in theirs:
            found["red_dwarf"]["times_slower"] = round(theirs["map_s"] / ours["map_s"], 1)
    else:
        found["red_dwarf"] = {"missing": "run with --fetch"}
    return found


def _judged(made: dict[str, Any], member: Any) -> dict[str, Any]:
    labels = made.pop("labels", None)
    if labels:
        made["groups"] = len(set(labels))
        made["planted_found"] = round(rand_index(labels, member.tolist()), 4)
    return made


def by_chance(answers: Answers, times: int) -> dict[str, Any]:
    """Return how often groups are found in shuffled answers."""
    rng = np.random.default_rng(SEED)
    found = sum(picture_of(shuffled(answers, rng), seed).grouping is not None for seed in range(times))
    return {"people": len(answers.said), "shuffles": times, "groups": found, "within": found <= MOST_BY_CHANCE * times}


def published(data: Path) -> dict[str, Any]:
    """Return for each shared conversation how our clearest grouping agrees with Polis' own, and the verdict."""
    found = {}
    for name, answers, theirs in conversations(data):
        placed = answers.placed()
        enough = answers.seen.sum(axis=1) >= min(7, len(answers.statements))
        if enough.sum() != len(placed.said):
            continue
        ours = best_grouping(places(placed), 0, least=SMALLEST_GROUP)
        kept = [group for group, is_in in zip(theirs, enough, strict=True) if is_in]
        both = [(one, int(other)) for one, other in zip(kept, ours.labels if ours else (), strict=False) if one]
        index = round(rand_index([one for one, _ in both], [other for _, other in both]), 2) if both else None
        verdict = picture_of(answers).grouping is not None
        sizes = sorted(Counter(filter(None, theirs)).values(), reverse=True)
        of = {"placed": len(placed.said), "ours": ours.sizes if ours else [], "theirs": sizes}
        found[name] = {**of, "index": index, "groups": verdict}
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    parser.add_argument("--fetch", action="store_true", help="get red-dwarf into build/ first")
    parser.add_argument("--shuffles", type=int, default=200)
    options = parser.parse_args()
    data = Path(os.environ.get("DELIBERATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    said, _member = town(TOWN_PEOPLE, TOWN_STATEMENTS, TOWN_ANSWERED)
    made = Answers(said, said != 0, tuple(map(str, range(TOWN_STATEMENTS))))
    found: dict[str, Any] = {
        "bench": "opinions",
        "load": os.getloadavg()[0],
        "map": speed(fetch=options.fetch),
        "by_chance": {"made town": by_chance(made, options.shuffles)},
        "published": published(data),
    }
    for name in ("15-per-hour-seattle", "canadian-electoral-reform"):
        file = data / "polis_opendata" / name / "participants-votes.csv"
        if file.exists():
            answers = gathered(parse(file.read_text(encoding="utf-8-sig")).votes)
            found["by_chance"][name] = by_chance(answers, options.shuffles)
    print(json.dumps(found, ensure_ascii=False, indent=None if options.json else 1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
