#!/usr/bin/env python3
"""Every chore of the project; needs nothing but Python 3.11 on Linux, macOS or Windows."""

from __future__ import annotations

import argparse
import sys

from chores import checks, services, setup, start, testing
from chores.ground import Stop, old_python, say

PORT = 8000


def main(arguments: list[str] | None = None) -> int:
    """Run one chore and return its exit code."""
    if problem := old_python():
        sys.exit(problem)
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and not options.passes_on:
        parser.error(f"dev.py {options.chore} does not know: {' '.join(rest)}")
    options.rest = rest
    try:
        return int(options.do(options) or 0)
    except Stop as stop:
        say(f"dev.py {options.chore}: {stop}")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, allow_abbrev=False)
    chores = parser.add_subparsers(dest="chore", required=True, metavar="chore")
    parser.set_defaults(passes_on=False)
    _add_starting(chores)
    _add_testing(chores)
    _add_checking(chores)
    return parser


def _add_starting(chores: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    chore = chores.add_parser("run", help="install what is missing, load the demo community and serve it")
    chore.add_argument(
        "--host", default="127.0.0.1", help="0.0.0.0 lets phones of your network in (default: %(default)s)"
    )
    chore.add_argument("--port", type=int, default=PORT, help="default: %(default)s")
    chore.add_argument("--fresh", action="store_true", help="forget the demo's data and begin anew")
    chore.set_defaults(do=lambda options: start.serve(options.host, options.port, fresh=options.fresh))

    chore = chores.add_parser("setup", help="make .venv and install the locked packages into it")
    chore.set_defaults(do=lambda _: setup.prepare("dev"))

    chore = chores.add_parser("lock", help="write the hash-locked package lists anew from pyproject.toml")
    chore.add_argument("--upgrade", action="store_true", help="take the newest versions pyproject.toml allows")
    chore.set_defaults(do=lambda options: checks.lock(upgrade=options.upgrade))


def _add_testing(chores: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    chore = chores.add_parser("test", help="run the tests; what follows goes to pytest", allow_abbrev=False)
    chore.add_argument("--strict", action="store_true", help="fail when a kind of test had to be skipped, as CI does")
    chore.set_defaults(do=lambda options: testing.test(options.rest, strict=options.strict or testing.in_ci()))
    chore.set_defaults(passes_on=True)

    chore = chores.add_parser("services", help="start PostgreSQL and Redis for pytest run by hand, or stop them")
    chore.add_argument("--stop", action="store_true", help="end what an earlier call started")
    chore.set_defaults(do=lambda options: services.stop_running() if options.stop else services.leave_running())

    # Without help of its own: `bench room --help` is for the measure, and `bench` alone lists them.
    chore = chores.add_parser(
        "bench",
        help="measure; alone it lists what; what follows goes to the measure",
        add_help=False,
        allow_abbrev=False,
    )
    chore.add_argument("what", nargs="?", default="")
    chore.set_defaults(do=lambda options: checks.bench(options.what, options.rest), passes_on=True)


def _add_checking(chores: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, chore_help, do in (
        ("check", "everything but the tests: lint, types, sentences", checks.check),
        ("lint", "style, format and import contracts", checks.lint),
        ("types", "mypy, strict where modules are pure", checks.types),
        ("docs", "write docs/permissions.md anew from the program", checks.docs),
        ("pictures", "take the pictures of docs/pictures anew", checks.pictures),
    ):
        chores.add_parser(name, help=chore_help).set_defaults(do=lambda _, do=do: do())
    chore = chores.add_parser("translate", help="gather sentences and bring every language up to date")
    for name, option_help in (
        ("check", "tell what is stale, empty or broken, change nothing"),
        ("compile", "write the .mo files the product reads"),
        ("tidy", "also drop the translations of sentences that are gone"),
    ):
        chore.add_argument(f"--{name}", dest="what", action="store_const", const=name, help=option_help)
    chore.add_argument("--missing", metavar="LANGUAGE", help="list the residents' sentences it lacks, such as ja")
    chore.set_defaults(
        do=lambda options: (
            checks.translate("missing", options.missing)
            if options.missing
            else checks.translate(options.what or "update")
        )
    )


if __name__ == "__main__":
    sys.exit(main())
