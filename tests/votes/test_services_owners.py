"""The owners' vote on both databases: who is one owner, whose ballot counts, and what area and number decide."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.db.session import transaction
from deliberate.kit.refusals import Refused
from deliberate.places.models import RegisterEntry
from deliberate.places.states import Capacity
from deliberate.votes.models import NamedBallot, RollEntry
from deliberate.votes.queries import named, papers
from deliberate.votes.queries.rolls import electors
from deliberate.votes.services import leading, naming
from deliberate.votes.states import Choice, Matter, Secrecy, Unreturned, VoteKind
from tests.factories.people import a_community, a_member, a_resident, estates_of, units_of
from tests.factories.votes import a_draft, give, owners_vote
from tests.votes.test_services_casting import in_greenlets, in_threads

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def estate(session):
    """Return an estate of two buildings and eight homes of 89.50 square metres."""
    return estates_of(a_community())[0]


def listed(unit, name, phone=None, capacity=Capacity.owner):
    db.session.add(RegisterEntry(place_id=unit.id, household=unit.name, name=name, phone=phone, capacity=capacity))
    db.session.flush()


def roll(vote):
    found = db.session.scalars(select(RollEntry).where(RollEntry.vote_id == vote.id).order_by(RollEntry.id)).all()
    return [(len(entry.homes), entry.area_dm2) for entry in found]


def decided(vote):
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    return leading.tally_vote(vote, actor_id=None, now=vote.closes_at).result


def test_one_buyer_of_three_homes_and_the_developer_are_one_owner_each(estate):
    homes = units_of(estate)
    for home in homes[:3]:
        listed(home, "沈建国", "+8613800000001")
    for home in homes[3:5]:
        listed(home, "虹景置业", capacity=Capacity.developer)
    vote = owners_vote(estate)
    assert roll(vote) == [(3, 26850), (2, 17900), (1, 8950), (1, 8950), (1, 8950)]
    assert (vote.roll_size, vote.roll_area_dm2, vote.secrecy) == (5, 71600, Secrecy.named)


def test_a_representative_without_an_account_stands_on_the_roll_once(estate):
    homes = units_of(estate)
    known = a_member(homes[0], Capacity.representative)
    listed(homes[0], known.name, capacity=Capacity.representative)
    listed(homes[1], "陈阿婆", capacity=Capacity.representative)
    found = electors(estate, VoteKind.representatives_assembly)
    assert [(one.account_id, one.place_id) for one in found] == [(known.id, homes[0].id), (None, homes[1].id)]
    assert found[1].label.endswith(homes[1].name)
    assert "陈阿婆" not in found[1].label


def test_the_same_name_without_a_telephone_proves_nothing(estate):
    for home in units_of(estate)[:2]:
        listed(home, "王伟")
    assert owners_vote(estate).roll_size == 8


def test_co_owners_share_one_ballot_and_either_may_change_it(estate):
    home = units_of(estate)[0]
    wife, husband = a_member(home, Capacity.owner), a_member(home, Capacity.owner)
    vote = owners_vote(estate)
    give(vote, wife, Choice.agree)
    give(vote, husband, Choice.disagree)
    assert papers.turnout(vote.id) == 1
    assert [one.choices for one in named.counting(vote).values()] == [["disagree"]]
    assert len(db.session.scalars(select(NamedBallot)).all()) == 2


def test_a_form_sent_twice_is_one_version(estate):
    owner = a_member(units_of(estate)[0], Capacity.owner)
    vote = owners_vote(estate)
    assert give(vote, owner, Choice.agree, key="f1").id == give(vote, owner, Choice.agree, key="f1").id
    assert len(db.session.scalars(select(NamedBallot)).all()) == 1


def test_a_tenant_is_no_owner(estate):
    tenant = a_resident(estate)
    vote = owners_vote(estate)
    entry = db.session.scalars(select(RollEntry.id)).first()
    with pytest.raises(Refused) as refused:
        naming.give_ballot(vote, ["agree"], entry_id=entry, account_id=tenant.id, key="k", now=vote.opens_at)
    assert refused.value.refusal.code == "votes.not_on_roll"


@pytest.mark.parametrize(
    ("matter", "agree", "disagree", "verdict"),
    [
        ("use_fund", 4, 2, "adopted"),
        ("use_fund", 3, 3, "not_adopted"),
        ("use_fund", 5, 0, "no_quorum"),
        ("rebuild", 6, 2, "adopted"),
        ("rebuild", 5, 2, "not_adopted"),
    ],
)
def test_eight_owners_decide(estate, matter, agree, disagree, verdict):
    owners = [a_member(home, Capacity.owner) for home in units_of(estate)]
    vote = owners_vote(estate, matter=Matter(matter))
    for number, owner in enumerate(owners[: agree + disagree]):
        give(vote, owner, Choice.agree if number < agree else Choice.disagree)
    assert decided(vote)["verdict"] == verdict


def test_a_home_without_area_keeps_the_vote_from_being_announced(estate):
    units_of(estate)[0].area_dm2 = None
    with pytest.raises(Refused) as refused:
        owners_vote(estate)
    assert (refused.value.refusal.code, refused.value.refusal.facts) == ("votes.areas_missing", {"homes": 1})


def test_who_does_not_answer_is_counted_only_by_a_written_rule(estate):
    with pytest.raises(Refused) as refused:
        a_draft(estate, kind=VoteKind.owners_assembly, unreturned=Unreturned.follow_majority)
    assert refused.value.refusal.code == "votes.no_clause"


def test_of_hundreds_of_versions_sent_at_once_every_owner_has_one_that_counts(app, engine, estate):
    owners = [a_member(home, Capacity.owner) for home in units_of(estate)]
    vote = owners_vote(estate)
    vote_id, opens_at = vote.id, vote.opens_at
    entries = [(papers.standings(vote_id, owner.id)[0].entry.id, owner.id) for owner in owners]
    db.session.commit()

    def send(entry_id, account_id, number):
        with app.app_context():
            try:
                with transaction():
                    naming.give_ballot(
                        papers.vote(vote_id),
                        ["agree" if number % 2 else "disagree"],
                        entry_id=entry_id,
                        account_id=account_id,
                        key=f"form-{number // 2}",
                        now=opens_at,
                    )
            finally:
                db.session.remove()

    sent = [(*entry, number) for number in range(26) for entry in entries]
    in_greenlets(send, sent) if engine == "sqlite" else in_threads(send, sent)
    made = db.session.execute(select(NamedBallot.roll_entry_id, NamedBallot.version)).all()
    assert sorted(made) == [(entry_id, version) for entry_id, _ in sorted(entries) for version in range(1, 14)]
    assert (papers.turnout(vote_id), len(named.counting(papers.vote(vote_id)))) == (8, 8)
