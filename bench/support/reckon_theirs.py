"""One count by pabutools or pref_voting, run by their own Python: `reckon_theirs.py METHOD FILE`, as JSON.

Imports nothing of ours. A ranking with a shared place is given to pref_voting as one, as our method of pairs takes it.
"""

# ruff: noqa: PLC0415 - only one of the two libraries is loaded, so that its memory is its own
from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

Counted = tuple[list[str], float, float]
PLACE = re.compile(r"\{([^}]*)\}|(\d+)")


def budget(method: str, file: Path) -> Counted:
    """Count by equal shares with cost utilities, or greedily, with ballots grouped and exact fractions."""
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

    began = time.perf_counter()
    instance, profile = parse_pabulib(str(file))
    profile = profile.as_multiprofile()
    read_s = time.perf_counter() - began
    began = time.perf_counter()
    if method == "equal-shares":
        chosen = method_of_equal_shares(instance, profile, sat_class=Cost_Sat)
    else:
        # Worth its cost to everybody who votes for it: then what it is worth for its cost is the number of votes.
        chosen = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)
    return sorted(str(one.name) for one in chosen), read_s, time.perf_counter() - began


def rankings(file: Path) -> tuple[int, list[tuple[int, list[list[int]]]]]:
    """Return how many alternatives a PrefLib file has, and its ballots: how many, and places of one or several."""
    number, ballots = 0, []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            number = int(line.split(":")[1]) if "NUMBER ALTERNATIVES" in line else number
        elif line.strip():
            count, _, order = line.partition(":")
            places = [[int(key) for key in (group or one).split(",")] for group, one in PLACE.findall(order)]
            ballots.append((int(count), places))
    return number, ballots


def ranked(method: str, file: Path) -> Counted:
    """Count by ranked pairs or instant runoff."""
    from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders
    from pref_voting.margin_based_methods import ranked_pairs
    from pref_voting.profiles_with_ties import ProfileWithTies

    began = time.perf_counter()
    number, ballots = rankings(file)
    read_s = time.perf_counter() - began
    # Comparing in pairs is part of the count, as it is of ours.
    began = time.perf_counter()
    orders = [{key: place for place, group in enumerate(places, 1) for key in group} for _count, places in ballots]
    counts = [count for count, _places in ballots]
    profile = ProfileWithTies(orders, rcounts=counts, candidates=list(range(1, number + 1)))
    profile.use_extended_strict_preference()
    if method == "ranked-pairs":
        winners = ranked_pairs(profile.margin_graph())
    else:
        winners = instant_runoff_for_truncated_linear_orders(profile)
    return sorted(str(one) for one in winners), read_s, time.perf_counter() - began


def peak_mb() -> int:
    """Return the most memory this process has had; what `getrusage` says begins with the parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Count and print."""
    method, file = sys.argv[1], Path(sys.argv[2])
    winners, read_s, count_s = (budget if file.suffix == ".pb" else ranked)(method, file)
    found = {"winners": winners, "read_s": round(read_s, 3), "count_s": round(count_s, 4), "peak_mb": peak_mb()}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
