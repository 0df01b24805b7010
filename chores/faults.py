"""What can be wrong with a translation: facts, tags or ends lost, foreign marks, another word for a term."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.plurals import get_plural

from chores.ground import CATALOGUES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Message

GLOSSARY = ROOT / "docs" / "glossary.md"
EXCEPTIONS = CATALOGUES / "exceptions.tsv"
COLUMNS = {"zh_Hans_CN": "中文", "ja": "日本語", "ko": "한국어"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|%%|\{\w*\}")
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)[^>]*>")
# Languages whose running text has marks of its own, and the ASCII marks that must not stand beside their letters.
OWN_MARKS = ("zh", "ja")
_FOREIGN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]\s?[,;:!?()]|[,;:!?()][\u3040-\u30ff\u4e00-\u9fff]")
# The same end said in each language's marks: what asks stays a question, what opens a list still opens it.
ENDS = {".": ".。", "?": "?？", ":": ":：", "…": "…", "!": "!！.。"}
# Japanese asks with か, with or without a full stop.
MILD = {"ja": {"?": "?？か。は"}}


def texts(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Return the forms of a sentence: one, or as many as the language has plurals."""
    return list(text) if isinstance(text, list | tuple) else [text or ""]


def message_faults(message: Message, *, full: bool, language: str = "") -> list[str]:
    """Tell what is wrong with one translation; `full` asks that there be one."""
    if not message.id:
        return []
    sources, targets = texts(message.id), texts(message.string)
    if not all(targets):
        return ["empty"] if full or any(targets) else []
    found = ["fuzzy"] if message.fuzzy else []
    if isinstance(message.id, tuple | list) and language and len(targets) != get_plural(language).num_plurals:
        found.append("plurals differ")
    for name, pattern in (("placeholders differ", _PLACEHOLDER), ("HTML tags differ", _TAG)):
        allowed = [Counter(match.group(0) for match in pattern.finditer(source)) for source in sources]
        given = [Counter(match.group(0) for match in pattern.finditer(target)) for target in targets]
        if any(counted not in allowed for counted in given):
            found.append(name)
    if language and not language.startswith("en"):
        found += [fault for target in targets for fault in form_faults(sources[-1], target, language)]
        found += term_faults(sources[-1], targets[-1], language)
    return found


def form_faults(source: str, target: str, language: str) -> list[str]:
    """Tell whether a translation begins, ends or is marked otherwise than its language should."""
    found = []
    # A full-width mark brings its own space.
    before = source[:1].isspace() and target[:1] not in "（「“"
    after = source[-1:].isspace() and target[-1:] not in "：。？"
    if (before, after) != (target[:1].isspace(), target[-1:].isspace()):
        found.append("spaces at the ends differ")
    last = source.rstrip()[-1:]
    allowed = MILD.get(language, {}).get(last, ENDS.get(last, ""))
    if last in ENDS and target.rstrip()[-1:] not in allowed:
        found.append("final punctuation differs")
    if language.startswith(OWN_MARKS) and _FOREIGN.search(_TAG.sub("", _PLACEHOLDER.sub("", target))):
        found.append("ASCII punctuation")
    return found


@cache
def terms(path: Path = GLOSSARY) -> list[tuple[re.Pattern[str], str, dict[str, list[str]]]]:
    """Read the glossary: pattern of the English word, the word, and what may stand for it in each language."""
    head: list[str] = []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            head = []
        elif not head:
            head = cells
        elif COLUMNS["ja"] in head and not line.startswith("|-"):
            row = dict(zip(head, cells, strict=True))
            agreed = {language: row[name].split("、") for language, name in COLUMNS.items()}
            word = row["English"]
            found.append((re.compile(rf"\b{re.escape(word)}(?:s|ed)?\b", re.IGNORECASE), word, agreed))
    return found


@cache
def exceptions(path: Path = EXCEPTIONS) -> set[tuple[str, str]]:
    """Read where a word of the glossary means something else: the word and a piece of the English sentence."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(line[0], line[1]) for line in lines if line[0]}


def term_faults(source: str, target: str, language: str) -> list[str]:
    """Tell which agreed words a translation does without."""
    plain = _PLACEHOLDER.sub("", source)
    return [
        f"“{word}” is {' or '.join(agreed[language])} by docs/glossary.md, unless {EXCEPTIONS.name} says otherwise"
        for pattern, word, agreed in terms()
        if language in agreed
        and pattern.search(plain)
        and not any(one in target for one in agreed[language])
        and not any(word == but and _about(piece, source) for but, piece in exceptions())
    ]


def _about(piece: str, source: str) -> bool:
    return source == piece[1:] if piece.startswith("=") else piece in source
