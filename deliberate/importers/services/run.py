"""One import from folder to record: everything or nothing, and the same folder twice changes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.importers.events import Imported
from deliberate.importers.models import ImportRun
from deliberate.importers.queries import run_of, stored
from deliberate.importers.services.ground import districts, ground, subjects
from deliberate.importers.services.store import Store
from deliberate.importers.services.threads import store_comments
from deliberate.kit.bus import publish
from deliberate.places.queries.tree import rule_set_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from deliberate.importers.rules.parsed import Parsed


@dataclass(frozen=True)
class Outcome:
    """Where it went, and what now stands in the database."""

    place_id: int
    slug: str
    counts: dict[str, int]


def digest_of(path: Path) -> str:
    """Return the digest of a file, or of all files of a folder by name."""
    files = [path] if path.is_file() else sorted(item for item in path.iterdir() if item.is_file())
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode())
        with file.open("rb") as opened:
            whole.update(hashlib.file_digest(opened, "sha256").digest())
    return whole.hexdigest()


def take_over(parsed: Parsed, *, slug: str, digest: str, now: datetime, told: Callable[[int], None]) -> Outcome:
    """Write a parsed folder; what an earlier run took over is left as it is."""
    root = ground(parsed.name, slug, now)
    places = districts(root, parsed.places.values())
    categories = subjects(root, {item.category for item in parsed.issues})
    version = rule_set_version(root)
    store = Store(parsed, root=root, places=places, categories=categories, rule_set_version_id=version.id, now=now)
    issues = store.issues(told)
    store_comments(parsed.source, parsed.comments, issues, told)
    store.meetings(told)
    store.actions(store.decisions(), told)
    counts = stored(parsed.source, root.id)
    if run_of(digest, root.id) is not None:
        return Outcome(root.id, root.slug, counts)
    db.session.add(
        ImportRun(
            source=parsed.source, name=parsed.name, place_id=root.id, digest=digest, counts=counts, finished_at=now
        )
    )
    publish(
        Imported(
            actor_id=None,
            at=now,
            place_id=root.id,
            source=parsed.source,
            name=parsed.name,
            digest=digest,
            counts=counts,
        )
    )
    return Outcome(root.id, root.slug, counts)
