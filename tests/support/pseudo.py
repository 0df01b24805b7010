"""Two languages nobody speaks, made when tests run: one runs long, one runs from right to left.

They borrow locales that Babel knows (Greek for its long words, Arabic for its direction and six plurals) and fill them
with the English sentences, accented and in brackets. A word without accents on a page is one nobody can translate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo

from chores.catalogues import empty, extract
from chores.ground import CATALOGUES

if TYPE_CHECKING:
    from pathlib import Path

LONG, REVERSED = "el", "ar"
OPENING, CLOSING = "⟦", "⟧"
GROWTH = 0.4
FILLER = "ξεχωριστό μάκρος χωρίς νόημα "
_ACCENTS = str.maketrans("aeiouycnsdtlrgzAEIOUYCNSDTLRGZ", "àéîöûýçñšđţļřğžÀÉÎÖÛÝÇÑŠĐŢĻŘĞŽ")
# What must stay as it is: facts, tags, signs of a program.
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>|&\w+;)")


def spoken(sentence: str) -> str:
    """Return a sentence as the invented languages say it: accented, bracketed, about two fifths longer."""
    parts = [part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in _KEPT.split(sentence)]
    more = round(len(_KEPT.sub("", sentence)) * GROWTH)
    tail = (FILLER * (more // len(FILLER) + 1))[:more].strip()
    return f"{OPENING}{''.join(parts)}{' ' + tail if tail else ''}{CLOSING}"


def write_catalogues(folder: Path) -> Path:
    """Lay the real languages and the two invented ones into a folder; return it."""
    for real in CATALOGUES.iterdir():
        if real.is_dir():
            (folder / real.name).symlink_to(real)
    sentences = extract()
    for language in (LONG, REVERSED):
        catalog = empty(language)
        for message in sentences:
            if not message.id:
                continue
            forms = list(message.id) if isinstance(message.id, (list, tuple)) else []
            made = [spoken(forms[0]), *[spoken(forms[-1])] * (catalog.num_plurals - 1)] if forms else spoken(message.id)
            catalog.add(message.id, made, context=message.context)
        target = folder / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        with (target / "messages.mo").open("wb") as file:
            write_mo(file, catalog)
    return folder
