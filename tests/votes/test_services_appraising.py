"""The yearly appraisal of the residents' committee: who grades, on which scale, and what the grades say."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.places.models import Membership, RegisterEntry
from deliberate.places.states import Capacity
from deliberate.votes.electorates.appraising import read
from deliberate.votes.models import RollEntry
from deliberate.votes.queries import papers
from deliberate.votes.services import leading, preparing
from deliberate.votes.states import BindingMode, Grade, Ground, Secrecy, VoteKind
from deliberate.votes.views.shown import why_not_on_roll
from tests.factories.people import a_community, a_member, a_moderator, a_representative, units_of
from tests.factories.votes import DAY, an_announced_vote, cast, sign_for

KIND = VoteKind.committee_appraisal
TWO_THIRDS, MORE_THAN_HALF = [2, 3, False], [1, 2, True]


@pytest.fixture
def place(session):
    return a_community()


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def also(account, capacity, home, now):
    db.session.add(Membership(account_id=account.id, place_id=home.id, capacity=capacity, state="verified", since=now))
    db.session.flush()


def listed(home, name, capacity):
    db.session.add(RegisterEntry(place_id=home.id, household=home.name, name=name, capacity=capacity))
    db.session.flush()


def published(vote, given):
    leading.open_vote(vote, actor_id=None, now=vote.opens_at)
    for voter, grade in given:
        cast(vote, voter, grade, at=vote.opens_at)
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()


def announced(place, now, **more):
    times = {"opens_at": now + 9 * DAY, "closes_at": now + 16 * DAY}
    return an_announced_vote(place, kind=KIND, question="今年居委会的工作做得怎么样？", **{**times, **more})


@pytest.mark.parametrize(
    ("roll", "took_part", "bad", "counts", "failed"),
    [
        (30, 20, 10, True, False),
        (30, 20, 11, True, True),
        (30, 19, 19, False, False),
        (31, 20, 11, False, False),
        (31, 21, 10, True, False),
        (31, 21, 11, True, True),
        (3, 0, 0, False, False),
    ],
)
def test_two_thirds_must_take_part_and_more_than_half_say_not_competent(roll, took_part, bad, counts, failed):
    given = {Grade.excellent: took_part - bad, Grade.not_competent: bad}
    result = {"took_part": took_part, "standings": [{"key": grade, "score": given.get(grade, 0)} for grade in Grade]}
    said = read({"roll": roll, "quorum": TWO_THIRDS, "approval": MORE_THAN_HALF}, result)
    assert (said.counts, said.failed) == (counts, failed)


def test_representatives_appraise_and_nobody_appraises_oneself(place, now):
    plain, both, chair = (a_representative(place), a_representative(place), a_member(place, Capacity.committee_member))
    also(both, Capacity.committee_member, units_of(place)[2], now)
    listed(units_of(place)[0], "陈阿婆", Capacity.representative)
    listed(units_of(place)[1], "沈建国", Capacity.committee_member)
    vote = announced(place, now)
    roll = db.session.scalars(select(RollEntry).where(RollEntry.vote_id == vote.id)).all()
    assert [(one.account_id, one.ground) for one in roll] == [(plain.id, Ground.appraiser), (None, Ground.appraiser)]
    assert {why_not_on_roll(vote, one.id).code for one in (both, chair)} == {"votes.only_appraiser"}


def test_from_the_first_page_to_the_published_grades(place, visit, now):
    voters = [a_representative(place) for _ in range(8)]
    desk, address = visit(a_moderator(place)), f"/places/{place.slug}/appraisal"
    db.session.commit()
    assert "Excellent · Competent · Basically competent · Not competent" in text(desk.get(address))
    desk.post(address, {"question": "", "opens_at": "2026-03-10T10:00", "closes_at": "2026-03-20T10:00"}, 422)
    times = {"opens_at": "2026-03-20T10:00", "closes_at": "2026-03-30T10:00"}
    led = desk.post(address, {"question": "今年居委会的工作怎么样？", **times}, 303).headers["Location"]
    vote = papers.vote(int(led.split("/")[2]))
    preparing.announce_vote(vote, actor_id=vote.created_by_id, now=now)
    assert (vote.secrecy, vote.binding, vote.manifest["order_seed"]) == (Secrecy.secret, BindingMode.advisory, "")
    published(vote, zip(voters, [*Grade, Grade.competent, Grade.not_competent], strict=False))
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "Result of the appraisal: competent" in seen
    assert "6 people took part; the roll has 8 people. Needed: at least two thirds, that is 6 people or more." in seen
    assert "6 people took part; 2 people say “not competent”. That is the result if more than half say so" in seen
    assert seen.index(">Excellent<") < seen.index(">Competent<") < seen.index(">Not competent<")
    assert "not a statutory vote" not in seen


def test_where_few_took_part_no_grade_is_told(place, visit, now):
    voters = [a_representative(place) for _ in range(4)]
    vote = announced(place, now)
    published(vote, [(voter, Grade.not_competent) for voter in voters])
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "4 people took part. With so few, the grades would show who chose what: none is told." in seen
    assert "Result of the appraisal" not in seen
    assert "The grades that were given" not in seen
