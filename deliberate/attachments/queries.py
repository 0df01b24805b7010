"""Reading which photos belong to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.attachments.models import Photo
from deliberate.db.base import db

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def photos_of(kind: str, subject_id: int) -> Sequence[Photo]:
    """Return the photos of one subject, in the order they were added."""
    return photos_of_each(kind, [subject_id]).get(subject_id, [])


def photos_of_each(kind: str, subject_ids: Collection[int]) -> Mapping[int, Sequence[Photo]]:
    """Return the photos of several subjects of a kind, in one query."""
    found = select(Photo).where(Photo.subject_kind == kind, Photo.subject_id.in_(subject_ids)).order_by(Photo.id)
    by_subject: dict[int, list[Photo]] = {}
    for photo in db.session.scalars(found) if subject_ids else ():
        by_subject.setdefault(photo.subject_id, []).append(photo)
    return by_subject
