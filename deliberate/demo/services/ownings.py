"""Two votes of a building's owners: one takes ballots on paper and by phone, one is signed for and published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.demo.services.votings import on_the_hour
from deliberate.places.models import Membership, Place, RegisterEntry
from deliberate.places.states import Capacity, MembershipState
from deliberate.votes.electorates.paper import Reading
from deliberate.votes.models import RollEntry, Vote
from deliberate.votes.rules import Paper
from deliberate.votes.services.certifying import sign_count
from deliberate.votes.services.challenging import Complaint, answer_result, finish_due, object_to_result
from deliberate.votes.services.leading import close_vote, open_vote, publish_result, tally_vote
from deliberate.votes.services.naming import give_ballot
from deliberate.votes.services.preparing import announce_vote, draft_vote
from deliberate.votes.services.reading import read_paper, record_delivery
from deliberate.votes.states import (
    Channel,
    Choice,
    Delivered,
    Matter,
    ResultAnswer,
    ResultClaim,
    Signing,
    VoteKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.demo.services.people import People

PUMPS = (
    "是否同意使用维修资金更换7号楼两台生活水泵？预算 4.2 万元。",
    "通过后费用按各户面积从7号楼维修资金列支，两周内换好；不通过则只修现有的泵，停水时仍要等。",
)
ROOF = (
    "是否同意使用维修资金翻修3号楼屋面防水？预算 18.6 万元。",
    "通过后费用按各户面积从3号楼维修资金列支，雨季前完工；不通过则只补五楼漏水的几处。",
)
SIGNED_LIST = "楼组长逐户送达，签收单存居委会"
# So many voted by phone; on the roof Wang Fang's ballot is left to whoever tries.
ON_PUMPS, ON_ROOF = 20, 9


class Owning:
    """Puts two matters to the owners and takes their ballots."""

    def __init__(self, people: People, now: datetime) -> None:
        """Keep who counts."""
        self.people, self.now = people, now
        self.chair, self.recorder = people.account("moderator").id, people.account("recorder").id

    def hold_over_pumps(self) -> Vote:
        """Let the owners of the elder's building decide about the pumps; the result is certified and published."""
        vote = self._put("东风新村", "7号楼", PUMPS, opens=103, closes=83)
        entries = self._entries(vote)
        elder = self.people.account("elder").id
        phones = [entry for entry in entries if entry.account_id not in {None, elder}]
        for number, entry in enumerate(phones[:ON_PUMPS]):
            day = vote.opens_at + timedelta(days=1 + number % 15, minutes=7 * number)
            self._by_phone(vote, entry, Choice.agree if number % 9 else Choice.disagree, day)
        silent = [number for number, entry in enumerate(entries, 1) if entry.account_id is None]
        for number in silent[:2]:
            self._on_paper(vote, number, Choice.agree, Reading(choices=(), channel=Channel.paper), vote.closes_at)
        at_home = Reading(choices=(), channel=Channel.home_visit, helper="李文", witness="赵国梁", read_back=True)
        hers = next(number for number, entry in enumerate(entries, 1) if entry.account_id == elder)
        self._on_paper(vote, hers, Choice.agree, at_home, vote.closes_at)
        close_vote(vote, actor_id=self.chair, now=vote.closes_at)
        counted = vote.closes_at + timedelta(hours=14)
        tally_vote(vote, actor_id=self.chair, now=counted)
        for hour, (who, capacity) in enumerate(SIGNERS, 1):
            sign_count(vote, capacity, actor_id=self.people.account(who).id, now=counted + timedelta(hours=hour))
        publish_result(vote, actor_id=self.chair, now=counted + timedelta(hours=5))
        return self._answer_an_objection(vote, phones[2].account_id or 0)

    def _answer_an_objection(self, vote: Vote, owner_id: int) -> Vote:
        """Let an owner doubt how the papers were read, and the supervision committee hold them against the list."""
        published = vote.published_at or self.now
        doubt = Complaint(claim=ResultClaim.papers, reason="上门取回的那张票，是不是按本人的意思记的？")
        made = object_to_result(vote, doubt, account_id=owner_id, now=published + timedelta(days=2))
        answer_result(
            made,
            ResultAnswer.rejected,
            "已调出三张纸质票逐张核对：上门取回的一张有见证人签名，并念给本人听过，与录入一致。",
            actor_id=self.people.account("supervisor").id,
            now=published + timedelta(days=4),
        )
        finish_due(self.now)
        return vote

    def begin_over_roof(self) -> Vote:
        """Ask the owners of Wang Fang's building about the roof: papers are out, some back, some read only once."""
        self._own_several("梧桐苑", "3号楼", ("103室", "104室", "203室"))
        vote = self._put("梧桐苑", "3号楼", ROOF, opens=12, closes=-9)
        entries, mine = self._entries(vote), self.people.account("resident").id
        phones = [entry for entry in entries if entry.account_id not in {None, mine}]
        for number, entry in enumerate(phones[:ON_ROOF]):
            choice = (Choice.agree, Choice.agree, Choice.agree, Choice.disagree, Choice.abstain)[number % 5]
            self._by_phone(vote, entry, choice, vote.opens_at + timedelta(hours=9 * number + 2))
        papers = [number for number, entry in enumerate(entries, 1) if entry.account_id is None]
        at = self.now - timedelta(hours=20)
        for number, came in zip(papers, CAME_BACK, strict=False):
            self._on_paper(vote, number, Choice.agree, came, at)
        waiting = papers[len(CAME_BACK)]
        read_paper(vote, waiting, _read(Choice.disagree, CAME_BACK[0]), actor_id=self.chair, now=at)
        return vote

    def _put(self, estate: str, building: str, words: tuple[str, str], *, opens: int, closes: int) -> Vote:
        """Announce a use of the maintenance fund in good time, open it and have the papers delivered."""
        place = self._building(estate, building)
        self._enter_owners(place)
        opening = on_the_hour(self.now - timedelta(days=opens), 8)
        paper = Paper(
            kind=VoteKind.owners_part,
            question=words[0],
            consequence=words[1],
            opens_at=opening,
            closes_at=on_the_hour(self.now - timedelta(days=closes), 20),
            matter=Matter.use_fund,
        )
        announced = opening - timedelta(days=18)
        vote = draft_vote(place, paper, actor_id=self.chair, now=announced - timedelta(days=1))
        announce_vote(vote, actor_id=self.chair, now=announced)
        open_vote(vote, actor_id=self.chair, now=vote.opens_at)
        every = f"1-{vote.roll_size}"
        record_delivery(vote, every, Delivered.in_person, SIGNED_LIST, actor_id=self.chair, now=vote.opens_at)
        return vote

    def _building(self, estate: str, building: str) -> Place:
        unit = next(number for home, number in self.people.homes.items() if home[:2] == (estate, building))
        return db.session.get_one(Place, db.session.get_one(Place, unit).parent_id)

    def _enter_owners(self, place: Place) -> None:
        """Enter those who speak for a household of the building as its owners too, as most of them are."""
        found = select(Membership).join(Place, Place.id == Membership.place_id)
        homes = found.where(Place.parent_id == place.id, Membership.capacity == Capacity.household_rep)
        for one in db.session.scalars(homes).all():
            db.session.add(
                Membership(
                    account_id=one.account_id,
                    place_id=one.place_id,
                    capacity=Capacity.owner,
                    state=MembershipState.verified,
                    verified_how="register",
                    since=one.since,
                )
            )
        db.session.flush()

    def _own_several(self, estate: str, building: str, units: Sequence[str]) -> None:
        """Let one buyer own several homes: one telephone, so one owner."""
        for unit in units:
            home = self.people.homes[estate, building, unit]
            owner = {"name": "沈建国", "phone": "+8619900000031", "capacity": Capacity.owner}
            db.session.add(RegisterEntry(place_id=home, household=unit, **owner))
        db.session.flush()

    def _entries(self, vote: Vote) -> Sequence[RollEntry]:
        found = select(RollEntry).where(RollEntry.vote_id == vote.id).order_by(RollEntry.id)
        return db.session.scalars(found).all()

    def _by_phone(self, vote: Vote, entry: RollEntry, choice: Choice, at: datetime) -> None:
        whose = entry.account_id or 0
        give_ballot(vote, [choice], entry_id=entry.id, account_id=whose, key=f"demo-{entry.id}", now=at)

    def _on_paper(self, vote: Vote, number: int, choice: Choice, came: Reading, at: datetime) -> None:
        """Let two people read a paper alike."""
        for who in (self.chair, self.recorder):
            read_paper(vote, number, _read(choice, came), actor_id=who, now=at)


SIGNERS = (("moderator", Signing.teller), ("deputy", Signing.teller), ("supervisor", Signing.scrutineer))
# How papers about the roof came back: into the box, by a proxy, and written down at home for somebody who cannot see.
CAME_BACK = (
    Reading(choices=(), channel=Channel.paper),
    Reading(choices=(), channel=Channel.proxy, proxy="儿子持书面委托代交"),
    Reading(choices=(), channel=Channel.home_visit, helper="孙美兰", witness="李文", read_back=True),
)


def _read(choice: Choice, came: Reading) -> Reading:
    return replace(came, choices=(choice.value,))
