"""Catalogues of sentences: extracted, updated, compiled and checked.

The only chore module that runs inside the environment, because it needs Babel: `.venv/bin/python -m chores.catalogues`.
Nothing in a catalogue changes when no sentence changes: no line numbers, no dates, no guessing, one order.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chores.faults import message_faults, texts
from chores.ground import CATALOGUES, ROOT
from chores.residents import residents_sentences
from chores.testing import in_ci
from chores.traditional import SIMPLIFIED, TRADITIONAL, convert

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = CATALOGUES / "messages.pot"
# Whether every sentence must be there; English is its own source.
LANGUAGES = {SIMPLIFIED: True, TRADITIONAL: True, "en": False, "ja": False, "ko": False}
# These owe what residents read. Who writes a sentence may not know them: only the shared build insists.
OWING = ("ja", "ko")
METHODS = [("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2"), ("deliberate/**.py", "python")]
OPTIONS = {"jinja2": {"trimmed": "true", "encoding": "utf-8"}, "python": {"encoding": "utf-8"}}
HEADER = """\
# Sentences of Deliberate: the English one is the key.
# Made by `python3 dev.py translate`; distributed under the licence of the project (see LICENSE).
#"""
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext"), None),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
    **dict.fromkeys(("pgettext", "lazy_pgettext"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}


def path_of(language: str) -> Path:
    """Return where a language's sentences stand."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def extract() -> Catalog:
    """Gather every marked sentence of templates and Python into a template catalogue."""
    catalog = empty()
    folders = [ROOT / name for name in ("deliberate", "templates") if (ROOT / name).is_dir()]
    for folder in folders:
        methods = [(pattern, method) for pattern, method in METHODS if pattern.startswith(folder.name)]
        relative = [(pattern.split("/", 1)[1], method) for pattern, method in methods]
        options = {pattern: OPTIONS[method] for pattern, method in relative}
        found = extract_from_dir(str(folder), relative, options, keywords=KEYWORDS, comment_tags=("Translators:",))
        for file, line, message, comments, context in found:
            where = [(f"{folder.name}/{file}", line)]
            catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def empty(language: str | None = None) -> Catalog:
    """Return a catalogue whose header never changes by itself."""
    fixed = datetime(2026, 1, 1, tzinfo=UTC)
    return Catalog(language, header_comment=HEADER, project="Deliberate", version="1", creation_date=fixed, fuzzy=False)


def load(path: Path, language: str | None = None) -> Catalog:
    """Read a catalogue, or an empty one where there is none yet."""
    if not path.exists():
        return empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def sentences(catalog: Catalog) -> set[tuple[object, object]]:
    """Return what identifies the sentences of a catalogue."""
    return {(message.id, message.context) for message in catalog if message.id}


def update(*, tidy: bool = False) -> None:
    """Bring template and languages up to date; untouched when nothing changed.

    A sentence that left the source keeps its translation in a comment until `tidy`, in case it comes back.
    """
    fresh = extract()
    if sentences(fresh) != sentences(load(TEMPLATE)) or not TEMPLATE.exists():
        TEMPLATE.parent.mkdir(exist_ok=True)
        save(fresh, TEMPLATE)
    for language in LANGUAGES:
        path = path_of(language)
        catalog = load(path, language)
        if path.exists() and sentences(catalog) == sentences(fresh) and not (tidy and catalog.obsolete):
            continue
        follow(catalog, fresh)
        if tidy:
            catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        save(catalog, path)
    traditional = load(path_of(TRADITIONAL), TRADITIONAL)
    if convert(traditional, load(path_of(SIMPLIFIED), SIMPLIFIED)):
        save(traditional, path_of(TRADITIONAL))


def follow(catalog: Catalog, fresh: Catalog) -> None:
    """Take over the sentences of `fresh`, reviving translations that were set aside."""
    aside = dict(catalog.obsolete)
    # A copy: Babel keeps the new sentences themselves, and the next language would find this one's words in them.
    catalog.update(deepcopy(fresh), no_fuzzy_matching=True, update_creation_date=False)
    for key, message in aside.items():
        current = catalog.get(message.id, message.context)
        if current is not None and not current.string:
            current.string = message.string
        if current is not None:
            catalog.obsolete.pop(key, None)


def save(catalog: Catalog, path: Path) -> None:
    """Write a catalogue sorted and unwrapped, so that a difference shows sentences and nothing else."""
    for message in catalog:
        message.locations = []
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, no_location=True)
    temporary.replace(path)


def compile_stale() -> None:
    """Write the .mo files that are older than their .po."""
    for language in LANGUAGES:
        source, target = path_of(language), path_of(language).with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            temporary = target.with_suffix(".new")
            with temporary.open("wb") as file:
                write_mo(file, load(source, language))
            temporary.replace(target)


def faults() -> list[str]:
    """Tell what is stale, empty, or lost between a sentence and its translation."""
    fresh = extract()
    found = [f"stale: {TEMPLATE.name}"] if sentences(load(TEMPLATE)) != sentences(fresh) else []
    for language, full in LANGUAGES.items():
        catalog = load(path_of(language), language)
        if sentences(catalog) != sentences(fresh):
            found.append(f"stale: {language}; type: python3 dev.py translate")
        for message in catalog:
            found += [
                f"{language}: {fault}: {message.id!r}"
                for fault in message_faults(message, full=full, language=language)
            ]
    if convert(load(path_of(TRADITIONAL), TRADITIONAL), load(path_of(SIMPLIFIED), SIMPLIFIED)):
        found.append(f"stale: {TRADITIONAL} is not what {SIMPLIFIED} converts to; type: python3 dev.py translate")
    return found


def missing(language: str) -> list[str]:
    """Return the residents' sentences a language has no translation for."""
    spoken = {(each.id, each.context) for each in load(path_of(language), language) if all(texts(each.string))}
    return sorted(str(sentence) for sentence, _context in residents_sentences(extract()) - spoken)


def debts() -> list[str]:
    """Tell which languages lack how many of the residents' sentences."""
    counted = {language: len(missing(language)) for language in OWING}
    return [
        f"{language} owes {number} sentences to residents; type: python3 dev.py translate --missing {language}"
        for language, number in counted.items()
        if number
    ]


def main(what: str, language: str = "") -> int:
    """Do one of `update`, `tidy`, `compile`, `check`, or list what is `missing` in a language."""
    if what == "missing":
        print("\n".join(missing(language)) or f"{language}: nothing is missing on residents' pages")
        return 0
    if what == "check":
        found, owed = faults(), debts()
        print("\n".join([*found, *owed]) or "catalogues: fresh and complete")
        return 1 if found or (owed and in_ci()) else 0
    if what == "compile":
        compile_stale()
    else:
        update(tidy=what == "tidy")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
