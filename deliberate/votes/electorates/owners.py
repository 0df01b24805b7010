"""Who counts as one owner: one home is one person, unless one buyer has several or the developer has not sold them.

The interpretation of the Supreme People's Court on condominium ownership, art. 8 and 9. Homes are put together only
where the owners are provably the same people: same name and same telephone, or the same verified account. Whoever is
counted apart for want of proof may object to the roll.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deliberate.places.states import Capacity

Speaker = tuple[int, str | None]
DEVELOPER = frozenset({"developer"})
# A list of homes is printed as long as it can be read at a glance.
SHOWN_AT_ONCE = 6


@dataclass(frozen=True, kw_only=True)
class Title:
    """One home as the ownership roll has it; `owners` names them so that the same people are recognised elsewhere."""

    place_id: int
    label: str
    area_dm2: int
    owners: frozenset[str]
    developer: bool = False


def owners_of(
    listed: Iterable[tuple[str, str | None, Capacity]], speakers: Iterable[Speaker], home_id: int
) -> frozenset[str]:
    """Return names of a home's owners that mean the same people everywhere, or only this home where nothing proves it.

    The register goes first; where it names nobody, the owners are those whose papers were seen at the desk.
    """
    lines = list(listed)
    if lines:
        return frozenset(f"{name} {phone}" if phone else f"{name} of {home_id}" for name, phone, _capacity in lines)
    return frozenset(f"account {account_id}" for account_id, _phone in speakers) or frozenset({f"home {home_id}"})


def merged(titles: Iterable[Title]) -> list[list[Title]]:
    """Return the homes put together by owner, in the order of the list: co-owners of one home are one as well."""
    groups: dict[frozenset[str], list[Title]] = {}
    for title in titles:
        groups.setdefault(DEVELOPER if title.developer else title.owners, []).append(title)
    return list(groups.values())


def label_of(homes: Sequence[str]) -> str:
    """Return an owner's homes as the posted list prints them; what is left out is counted."""
    shown, left = homes[:SHOWN_AT_ONCE], len(homes) - SHOWN_AT_ONCE
    return " · ".join(shown) + (f" (+{left})" if left > 0 else "")
