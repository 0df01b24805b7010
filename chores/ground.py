"""What every chore stands on: where things are, how to run them, what this machine lets us install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
CATALOGUES = ROOT / "translations"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")


# Where a machine forbids it, every start of the product compiles it anew; an empty word takes the ban back.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


class Stop(Exception):  # noqa: N818 - it ends a chore with a sentence, it is no fault of the program
    """End the chore with a sentence that tells what to do."""


def say(text: str) -> None:
    """Tell the developer what is going on, at once even when the output is a pipe."""
    print(text, flush=True)


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, quiet: bool = False) -> int:
    """Run a command in the repository and return its exit code."""
    words = [str(part) for part in command]
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(words, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=output, check=False).returncode


def need(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, quiet: bool = False) -> None:
    """Run a command and stop the chore when it fails."""
    if code := run(command, env=env, quiet=quiet):
        message = f"failed with exit code {code}: {' '.join(str(part) for part in command)}"
        raise Stop(message)


def module(name: str, *arguments: str | Path, env: Mapping[str, str] | None = None) -> int:
    """Run a Python module of the virtual environment and return its exit code."""
    return run([PYTHON, "-m", name, *arguments], env=env)


def is_root() -> bool:
    """Tell whether we may install system packages without asking."""
    return not WINDOWS and os.geteuid() == 0


@cache
def _apt_update() -> bool:
    return run(["apt-get", "update", "-qq"], quiet=True) == 0


def apt_install(*packages: str) -> bool:
    """Install Debian packages if this machine and this user can; tell whether it worked."""
    if shutil.which("apt-get") is None or not is_root():
        return False
    say(f"installing {' '.join(packages)} …")
    _apt_update()
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    return run(["apt-get", "install", "-y", "-qq", *packages], env=env, quiet=True) == 0


def old_python() -> str | None:
    """Return what to say when this Python is too old for the product, or None."""
    if sys.version_info >= (3, 11):  # noqa: UP036 - this very line is read by older ones
        return None
    return f"Deliberate needs Python 3.11 or newer; this is {sys.version.split()[0]}."
