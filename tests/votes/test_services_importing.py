"""Elections held elsewhere: kept whole, counted again, without anybody's name."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.kit.clock import SHANGHAI
from deliberate.search.queries import find
from deliberate.votes.formats.pabulib import parse
from deliberate.votes.models import RollEntry, VoteBallot
from deliberate.votes.queries import papers
from deliberate.votes.services.importing import import_election
from deliberate.votes.services.leading import hash_of
from deliberate.votes.states import VoteState
from tests.factories.people import a_community

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def imported(session, shared_data, now):
    def take_over(name):
        text = (shared_data / "pabulib" / name).read_bytes().decode("utf-8-sig")
        return import_election(a_community(), parse(text), source=name, actor_id=None, now=now)

    return take_over


def test_an_election_becomes_a_published_budget_vote(imported):
    vote = imported("poland_lodz_2020_nad-nerem.pb")
    assert (vote.state, vote.took_part, len(vote.options)) == (VoteState.published, 608, 8)
    assert (len(vote.result["winners"]), vote.result["elsewhere"]["same"]) == (5, True)
    assert (vote.currency, vote.manifest["terms"]["budget"]) == ("PLN", 409_000_00)
    days = [moment.astimezone(SHANGHAI).date().isoformat() for moment in (vote.opens_at, vote.closes_at)]
    assert days == ["2020-11-06", "2020-11-30"]


def test_the_ballots_are_grouped_and_nobody_stands_on_a_roll(imported):
    vote = imported("poland_lodz_2020_nad-nerem.pb")
    assert papers.number_of_ballots(vote.id) == 608
    assert db.session.scalar(select(func.count()).select_from(VoteBallot)) == 58
    assert db.session.scalar(select(func.count()).select_from(RollEntry)) == 0
    assert hash_of(papers.ballots(vote.id)) == vote.ballots_hash


def test_a_result_that_differs_says_so(imported):
    elsewhere = imported("poland_lodz_2020_nr-33.pb").result["elsewhere"]
    assert (elsewhere["same"], len(elsewhere["funded"]), elsewhere["rule"]) == (False, 3, "greedy")


@pytest.mark.parametrize("words", ["fotopułapek", "chodników etap", "pomoz stworzyc"])
def test_projects_on_the_paper_are_found(imported, words):
    vote = imported("poland_lodz_2020_nad-nerem.pb")
    assert [(item.kind, item.path) for item in find(words)] == [("vote", f"/votes/{vote.id}")]
