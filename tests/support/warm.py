"""Servers that begin warm: a process that has the product imported already forks one whenever it is asked to.

Every browser file serves a demonstration of its own, and importing the product is most of its start. What is forked runs
the same command in a process of its own; where a system cannot fork, the command is started from the beginning.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeAlias

ROOT = Path(__file__).parents[2]
Started: TypeAlias = subprocess.Popen[str]
CAN_FORK = hasattr(os, "fork")


class Forked:
    """A server that was forked: the little of `subprocess.Popen` that its tests need."""

    def __init__(self, stove: Stove, pid: int) -> None:
        """Remember its number and who can wait for it."""
        self.pid, self._stove = pid, stove

    def terminate(self) -> None:
        """Ask it to end."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        """Wait until it has ended and return how."""
        code = self._stove.ask({"wait": self.pid, "timeout": timeout})
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return int(code)


class Stove:
    """The process that forks them."""

    def __init__(self) -> None:
        """Start it; it imports while somebody else does something."""
        order = [sys.executable, "-m", "tests.support.warm"]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(order, cwd=ROOT, **pipes)

    def __enter__(self) -> Self:
        """Keep it for a while."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let it go; it ends when nobody can ask it any more."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)

    def ask(self, order: dict[str, Any]) -> Any:
        """Send an order and return its answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def serve(self, program: str, arguments: list[str], environment: dict[str, str], output: Path) -> Forked | Started:
        """Run a program with these arguments and this environment; what it prints goes into a file."""
        if not CAN_FORK:
            return start(program, arguments, environment, output)
        output.write_text("", encoding="utf-8")
        order = {"program": program, "arguments": arguments, "environment": environment, "output": str(output)}
        return Forked(self, self.ask(order))


def start(program: str, arguments: list[str], environment: dict[str, str], output: Path) -> Started:
    """Do the same from the beginning."""
    order = [sys.executable, "-c", f"import sys; sys.argv[0] = 'deliberate'; {program}", *arguments]
    with output.open("w", encoding="utf-8") as printed:
        return subprocess.Popen(order, env=environment, cwd=ROOT, stdout=printed, text=True)


def address(process: Forked | Started, output: Path) -> str:
    """Wait until a server has printed where it answers, and return it."""
    while True:
        found = re.search(r"http://[^ ]+:\d+", output.read_text(encoding="utf-8"))
        if found:
            return found[0]
        try:
            code = process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        message = f"the server ended with {code}"
        raise RuntimeError(message)


def _ended(pid: int, timeout: float) -> int | None:
    give_up = time.monotonic() + timeout
    while True:
        try:
            found, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return 0  # it was waited for before
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > give_up:
            return None
        time.sleep(0.01)


def _fork(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        os.environ.clear()
        os.environ.update(order["environment"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(order["output"], os.O_WRONLY), 1)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", buffering=1)
        sys.argv = ["deliberate", *order["arguments"]]
        exec(order["program"], {"__name__": "__main__"})  # noqa: S102 - the tests' own programs
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    except BaseException:  # noqa: BLE001 - nothing of a child may come back into the parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _import_everything() -> None:
    # Here and not above, because those who only ask for servers must not be patched; the server's part patches first.
    import deliberate.web.server  # noqa: F401, I001, PLC0415
    from config import Testing  # noqa: PLC0415
    from deliberate.app import create_app  # noqa: PLC0415
    from deliberate.cli import serving  # noqa: F401, PLC0415
    from sqlalchemy.orm import configure_mappers  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="deliberate-warm-") as instance:
        create_app(Testing(database=f"sqlite:///{instance}/none.sqlite3", instance=instance))
    configure_mappers()


def main() -> None:
    """Import everything once, then answer until nobody asks."""
    _import_everything()
    for line in sys.stdin:
        order = json.loads(line)
        answer = _ended(order["wait"], order["timeout"]) if "wait" in order else _fork(order)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
