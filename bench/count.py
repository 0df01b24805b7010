"""Counting at the size of a city, beside the libraries that researchers use: seconds, memory, and equal results.

`python3 dev.py bench count --json` makes an election of 50,000 and one of 1,000,000 approval ballots over 200 projects,
takes the largest shared ones, and counts each in a process of its own. `--fetch` gets pabutools and pref_voting into
build/ first; without them their part says that they are missing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.rivals import asked, python_of, versions

MADE = ROOT / "build" / "bench"
DATA = Path(os.environ.get("DELIBERATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
PROJECTS, MOST_CHOICES, SEED = 200, 5, 20230421
# What the purpose of the whole asks for: seconds and megabytes.
LIMITS = {"equal_shares_50k": 1.0, "equal_shares_add_one_1m": 30.0, "greedy": 1.0, "stv": 1.0, "ranked_pairs": 1.0}
MOST_MB = 500


def election(ballots: int) -> Path:
    """Return a made election as a Pabulib file: costs of 5,000 to 300,000, a budget of three tenths of all."""
    file = MADE / f"approval-{ballots}.pb"
    if file.exists():
        return file
    MADE.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    costs = rng.integers(5_000, 300_000, PROJECTS)
    liking = np.log(rng.random(PROJECTS) ** 2 + 0.05)
    with file.open("w", encoding="utf-8") as out:
        out.write(f"META\nkey;value\ndescription;Made for measuring\nnum_projects;{PROJECTS}\nnum_votes;{ballots}\n")
        out.write(
            f"budget;{int(costs.sum() * 3 // 10)}\nvote_type;approval\nrule;equalshares\nmax_length;{MOST_CHOICES}\n"
        )
        out.write("PROJECTS\nproject_id;cost\n" + "".join(f"{at};{cost}\n" for at, cost in enumerate(costs)))
        out.write("VOTES\nvoter_id;vote\n")
        for begin in range(0, ballots, 20_000):
            number = min(20_000, ballots - begin)
            # The largest of liking and chance: drawing without putting back.
            drawn = np.argpartition(-(liking + rng.gumbel(size=(number, PROJECTS))), MOST_CHOICES)[:, :MOST_CHOICES]
            lengths = rng.integers(1, MOST_CHOICES + 1, number)
            rows = (",".join(map(str, drawn[at, : lengths[at]].tolist())) for at in range(number))
            out.writelines(f"{begin + at};{row}\n" for at, row in enumerate(rows))
    return file


def largest(pattern: str) -> Path | None:
    """Return the largest file of a kind among the shared data."""
    return max(DATA.glob(pattern), key=lambda file: file.stat().st_size, default=None)


def cases() -> dict[str, tuple[list[str], str]]:
    """Return what is counted: arguments of ours, and the method as the reference is asked for it, if it has it."""
    budget, approved = largest("pabulib/*.pb"), largest("pabulib/*warszawa*.pb")
    council = largest("scotland_2022_stv/*/*.dat")
    board, ranked = DATA / "minneapolis_rcv/2013_minneapolis_park_ballots.csv", largest("preflib_elections/*/*.so[ic]")
    found: dict[str, tuple[list[str], str]] = {
        "equal_shares_50k": (["equal-shares", str(election(50_000))], "equal-shares"),
        "equal_shares_add_one_1m": (
            ["equal-shares", str(election(1_000_000)), "--completion", "add_one", "--times", "1"], ""
        ),
    }  # fmt: skip
    if budget and council and ranked and board.exists():
        found |= {
            "greedy": (["greedy", str(approved)], "greedy"),
            # By points: pabutools has no such score.
            "greedy_points": (["greedy", str(budget)], ""),
            "stv": (["stv", str(council)], ""),
            "stv_80k": (["stv", str(board), "--seats", "3"], ""),
            "ranked_pairs": (["ranked-pairs", str(ranked)], "ranked-pairs"),
            "instant_runoff": (["irv", str(ranked)], "irv"),
        }
    return found


def compared(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Return the reference's figures beside ours."""
    if "error" in theirs or "error" in ours:
        return theirs
    times = theirs["count_s"] / max(ours["count_s"], 1e-6)
    same = theirs.pop("winners") == ours["winners"]
    return {**theirs, "equal_result": same, "times_slower": round(times, 1)}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    parser.add_argument("--fetch", action="store_true", help="get the references into build/ first")
    parser.add_argument("--only", action="append", default=[], help="only this case; may be repeated")
    options = parser.parse_args()
    rival, before = python_of("counting", fetch=options.fetch), os.getloadavg()[0]
    measured: dict[str, Any] = {}
    for name, (arguments, method) in cases().items():
        if options.only and name not in options.only:
            continue
        ours = asked(sys.executable, "reckon_ours.py", *arguments)
        theirs = asked(rival, "reckon_theirs.py", method, arguments[1]) if rival and method else None
        beside = {"reference": compared(ours, theirs)} if theirs else {}
        kept = {key: value for key, value in ours.items() if key != "winners"} | {"won": len(ours.get("winners", ()))}
        limit = {"limit_s": LIMITS[name], "within": ours.get("count_s", 1e9) <= LIMITS[name]} if name in LIMITS else {}
        light = {"light": ours.get("peak_mb", 1e9) <= MOST_MB}
        measured[name] = {"file": Path(arguments[1]).name, **kept, **limit, **light, **beside}
    found = {
        "bench": "count",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(before, 2), round(os.getloadavg()[0], 2)],
        "references": versions(rival, "counting") if rival else "missing: run with --fetch",
        "cases": measured,
    }
    print(json.dumps(found, ensure_ascii=False, indent=None if options.json else 1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
