"""The texts of docs/ as blocks that a page can show: the little Markdown we write, and nothing that could be code.

One text serves the repository and the product, so that they cannot say different things. A line `<a id="name"></a>`
before a heading gives it a name that is the same in every language; pages link to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ANCHOR = re.compile(r'<a id="([a-z0-9-]+)"></a>')
HEADING = re.compile(r"(#{1,3}) (.+)")
BULLET, NUMBERED = re.compile(r"[-*] (.+)"), re.compile(r"\d+\. (.+)")
INLINE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)]+)\)|\[(?P<text>[^\]]+)\]\((?P<url>[^)]+)\)"
    r"|\*\*(?P<strong>.+?)\*\*|`(?P<code>[^`]+)`|\*(?P<soft>[^*]+)\*"
)
_ASCII = 128


@dataclass(frozen=True)
class Piece:
    """A run of text: plain, strong, code, soft, a link or a picture."""

    kind: str
    text: str
    url: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list, table or picture."""

    kind: str
    lines: tuple[Line, ...]
    anchor: str = ""
    cells: tuple[tuple[Line, ...], ...] = ()

    @property
    def plain(self) -> str:
        """Return the words without their dress."""
        return "".join(piece.text for line in self.lines for piece in line)


def pieces(text: str) -> Line:
    """Return a line in its runs."""
    found, end = [], 0
    for hit in INLINE.finditer(text):
        if hit.start() > end:
            found.append(Piece("plain", text[end : hit.start()]))
        found.append(_piece({name: value for name, value in hit.groupdict().items() if value is not None}))
        end = hit.end()
    if end < len(text):
        found.append(Piece("plain", text[end:]))
    return tuple(found)


def _piece(found: dict[str, str]) -> Piece:
    if "picture" in found:
        return Piece("picture", found.get("alt", ""), found["picture"])
    if "url" in found:
        return Piece("link", found["text"], found["url"])
    ((kind, text),) = found.items()
    return Piece(kind, text)


def joined(one: str, two: str) -> str:
    """Join two lines of a paragraph: with a blank, except between Chinese characters."""
    if not one or not two:
        return one or two
    blank = ord(one[-1]) < _ASCII or ord(two[0]) < _ASCII
    return f"{one} {two}" if blank else f"{one}{two}"


@dataclass
class _Reader:
    """Collects lines until a block is whole."""

    blocks: list[Block] = field(default_factory=list)
    kind: str = ""
    texts: list[str] = field(default_factory=list)
    anchor: str = ""

    def end(self) -> None:
        """Put the block at hand to the others."""
        if self.kind == "table":
            rows = [row for row in self.texts if not re.fullmatch(r"[|\s:-]+", row)]
            cells = tuple(tuple(pieces(cell.strip()) for cell in row.strip("| ").split("|")) for row in rows)
            self.blocks.append(Block("table", (), cells=cells))
        elif self.kind:
            self.blocks.append(Block(self.kind, tuple(pieces(text) for text in self.texts)))
        self.kind, self.texts = "", []

    def add(self, kind: str, text: str, *, fresh: bool) -> None:
        """Add a line to a block of this kind; `fresh` begins a new item of a list or row of a table."""
        if self.kind != kind:
            self.end()
            self.kind = kind
        if fresh or not self.texts:
            self.texts.append(text)
        else:
            self.texts[-1] = joined(self.texts[-1], text)

    def take(self, line: str) -> None:
        """Read one line."""
        text = line.strip()
        if not text:
            self.end()
        elif found := ANCHOR.fullmatch(text):
            self.end()
            self.anchor = found[1]
        elif found := HEADING.fullmatch(text):
            self.end()
            self.blocks.append(Block(f"h{len(found[1])}", (pieces(found[2]),), self.anchor))
            self.anchor = ""
        elif text.startswith("|"):
            self.add("table", text, fresh=True)
        elif found := BULLET.fullmatch(text):
            self.add("ul", found[1], fresh=True)
        elif found := NUMBERED.fullmatch(text):
            self.add("ol", found[1], fresh=True)
        elif self.kind in {"ul", "ol"} and line.startswith(" "):
            self.add(self.kind, text, fresh=False)
        else:
            self.add("p", text, fresh=False)


def read_text(text: str) -> tuple[Block, ...]:
    """Return a text as blocks, in order."""
    reader = _Reader()
    for line in text.splitlines():
        reader.take(line)
    reader.end()
    return tuple(reader.blocks)
