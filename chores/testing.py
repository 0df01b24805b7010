"""Running the tests with everything they need, and saying plainly what they went without."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from chores import services, setup, start
from chores.ground import COMPILED, ROOT, module, say

# Files in the order tests/conftest.py puts them: those of the browser first, so that no long one is left for the end.
WORKERS = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-rfEs")


def test(arguments: list[str], *, strict: bool) -> int:
    """Run pytest; when strict, a kind of test that had to be skipped is a failure."""
    setup.prepare("dev")
    start.compile_catalogues()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    started = services.start()
    try:
        code = module("pytest", *WORKERS, *arguments, env={**started.urls, **COMPILED, "PYTHONUNBUFFERED": "1"})
    finally:
        services.stop(started)
    absent = started.missing + ([] if _real_data().is_dir() else ["real data (its folder is no part of the project)"])
    say(f"skipped kinds: {', '.join(absent) or 'none'}")
    return 1 if strict and started.missing else code


def in_ci() -> bool:
    """Tell whether nobody watches, so that nothing may be passed over."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _real_data() -> Path:
    """Return where the importers' tests look for whole real communities; small samples stand in `tests`."""
    return Path(os.environ.get("DELIBERATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
