"""Roots of batches: one digest that stands for many receipts, in an order that tells nothing of how they came in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAF, NODE = b"\x00", b"\x01"


def root_of(receipts: Iterable[str]) -> str:
    """Return the Merkle root of the receipts, sorted; leaves and nodes are told apart, an odd one moves up unpaired."""
    level = [hashlib.sha256(LEAF + bytes.fromhex(one)).digest() for one in sorted(receipts)]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [hashlib.sha256(NODE + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
        level = pairs + (level[-1:] if len(level) % 2 else [])
    return level[0].hex()
