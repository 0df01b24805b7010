"""The bundle of a vote: the same bytes from the same facts, whoever packs them and whenever."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deliberate.ledger.rules import canonical
from deliberate.votes.proofs.receipts import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

HEADINGS = ("code", "receipt", "batch", "secret", "choices", "points")
BETWEEN = "|"
# A zip knows no time before this one, and ours shall know none.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
SHIPPED = Path(__file__).parents[1] / "data" / "bundle"
# What these entries say is public; of others only the digest is.
PUBLIC_VERBS = frozenset({"vote.announced", "vote.opened", "vote.sealed", "vote.closed", "vote.tallied", "vote.signed"})


@dataclass(frozen=True)
class Sealed:
    """A ballot as it is published; without choices and secret where too few took part."""

    receipt: str
    batch: int
    secret: str = ""
    choices: tuple[str, ...] = ()
    points: tuple[int, ...] = ()


def table_of(ballots: Iterable[Sealed]) -> bytes:
    """Return the published list: sorted by receipt, an order nobody could choose."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(HEADINGS)
    for one in sorted(ballots, key=lambda ballot: ballot.receipt):
        points = BETWEEN.join(str(given) for given in one.points)
        lines.writerow([code_of(one.receipt), one.receipt, one.batch, one.secret, BETWEEN.join(one.choices), points])
    return written.getvalue().encode()


def spares_table(unused: Iterable[str]) -> bytes:
    """Return the receipts of the spare ballots that stayed shut; the order tells nothing of what is in them."""
    return "".join(f"{receipt}\n" for receipt in ("receipt", *sorted(unused))).encode()


def chain_of(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the record of a vote, one entry a line; what only its moderators read is left out, its digest is not."""
    return b"".join(
        canonical(one if one["verb"] in PUBLIC_VERBS else {**one, "payload": None, "salt": None}) + b"\n"
        for one in entries
    )


def packed(
    *,
    manifest: Any,
    result: Any,
    chain: Sequence[Mapping[str, Any]],
    ballots: Iterable[Sealed],
    unused: Iterable[str] = (),
) -> bytes:
    """Return the zip with everything that a recount needs, and the program that does it."""
    files = {path.name: path.read_bytes() for path in SHIPPED.iterdir() if path.suffix in {".py", ".txt"}}
    files |= {
        "manifest.json": canonical(manifest),
        "result.json": canonical(result),
        "chain.jsonl": chain_of(chain),
        "ballots.csv": table_of(ballots),
        "spares.csv": spares_table(unused),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in sorted(files.items()):
            item = zipfile.ZipInfo(name, NO_TIME)
            item.external_attr, item.create_system = READABLE, 3
            bundle.writestr(item, content)
    return target.getvalue()
