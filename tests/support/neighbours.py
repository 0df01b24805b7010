"""Many neighbours at once, acting through the product's own services on the database of a running server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from config import Testing
from deliberate.accounts.models import Account
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import transaction
from deliberate.demo.services.passing import remember
from deliberate.issues.models import Issue
from deliberate.issues.services.seconding import second_issue
from deliberate.issues.states import IssueState
from deliberate.kit.clock import clock, now
from deliberate.places.models import Membership, Place
from deliberate.places.queries.identity import identity_of
from deliberate.places.rules.deadlines import local_day
from deliberate.votes.models import RollEntry, Vote
from deliberate.votes.services.casting import cast_ballot
from deliberate.votes.services.certifying import sign_count
from deliberate.votes.states import Signing

if TYPE_CHECKING:
    from collections.abc import Sequence


class Neighbours:
    """The people behind the doors nobody opens in a test: they second and vote by the dozen."""

    def __init__(self, instance: Path | str) -> None:
        """Act on the database of a demonstration that is being served."""
        self.instance = Path(instance)
        self.app = create_app(Testing(database=f"sqlite:///{instance}/deliberate.sqlite3", instance=str(instance)))

    def second(self, issue_id: int, wanted: int) -> None:
        """Let some people of the place it is about stand behind an issue."""
        with self.app.app_context(), transaction():
            issue = db.session.get_one(Issue, issue_id)
            people = [person for person in self._living_in(issue.scope_place) if person.id != issue.author_id]
            for person in people[:wanted]:
                if issue.state is IssueState.seconding:
                    second_issue(issue, identity_of(person, local_day(now())), now=now())

    def vote(self, vote_id: int, choice: str, wanted: int) -> None:
        """Let some of the roll vote alike; the demo's personas are left out."""
        remember(self.instance)
        with self.app.app_context(), transaction():
            vote = db.session.get_one(Vote, vote_id)
            found = select(RollEntry).where(RollEntry.vote_id == vote_id, RollEntry.account_id > PERSONAS)
            for entry in db.session.scalars(found.order_by(RollEntry.id).limit(wanted)).all():
                cast_ballot(vote, [choice], entry_id=entry.id, account_id=entry.account_id or 0, now=now())
        clock.release()

    def sign(self, vote_id: int) -> None:
        """Let two of the roll sign for a count as residents of the building; its head is somebody else."""
        remember(self.instance)
        with self.app.app_context(), transaction():
            vote = db.session.get_one(Vote, vote_id)
            found = select(RollEntry.account_id).where(RollEntry.vote_id == vote_id, RollEntry.account_id > PERSONAS)
            for person in db.session.scalars(found.order_by(RollEntry.id).limit(2)):
                sign_count(vote, Signing.resident, actor_id=person or 0, now=now())
        clock.release()

    @staticmethod
    def _living_in(place: Place) -> Sequence[Account]:
        found = (
            select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .join(Place, Place.id == Membership.place_id)
            .where(Place.path.like(f"{place.path}%"), Account.id > PERSONAS)
            .order_by(Account.id)
        )
        return db.session.scalars(found).unique().all()


PERSONAS = 9
