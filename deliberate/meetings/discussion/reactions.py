"""What moderation decides about a contribution is done here: it is hidden, or shown again; and what law erases goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import bus
from deliberate.ledger.events import PayloadsErased
from deliberate.meetings.discussion.events import Contributed, ContributionEdited
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.services.saying import forget_wordings, hide_contribution, show_contribution
from deliberate.moderation.events import AppealDecided, HidingLifted, TextHidden
from deliberate.moderation.services import look_at
from deliberate.moderation.states import RulingState

if TYPE_CHECKING:
    from deliberate.moderation.events import ModerationEvent

KIND = "contribution"


@bus.on(TextHidden)
def hide(event: TextHidden) -> None:
    """Hide what a moderator has hidden."""
    if event.kind == KIND:
        said = db.session.get_one(Contribution, event.subject_id)
        hide_contribution(said, event.reason, actor_id=event.actor_id or 0, now=event.at)


@bus.on(HidingLifted)
def show(event: HidingLifted) -> None:
    """Show what a moderator shows again."""
    _show(event)


@bus.on(AppealDecided)
def show_after_appeal(event: AppealDecided) -> None:
    """Show what should not have been hidden."""
    if event.outcome is RulingState.overturned:
        _show(event)


def _show(event: ModerationEvent) -> None:
    if event.kind == KIND:
        said = db.session.get_one(Contribution, event.subject_id)
        show_contribution(said, actor_id=event.actor_id, now=event.at)


@bus.on(PayloadsErased)
def erased(event: PayloadsErased) -> None:
    """Erase the earlier wordings of what was erased by law."""
    kind, _colon, number = event.erased_subject.partition(":")
    if kind == KIND and number.isdecimal():
        forget_wordings(int(number))


@bus.on(Contributed)
def look(event: Contributed) -> None:
    """Have a moderator look at words the community watches; they stand for everybody meanwhile."""
    look_at(KIND, event.contribution_id, event.body, now=event.at)


@bus.on(ContributionEdited)
def look_again(event: ContributionEdited) -> None:
    """Look at mended words too."""
    look_at(KIND, event.contribution_id, event.body, now=event.at)
