"""What the calendar asks of carrying out, once an hour; and what becomes of decisions whose vote counts no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.delivery.queries import items
from deliberate.delivery.services.resolving import revoke_resolution
from deliberate.delivery.services.sweeping import sweep_delivery
from deliberate.delivery.states import RESOLUTIONS, ResolutionState
from deliberate.kit.bus import bus
from deliberate.votes.events import VotePublished, VoteVoided
from deliberate.votes.states import Verdict
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

EVERY_MINUTES = 60


@every(minutes=EVERY_MINUTES, name="delivery.sweep")
def sweep(now: datetime) -> int:
    """Remind, tell what is late, count answers and ratings, end notices; twice a day changes nothing more."""
    return sweep_delivery(now)


@bus.on(VoteVoided)
def vote_is_set_aside(event: VoteVoided) -> None:
    """Take back what rests on a vote that counts no more."""
    _take_back(event, event.reason)


@bus.on(VotePublished)
def vote_was_counted_again(event: VotePublished) -> None:
    """Take back what rests on a result that another count has turned round; a first result has nothing built on it."""
    if event.verdict != Verdict.adopted:
        _take_back(event, event.question)


def _take_back(event: VoteVoided | VotePublished, reason: str) -> None:
    for resolution in items.of_vote(event.vote_id):
        if RESOLUTIONS.allow(resolution.state, ResolutionState.revoked):
            revoke_resolution(resolution, reason, actor_id=event.actor_id, now=event.at)
