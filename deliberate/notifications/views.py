"""The inbox page."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, g, redirect, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from deliberate.kit.clock import now
from deliberate.notifications import queries, services
from deliberate.notifications.permissions import InboxPermission
from deliberate.renderings.views.reading import quoted
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import NavItem, Panel, nav, page, page_number, panel
from deliberate.web.words import fill, states
from deliberate.web.words import notifications as sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

bp = Blueprint("notifications", __name__)
for bar in ("desk", "board"):
    nav.add(bar, 80, NavItem(_("Inbox"), "notifications.inbox", "inbox", seen_by=lambda: may(InboxPermission.read_own)))


def message_in_url(notification_id: int) -> Any:
    """Return the asker's own message; another person's does not exist."""
    found = queries.message(notification_id)
    return found if found is not None and found.account_id == identity().account_id else None


def sentence(message: Any, translated: Mapping[tuple[str, str], str]) -> str:
    """Return the message in the reader's language, a title it quotes too where somebody has translated that."""
    facts = {name: _as_was(name, value) for name, value in message.facts.items()}
    if "title" in facts:
        facts["title"] = translated.get((message.url, facts["title"]), facts["title"])
    return fill(sentences.MESSAGES.get(message.code, message.code), facts)


def _as_was(name: str, value: Any) -> Any:
    """Turn the text of a moment or day (`_at`, `_on`) back into one, and a reason or a capacity into words."""
    if name == "capacity":
        return str(states().get(f"Capacity.{value}", value))
    if name == "reason":
        return str(states().get(f"DelayReason.{value}", value))
    if isinstance(value, str) and name.endswith("_at"):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and name.endswith("_on") else value


@bp.get("/inbox")
@requires(InboxPermission.read_own)
def inbox() -> str:
    """Show what waits, newest first."""
    number = page_number()
    account_id = identity().account_id or 0
    messages = queries.inbox(account_id, offset=(number - 1) * queries.A_PAGE)
    translated = quoted((message.url, message.facts.get("title", "")) for message in messages)
    rows = [(message, sentence(message, translated)) for message in messages]
    return page("notifications/inbox.html", rows=rows, number=number, more=len(rows) == queries.A_PAGE)


@bp.post("/inbox/<int:notification_id>/open")
@requires(InboxPermission.read_own, message_in_url)
def open_message(message: Any) -> Any:
    """Mark a message as read and go where it leads."""
    services.mark_read(identity().account_id or 0, now(), message.id)
    return redirect(message.url, code=303)


@bp.post("/inbox/read-all")
@requires(InboxPermission.read_own)
def read_all() -> Any:
    """Mark everything as read."""
    services.mark_read(identity().account_id or 0, now())
    flash(gettext("All your messages are marked as read."), "good")
    return redirect(url_for("notifications.inbox"), code=303)


@panel("accounts.me", 10)
def inbox_panel(_account: Any) -> Panel:
    """Show on a person's own page how many messages wait."""
    return Panel("notifications/panel.html", {"waiting": unread()})


def unread() -> int:
    """Return how many messages wait for the asker: asked of the database once a page, and not at all for guests."""
    if "unread" not in g:
        account_id = identity().account_id
        g.unread = queries.unread(account_id) if account_id else 0
    waiting: int = g.unread
    return waiting


def bind(app: Flask) -> None:
    """Let every page's navigation show how many messages wait."""
    app.jinja_env.globals["unread"] = unread
