"""Telling people: rows in the inbox, written in the transaction of the event, so that none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, update

from deliberate.db.base import db
from deliberate.kit.events import plain
from deliberate.notifications.models import Notification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Message:
    """What is told: the sentence's code, its facts, where it leads, and when."""

    code: str
    url: str
    at: datetime
    facts: Mapping[str, object]


def tell(people: Iterable[int | None], message: Message, *, besides: int | None = None) -> int:
    """Put a message into inboxes, once a person; nobody is told what they did themselves (`besides`)."""
    told = {person for person in people if person} - {besides}
    facts = {name: plain(value) for name, value in message.facts.items()}
    rows = [
        {"account_id": person, "code": message.code, "facts": facts, "url": message.url, "at": message.at}
        for person in sorted(told)
    ]
    if rows:
        db.session.execute(insert(Notification), rows)
    return len(rows)


def mark_read(account_id: int, now: datetime, notification_id: int | None = None) -> None:
    """Mark one message as read, or all of them."""
    waiting = update(Notification).where(Notification.account_id == account_id, Notification.read_at.is_(None))
    if notification_id is not None:
        waiting = waiting.where(Notification.id == notification_id)
    db.session.execute(waiting.values(read_at=now))
