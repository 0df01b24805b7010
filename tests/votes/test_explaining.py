"""Every method is explained in three sentences, and its example is what its own code counts."""

from __future__ import annotations

import re

import pytest

from deliberate.votes.methods.examples import EXAMPLES, counted, kept
from deliberate.votes.states import Method, VoteKind
from deliberate.votes.views.sentences import SENTENCES
from deliberate.web.words import meanings


def test_every_method_has_an_example_and_what_is_shown_is_what_it_counts():
    assert set(EXAMPLES) == set(Method)
    assert kept() == counted(), "type: python -m deliberate.votes.methods.examples"


def test_every_kind_of_vote_says_what_it_is_and_no_two_say_the_same():
    said = [str(meanings()[f"VoteKind.{kind.name}"]) for kind in VoteKind]
    assert len(set(said)) == len(VoteKind)


@pytest.mark.parametrize("method", Method)
def test_three_sentences_are_three_sentences(method):
    assert [str(sentence).count(". ") for sentence in SENTENCES[method]] == [0, 0, 0]
    assert len(SENTENCES[method]) == 3


def test_the_examples_tell_the_methods_apart():
    funded = {name: set(kept()[name]["winners"]) for name in ("greedy", "equal_shares")}
    assert funded == {"greedy": {"ramp", "lamps"}, "equal_shares": {"lamps", "shed", "benches"}}
    first, *_, last = kept()["instant_runoff"]["rounds"]
    assert max(first["tally"], key=lambda key: int(first["tally"][key])) not in last["elected"]
    assert [step["name"] for step in kept()["ranked_pairs"]["steps"]] == ["settled", "settled", "circular"]


def test_the_page_draws_every_round_and_says_what_happened(visit):
    seen = " ".join(visit().get("/votes/methods", headers={"Accept-Language": "en"}).get_data(as_text=True).split())
    assert seen.count("An example, step by step") == len(Method)
    assert "11 votes are enough.<br>Out: Bicycle shed.<br>Votes go on to: Lamps +3 and Ramp +1." in seen
    assert "left out: it would close a circle" in seen
    assert "Everybody's share in the end: 1,666." in seen or "Everybody&#39;s share in the end: 1,666." in seen


def test_no_two_pictures_on_the_page_have_one_name(visit):
    page = visit().get("/votes/methods", headers={"Accept-Language": "en"}).get_data(as_text=True)
    regions = re.findall(r'role="region" aria-label="([^"]+)"', page)
    assert len(regions) == len(set(regions)) > 0
