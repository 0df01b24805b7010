"""One count of ours in a process of its own: `reckon_ours.py METHOD FILE [--seats K] [--completion C]`, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from deliberate.votes.commands import NAMES, RANKED
from deliberate.votes.formats.choose import read
from deliberate.votes.methods.choose import METHODS
from deliberate.votes.states import Completion, Utility

TIMES = 3


def peak_mb() -> int:
    """Return the most memory this process has had; what `getrusage` says begins with the parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Read, count up to three times, print the best."""
    parser = argparse.ArgumentParser()
    parser.add_argument("method", choices=sorted(NAMES))
    parser.add_argument("file", type=Path)
    parser.add_argument("--seats", type=int, default=1)
    parser.add_argument("--completion", default="none")
    parser.add_argument("--times", type=int, default=TIMES)
    asked = parser.parse_args()
    method = NAMES[asked.method]
    began = time.perf_counter()
    contest = read(asked.file, ranked=method in RANKED)
    read_s = time.perf_counter() - began
    terms = replace(
        contest.terms, seats=contest.seats or asked.seats, utility=Utility.cost, completion=Completion(asked.completion)
    )
    took = []
    for _ in range(asked.times):
        began = time.perf_counter()
        outcome = METHODS[method](contest.ballots, contest.options, terms)
        took.append(time.perf_counter() - began)
    print(
        json.dumps(
            {
                "winners": sorted(outcome.winners),
                "ballots": sum(one.count for one in contest.ballots),
                "distinct": len(contest.ballots),
                "options": len(contest.options),
                "read_s": round(read_s, 3),
                "count_s": round(min(took), 4),
                "peak_mb": peak_mb(),
            }
        )
    )


if __name__ == "__main__":
    main()
