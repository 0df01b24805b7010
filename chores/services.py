"""The servers the tests need: PostgreSQL and Redis, thrown away afterwards, and Debian's Chromium.

Each is found, or installed where this machine and this user may, or named with the one line to type.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from chores.ground import BUILD, WINDOWS, apt_install, is_root, run, say

STATE = BUILD / "services.json"
URLS = BUILD / "services.env"
POSTGRESQL, REDIS, CHROMIUM = "DELIBERATE_TEST_POSTGRESQL_URL", "DELIBERATE_TEST_REDIS_URL", "DELIBERATE_TEST_CHROMIUM"
KINDS = {POSTGRESQL: "PostgreSQL", REDIS: "Redis", CHROMIUM: "browser"}
_LINES = {
    POSTGRESQL: "sudo apt-get install -y postgresql",
    REDIS: "sudo apt-get install -y redis-server",
    CHROMIUM: "sudo apt-get install -y chromium-headless-shell fonts-wqy-microhei",
}
_QUICK = (
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 "
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
)
# The same engine without a window's frame, its menus and suggestions: pages cost a third less, so it is taken first.
_SHELL_NAMES = ("chromium-headless-shell", "chrome-headless-shell")
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass
class Services:
    """What was started and where it answers."""

    urls: dict[str, str] = field(default_factory=dict)
    folder: str = ""
    redis_pid: int = 0
    cluster_programs: str = ""

    @property
    def missing(self) -> list[str]:
        """Name the kinds of test that cannot run here."""
        return [kind for name, kind in KINDS.items() if name not in self.urls]


def start() -> Services:
    """Start what is not given by the environment; say the line to type for what cannot be had."""
    services = Services(urls={name: os.environ[name] for name in KINDS if os.environ.get(name)})
    starters = {POSTGRESQL: _start_postgresql, REDIS: _start_redis, CHROMIUM: _find_chromium}
    for name, starter in starters.items():
        if name not in services.urls and not starter(services):
            say(f"no {KINDS[name]} here, its tests will be skipped; to have them type: {_LINES[name]}")
    return services


def stop(services: Services) -> None:
    """End what `start` started and remove its folder."""
    if services.cluster_programs:
        data = Path(services.folder) / "postgresql"
        run(_as_postgres(services, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"), quiet=True)
    if services.redis_pid:
        try:
            os.kill(services.redis_pid, signal.SIGTERM)
        except ProcessLookupError:
            say("Redis had already ended")
    if services.folder:
        shutil.rmtree(services.folder, ignore_errors=True)


def leave_running() -> None:
    """Start the servers for direct pytest runs and note their addresses for `tests/conftest.py`."""
    if STATE.exists():
        stop_running()
    services = start()
    BUILD.mkdir(exist_ok=True)
    STATE.write_text(json.dumps(asdict(services)), encoding="utf-8")
    lines = "".join(f"{name}={value}\n" for name, value in services.urls.items())
    URLS.write_text(lines, encoding="utf-8")
    say(f"{lines}written to build/services.env; end them with: python3 dev.py services --stop")


def stop_running() -> None:
    """Stop what `leave_running` started."""
    if not STATE.exists():
        say("no services are running")
        return
    stop(Services(**json.loads(STATE.read_text(encoding="utf-8"))))
    STATE.unlink()
    URLS.unlink(missing_ok=True)
    say("services stopped")


def _folder(services: Services) -> Path:
    services.folder = services.folder or tempfile.mkdtemp(prefix="deliberate-test-")
    return Path(services.folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, *, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def _postgresql_programs() -> str:
    """Return the folder of initdb and pg_ctl, newest version first, or nothing."""
    if found := shutil.which("initdb"):
        return str(Path(found).resolve().parent)
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return str(places[-1].parent) if places else ""


def _as_postgres(services: Services, program: str, *arguments: str | Path) -> list[str | Path]:
    """Build a call of a PostgreSQL program, as the user postgres when we are root, whom it refuses."""
    command = [Path(services.cluster_programs) / program, *arguments]
    return ["runuser", "-u", "postgres", "--", *command] if is_root() else command


def _start_postgresql(services: Services) -> bool:
    programs = _postgresql_programs()
    if not programs and apt_install("postgresql"):
        programs = _postgresql_programs()
    if not programs or WINDOWS:
        return False
    services.cluster_programs, port = programs, _free_port()
    folder = _folder(services)
    data = folder / "postgresql"
    if is_root():
        data.mkdir()
        folder.chmod(0o755)
        shutil.chown(data, "postgres")
    makes = ("-D", data, "-U", "deliberate", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    starts = ("-D", data, "-l", data / "log", "-w", "-o", f"-p {port} {_QUICK}", "start")
    for program, arguments in (("initdb", makes), ("pg_ctl", starts), ("createdb", _where(port))):
        if run(_as_postgres(services, program, *arguments), quiet=True):
            services.cluster_programs = "" if program == "initdb" else programs
            return False
    services.urls[POSTGRESQL] = f"postgresql+psycopg://deliberate@127.0.0.1:{port}/deliberate"
    return True


def _where(port: int) -> tuple[str, ...]:
    return ("-h", "127.0.0.1", "-p", str(port), "-U", "deliberate", "deliberate")


def _start_redis(services: Services) -> bool:
    if shutil.which("redis-server") is None and not apt_install("redis-server"):
        return False
    port, folder = _free_port(), _folder(services)
    settings = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder))
    server = subprocess.Popen(["redis-server", *settings], stdout=subprocess.DEVNULL, start_new_session=True)
    services.redis_pid = server.pid
    if not _answers(port):
        return False
    services.urls[REDIS] = f"redis://127.0.0.1:{port}/0"
    return True


def _find_chromium(services: Services) -> bool:
    found = _first_of(_SHELL_NAMES)
    if found is None and apt_install(_SHELL_NAMES[0], "fonts-wqy-microhei"):
        found = _first_of(_SHELL_NAMES)
    found = found or _first_of(_CHROMIUM_NAMES)
    if found is None and apt_install("chromium", "fonts-wqy-microhei"):
        found = _first_of(_CHROMIUM_NAMES)
    if found:
        services.urls[CHROMIUM] = found
    return bool(found)


def _first_of(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
