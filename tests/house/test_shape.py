"""Where things stand: the same file names in every area, and what pure modules may know."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.support.source import (
    DATABASE,
    PRODUCT,
    PURE,
    ROOT,
    SHELVES,
    SUBAREAS,
    WEB,
    areas,
    calls,
    files,
    pure_modules,
    short,
    tree,
)

LAYERS = {*PURE, *DATABASE, *WEB}
# The database's own session, the request's two ends, and what runs outside a request.
MAY_COMMIT = ("deliberate/db/session.py", "deliberate/db/write_gate.py", "deliberate/cli/")
WORDS_LIVE_HERE = ("deliberate/web/words/__init__.py", "deliberate/cli/__init__.py")


def inside(area):
    """Return the names directly inside an area, without those of its own smaller areas."""
    folder = PRODUCT / area.replace(".", "/")
    entries = [path for path in folder.iterdir() if path.name not in {"__pycache__", "__init__.py"}]
    smaller = {name.rpartition(".")[2] for name in SUBAREAS if name.startswith(f"{area}.")}
    return {path.stem for path in entries if path.is_dir() or path.suffix == ".py"} - smaller


def test_every_area_uses_the_same_file_names():
    assert {
        area: sorted(inside(area) - LAYERS - {*SHELVES}) for area in areas() if inside(area) - LAYERS - {*SHELVES}
    } == {}


def test_nothing_is_called_utils():
    banned = {"util", "utils", "helper", "helpers", "misc", "common"}
    assert [short(path) for path in files("deliberate", "chores", "tests") if path.stem in banned] == []


def test_a_package_says_what_it_is_and_loads_nothing():
    packages = [
        path for path in files("deliberate") if path.name == "__init__.py" and short(path) not in WORDS_LIVE_HERE
    ]
    imports = (ast.Import, ast.ImportFrom)
    assert [short(path) for path in packages if not ast.get_docstring(tree(path))] == []
    assert [short(path) for path in packages if any(isinstance(node, imports) for node in ast.walk(tree(path)))] == []


def test_pure_modules_load_neither_flask_nor_sqlalchemy():
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(sorted({'flask', 'sqlalchemy', 'wtforms', 'gevent', 'flask_babel'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *pure_modules()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_only_the_clock_reads_the_clock():
    readers = [
        f"{short(path)}:{call.lineno}"
        for path in files("deliberate")
        if path != PRODUCT / "kit" / "clock.py"
        for name in ("now", "utcnow", "today")
        for call in calls(path, name)
        if ast.unparse(call.func) in {"datetime.now", "datetime.utcnow", "date.today", "datetime.today"}
    ]
    assert readers == []


def test_only_the_edges_commit():
    writers = [
        f"{short(path)}:{call.lineno}"
        for path in files("deliberate")
        if not short(path).startswith(MAY_COMMIT)
        for call in calls(path, "commit")
        if isinstance(call.func, ast.Attribute)
    ]
    assert writers == []
