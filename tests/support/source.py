"""Reading our own source, for the tests that keep its conventions."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "deliberate"
TEMPLATES = ROOT / "templates"
PURE = ("states", "events", "rules", "permissions")
DATABASE = ("models", "queries", "services")
WEB = ("forms", "views", "api", "sockets", "commands", "reactions")
FOUNDATIONS = ("kit", "db", "web")
# Fronts and listeners name their files after what they do, not after layers.
FRONTS = ("cli", "demo", "reports", "admin", "api", "realtime")
# Folders of an area that hold pure data or methods, one file each.
SHELVES = ("data", "electorates", "formats", "mapping", "methods", "proofs")
SUBAREAS = (
    "meetings.discussion", "meetings.minutes", "meetings.floor", "meetings.polls", "meetings.agenda", "meetings.notes",
    "meetings.undoing", "meetings.invitations", "meetings.papers", "meetings.order",
    "meetings.tidying",
)  # fmt: skip


@dataclass(frozen=True)
class Function:
    """A function as it stands in a file."""

    path: Path
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def lines(self) -> int:
        """Return its length without decorators."""
        return (self.node.end_lineno or 0) - self.node.lineno + 1

    @property
    def decorators(self) -> list[str]:
        """Return its decorators as they are written."""
        return [ast.unparse(item) for item in self.node.decorator_list]

    def __str__(self) -> str:
        """Say where it is, as an editor wants it."""
        return f"{short(self.path)}:{self.node.lineno} {self.node.name} ({self.lines} lines)"


def short(path: Path) -> str:
    """Return a path as it is called inside the repository."""
    return path.relative_to(ROOT).as_posix()


def files(*folders: str, suffix: str = ".py") -> list[Path]:
    """Return our files of a kind below some folders, without migrations and what others wrote."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob(f"*{suffix}"))]
    return [path for path in found if not {"migrations", "vendor", "__pycache__"} & set(path.parts)]


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Return every function of a file, the inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(path, node)


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    """Return every call of a function or class, by the last part of its name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and name == getattr(node.func, "attr", getattr(node.func, "id", None)):
            yield node


def literals(node: ast.expr) -> list[str]:
    """Return every text an expression may yield when it is a literal or a choice between literals; else nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def areas() -> list[str]:
    """Return the areas that have the inner shape of layers, as dotted names."""
    tops = [path.parent.name for path in sorted(PRODUCT.glob("*/__init__.py"))]
    names = [name for name in tops if name not in FOUNDATIONS and name not in FRONTS]
    return names + [name for name in SUBAREAS if (PRODUCT / name.replace(".", "/") / "__init__.py").exists()]


def module_name(path: Path) -> str:
    """Return what Python calls a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(path: Path) -> str:
    """Return which layer of its area a file belongs to, or nothing: the first name that is one counts."""
    parts = path.relative_to(PRODUCT).with_suffix("").parts
    known = (*PURE, *DATABASE, *WEB, *SHELVES)
    return "" if parts[0] in FOUNDATIONS else next((part for part in parts[1:] if part in known), "")


def pure_modules() -> list[str]:
    """Return every module that promises to know neither the web nor the database."""
    kit = [module_name(path) for path in files("deliberate/kit")]
    return kit + [
        module_name(path)
        for path in files("deliberate")
        if layer_of(path) in {*PURE, "electorates", "formats", "methods", "proofs"}
    ]
