"""Secret votes on paper: a number proves that a paper came back, and nothing ties it to what the paper says."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select

from deliberate.db.base import db
from deliberate.kit.refusals import Refused
from deliberate.places.states import Capacity
from deliberate.votes.electorates.boxes import (
    agreed,
    answers_of,
    answers_there_are,
    lines_of,
    options_on_paper,
    why_not_count_packet,
    why_not_take_back,
)
from deliberate.votes.electorates.channels import why_not_by_phone
from deliberate.votes.electorates.paper import Reading
from deliberate.votes.models import PaperPacket, PaperReturn, RollEntry, VoteBallot
from deliberate.votes.proofs.trees import root_of
from deliberate.votes.queries import boxes, named, papers
from deliberate.votes.rules import on_paper_too
from deliberate.votes.services import leading
from deliberate.votes.services.boxing import count_packet, take_paper
from deliberate.votes.services.bundling import bundle_vote
from deliberate.votes.services.mending import take_back
from deliberate.votes.services.reading import read_paper, record_delivery
from deliberate.votes.states import Both, Channel, Choice, Delivered, Mistake, Secrecy, VoteKind, VoteState
from tests.factories.people import a_community, a_member, a_resident, an_account, estates_of, units_of
from tests.factories.votes import (
    DAY,
    a_poll_with_papers,
    an_open_vote,
    cast,
    give,
    household_reps,
    owners_vote,
    sign_for,
)
from tests.support.bundles import recounting

CAME = Reading(choices=(), channel=Channel.paper)
OPTIONS = list(Choice)


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def tellers(session):
    return [an_account().id for _ in range(2)]


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal.code


def number_of(vote, account):
    order = db.session.scalars(select(RollEntry).where(RollEntry.vote_id == vote.id).order_by(RollEntry.id)).all()
    return next(number for number, one in enumerate(order, 1) if one.account_id == account.id)


def phoneless(vote, number):
    """Return so many numbers of households of whom nobody has an account."""
    return [at for at, _entry in boxes.numbered(vote.id, without_account=True, most=number)]


def came_back(vote, numbers, tellers, **more):
    for number in numbers:
        take_paper(
            vote, number, Reading(choices=(), channel=Channel.paper, **more), actor_id=tellers[0], now=vote.opens_at
        )


def close(vote):
    return leading.close_vote(vote, actor_id=None, now=vote.closes_at)


def counted(vote, packet, counts, tellers):
    return [count_packet(vote, packet, counts, actor_id=one, now=vote.closes_at) for one in tellers]


@pytest.mark.parametrize(
    ("state", "counts", "unread", "done", "code"),
    [
        (VoteState.closed, {"agree": 3, "": 1}, 4, False, None),
        (VoteState.open, {"agree": 3}, 4, False, "votes.box_shut"),
        (VoteState.tallied, {"agree": 3}, 4, False, "votes.box_shut"),
        (VoteState.closed, {"agree": 5}, 4, False, "votes.more_papers"),
        (VoteState.closed, {}, 4, False, "votes.empty_packet"),
        (VoteState.closed, {"agree": 3, "disagree": -1}, 4, False, "votes.empty_packet"),
        (VoteState.closed, {"perhaps": 1}, 4, False, "votes.empty_packet"),
        (VoteState.closed, {"agree": 201}, 300, False, "votes.packet_too_thick"),
        (VoteState.closed, {"agree": 1}, 4, True, "votes.packet_agreed"),
    ],
)
def test_when_a_packet_may_be_counted(state, counts, unread, done, code):
    refusal = why_not_count_packet(state, counts, options=OPTIONS, unread=unread, agreed=done)
    assert (refusal and refusal.code) == code


def test_two_people_must_count_the_same():
    assert agreed([{"agree": 2}, {"agree": 2}])
    assert not agreed([{"agree": 2}])
    assert not agreed([{"agree": 2}, {"agree": 1, "disagree": 1}])


@pytest.mark.parametrize(
    ("state", "there", "reason", "code"),
    [
        (VoteState.open, True, "13 statt 18", None),
        (VoteState.closed, True, "x", None),
        (VoteState.tallied, True, "x", "votes.no_papers_now"),
        (VoteState.open, False, "x", "votes.nothing_to_take_back"),
        (VoteState.open, True, " ", "votes.no_reason"),
    ],
)
def test_a_mistake_is_taken_back_until_the_count_and_with_a_reason(state, there, reason, code):
    refusal = why_not_take_back(state, Mistake.returned, there=there, reason=reason)
    assert (refusal and refusal.code) == code


def test_households_without_a_phone_decide_on_paper_and_the_bundle_proves_it(place, tellers, tmp_path, now):
    voters, begins = household_reps(place, 7), now + 16 * DAY
    vote = an_open_vote(place, kind=VoteKind.household_vote, opens_at=begins, closes_at=begins + 7 * DAY)
    for voter in voters:
        cast(vote, voter, Choice.agree, at=vote.opens_at)
    came_back(vote, phoneless(vote, 3), tellers)
    came_back(vote, phoneless(vote, 4)[3:], tellers, helper="小王", witness="老李", read_back=True)
    close(vote)
    assert counted(vote, 1, {"agree": 1, "disagree": 2, "": 1}, tellers) == [False, True]
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    scores = {one["key"]: one["score"] for one in vote.result["standings"]}
    assert (vote.result["took_part"], scores) == (11, {"agree": 8, "disagree": 2, "abstain": 0})
    assert (boxes.by_way(vote.id), boxes.assisted(vote.id)) == ({Channel.paper: 4}, 1)
    sign_for(vote)
    assert _proved(vote, tmp_path) == [
        "chain", "manifest", "roots", "spares", "receipts", "numbers", "valid", "result",
    ]  # fmt: skip


def _proved(vote, tmp_path):
    path = tmp_path / "vote.zip"
    path.write_bytes(bundle_vote(vote).content)
    return [name for name, _facts in recounting().recount(str(path))]


def test_paper_and_phone_are_never_both(place, tellers):
    early, late = household_reps(place, 2)
    vote = an_open_vote(place)
    cast(vote, early, Choice.agree)
    assert code_of(lambda: came_back(vote, [number_of(vote, early)], tellers)) == "votes.paper_too_late"
    came_back(vote, [number_of(vote, late)], tellers)
    with pytest.raises(StopIteration):
        cast(vote, late, Choice.agree)
    assert papers.turnout(vote.id) == 2


def test_where_the_rule_says_so_whoever_takes_a_paper_gives_up_the_phone(place, tellers, now):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    vote.manifest = {**vote.manifest, "both": Both.paper}
    record_delivery(vote, str(number_of(vote, voter)), Delivered.in_person, "", actor_id=tellers[0], now=now)
    assert code_of(lambda: cast(vote, voter, Choice.agree)) == "votes.has_paper"
    take_back(vote, Mistake.delivered, number_of(vote, voter), "未用退回", actor_id=tellers[0], now=now)
    cast(vote, voter, Choice.agree)
    assert why_not_by_phone(Both.first, has_paper=True) is None


def test_a_wrong_number_is_taken_back_and_that_household_votes_after_all(place, tellers, now):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    came_back(vote, [number_of(vote, voter)], tellers)
    take_back(vote, Mistake.returned, number_of(vote, voter), "号码抄错", actor_id=tellers[0], now=now)
    cast(vote, voter, Choice.agree)
    kept = db.session.scalars(select(PaperReturn)).one()
    assert (kept.withdrawn, kept.withdrawn_by_id) == ("号码抄错", tellers[0])
    assert (papers.turnout(vote.id), boxes.returned(vote.id)) == (1, 0)


def test_an_owners_paper_with_a_wrong_number_is_taken_back_and_the_phone_counts_again(place, tellers):
    home = units_of(estates_of(place)[0])[0]
    owner = a_member(home, Capacity.owner)
    vote = owners_vote(estates_of(place)[0])
    give(vote, owner, Choice.agree)
    for number, both in ((number_of(vote, owner), tellers), (8, tellers)):
        for teller in both:
            read_paper(
                vote, number, Reading(choices=("disagree",), channel=Channel.paper), actor_id=teller, now=vote.opens_at
            )
        take_back(vote, Mistake.returned, number, "号码抄错", actor_id=teller, now=vote.opens_at)
    assert [one.choices for one in named.counting(vote).values()] == [["agree"]]
    assert (papers.turnout(vote.id), named.number_of(vote.id)) == (1, 1)


def test_nothing_is_counted_while_a_paper_lies_unread(place, tellers):
    vote = an_open_vote(place)
    came_back(vote, phoneless(vote, 2), tellers)
    close(vote)
    counted(vote, 1, {"agree": 1}, tellers)
    assert code_of(lambda: leading.tally_vote(vote, actor_id=None, now=vote.closes_at)) == "votes.papers_unread"
    assert code_of(lambda: counted(vote, 2, {"agree": 2}, tellers)) == "votes.more_papers"
    assert counted(vote, 2, {"agree": 1}, tellers) == [False, True]
    take_back(vote, Mistake.packet, 2, "看错了", actor_id=tellers[0], now=vote.closes_at)
    assert counted(vote, 2, {"disagree": 1}, tellers) == [False, True]
    assert leading.tally_vote(vote, actor_id=None, now=vote.closes_at).took_part == 2


def test_nothing_ties_a_paper_to_its_number_and_few_papers_are_mixed_with_others(place, tellers):
    voters = household_reps(place, 8)
    vote = an_open_vote(place)
    for voter in voters:
        cast(vote, voter, Choice.agree)
    came_back(vote, phoneless(vote, 1), tellers)
    close(vote)
    counted(vote, 1, {"disagree": 1}, tellers)
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    last = papers.batches(vote.id)[-1]
    assert last.size == 9
    assert {one.batch for one in db.session.scalars(select(VoteBallot)) if one.choices == ["disagree"]} == {last.number}
    assert {column.name for column in inspect(VoteBallot).columns} & {"channel", "number", "roll_entry_id"} == set()
    assert [one.counts for one in db.session.scalars(select(PaperPacket))] == [{}, {}]


def test_whatever_can_be_counted_was_sealed_at_the_close_before_the_box_was_opened(place, tellers):
    """Nobody can exchange a ballot between close and count: the root that was told at the close holds them all."""
    voters = household_reps(place, 3)
    vote = an_open_vote(place)
    for voter in voters:
        cast(vote, voter, Choice.agree)
    came_back(vote, phoneless(vote, 1), tellers)
    close(vote)
    told = papers.batches(vote.id)[-1]
    root, by_phone = told.root, {one.receipt for one in db.session.scalars(select(VoteBallot))}
    # One slip was found in the box only after the close.
    came_back(vote, phoneless(vote, 2)[1:], tellers)
    counted(vote, 1, {"disagree": 1, "": 1}, tellers)
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    in_the_end = {one.receipt for one in db.session.scalars(select(VoteBallot))}
    assert by_phone < in_the_end
    assert len(in_the_end) == 5
    assert root_of([*in_the_end, *told.unused]) == root == papers.batches(vote.id)[-1].root
    assert len(told.unused) == told.spares - 2 == (vote.roll_size - 3) * 4 - 2
    # What the others said, and which the papers were, follows from nothing that is kept.
    assert told.seed == ""


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("1 3\n\n 3，1 \n2\n0", {"a|c": 2, "b": 1, "": 1}),
        ("1 2 3", 1),
        ("1\n4", 2),
        ("1\n2\n2 2", 3),
        ("0 1", 1),
        ("一", 1),
    ],
)
def test_a_packet_of_a_poll_is_read_line_by_line(typed, counts):
    if isinstance(counts, dict):
        assert lines_of(typed, ["a", "b", "c"], most=2) == counts
        return
    with pytest.raises(Refused) as refused:
        lines_of(typed, ["a", "b", "c"], most=2)
    assert refused.value.refusal.facts["line"] == counts


def test_a_paper_has_as_many_answers_as_there_are_ways_to_mark_it():
    assert answers_of(["a", "b", "c"], 2) == ["a", "b", "c", "a|b", "a|c", "b|c"]
    assert [len(answers_of("abcdefg", most)) for most in (1, 2, 3)] == [
        answers_there_are(7, most) for most in (1, 2, 3)
    ]
    assert (options_on_paper(3), answers_there_are(22, 3), answers_there_are(23, 3) > 2_000) == (22, 1793, True)
    assert not on_paper_too(VoteKind.priority_poll, Secrecy.secret, options=23, max_choices=3)
    assert on_paper_too(VoteKind.priority_poll, Secrecy.secret, options=22, max_choices=3)


def test_whoever_has_no_phone_takes_part_in_a_poll_on_paper_and_the_bundle_proves_it(place, tellers, tmp_path):
    voters = [a_resident(place) for _ in range(4)]
    vote = a_poll_with_papers(place, noted=3)
    assert (vote.roll_size, boxes.takes_papers(vote)) == (10, True)
    one, two, three = vote.option_keys
    for voter in voters:
        cast(vote, voter, one, at=vote.opens_at)
    close(vote)
    # For each paper that is noted by then one spare ballot of every answer, and one that is not valid.
    assert papers.batches(vote.id)[-1].spares == 3 * (3 + 3 + 1)
    assert code_of(lambda: came_back(vote, [9], tellers)) == "votes.slip_too_late"
    assert code_of(lambda: counted(vote, 1, {f"{one}|{two}|{three}": 1}, tellers)) == "votes.empty_packet"
    assert counted(vote, 1, {f"{one}|{two}": 1, three: 1, "": 1}, tellers) == [False, True]
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    scores = {each["key"]: each["score"] for each in vote.result["standings"]}
    assert (vote.result["took_part"], scores) == (7, {one: 5, two: 1, three: 1})
    assert _proved(vote, tmp_path)[-1] == "result"
