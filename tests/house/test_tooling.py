"""The chores: they run on a bare machine, and the lists they install name no host."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.support.source import PRODUCT, ROOT, areas, files, short, tree

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]
# What keeps the sentences runs inside the environment, because it needs Babel and OpenCC; one of them is called.
INSIDE = {ROOT / "chores" / f"{name}.py" for name in ("catalogues", "faults", "residents", "traditional")}


def imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def test_chores_need_only_the_standard_library():
    ours = [ROOT / "dev.py", *(path for path in files("chores") if path not in INSIDE)]
    foreign = {name for path in ours for name in imported(path)} - set(sys.stdlib_module_names) - {"chores"}
    assert foreign == set()
    inside = re.compile(rf"from chores\.({'|'.join(path.stem for path in INSIDE)}) import")
    assert [short(path) for path in ours if inside.search(path.read_text(encoding="utf-8"))] == []


def test_the_help_lists_every_chore():
    done = subprocess.run([sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for chore in ("run", "setup", "test", "lint", "types", "translate", "bench", "lock", "services", "check"):
        assert re.search(rf"^ +{chore}\b", done.stdout, re.MULTILINE), chore


def test_bench_alone_lists_every_measure_with_what_it_measures():
    done = subprocess.run([sys.executable, "dev.py", "bench"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [name for name, _what in named] == sorted(path.stem for path in (ROOT / "bench").glob("[!_]*.py"))
    assert all(what.endswith(".") for _name, what in named)


def test_an_unknown_option_is_refused():
    done = subprocess.run(
        [sys.executable, "dev.py", "lint", "--fats"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--fats" in done.stderr


@pytest.mark.parametrize("kind", ["base", "dev"])
def test_locks_hold_hashes_and_name_no_host(kind):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==\S+(?: ;[^\\\n]*)? \\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9][^\n]*==", text, re.MULTILINE)) > 40
    assert re.search(r"://|index-url|find-links|trusted-host", text) is None


def test_the_locks_agree():
    def pins(kind):
        text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9][\w.-]*==\S+)", text, re.MULTILINE))

    assert pins("base") <= pins("dev")


def test_the_locks_hold_what_the_project_asks_for():
    asked = [re.match(r"[\w-]+", item).group(0) for item in SETTINGS["project"]["dependencies"]]
    text = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    assert [name for name in asked if not re.search(rf"^{name}==", text, re.MULTILINE)] == []


def test_the_ladder_lists_every_area():
    ladder = CONTRACTS[0]
    rungs = {name.strip(" ()") for layer in ladder["layers"] for name in layer.split("|")}
    built = {path.parent.name for path in PRODUCT.glob("*/__init__.py")}
    assert ladder["exhaustive"]
    assert built - rungs == set()


def test_every_area_is_held_to_its_inner_order():
    held = {name for contract in CONTRACTS for name in contract.get("containers", [])}
    assert [area for area in areas() if f"deliberate.{area}" not in held] == []


def test_every_ignored_rule_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.pylint]")]
    codes = [line for line in section.splitlines() if re.search(r'"[A-Z]{1,4}\d*"', line) and "select" not in line]
    assert [line for line in codes if not re.search(r"# \w+", line)] == []
