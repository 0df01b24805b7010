"""Five pages and a list on a cheap phone and a bad line: requests, bytes, paints, blocking time, shifts.

`python3 dev.py bench phone --json` starts the demonstration, opens each page with an empty cache in real Chromium at
360x640 with the processor four times slower, over 400 kbit/s and 400 ms, several times, and prints the medians.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.slow_phone import LINE, PHONE, SLOWER, SlowPhone, browser, cookies
from tests.browser.conftest import Demo
from tests.support.warm import Stove

# Name → who opens it, and where.
PAGES: dict[str, tuple[str, str]] = {
    "home": ("", "/"),
    "list": ("", "/issues"),
    "issue": ("", "/issues/11"),
    "room": ("resident", "/meetings/3/room"),
    "vote": ("resident", "/votes/2"),
    "action_item": ("resident", "/actions/3"),
}
# What the first page of a resident may cost; see docs/performance.md.
TARGETS = {
    "fcp_ms": 2000, "lcp_ms": 2500, "tbt_ms": 150, "cls": 0.02, "requests": 12, "kb.script": 60, "kb.all": 120,
}  # fmt: skip
RIVAL = {
    "name": "adhocracy+ v2606.1, as its documentation sets it up",
    "origin": "measured on 2026-11-23 at 360x640 with the processor four times slower; not run again here",
    "loopback_network": {
        "home": {"requests": 20, "kb": 1205, "fcp_ms": [1504, 2180], "tbt_ms": [0, 17]},
        "list": {"requests": 22, "kb": 1235, "fcp_ms": [1360, 2392], "tbt_ms": [0, 65]},
        "issue": {"requests": 27, "kb": 1283, "fcp_ms": [1380, 2264], "tbt_ms": [110, 416]},
    },
    "over_1600_kbit_and_150_ms": {"fcp_ms": [3740, 4228], "loaded_ms": [7100, 7600], "comments_ms": [7900, 8354]},
    "issue_by_kind_kb": {"html": 18, "css": 61, "script": 397, "fonts": 704, "images": 79, "comments": 24},
    "screens_for_20_comments": 12.4, "width_px_on_a_phone_of_360": 368, "scripts_of_third_parties": 1,
}  # fmt: skip


def _figure(page: dict[str, Any], name: str) -> float:
    found: Any = page
    for part in name.split("."):
        found = found[part]
    return float(found)


def middle(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the median of every figure; words are those of the last run."""
    found: dict[str, Any] = {}
    for name, last in runs[-1].items():
        values = [run[name] for run in runs]
        if isinstance(last, dict):
            found[name] = middle(values)
        elif isinstance(last, bool) or not isinstance(last, int | float):
            found[name] = last
        else:
            found[name] = statistics.median_low(values)
    return found


def measured(chromium: Any, address: str, only: list[str], times: int) -> dict[str, Any]:
    """Measure every page, each run with a browser that has never been here."""
    found: dict[str, Any] = {}
    known = {who: cookies(chromium, address, who) if who else [] for who, _path in PAGES.values()}
    for name, (who, path) in PAGES.items():
        if only and name not in only:
            continue
        runs = []
        for _ in range(times):
            phone = SlowPhone(chromium, address, PHONE, known[who])
            runs.append(phone.measured(path))
            phone.close()
        page = middle(runs)
        page["missed"] = [aim for aim, most in TARGETS.items() if _figure(page, aim) > most]
        found[name] = {"path": path, "signed_in": bool(who), **page}
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each page; the median counts (default: %(default)s)")
    parser.add_argument(
        "--page", action="append", default=[], choices=list(PAGES), help="only this one; may be repeated"
    )
    parser.add_argument("--server", help="the address of a demonstration that runs already")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    settings = {"viewport": PHONE, "cpu_times_slower": SLOWER, **LINE, "cache": "empty", "runs": options.runs}
    before = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="deliberate-bench-") as instance,
        browser() as chromium,
        ExitStack() as kept,
    ):
        demo = None if options.server else Demo(kept.enter_context(Stove()), instance)
        try:
            address = options.server or demo.address  # type: ignore[union-attr]
            pages = measured(chromium, address, options.page, options.runs)
        finally:
            if demo:
                demo.stop()
    found = {
        "measure": "phone", "settings": settings, "load_before_and_after": [before, os.getloadavg()[0]],
        "targets": TARGETS, "pages": pages, "rival": RIVAL,
    }  # fmt: skip
    print(json.dumps(found, indent=None if options.json else 2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
