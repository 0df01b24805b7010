"""Who is told of conversations of statements: the neighbours when one begins, whoever answered when it is over."""

from __future__ import annotations

from deliberate.db.base import db
from deliberate.kit.bus import bus
from deliberate.notifications import queries
from deliberate.notifications.services import Message, tell
from deliberate.opinions.events import ConversationClosed, ConversationOpened
from deliberate.opinions.models import Conversation
from deliberate.opinions.queries import who_answered


@bus.on(ConversationOpened)
def _opened(event: ConversationOpened) -> None:
    """Tell the neighbours once; a conversation that is opened again is no news to them."""
    held = db.session.get_one(Conversation, event.conversation_id)
    if held.opened_at == event.at:
        message = Message("conversation.opened", f"/opinions/{held.id}", event.at, {"title": event.title})
        tell(queries.neighbours(held.place), message, besides=event.actor_id)


@bus.on(ConversationClosed)
def _closed(event: ConversationClosed) -> None:
    held = db.session.get_one(Conversation, event.conversation_id)
    message = Message("conversation.closed", f"/opinions/{held.id}/map", event.at, {"title": held.title})
    tell(who_answered(held.id), message, besides=event.actor_id)
