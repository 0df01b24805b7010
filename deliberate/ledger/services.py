"""Writing the record: append, erase, anchor. Nothing here changes or removes an entry."""

from __future__ import annotations

import os
import secrets
from datetime import UTC
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import bindparam, insert, null, select, update
from sqlalchemy.dialects import postgresql, sqlite

from deliberate.db.base import db
from deliberate.db.session import ensure_writer, noted
from deliberate.kit.bus import bus, publish
from deliberate.kit.events import Event
from deliberate.ledger import queries
from deliberate.ledger.events import PayloadsErased
from deliberate.ledger.models import Anchor, Entry, Head
from deliberate.ledger.rules import FIRST, anchor_digest, entry_digest, payload_digest

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

# Put together once: every event asks for it. Rows, not objects: nobody keeps what is written here.
_ENTRY, _END = Entry.__table__, Head.__table__
_HEAD = select(_END.c.seq, _END.c.digest).where(_END.c.stream == bindparam("stream")).with_for_update()
_APPEND = insert(_ENTRY)
_MOVE = (
    update(_END)
    .where(_END.c.stream == bindparam("of_stream"))
    .values(seq=bindparam("to_seq"), digest=bindparam("to_digest"))
)


@bus.on(Event)
def record(event: Event) -> None:
    """Append an event to its stream, in the transaction that made it true."""
    ensure_writer()
    # What the event tells of is written before it: an entry never stands beside nothing.
    db.session.flush()
    connection = db.session.connection()
    seq, previous = _lock_head(connection, event.stream)
    salt, payload = secrets.token_hex(16), dict(event.payload())
    entry: dict[str, Any] = {
        "stream": event.stream,
        "seq": seq + 1,
        "at": event.at.astimezone(UTC),
        "actor_id": event.actor_id,
        "verb": event.verb,
        "subject": event.subject,
        "payload": payload,
        "salt": salt,
        "payload_digest": payload_digest(salt, payload),
        "previous": previous,
    }
    digest = entry["digest"] = entry_digest(queries.sealed(**entry))
    connection.execute(_APPEND, entry)
    connection.execute(_MOVE, {"of_stream": event.stream, "to_seq": seq + 1, "to_digest": digest})
    noted()[event.stream, event.subject, event.verb] = seq + 1


def _lock_head(connection: Connection, stream: str) -> tuple[int, str]:
    """Return the stream's end, locked until the transaction ends; two first writers meet on its primary key."""
    head = connection.execute(_HEAD, {"stream": stream}).first()
    if head is None:
        once = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        connection.execute(once(_END).values(stream=stream, seq=0, digest=FIRST).on_conflict_do_nothing())
        head = connection.execute(_HEAD, {"stream": stream}).one()
    return head.seq, head.digest


def erase_payloads(subject: str, *, actor_id: int | None, now: datetime) -> int:
    """Erase what was said about a subject, with its salts; the chain still verifies, with marked gaps.

    Law: personal-information protection law, art. 47. Returns the number of entries erased.
    """
    erased = db.session.execute(
        update(Entry).where(Entry.subject == subject, Entry.salt.is_not(None)).values(payload=null(), salt=None)
    )
    entries = int(getattr(erased, "rowcount", 0))
    publish(PayloadsErased(actor_id=actor_id, at=now, erased_subject=subject, entries=entries))
    return entries


def signing_key(folder: Path) -> str:
    """Return the key anchors are signed with: made once, kept beside the data, readable by its owner only."""
    kept = folder / "ledger_key"
    if not kept.exists():
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return kept.read_text(encoding="ascii").strip()


def anchor(key_in_hex: str, now: datetime) -> Anchor:
    """Sign the heads of all streams; `key_in_hex` is 32 bytes in hexadecimal."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key_in_hex))
    at = now.astimezone(UTC)
    heads = {stream: list(head) for stream, head in sorted(queries.heads().items())}
    digest = anchor_digest(at.isoformat(), heads)
    made = Anchor(
        at=at,
        heads=heads,
        digest=digest,
        signature=key.sign(bytes.fromhex(digest)).hex(),
        public_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
    )
    db.session.add(made)
    return made
