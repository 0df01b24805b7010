"""The references, each in an environment of its own under build/: fetched when asked for, never a dependency."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "rivals"
PACKAGES = {
    "counting": ("pabutools", "pref-voting"),
    "opinions": ("red-dwarf",),
}
PATIENCE = 1800


def python_of(name: str, *, fetch: bool = False) -> Path | None:
    """Return the interpreter of a reference's environment, made now if asked for; None where there is none."""
    found = HOME / name / "bin" / "python"
    if not found.exists() and fetch:
        subprocess.run([sys.executable, "-m", "venv", str(HOME / name)], check=True)
        subprocess.run([str(found), "-m", "pip", "install", "-q", *PACKAGES[name]], check=True)
    return found if found.exists() else None


def versions(python: Path, name: str) -> dict[str, str]:
    """Return which versions are measured."""
    code = (
        "import json, sys; from importlib.metadata import version;"
        "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
    )
    done = subprocess.run([str(python), "-c", code, *PACKAGES[name]], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def asked(python: Path | str, script: str, *arguments: str, patience: int = PATIENCE) -> dict[str, Any]:
    """Run a script of `bench/support` and return the JSON it prints, or what went wrong."""
    command = [str(python), str(ROOT / "bench" / "support" / script), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return {"error": f"no answer within {patience} s"}
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or ["no answer"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
