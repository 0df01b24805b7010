"""The one process that serves people: gevent's WSGI server with websockets, tuned for a hall full of phones.

Import this module first of all: patching comes before anything that makes locks (logging, the database's pool).
"""

from __future__ import annotations

from gevent import monkey

if not monkey.is_module_patched("threading"):
    monkey.patch_all()

import gc
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any

import gevent
from gevent import get_hub
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

from deliberate.kit.offload import offload
from deliberate.web import jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

# A hall scans the code at once; gevent's own 256 would turn most of them away.
BACKLOG = 4096
# Thousands of long-lived connections make every full collection a pause everybody feels.
COLLECT = (50_000, 25, 100)
# What is read ahead of a connection; each phone that stays keeps so much, and eight times that is what it would be.
READ_AHEAD = 1024
# How long requests under way may take when the server is asked to end, in seconds.
PATIENCE = 5


class Handler(WebSocketHandler):
    """One connection; a broken one is not worth a traceback in the log."""

    def __init__(self, sock: Any, address: Any, server: Any) -> None:
        """Read through a small buffer."""
        super().__init__(sock, address, server)
        self.rfile.close()  # type: ignore[has-type]
        self.rfile = sock.makefile("rb", READ_AHEAD)

    def log_error(self, msg: str, *args: Any) -> None:
        """Stay quiet about strangers who do not speak HTTP."""

    def handle_error(self, t: Any, v: Any, tb: Any) -> None:
        """Report faults of the program, not of the line."""
        if not isinstance(v, OSError | EOFError):
            super().handle_error(t, v, tb)


def _listener(host: str, port: int) -> Any:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = gevent.socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.bind((host, port))
    listening.listen(BACKLOG)
    listening.setblocking(False)  # noqa: FBT003 - the standard library's own signature
    return listening


def open_files() -> None:
    """Allow as many connections as the system lets this process have; each phone is an open file."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def make_server(app: Flask, host: str, port: int) -> WSGIServer:
    """Return a server that is bound but does not serve yet; port 0 takes any free one."""
    pool = get_hub().threadpool
    offload.use(pool.apply)
    return WSGIServer(_listener(host, port), app, handler_class=Handler, log=None)


def address(server: WSGIServer, host: str) -> str:
    """Return what to type into a browser."""
    port = server.socket.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}/"


def stop(server: WSGIServer, app: Flask) -> None:
    """Take no more connections, close the sockets (phones come back by themselves), let requests end."""
    server.stop_accepting()
    app.extensions["socketio"].server.eio.disconnect()
    server.stop(timeout=PATIENCE)


def serve(app: Flask, host: str = "127.0.0.1", port: int = 8000, told: Callable[[str], None] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; `told` gets the address once people can come in."""
    open_files()
    server = make_server(app, host, port)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)
    gc.enable()
    server.start()
    end_jobs = jobs.start(app)
    # After the jobs, because huey's consumer takes the signals for itself.
    # Kept in a name: the collector takes watchers nobody holds, and then the process hears no signal.
    asked = [gevent.signal_handler(name, stop, server, app) for name in (signal.SIGTERM, signal.SIGINT)]
    (told or _print)(address(server, host))
    server.serve_forever()
    for one in asked:
        one.cancel()
    end_jobs()


def _print(where: str) -> None:
    sys.stdout.write(f"Deliberate is open at {where}\n")
    sys.stdout.flush()
