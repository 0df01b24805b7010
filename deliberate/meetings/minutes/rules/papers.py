"""Minutes as files for the binder: one paper, written as DOCX or as PDF; values in, bytes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from docx.document import Document
    from fpdf import FPDF

# TrueType faces with Chinese, Japanese and Korean letters, as Debian, Windows and macOS keep them.
FACES = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simsun.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
)
# What Word asks its own system for, and how it calls the language; a missing face is replaced there by another with the
# same letters. Whoever reads English has Chinese words in it too.
WORD_SCRIPT = ("SimSun", "zh-CN")
WORD_SCRIPTS = {"zh-Hant": ("PMingLiU", "zh-TW"), "ja": ("MS Mincho", "ja-JP"), "ko": ("Batang", "ko-KR")}
# Word takes the faces of a theme before those a style names.
OF_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
A4 = (210, 297)
KEPT = 8
MARGIN, SMALL, NORMAL, LARGE = 20, 9, 11, 18
HEADINGS = {1: 18, 2: 14, 3: 12}
SIGNING = 14
# The height of a row by the size of its letters, and what stands between paragraphs, in millimetres.
ROW, GAP = 0.55, 1.5
# What stays together: a word without spaces, or one letter of a script without them; with the marks that close it.
CLOSING = "，。、；：？！）》」』”’…％,.;:?!)]"
PART = re.compile(rf"\n|(?:[\u2e80-\uffff]|[^\s\u2e80-\uffff]{{1,40}})[{re.escape(CLOSING)}]*[^\S\n]*|[^\S\n]+")


@dataclass(frozen=True)
class Block:
    """One paragraph: a heading of a level, an item of a list, plain or small words, or a line to sign on."""

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Paper:
    """Everything a file of minutes says, in the order it says it, in the reader's language."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    foot: str
    written: datetime | None = None


def face(known: Iterable[str] = FACES) -> str | None:
    """Return a face of this machine with Chinese letters, or None: then there is no PDF, but DOCX and print."""
    return next((path for path in known if Path(path).is_file()), None)


@lru_cache(maxsize=KEPT)
def docx(paper: Paper) -> bytes:
    """Write the paper for word processors."""
    # Only who asks for a file pays for loading this.
    from docx import Document  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    made = Document()
    _dress(made, paper)
    made.add_heading(paper.title, 0)
    for place, block in enumerate(paper.blocks):
        if block.kind == "heading":
            made.add_heading(block.text, block.level)
        else:
            written = made.add_paragraph(block.text, "List Bullet" if block.kind == "point" else None)
            written.paragraph_format.space_before = Pt(SIGNING if block.kind == "sign" else 0)
            written.paragraph_format.keep_with_next = block.kind == "sign" and signed_after(paper.blocks, place) > 0
    _foot(made, paper.foot)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _dress(made: Document, paper: Paper) -> None:
    """Give a file the size of our paper, letters of the reader's script in black, its language, and its own facts."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, RGBColor  # noqa: PLC0415

    face, tongue = WORD_SCRIPTS.get(paper.language, WORD_SCRIPT)
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        font = made.styles[style].font
        font.name, font.color.rgb = face, RGBColor(0, 0, 0)
        faces = made.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        faces.set(qn("w:eastAsia"), face)
        for name in OF_THEME:
            faces.attrib.pop(qn(f"w:{name}"), None)
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), tongue)
    sheet = made.sections[0]
    sheet.page_width, sheet.page_height = (Mm(side) for side in A4)
    facts = made.core_properties
    facts.title, facts.language, facts.author, facts.comments = paper.title, paper.language, "", ""
    if paper.written is not None:
        facts.created = facts.modified = paper.written.astimezone(UTC).replace(tzinfo=None)


def _foot(made: Document, words: str) -> None:
    """Write the foot of every page with its number and how many there are, which Word counts itself."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    line = made.sections[0].footer.paragraphs[0]
    line.alignment = 1
    line.add_run(f"{words} · ")
    for number, field in enumerate(("PAGE", "NUMPAGES")):
        if number:
            line.add_run("/")
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        line._p.append(counted)  # noqa: SLF001 - there is no other way to a field
        counted.append(line.add_run("1")._r)  # noqa: SLF001 - the same


@lru_cache(maxsize=KEPT)
def pdf(paper: Paper, typeface: str) -> bytes:
    """Write the paper for every screen and printer; only the letters it uses are put into the file."""
    from fpdf import FPDF  # noqa: PLC0415

    class Sheet(FPDF):
        def footer(self) -> None:
            self.set_y(-MARGIN + 5)
            self.set_font("paper", size=SMALL - 1)
            self.cell(0, 4, f"{paper.foot} · {self.page_no()}/{{nb}}", align="C")

    made = Sheet(format="A4")
    made.set_margins(MARGIN, MARGIN)
    made.set_auto_page_break(auto=True, margin=MARGIN)
    made.set_title(paper.title)
    made.set_lang(paper.language)
    made.add_font("paper", fname=typeface)
    made.add_page()
    _written(made, Block("heading", paper.title, 1))
    for place, block in enumerate(paper.blocks):
        _written(made, block, signed_after(paper.blocks, place))
    return bytes(made.output())


def signed_after(blocks: Sequence[Block], place: int) -> int:
    """Return how many lines to sign on follow a block; they stay on one sheet with their heading."""
    return len(list(takewhile(lambda one: one.kind == "sign", blocks[place + 1 :])))


def _written(made: FPDF, block: Block, signed: int = 0) -> None:
    size = HEADINGS.get(block.level, SMALL if block.kind == "small" else NORMAL)
    if block.kind in {"heading", "sign"}:
        made.ln(SIGNING / 2 if block.kind == "sign" else 3)
    # A heading alone at the foot of a page says nothing.
    if block.kind == "heading" and made.will_page_break(size * 2 + signed * (SIGNING / 2 + NORMAL * ROW + GAP)):
        made.add_page()
    made.set_font("paper", size=size)
    text = f"· {block.text}" if block.kind == "point" else block.text
    for line in broken(text, made.epw - 2, made.get_string_width):
        made.cell(0, size * ROW, line, new_x="LMARGIN", new_y="NEXT")
    made.ln(GAP)


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break a paragraph into lines: between any two Chinese letters, but no line begins with a mark that closes."""
    lines, line = [], ""
    for part in PART.findall(text.replace("\r\n", "\n")):
        if part == "\n" or (line and measure((line + part).rstrip()) > width):
            lines.append(line.rstrip())
            line = ""
        line += "" if part == "\n" else part
    return [*lines, line.rstrip()]
