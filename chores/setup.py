"""The virtual environment: made once, filled from the hash-locked lists, remembered by a stamp."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

from chores.ground import PYTHON, ROOT, SCRIPTS, VENV, WINDOWS, Stop, apt_install, need, old_python, run, say

LOCKS = ROOT / "requirements"
STAMP = VENV / "deliberate-setup.json"

_START = "import sys; sys.argv[0] = 'deliberate'; from deliberate.cli.main import main; sys.exit(main())"
_LAUNCHER = f'#!/bin/sh\nexec "$(dirname "$0")/python" -c "{_START}" "$@"\n'
_WINDOWS_LAUNCHER = f'@"%~dp0python.exe" -c "{_START}" %*\r\n'


def prepare(kind: str) -> None:
    """Make sure of everything in the `base` or the `dev` lock; at once when nothing changed since last time."""
    wanted = _wanted()
    have = _stamp() if PYTHON.exists() else {}
    if have.get("base") == wanted["base"] and (kind == "base" or have.get("dev") == wanted["dev"]):
        return
    if problem := old_python():
        raise Stop(problem)
    make_environment(VENV)
    say(f"installing what requirements/{kind}.txt lists …")
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
    need([PYTHON, "-m", "pip", "install", *options, "-r", LOCKS / f"{kind}.txt"])
    _install_ourselves()
    done = {"base": wanted["base"], "dev": wanted["dev"] if kind == "dev" else ""}
    STAMP.write_text(json.dumps(done), encoding="utf-8")


def _wanted() -> dict[str, str]:
    place = f"{ROOT}\0{_LAUNCHER}".encode()
    return {kind: hashlib.sha256(place + (LOCKS / f"{kind}.txt").read_bytes()).hexdigest() for kind in ("base", "dev")}


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def python_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def make_environment(folder: Path) -> None:
    """Make a virtual environment unless it is there; say what to type where Python lacks the means."""
    if python_of(folder).exists() and run([python_of(folder), "-m", "pip", "--version"], quiet=True) == 0:
        return
    say(f"making the virtual environment {folder.relative_to(ROOT)} …")
    shutil.rmtree(folder, ignore_errors=True)
    if importlib.util.find_spec("ensurepip") is None and not apt_install("python3-venv"):
        message = "Python's venv module is missing. Type: sudo apt-get install -y python3-venv"
        raise Stop(message)
    if run([sys.executable, "-m", "venv", folder]):
        shutil.rmtree(folder, ignore_errors=True)
        message = "python -m venv failed; on Debian and Ubuntu type: sudo apt-get install -y python3-venv"
        raise Stop(message)


def _install_ourselves() -> None:
    """Put the repository on the environment's path and a `deliberate` command beside its Python."""
    question = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')"]
    packages = subprocess.run(question, check=True, capture_output=True, text=True).stdout
    (Path(packages) / "deliberate.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        (SCRIPTS / "deliberate.cmd").write_text(_WINDOWS_LAUNCHER, encoding="utf-8")
        return
    launcher = SCRIPTS / "deliberate"
    launcher.write_text(_LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)
