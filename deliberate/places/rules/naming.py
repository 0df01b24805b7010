"""Names of places in addresses, and which kind of place may stand in which."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.places.states import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST_SLUG = 60
LONGEST_NAME = 100
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug_part(name: str) -> str:
    """Return a name as it may stand in an address: its Latin letters and digits, else a short digest."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    latin = re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return latin.strip("-")[:40].strip("-") or "p" + hashlib.sha256(name.encode()).hexdigest()[:6]


def free_slug(wanted: str, taken: Container[str]) -> str:
    """Return the wanted name for addresses, with a number behind it where it is taken."""
    base = wanted[: LONGEST_SLUG - 5].strip("-")
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def why_not_name(name: str, slug: str, *, taken: bool) -> Refusal | None:
    """Return what is wrong with a place's name or with its name in addresses."""
    if not name.strip() or len(name) > LONGEST_NAME:
        return Refusal("places.bad_name", longest=LONGEST_NAME)
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        return Refusal("places.bad_slug")
    return Refusal("places.slug_taken", slug=slug) if taken else None


def why_not_below(kind: PlaceKind, parent: PlaceKind | None) -> Refusal | None:
    """Return why a kind of place may not stand in another: only wider holds narrower."""
    order = list(PlaceKind)
    if parent is not None and order.index(kind) <= order.index(parent):
        return Refusal("places.wrong_order", kind=kind, parent=parent)
    if parent is None and kind in {PlaceKind.building, PlaceKind.unit}:
        return Refusal("places.needs_parent", kind=kind)
    return None


def why_not_category(name: str, *, taken: bool) -> Refusal | None:
    """Return what is wrong with the name of a category."""
    if not name.strip() or len(name) > LONGEST_NAME:
        return Refusal("places.bad_name", longest=LONGEST_NAME)
    return Refusal("places.category_taken", name=name) if taken else None
