"""Reading the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.ledger.models import Anchor, Entry, Head
from deliberate.ledger.rules import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BATCH = 2_000
COLUMNS = (
    "stream", "seq", "at", "actor_id", "verb", "subject", "payload", "salt", "payload_digest", "previous", "digest",
)  # fmt: skip


def stream_after(stream: str, after: int = 0, limit: int = 500) -> Sequence[Entry]:
    """Return a stream's entries behind `after`, oldest first."""
    found = select(Entry).where(Entry.stream == stream, Entry.seq > after).order_by(Entry.seq).limit(limit)
    return db.session.scalars(found).all()


def latest_of(streams: Sequence[str], limit: int = 200, *, without: Sequence[str] = ()) -> Sequence[Entry]:
    """Return the newest entries of some streams together, newest first, leaving out some verbs."""
    found = select(Entry).where(Entry.stream.in_(streams)).order_by(Entry.at.desc(), Entry.id.desc()).limit(limit)
    return db.session.scalars(found.where(Entry.verb.not_in(without)) if without else found).all()


def head_of(stream: str) -> int:
    """Return the seq of a stream's last entry, 0 when there is none."""
    return db.session.scalar(select(Head.seq).where(Head.stream == stream)) or 0


def heads() -> dict[str, tuple[int, str]]:
    """Return every stream's end."""
    return {row.stream: (row.seq, row.digest) for row in db.session.scalars(select(Head))}


def last_anchor() -> Anchor | None:
    """Return the newest signed set of heads."""
    return db.session.scalar(select(Anchor).order_by(Anchor.id.desc()).limit(1))


def sealed(**entry: Any) -> dict[str, Any]:
    """Return the columns of an entry in the form that is exported and verified."""
    actor_id = entry.pop("actor_id")
    return {**entry, "at": entry["at"].isoformat(), "actor": f"account:{actor_id}" if actor_id else "system"}


def as_sealed(entry: Entry) -> dict[str, Any]:
    """Return an entry in the form that is exported and verified."""
    return sealed(**{name: getattr(entry, name) for name in COLUMNS})


def all_sealed() -> Iterator[dict[str, Any]]:
    """Yield the whole record in the order a verifier wants it."""
    found = select(Entry).order_by(Entry.stream, Entry.seq).execution_options(yield_per=BATCH)
    for entry in db.session.scalars(found):
        yield as_sealed(entry)


def as_signed(made: Anchor) -> dict[str, Any]:
    """Return an anchor in the form that is exported and verified."""
    return {
        "at": made.at.isoformat(),
        "heads": made.heads,
        "digest": made.digest,
        "signature": made.signature,
        "public_key": made.public_key,
    }


def anchors() -> list[dict[str, Any]]:
    """Return every anchor, oldest first."""
    return [as_signed(made) for made in db.session.scalars(select(Anchor).order_by(Anchor.id))]


def exported() -> Iterator[dict[str, Any]]:
    """Yield the lines of an export: what it is, the anchors, every entry, and the ends of the streams."""
    yield {"format": FORMAT}
    for made in anchors():
        yield {"anchor": made}
    yield from all_sealed()
    yield {"heads": {stream: list(head) for stream, head in sorted(heads().items())}}


def counts() -> tuple[int, int]:
    """Return how many entries the record has, and in how many streams."""
    row = db.session.execute(select(func.coalesce(func.sum(Head.seq), 0), func.count())).one()
    return int(row[0]), int(row[1])
