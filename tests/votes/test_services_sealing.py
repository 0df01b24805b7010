"""Ballots with receipts on both databases: sealed in batches, laid anew, sent twice and kept once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.votes.models import VoteBallot
from deliberate.votes.proofs.receipts import receipt_of
from deliberate.votes.proofs.spares import spares_of
from deliberate.votes.proofs.trees import root_of
from deliberate.votes.queries import papers
from deliberate.votes.services import casting, leading, sealing
from deliberate.votes.states import Choice
from tests.factories.people import a_community
from tests.factories.votes import an_open_vote, cast, household_reps

pytestmark = pytest.mark.usefixtures("session", "now")
SECRET, OTHER = "0f" * 16, "f0" * 16


@pytest.fixture
def place(session):
    return a_community()


def sent(vote, account, choice, secret):
    entry = papers.standings(vote.id, account.id)[0].entry.id
    return casting.cast_ballot(vote, [choice], entry_id=entry, account_id=account.id, now=vote.opens_at, secret=secret)


def in_batches(vote):
    rows = papers.db.session.execute(select(VoteBallot.batch, VoteBallot.receipt).where(VoteBallot.vote_id == vote.id))
    found = {}
    for batch, receipt in rows:
        found.setdefault(batch, []).append(receipt)
    return found


def test_a_ballot_has_the_receipt_its_phone_reckoned_out(place):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    assert sent(vote, voter, "agree", SECRET) == receipt_of(vote.manifest_hash, ["agree"], [], SECRET)


def test_the_same_ballot_sent_again_gets_the_same_receipt_even_after_the_close(place):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    receipt = sent(vote, voter, "agree", SECRET)
    assert sent(vote, voter, "agree", SECRET) == receipt
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    assert sent(vote, voter, "agree", SECRET) == receipt
    assert papers.number_of_ballots(vote.id) == 1


def test_a_secret_that_a_shared_device_sends_again_takes_no_ballot_from_the_second_person(place):
    first, second = household_reps(place, 2)
    vote = an_open_vote(place)
    assert sent(vote, first, "agree", SECRET) != sent(vote, second, "agree", SECRET)
    assert papers.number_of_ballots(vote.id) == papers.turnout(vote.id) == 2


@pytest.mark.parametrize(("choice", "secret"), [("disagree", SECRET), ("agree", OTHER), ("agree", "no secret")])
def test_another_ballot_of_the_same_household_is_refused(place, choice, secret):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    sent(vote, voter, "agree", SECRET)
    with pytest.raises(Refused) as refused:
        sent(vote, voter, choice, secret)
    assert refused.value.refusal.code == "votes.already_voted"


@pytest.mark.parametrize(("cast_", "sealed"), [(9, None), (10, 5), (13, 8)])
def test_a_batch_is_drawn_by_lot_and_leaves_as_many_as_a_batch_must_have(place, now, cast_, sealed):
    voters = household_reps(place, cast_)
    vote = an_open_vote(place)
    for voter in voters:
        cast(vote, voter, Choice.agree)
    made = sealing.seal_due(now)
    assert [one.size for one in made] == ([sealed] if sealed else [])
    assert len(in_batches(vote)[None]) == cast_ - (sealed or 0)


def test_roots_of_all_batches_stand_in_the_record_and_cover_every_ballot_once(place, now):
    voters = household_reps(place, 20)
    vote = an_open_vote(place)
    for voter in voters[:12]:
        cast(vote, voter, Choice.agree)
    sealing.seal_due(now)
    for voter in voters[12:]:
        cast(vote, voter, Choice.disagree)
    sealing.seal_due(now)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    told = [entry.payload for entry in stream_after(f"vote:{vote.id}") if entry.verb in {"vote.sealed", "vote.closed"}]
    found, shut = in_batches(vote), {3: receipts_of_spares(vote)}
    roots = [(number, root_of([*found[number], *shut.get(number, [])])) for number in (1, 2, 3)]
    assert [(one["batch"], one["root"]) for one in told] == roots
    assert [one.get("spares", 0) for one in told] == [0, 0, len(shut[3])]
    assert [len(found[number]) for number in (1, 2, 3)] == [one.size for one in papers.batches(vote.id)] == [7, 8, 5]
    assert all("size" not in one for one in told)


def receipts_of_spares(vote):
    """Make the spare ballots of the last batch again, as the count does."""
    last = papers.batches(vote.id)[-1]
    answers = (*vote.option_keys, "")
    made = spares_of(last.seed, vote.manifest_hash, answers, each=last.spares // len(answers))
    return [one.receipt for one in made]


def test_spare_ballots_are_sealed_for_every_answer_of_every_household_that_has_not_voted_by_phone(place):
    voters = household_reps(place, 2)
    vote = an_open_vote(place)
    cast(vote, voters[0], Choice.agree)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    last = papers.batches(vote.id)[-1]
    assert last.spares == len(set(receipts_of_spares(vote))) == 4 * (vote.roll_size - 1)
    assert (last.size, papers.number_of_ballots(vote.id)) == (1, 1)


def test_a_vote_without_papers_that_nobody_came_to_is_closed_with_the_root_of_nothing(place):
    vote = an_open_vote(place)
    vote.manifest = {key: said for key, said in vote.manifest.items() if key != "both"}
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    assert [(one.number, one.size, one.root) for one in papers.batches(vote.id)] == [(1, 0, root_of([]))]
