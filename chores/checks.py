"""What must hold before a change lands: style, contracts, types, sentences."""

from __future__ import annotations

import ast
import sys
from contextlib import redirect_stdout

from chores import setup, start
from chores.ground import PYTHON, ROOT, SCRIPTS, Stop, module, run, say

UV = ROOT / "build" / "uv"


def lint() -> int:
    """Check style, format and the direction of imports; show everything that is wrong, not only the first."""
    setup.prepare("dev")
    style = module("ruff", "check", "--quiet")
    shape = module("ruff", "format", "--check", "--quiet")
    contracts = run([SCRIPTS / "lint-imports", "--no-logo"])
    return 1 if style or shape or contracts else 0


def types() -> int:
    """Check the types: strictly in pure modules and chores, normally everywhere else."""
    setup.prepare("dev")
    product = module("mypy")
    chores = module("mypy", "--strict", "-p", "chores")
    return 1 if product or chores else 0


def translate(what: str, language: str = "") -> int:
    """Update, tidy, compile or check the catalogues of sentences, or tell what a language lacks."""
    setup.prepare("dev")
    return module("chores.catalogues", what, *([language] if language else []))


def check() -> int:
    """Do everything but the tests."""
    found = {"lint": lint(), "types": types(), "translate --check": translate("check")}
    failed = [name for name, code in found.items() if code]
    say(f"check: {'failed in ' + ', '.join(failed) if failed else 'all well'}")
    return 1 if failed else 0


def docs() -> int:
    """Write anew the pages that are made from the program."""
    setup.prepare("base")
    start.compile_catalogues()
    return run([SCRIPTS / "deliberate", "docs", "permissions"])


def pictures() -> int:
    """Take the pictures of the documentation anew, from a demonstration of its own."""
    setup.prepare("dev")
    start.compile_catalogues()
    return module("tests.browser.pictures")


def bench(what: str, arguments: list[str]) -> int:
    """Run one measure of `bench/` and let it print its JSON; without a name, say which there are."""
    measures = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    if not what:
        for name, path in measures.items():
            say(f"{name:12} " + (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0])
        return 0
    if what not in measures:
        message = f"there is no measure {what!r}; known: {', '.join(measures)}"
        raise Stop(message)
    # What a measure prints is read by programs, so what comes before it is told elsewhere.
    with redirect_stdout(sys.stderr):
        setup.prepare("dev")
        start.compile_catalogues()
    return run([PYTHON, measures[what], *arguments])


def lock(*, upgrade: bool) -> int:
    """Write the hash-locked lists anew from pyproject.toml; they name no host, so that any mirror serves."""
    setup.make_environment(UV)
    python = setup.python_of(UV)
    code = run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    options += ["--quiet", *(["--upgrade"] if upgrade else [])]
    for kind, more in (("base", []), ("dev", ["--extra", "dev", "-c", "requirements/base.txt"])):
        out = ["-o", f"requirements/{kind}.txt"]
        code = code or run([python, "-m", "uv", "pip", "compile", "pyproject.toml", *more, *options, *out])
    return code
