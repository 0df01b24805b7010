"""Two tellers and a scrutineer sign for a count of owners' ballots before anybody else sees it."""

from __future__ import annotations

import pytest

from deliberate.kit.refusals import Refused
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.votes.electorates.signing import Needed, missing, needed, why_not_publish, why_not_sign
from deliberate.votes.queries import signers
from deliberate.votes.services import leading
from deliberate.votes.services.certifying import sign_count
from deliberate.votes.services.leading import publish_result
from deliberate.votes.states import Signing, VoteKind, VoteState
from tests.factories.issues import deliberating
from tests.factories.people import a_community, a_handler, a_resident, an_account, estates_of
from tests.factories.votes import owners_vote

TELLER, SCRUTINEER = Signing.teller, Signing.scrutineer


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal.code


def test_the_rule_set_says_how_many_sign():
    ruleset = shipped_ruleset("cn-sh-2026")
    signed = {kind for kind in VoteKind if needed(ruleset, kind) == Needed(2, 1)}
    assert signed == {kind for kind in VoteKind if kind.formal}
    assert needed(ruleset, VoteKind.priority_poll) == Needed(0, 0)


@pytest.mark.parametrize(
    ("signed", "lacking"),
    [
        ([], Needed(2, 1)),
        ([TELLER, SCRUTINEER], Needed(1, 0)),
        ([TELLER, TELLER, TELLER], Needed(0, 1)),
        ([TELLER, TELLER, SCRUTINEER], Needed(0, 0)),
    ],
)
def test_one_cannot_stand_in_for_another(signed, lacking):
    assert missing(signed, Needed(2, 1)) == lacking
    assert (why_not_publish(VoteState.tallied, lacking) is None) is not any(lacking)


@pytest.mark.parametrize(
    ("state", "signed", "code"),
    [
        (VoteState.tallied, False, None),
        (VoteState.tallied, True, "votes.signed_already"),
        (VoteState.closed, False, "votes.nothing_to_sign"),
        (VoteState.published, False, "votes.nothing_to_sign"),
    ],
)
def test_one_signs_once_and_between_count_and_publication(state, signed, code):
    refusal = why_not_sign(state, signed=signed)
    assert (refusal and refusal.code) == code


def test_the_result_waits_for_the_last_signature(session, now):
    vote = owners_vote(estates_of(a_community())[0])
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    people = [an_account().id for _ in range(3)]
    sign_count(vote, TELLER, actor_id=people[0], now=now)
    assert code_of(lambda: sign_count(vote, TELLER, actor_id=people[0], now=now)) == "votes.signed_already"
    sign_count(vote, TELLER, actor_id=people[1], now=now)
    assert code_of(lambda: publish_result(vote, actor_id=people[0], now=now)) == "votes.not_certified"
    sign_count(vote, SCRUTINEER, actor_id=people[2], now=now)
    assert vote.state is VoteState.certified
    assert publish_result(vote, actor_id=people[0], now=now).state is VoteState.published


def test_nobody_signs_for_a_matter_of_their_own(session, now):
    place = a_community()
    issue = deliberating(place, a_resident(place))
    vote = owners_vote(estates_of(place)[0], issue_id=issue.id)
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    handler = a_handler(place)
    assert code_of(lambda: sign_count(vote, TELLER, actor_id=issue.author_id, now=now)) == "votes.own_matter"
    assert code_of(lambda: sign_count(vote, TELLER, actor_id=handler.id, now=now)) == "votes.own_matter"
    able = signers.Signers(frozenset({1, 2}), frozenset({3}))
    ruleset = shipped_ruleset("cn-sh-2026")
    assert [able.short_of(ruleset, vote.kind, mover=one) for one in (None, 1, 3)] == [(0, 0), (1, 0), (0, 1)]
