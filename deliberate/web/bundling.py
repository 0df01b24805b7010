"""ES modules joined into one, so that a phone far from the server asks once instead of twenty times.

Each module becomes a function that is called once, in the order in which they need each other, and hands on what it
exports; but for lines of comment and the margin nothing is taken out, renamed or shortened. It understands the forms
our modules and the vendored ones use, and refuses what it does not: cycles, exports of things that change later,
loading by a relative path from another folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

IMPORT = re.compile(
    r"""^import\s*(?:(?P<default>[\w$]+)\s*,?\s*)?(?:\{(?P<names>[^}]*)\}\s*)?"""
    r"""(?:from\s*)?['"](?P<path>[^'"]+)['"];?[ \t]*$""",
    re.MULTILINE,
)
DECLARED = re.compile(
    r"^export\s+(?P<default>default\s+)?(?P<kind>(?:async\s+)?function\*?|class|const)\s+(?P<name>[\w$]+)",
    re.MULTILINE,
)
# Minified files export in the middle of their last line.
LISTED = re.compile(r"(?:^|(?<=[;}]))export\s*\{(?P<names>[^}]*)\}\s*;?", re.MULTILINE)
# Lines that only say why: whoever reads the code reads it where it is kept, and a phone pays for every letter.
SAID = re.compile(r"^[ \t]*//.*\n?", re.MULTILINE)
# The margin too: a template of ours drops a line break with the spaces around it.
MARGIN = re.compile(r"^\s+", re.MULTILINE)
LEFT_OVER = re.compile(r"^\s*(?:export|import)\b(?!\s*\()", re.MULTILINE)
LOADS_RELATIVE = re.compile(r"""\bimport\(\s*['"`]\.""")


class CannotJoinError(ValueError):
    """A module in a form that is not understood; a test hears of it before a phone does."""

    def __init__(self, module: str, problem: str) -> None:
        """Say which module, and what is wrong with it."""
        super().__init__(f"{module}: {problem}")


@dataclass
class _Joined:
    """What has been joined so far."""

    read: Callable[[str], str | None]
    folder: PurePosixPath
    names: dict[str, str] = field(default_factory=dict)
    under_way: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    hands_on: dict[str, list[str]] = field(default_factory=dict)
    lent: frozenset[str] = frozenset()

    def take(self, module: str) -> str:
        """Join a module after all it imports; return the name of what it exports. What is lent is not joined again."""
        if module in self.lent:
            return f'lent["{module}"]'
        if module in self.under_way:
            raise CannotJoinError(" → ".join([*self.under_way, module]), "they import each other")
        if module in self.names:
            return self.names[module]
        text = self.read(module)
        if text is None:
            raise CannotJoinError(module, "is not there")
        self.under_way.append(module)
        body = self._imported(module, MARGIN.sub("", SAID.sub("", text)))
        self.under_way.pop()
        body, exported = _exported(body)
        self._refuse_unknown(module, body)
        name = self.names[module] = f"m{len(self.names)}"
        self.hands_on[module] = list(exported)
        hands_on = ", ".join(key if key == value else f"{key}: {value}" for key, value in exported.items())
        self.parts.append(f"// {module}\nconst {name} = (() => {{\n{body.strip()}\nreturn {{ {hands_on} }};\n}})();\n")
        return name

    def _imported(self, module: str, text: str) -> str:
        here = PurePosixPath(module).parent

        def replaced(found: re.Match[str]) -> str:
            name = self.take(normpath(f"{here}/{found['path']}"))
            wanted = [_renamed(one, ": ") for one in _split(found["names"])]
            if found["default"]:
                wanted.insert(0, f"default: {found['default']}")
            return f"const {{ {', '.join(wanted)} }} = {name};" if wanted else ""

        return IMPORT.sub(replaced, text)

    def _refuse_unknown(self, module: str, body: str) -> None:
        if unknown := LEFT_OVER.search(body):
            raise CannotJoinError(module, body[unknown.start() :].strip().splitlines()[0][:80])
        if LOADS_RELATIVE.search(body) and PurePosixPath(module).parent != self.folder:
            raise CannotJoinError(module, f"what it loads by a relative path would be sought in {self.folder}")


def _split(names: str | None) -> list[str]:
    return [one.strip() for one in (names or "").split(",") if one.strip()]


def _renamed(one: str, between: str) -> str:
    """Return `a as b` as what taking a thing apart calls it: `a: b`."""
    return between.join(re.split(r"\s+as\s+", one))


def _exported(text: str) -> tuple[str, dict[str, str]]:
    """Return a module without its exports, and what it exports: by which name, and what it is called inside."""
    exported: dict[str, str] = {}

    def declared(found: re.Match[str]) -> str:
        exported["default" if found["default"] else found["name"]] = found["name"]
        return f"{found['kind']} {found['name']}"

    def listed(found: re.Match[str]) -> str:
        for one in _split(found["names"]):
            inside, _as, outside = one.partition(" as ")
            exported[outside.strip() or inside.strip()] = inside.strip()
        return ""

    return LISTED.sub(listed, DECLARED.sub(declared, text)), exported


def join(entry: str, read: Callable[[str], str | None], host: str = "", *, lends: bool = False) -> str:
    """Return one module that does what `entry` and everything it imports do.

    A `host` is on the page already: what it holds is taken from it, for two copies of a module would not know of each
    other. For that the host is joined with `lends`.
    """
    held = _joined(host, read) if host else None
    joined = _joined(entry, read, frozenset(held.names) if held else frozenset())
    name = joined.names[entry]
    handed = [f"export default {name}.default;" for one in joined.hands_on[entry] if one == "default"]
    handed += [f"export const {{ {one} }} = {name};" for one in joined.hands_on[entry] if one != "default"]
    if lends:
        pairs = ", ".join(f'"{key}": {value}' for key, value in joined.names.items())
        handed.append(f"export const lent = {{ {pairs} }};")
    borrowed = [f"import {{ lent }} from './{PurePosixPath(host).name}';"] if host else []
    return "\n".join([*borrowed, *joined.parts, *handed])


def _joined(entry: str, read: Callable[[str], str | None], lent: frozenset[str] = frozenset()) -> _Joined:
    joined = _Joined(read, PurePosixPath(entry).parent, lent=lent)
    joined.take(entry)
    return joined
