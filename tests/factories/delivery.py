"""Decisions and action items in any state, made by the product's own verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from deliberate.delivery.services.carrying import Report, Undertaking, assign_action, report_done
from deliberate.delivery.services.confirming import answer_confirmation, settle_action, verify_action
from deliberate.delivery.services.resolving import post_notice, record_resolution, take_effect
from deliberate.issues.services import moving
from deliberate.kit.clock import clock, now
from deliberate.places.rules.deadlines import local_day
from tests.factories.issues import deliberating, who
from tests.factories.people import a_handler, a_moderator, a_resident

if TYPE_CHECKING:
    from deliberate.accounts.models import Account
    from deliberate.delivery.models import ActionItem, Resolution
    from deliberate.issues.models import Issue
    from deliberate.places.models import Place

TEXT = "三号楼门口换装四盏感应灯，物业出资，月底前完成。"


def adopted(where: Place, author: Account | None = None, **more: Any) -> Issue:
    """Return an issue that was decided in favour."""
    issue = deliberating(where, author, **more)
    moving.start_deciding(issue, actor_id=None, now=now())
    return moving.adopt_issue(issue, actor_id=None, now=now())


def a_resolution(where: Place, author: Account | None = None, **more: Any) -> tuple[Resolution, Account]:
    """Return a decision just written down, and the moderator who wrote it."""
    issue = adopted(where, author, **more)
    moderator = a_moderator(issue.place)
    return record_resolution(issue, title="", text=TEXT, actor_id=moderator.id, now=now()), moderator


def posted(where: Place, **more: Any) -> tuple[Resolution, Account]:
    """Return a decision that hangs on the notice board."""
    made, moderator = a_resolution(where, **more)
    return post_notice(made, actor_id=moderator.id, now=now()), moderator


def in_force(where: Place, **more: Any) -> tuple[Resolution, Account]:
    """Return a decision in force; its notice hung sixty days ago, the clock is where it was."""
    held = now()
    clock.hold(held - timedelta(days=60))
    made, moderator = posted(where, **more)
    clock.hold(held)
    return take_effect(made, actor_id=moderator.id, now=held - timedelta(days=35)), moderator


def an_action(
    where: Place, handler: Account | None = None, *, due: int = 20, given: int = 30, **more: Any
) -> tuple[ActionItem, Account, Account]:
    """Return an action item, the handler who answers for it, and the moderator; due in so many days."""
    made, moderator = in_force(where, **more)
    handler = handler or a_handler(made.place)
    promise = Undertaking(
        what="换装感应灯",
        unit="虹景物业",
        person="赵磊",
        due=local_day(now() + timedelta(days=due)),
        judged_by="天黑以后四盏灯都亮",
        account_id=handler.id,
    )
    item = assign_action(made, promise, actor_id=moderator.id, now=now() - timedelta(days=given))
    return item, handler, moderator


def reported(where: Place, **more: Any) -> tuple[ActionItem, Account, Account]:
    """Return an action item that was reported done."""
    item, handler, moderator = an_action(where, **more)
    report_done(item, Report(text="四盏灯已换好。", photos=1), actor_id=handler.id, is_responsible=True, now=now())
    return item, handler, moderator


def verified(where: Place, **more: Any) -> tuple[ActionItem, Account, Account]:
    """Return an action item about which residents are asked."""
    item, handler, moderator = reported(where, **more)
    return verify_action(item, actor_id=moderator.id, now=now()), handler, moderator


def say(item: ActionItem, account: Account, *, solved: bool, note: str = "") -> None:
    """Let a resident say whether it is solved."""
    reader = who(account)
    answer_confirmation(
        item, note, solved=solved, account_id=account.id, level=reader.level, lives_here=True, now=now()
    )


def appraising(where: Place, **more: Any) -> tuple[Resolution, Account]:
    """Return a decision whose work is done and confirmed: residents are asked to judge."""
    item, _handler, moderator = verified(where, **more)
    say(item, a_resident(item.place), solved=True)
    settle_action(item, actor_id=None, now=item.confirm_until or now())
    return item.resolution, moderator
