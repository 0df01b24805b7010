"""Writing the record: append, erase, anchor. Nothing here changes or removes an entry."""

from __future__ import annotations

import secrets
from datetime import UTC
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from deliberate.db.base import db
from deliberate.kit.bus import bus
from deliberate.kit.events import Event
from deliberate.ledger import queries
from deliberate.ledger.models import Anchor, Entry, Head
from deliberate.ledger.rules import FIRST, canonical, entry_digest, payload_digest, sha256

if TYPE_CHECKING:
    from datetime import datetime


@bus.on(Event)
def record(event: Event) -> None:
    """Append an event to its stream, in the transaction that made it true."""
    head = _lock_head(event.stream)
    salt, payload = secrets.token_hex(16), dict(event.payload())
    entry = Entry(
        stream=event.stream,
        seq=head.seq + 1,
        at=event.at.astimezone(UTC),
        actor_id=event.actor_id,
        verb=event.verb,
        subject=event.subject,
        payload=payload,
        salt=salt,
        payload_digest=payload_digest(salt, payload),
        previous=head.digest,
        digest="",
    )
    entry.digest = entry_digest(queries.as_sealed(entry))
    head.seq, head.digest = entry.seq, entry.digest
    db.session.add(entry)


def _lock_head(stream: str) -> Head:
    """Return the stream's end, locked until the transaction ends; two first writers meet on its primary key."""
    locked = select(Head).where(Head.stream == stream).with_for_update()
    head = db.session.scalar(locked)
    if head is None:
        insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        db.session.execute(insert(Head).values(stream=stream, seq=0, digest=FIRST).on_conflict_do_nothing())
        head = db.session.scalars(locked).one()
    return head


def erase_payloads(subject: str) -> int:
    """Erase what was said about a subject, with its salts; the chain still verifies, with marked gaps.

    Law: personal-information protection law, art. 47. Returns the number of entries erased.
    """
    erased = db.session.execute(update(Entry).where(Entry.subject == subject).values(payload=None, salt=None))
    return int(getattr(erased, "rowcount", 0))


def anchor(signing_key: str, now: datetime) -> Anchor:
    """Sign the heads of all streams; `signing_key` is 32 bytes in hexadecimal."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(signing_key))
    heads = {stream: list(head) for stream, head in sorted(queries.heads().items())}
    digest = sha256(canonical({"at": now.isoformat(), "heads": heads}))
    made = Anchor(
        at=now,
        heads=heads,
        digest=digest,
        signature=key.sign(bytes.fromhex(digest)).hex(),
        public_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
    )
    db.session.add(made)
    return made
