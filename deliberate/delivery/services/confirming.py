"""Checking: somebody else goes to look, residents say whether it is solved, and only then is it struck off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.delivery import rules
from deliberate.delivery.events import (
    ActionAnswered,
    ActionClosed,
    ActionConfirmed,
    ActionNotSolved,
    ActionSentBack,
    ActionTakenUpAgain,
    ActionVerified,
)
from deliberate.delivery.models import ActionItem, Confirmation
from deliberate.delivery.queries import items as queries
from deliberate.delivery.services.carrying import about, turn
from deliberate.delivery.services.following import follow
from deliberate.delivery.states import ActionState, ConfirmationOutcome
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.rules.deadlines import deadline, local_day

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.roles import Level

_A = ActionState


def verify_action(item: ActionItem, *, actor_id: int, now: datetime) -> ActionItem:
    """Say that one went to look and it is so; residents are asked from now on."""
    ensure(rules.why_not_verify(item.state, is_reporter=item.reported_by_id == actor_id))
    ruleset, calendar = queries.rules_and_calendar(item.issue.rule_set_version)
    item.confirm_until = deadline(ruleset.rule("confirmation.window"), now, calendar)
    turn(item, _A.verified, now)
    publish(ActionVerified(**about(item, actor_id, now), confirm_until=item.confirm_until))
    return item


def send_back(item: ActionItem, note: str, *, actor_id: int, now: datetime) -> ActionItem:
    """Say that one went to look and it is not so, and what is missing."""
    ensure(rules.why_not_send_back(item.state, note=note))
    turn(item, _A.in_progress, now)
    publish(ActionSentBack(**about(item, actor_id, now), note=note.strip()))
    follow(item.resolution, actor_id=actor_id, now=now)
    return item


def answer_confirmation(  # noqa: PLR0913 - what the rule asks
    item: ActionItem,
    note: str,
    *,
    solved: bool,
    account_id: int,
    level: Level,
    lives_here: bool,
    now: datetime,
) -> Confirmation:
    """Say whether it is really solved; the table's key makes it once a person and round."""
    ensure(
        rules.why_not_confirm(
            item.state,
            level=level,
            lives_here=lives_here,
            already=queries.has_answered(item, account_id),
            now=now,
            until=item.confirm_until,
            solved=solved,
            note=note,
        )
    )
    made = Confirmation(
        action_item_id=item.id, account_id=account_id, round_no=item.rounds, solved=solved, reason=note.strip(), at=now
    )
    db.session.add(made)
    db.session.flush()
    publish(ActionAnswered(**about(item, account_id, now), solved=solved, note=note.strip()))
    return made


def settle_action(item: ActionItem, *, actor_id: int | None, now: datetime) -> ConfirmationOutcome:
    """Count the answers when the time for them is over: confirmed, back to work, or closed without an answer."""
    ensure(rules.why_not_settle(item.state, now=now, until=item.confirm_until))
    said = queries.answers(item)
    outcome = rules.confirmation_outcome(said.solved, said.not_solved, 0)
    if outcome is ConfirmationOutcome.solved:
        turn(item, _A.confirmed, now)
        _finish(item, now)
        publish(ActionConfirmed(**about(item, actor_id, now), solved=said.solved, not_solved=said.not_solved))
    elif outcome is ConfirmationOutcome.not_solved:
        turn(item, _A.in_progress, now)
        item.confirm_until = None
        publish(ActionNotSolved(**about(item, actor_id, now), solved=said.solved, not_solved=said.not_solved))
    else:
        turn(item, _A.closed, now)
        _finish(item, now)
        publish(ActionClosed(**about(item, actor_id, now), outcome=outcome))
    follow(item.resolution, actor_id=actor_id, now=now)
    return outcome


def _finish(item: ActionItem, now: datetime) -> None:
    item.closed_at = now
    item.closed_on = local_day(item.reported_done_at or now)


def take_up_again(item: ActionItem, note: str, *, actor_id: int, now: datetime) -> ActionItem:
    """Say that it is not solved after all: back to work."""
    ensure(rules.why_not_take_up_again(item.state, resolution=item.resolution.state, note=note))
    turn(item, _A.in_progress, now)
    item.closed_at = item.closed_on = item.confirm_until = None
    publish(ActionTakenUpAgain(**about(item, actor_id, now), note=note.strip()))
    return item
