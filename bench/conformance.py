"""Everything that officials and others have published about the shared data, recounted in full.

`python3 dev.py bench conformance --json`: sixty participatory budgets by their stated rules, every ranked-choice
winner, Albany and Minneapolis round by round, Northern Ireland's quotas, and the tallies of Polis' conversations.
What differs is listed with the reason its README gives; a difference without one is a fault, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support import official

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.support.official import Check

# Each check with the folder it looks into; the ranked ones need two, and so the whole.
CHECKS: dict[str, tuple[Callable[[Path], Check], str]] = {
    "pabulib": (official.budgets, "pabulib"),
    "ranked_vote": (official.ranked_winners, "."),
    "albany": (official.albany, "albany_2022_stv"),
    "minneapolis": (official.minneapolis, "minneapolis_rcv"),
    "northern_ireland": (official.northern_ireland, "ni_assembly_stv_counts"),
    "polis": (official.polis, "polis_opendata"),
    "taiwan": (official.taiwan, "polis_tally_taiwan"),
}


def measured(data: Path, only: list[str]) -> dict[str, dict[str, Any]]:
    """Return what each check found."""
    found = {}
    for name, (check, folder) in CHECKS.items():
        if only and name not in only:
            continue
        began = time.perf_counter()
        seen = check(data / folder)
        found[name] = {
            "well": seen.well,
            "looked_at": seen.looked_at,
            "equal": seen.equal,
            "explained": seen.explained,
            "faults": seen.faults,
            "seconds": round(time.perf_counter() - began, 2),
        }
    return found


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="the folder of shared data; else DELIBERATE_SHARED_DATA, or beside us"
    )
    parser.add_argument(
        "--only", action="append", default=[], choices=list(CHECKS), help="only this one; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    data = options.data or Path(os.environ.get("DELIBERATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not data.is_dir():
        print(f"the folder of real data is not there: {data.name}", file=sys.stderr)
        return 2
    checks = measured(data, options.only)
    well = all(one["well"] for one in checks.values())
    found = {"bench": "conformance", "well": well, "checks": checks}
    print(json.dumps(found, ensure_ascii=False, indent=None if options.json else 1))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
