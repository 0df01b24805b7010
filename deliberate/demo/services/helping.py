"""A grandmother without a phone whom two people help, and newcomers who wait for their building head."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.demo.rules import community
from deliberate.issues.services.seconding import second_issue
from deliberate.issues.states import IssueState
from deliberate.places.models import Place
from deliberate.places.queries.assisting import home_of
from deliberate.places.rules.assisting import Help
from deliberate.places.services.assisting import enter_without_phone, name_helper
from deliberate.places.services.belonging import claim_membership
from deliberate.places.states import Capacity, Ground

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue


def help_grandmother(people: People, issues: dict[str, Issue], now: datetime) -> None:
    """Enter her from the roll, let her name a neighbour, and write down what she stands behind."""
    told, head = community()["without_phone"], people.account("head")
    at = now - timedelta(days=5)
    person = enter_without_phone(_home(people, told), told["name"], actor_id=head.id, now=at)
    person.display_name = told["shown"]
    home = home_of(person.id)
    if home is None:
        return
    name_helper(home, people.identity(told["helper"]), actor_id=head.id, now=at)
    help_ = Help(helper_id=head.id, ground=Ground.home_visit)
    for key in told["seconds"]:
        if issues[key].state is IssueState.seconding:
            second_issue(issues[key], people.identity(person), help_=help_, now=now - timedelta(hours=30))


def let_newcomers_wait(people: People, now: datetime) -> None:
    """Let some say to live where the building head knows everybody."""
    for number, told in enumerate(community()["waiting"], 1):
        at = now - timedelta(hours=20 * number)
        account = Account(name=told["name"], display_name=told["shown"], phone=told["phone"], opened_at=at)
        db.session.add(account)
        db.session.flush()
        claim_membership(account, _home(people, told), Capacity.resident, now=at)


def _home(people: People, told: dict[str, Any]) -> Place:
    return db.session.get_one(Place, people.homes[tuple(told["home"])])
