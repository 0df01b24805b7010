"""Every issue walks its story with the product's own verbs, each at its own day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.demo.rules import matters
from deliberate.issues.services.proposing import Wish, propose
from deliberate.issues.services.screening import accept_issue, decline_issue, divert_issue, merge_issue, take_issue
from deliberate.issues.services.seconding import second_issue
from deliberate.issues.states import IssueState, MatterClass, ReasonCode, Route, Scope
from deliberate.meetings.discussion.services.saying import Speech, comment
from deliberate.meetings.discussion.states import Stance
from deliberate.places.models import Category, Place

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.accounts.models import Account
    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue

UNTOUCHED = ("submitted",)


def tell_matters(people: People, now: datetime) -> dict[str, Issue]:
    """Propose, screen and second everything, oldest first; what meetings and votes do comes after."""
    told: dict[str, Issue] = {}
    for matter in sorted(matters(), key=lambda item: -item["days"]):
        told[matter["key"]] = _tell(matter, people, told, now)
    return told


def _tell(matter: dict[str, Any], people: People, told: dict[str, Issue], now: datetime) -> Issue:
    begun = now - timedelta(days=matter["days"], hours=3)
    where = _where(people.area, matter["where"])
    author = people.identity(_author(matter["author"], where, people))
    wish = Wish(
        title=matter["title"],
        body=matter["body"].strip(),
        where=where,
        category_id=_category(people.area, matter["category"]),
        language=matter.get("language", ""),
    )
    issue = propose(wish, author, community=people.area, now=begun)
    if matter["story"] in UNTOUCHED:
        return issue
    desk = people.account("moderator").id
    take_issue(issue, actor_id=desk, now=begun + timedelta(hours=5))
    if matter["story"] == "screening":
        return issue
    _screen(matter, issue, told, desk, begun + timedelta(days=1))
    if issue.state is IssueState.seconding:
        _second(matter, issue, people, begun + timedelta(days=1, hours=6), now)
        _talk(matter, issue, people, begun + timedelta(days=2), now)
    return issue


def _author(who: str | int, where: Place, people: People) -> Account:
    """Return a persona, or somebody who lives where the matter is."""
    living = people.living_in(where)
    return living[who % len(living)] if isinstance(who, int) else people.account(who)


def _screen(matter: dict[str, Any], issue: Issue, told: dict[str, Issue], desk: int, at: datetime) -> None:
    note = matter.get("note", "")
    if matter["story"] == "diverted":
        divert_issue(
            issue,
            reason=ReasonCode.government_duty,
            route=Route.grid,
            actor_id=desk,
            now=at,
            note=note,
            external_no="2026-JN-33871",
        )
    elif matter["story"] == "not_accepted":
        decline_issue(issue, reason=ReasonCode.private_dispute, actor_id=desk, now=at, note=note)
    elif matter["story"] == "merged":
        merge_issue(issue, told[matter["into"]], actor_id=desk, now=at)
    else:
        scope = Scope(matter["scope"]) if "scope" in matter else Scope.residential_area
        accept_issue(issue, matter_class=MatterClass.self_government, actor_id=desk, now=at, scope=scope)


def _second(matter: dict[str, Any], issue: Issue, people: People, at: datetime, now: datetime) -> None:
    wanted = matter["seconds"]
    living = [account for account in people.living_in(issue.scope_place) if account.id != issue.author_id]
    elsewhere = [] if matter.get("scope") else people.living_in(people.area)
    asked = dict.fromkeys([*living, *elsewhere])
    for number, account in enumerate(list(asked)[:wanted]):
        moment = at + timedelta(hours=3 * number)
        if issue.state is IssueState.seconding and account.id != issue.author_id:
            second_issue(issue, people.identity(account), now=min(moment, now - timedelta(minutes=wanted - number)))


def _talk(matter: dict[str, Any], issue: Issue, people: People, at: datetime, now: datetime) -> None:
    for number, said in enumerate(matter.get("talk", [])):
        speech = Speech(body=said["body"], stance=Stance(said["stance"]), client_id=f"demo-{matter['key']}-{number}")
        moment = min(at + timedelta(hours=5 * number), now - timedelta(minutes=9 - number))
        comment(issue, speech, speaker=people.identity(said["by"]), now=moment)


def _where(area: Place, names: list[str]) -> Place:
    place = area
    for name in names:
        place = db.session.scalars(select(Place).where(Place.parent_id == place.id, Place.name == name)).one()
    return place


def _category(area: Place, key: str) -> int:
    return db.session.scalars(select(Category.id).where(Category.place_id == area.id, Category.key == key)).one()
