"""Issues in any state, made by the product's own verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.issues.queries.papers import asked_place
from deliberate.issues.services import moving
from deliberate.issues.services.proposing import Wish, propose
from deliberate.issues.services.screening import accept_issue, decline_issue, return_issue, take_issue
from deliberate.issues.services.seconding import second_issue
from deliberate.issues.states import BallHolder, IssueState, MatterClass, ReasonCode
from deliberate.kit.clock import SHANGHAI, now
from deliberate.places.queries.identity import identity_of
from deliberate.places.queries.tree import ancestors, rule_set_version
from tests.factories.people import a_moderator, a_resident

if TYPE_CHECKING:
    from deliberate.accounts.models import Account
    from deliberate.kit.permits import Identity
    from deliberate.places.models import Place

TITLE = "三号楼门口的路灯坏了"
BODY = "三号楼门口的路灯坏了一个月，晚上接孩子看不清台阶，希望修好。"


def who(account: Account) -> Identity:
    """Return the account as rules and permissions see it."""
    return identity_of(account, now().astimezone(SHANGHAI).date())


def a_wish(where: Place, **more: Any) -> Wish:
    """Return what somebody typed into the form."""
    return Wish(**{"title": TITLE, "body": BODY, "where": where, **more})


def an_issue(where: Place, author: Account | None = None, **more: Any) -> Issue:
    """Return an issue just handed in, about a place inside a community."""
    community = next(place for place in reversed(ancestors(where)) if place.rule_set_id is not None)
    return propose(a_wish(where, **more), who(author or a_resident(community)), community=community, now=now())


def on_the_desk(where: Place, author: Account | None = None, **more: Any) -> tuple[Issue, Account]:
    """Return an issue that a moderator has taken, and the moderator."""
    issue = an_issue(where, author, **more)
    moderator = a_moderator(issue.place)
    return take_issue(issue, actor_id=moderator.id, now=now()), moderator


def gathering(where: Place, author: Account | None = None, **more: Any) -> Issue:
    """Return an issue that asks for seconds."""
    issue, moderator = on_the_desk(where, author, **more)
    return accept_issue(issue, matter_class=MatterClass.self_government, actor_id=moderator.id, now=now())


def returned(where: Place, author: Account | None = None, **more: Any) -> Issue:
    """Return an issue that its author has to complete."""
    issue, moderator = on_the_desk(where, author, **more)
    return return_issue(issue, reason=ReasonCode.facts_missing, note="请补充照片", actor_id=moderator.id, now=now())


def declined(where: Place, author: Account | None = None, **more: Any) -> tuple[Issue, Account]:
    """Return an issue that was not accepted, and who said so."""
    issue, moderator = on_the_desk(where, author, **more)
    reason = ReasonCode.government_duty
    return decline_issue(issue, reason=reason, note="", actor_id=moderator.id, now=now()), moderator


def supported(where: Place, author: Account | None = None, **more: Any) -> Issue:
    """Return an issue with enough neighbours behind it."""
    issue = gathering(where, author, **more)
    while issue.state is IssueState.seconding:
        second_issue(issue, who(a_resident(asked_place(issue))), now=now())
    return issue


def deliberating(where: Place, author: Account | None = None, **more: Any) -> Issue:
    """Return an issue that is being talked about."""
    issue = supported(where, author, **more)
    starts_at = now() + timedelta(days=12)
    moving.schedule_issue(issue, meeting_id=1, starts_at=starts_at, actor_id=None, now=now())
    return moving.start_deliberation(issue, actor_id=None, now=now())


def listed(place: Place, number: int, **more: Any) -> Issue:
    """Return a bare row of a long list, without history."""
    values = {
        "number": f"2026-{number:04}",
        "place": place,
        "scope_place": place,
        "title": f"{TITLE} {number}",
        "body": BODY,
        "author_label": "居民",
        "state": IssueState.seconding,
        "state_since": now(),
        "ball_holder": BallHolder.neighbours,
        "rule_set_version": rule_set_version(place),
        "created_at": now() + timedelta(minutes=number),
        **more,
    }
    issue = Issue(**values)
    db.session.add(issue)
    db.session.flush()
    return issue
