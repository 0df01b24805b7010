#!/usr/bin/env python3
"""Every chore of the project: `python3 dev.py --help` lists them. Needs nothing but Python 3.11."""

from __future__ import annotations

import argparse
import sys

from chores import services, setup
from chores.ground import Stop, old_python, say


def main(arguments: list[str] | None = None) -> int:
    """Run one chore and return its exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    chores = parser.add_subparsers(dest="chore", required=True, metavar="chore")
    chore = chores.add_parser("setup", help="make .venv and install the locked packages into it")
    chore.set_defaults(do=lambda _: setup.prepare("dev"))
    chore = chores.add_parser("services", help="start PostgreSQL and Redis for direct pytest runs, or --stop them")
    chore.add_argument("--stop", action="store_true")
    chore.set_defaults(do=lambda options: services.stop_running() if options.stop else services.leave_running())
    options = parser.parse_args(arguments)
    if problem := old_python():
        sys.exit(problem)
    try:
        return int(options.do(options) or 0)
    except Stop as stop:
        say(f"dev.py {options.chore}: {stop}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
