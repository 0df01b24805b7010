"""One person, one ballot: whatever is sent, however often, by however many at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import gevent
import pytest
from sqlalchemy import func, insert, select

from deliberate.db.base import db
from deliberate.db.session import transaction
from deliberate.kit.refusals import Refused
from deliberate.places.models import Membership
from deliberate.votes.models import Participation, RollEntry, VoteBallot
from deliberate.votes.queries import papers
from deliberate.votes.services import casting, leading
from deliberate.votes.states import Choice, VoteKind
from tests.factories.people import a_community, a_resident
from tests.factories.votes import an_announced_vote, an_open_vote, cast, household_reps

pytestmark = pytest.mark.usefixtures("session")
RECEIPT = 64


@pytest.fixture
def place(session):
    return a_community()


def in_the_box(vote_id):
    marks = select(func.count()).select_from(Participation).where(Participation.vote_id == vote_id)
    return db.session.scalar(marks), papers.number_of_ballots(vote_id)


def refused(vote, account, *choices, entry=None, at=None):
    waiting = papers.standings(vote.id, account.id)
    with pytest.raises(Refused) as refusal:
        casting.cast_ballot(
            vote,
            choices,
            entry_id=entry or (waiting[0].entry.id if waiting else 0),
            account_id=account.id,
            now=at or vote.opens_at,
        )
    return refusal.value.refusal.code


def test_a_ballot_marks_the_roll_and_lies_in_the_box(place, now):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    cast(vote, voter, Choice.agree)
    assert in_the_box(vote.id) == (1, 1)
    assert db.session.scalars(select(VoteBallot.choices)).one() == ["agree"]
    assert [one.voted for one in papers.standings(vote.id, voter.id)] == [True]


def test_a_second_ballot_is_refused(place, now):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    cast(vote, voter, Choice.agree)
    assert refused(vote, voter, Choice.disagree) == "votes.already_voted"
    assert in_the_box(vote.id) == (1, 1)


def test_nobody_votes_for_another_household(place, now):
    voter, other = household_reps(place, 2)
    vote = an_open_vote(place)
    theirs = papers.standings(vote.id, other.id)[0].entry.id
    assert refused(vote, voter, Choice.agree, entry=theirs) == "votes.not_on_roll"
    assert refused(vote, a_resident(place), Choice.agree, entry=theirs) == "votes.not_on_roll"


def test_who_speaks_for_two_households_votes_for_each_once(place, now):
    voter = household_reps(place, 1)[0]
    second = papers.standings(an_announced_vote(place).id, voter.id)[0].entry.place_id + 1
    _also_speaks_for(voter, second, now)
    vote = an_open_vote(place)
    cast(vote, voter, Choice.agree)
    cast(vote, voter, Choice.disagree)
    assert in_the_box(vote.id) == (2, 2)


def _also_speaks_for(account, place_id, now):
    db.session.add(
        Membership(account_id=account.id, place_id=place_id, capacity="household_rep", state="verified", since=now)
    )
    db.session.flush()


def test_before_and_after_its_hours_a_vote_takes_nothing(place, now):
    voter = household_reps(place, 1)[0]
    assert refused(an_announced_vote(place), voter, Choice.agree) == "votes.not_open_yet"
    vote = an_open_vote(place)
    assert refused(vote, voter, Choice.agree, at=vote.closes_at) == "votes.over"


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ((), "votes.nothing_chosen"),
        (("agree", "disagree"), "votes.too_many_choices"),
        (("perhaps",), "votes.unknown_option"),
    ],
)
def test_a_spoiled_paper_is_given_back(place, now, choices, expected):
    voter = household_reps(place, 1)[0]
    assert refused(an_open_vote(place, kind=VoteKind.building_vote), voter, *choices) == expected


def send_at_once(app, vote_id, voters, spawn):
    """Let every voter send a ballot at the same time; return the codes of those that were refused."""

    def send(entry_id, account_id, choice):
        with app.app_context():
            try:
                with transaction():
                    vote = papers.vote(vote_id)
                    casting.cast_ballot(vote, [choice], entry_id=entry_id, account_id=account_id, now=vote.opens_at)
            except Refused as refusal:
                return refusal.refusal.code
            finally:
                db.session.remove()
        return None

    return spawn(send, voters)


def in_threads(send, voters):
    with ThreadPoolExecutor(12) as pool:
        return list(pool.map(lambda voter: send(*voter), voters))


def in_greenlets(send, voters):
    greenlets = [gevent.spawn(send, *voter) for voter in voters]
    gevent.joinall(greenlets, raise_error=True)
    return [greenlet.value for greenlet in greenlets]


def test_of_many_ballots_sent_at_once_each_household_has_one_in_the_box(app, engine, place, now):
    voters = household_reps(place, 6)
    vote_id = an_open_vote(place).id
    sent = [
        (papers.standings(vote_id, account.id)[0].entry.id, account.id, choice)
        for account in voters
        for choice in ("agree", "disagree", "agree", "agree")
    ]
    db.session.commit()
    # On SQLite the writers of one process are greenlets of one thread; on PostgreSQL they may be anything.
    answers = send_at_once(app, vote_id, sent, in_greenlets if engine == "sqlite" else in_threads)
    assert Counter(answers) == {None: 6, "votes.already_voted": 18}
    assert in_the_box(vote_id) == (6, 6)


def on_the_roll(vote, account, number):
    """Let one person speak for so many more households of the roll; return the numbers of all of them."""
    more = [
        {"vote_id": vote.id, "elector": f"unit:more{at}", "account_id": account.id, "label": f"{at}", "weight": 1,
         "area_dm2": 0, "homes": [], "ground": "household_rep"}
        for at in range(number)
    ]  # fmt: skip
    db.session.execute(insert(RollEntry), more)
    vote.roll_size += number
    return [one.entry.id for one in papers.standings(vote.id, account.id)]


def test_of_hundreds_cast_while_the_vote_closes_each_is_counted_or_clearly_refused(app, engine, place, now):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    entries, vote_id = on_the_roll(vote, voter, 219), vote.id
    sent = [(entry, f"{at:032x}") for at, entry in enumerate(entries)]
    # Fifty lines break and send once more, and towards the end of it all somebody closes the vote.
    jobs = [*sent[:205], *sent[:25], (None, ""), *sent[205:], *sent[:25]]
    voter_id = voter.id
    db.session.commit()

    def act(entry_id, secret):
        with app.app_context():
            try:
                with transaction():
                    at = papers.vote(vote_id)
                    if entry_id is None:
                        return leading.close_vote(at, actor_id=None, now=at.closes_at) and None
                    return entry_id, casting.cast_ballot(
                        at, ["agree"], entry_id=entry_id, account_id=voter_id, now=at.opens_at, secret=secret
                    )
            except Refused as refusal:
                return entry_id, refusal.refusal.code
            finally:
                db.session.remove()

    answers = [one for one in (in_greenlets if engine == "sqlite" else in_threads)(act, jobs) if one]
    receipts = {entry_id: said for entry_id, said in answers if len(said) == RECEIPT}
    # How many were in time is the machine's business: on PostgreSQL a closing waits for the ballots that are under way.
    assert len(receipts) >= 200
    assert {said for _entry, said in answers if len(said) != RECEIPT} <= {"votes.over"}
    assert act(entries[0], "f" * 32) == (entries[0], "votes.over")
    assert len(set(receipts.values())) == len(receipts)
    assert in_the_box(vote_id) == (len(receipts), len(receipts))
    assert papers.vote(vote_id).took_part == len(receipts)
    assert {said for entry, said in answers if entry in receipts} == set(receipts.values())
    assert set(db.session.scalars(select(VoteBallot.receipt))) == set(receipts.values())
