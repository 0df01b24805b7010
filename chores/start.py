"""Starting the product on this machine, with the demo community in it."""

from __future__ import annotations

import os
import subprocess

from chores import setup
from chores.ground import CATALOGUES, COMPILED, ROOT, SCRIPTS, WINDOWS, Stop, module, say


def compile_catalogues() -> None:
    """Compile the sentences whose source is newer than what the product reads."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            say("compiling the catalogues …")
            if module("chores.catalogues", "compile"):
                message = "the catalogues could not be compiled"
                raise Stop(message)
            return


def serve(host: str, port: int, *, fresh: bool) -> int:
    """Install, compile, then hand over to the product, which migrates, loads the demo and serves."""
    setup.prepare("base")
    compile_catalogues()
    program = SCRIPTS / ("deliberate.cmd" if WINDOWS else "deliberate")
    command = [str(program), "up", "--demo", "--host", host, "--port", str(port), *(["--fresh"] if fresh else [])]
    env = {**os.environ, **COMPILED, "DELIBERATE_DEMO": "1"}
    os.chdir(ROOT)
    if not WINDOWS:
        os.execve(command[0], command, env)  # noqa: S606 - the product takes our place, no shell between
    return subprocess.run(command, env=env, check=False).returncode
