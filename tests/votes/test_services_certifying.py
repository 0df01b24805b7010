"""Two tellers and a scrutineer sign for a count of owners' ballots before anybody else sees it."""

from __future__ import annotations

from functools import partial

import pytest

from deliberate.kit.refusals import Refused
from deliberate.places.queries.identity import identity_of
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.places.states import Capacity
from deliberate.votes.electorates.paper import Reading
from deliberate.votes.electorates.signing import Needed, capacity_of, missing, needed, why_not_publish, why_not_sign
from deliberate.votes.queries import signers
from deliberate.votes.services import leading
from deliberate.votes.services.certifying import sign_count
from deliberate.votes.services.leading import publish_result
from deliberate.votes.services.reading import read_paper
from deliberate.votes.states import Channel, Signing, VoteKind, VoteState
from tests.factories.issues import deliberating
from tests.factories.people import (
    a_building_head,
    a_community,
    a_handler,
    a_member,
    a_moderator,
    a_representative,
    a_resident,
    an_account,
    buildings_of,
    estates_of,
    units_of,
)
from tests.factories.votes import DAY, an_announced_vote, an_open_vote, household_reps, owners_vote

TELLER, SCRUTINEER = Signing.teller, Signing.scrutineer


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal.code


def test_the_rule_set_says_how_many_sign():
    ruleset = shipped_ruleset("cn-sh-2026")
    signed = {kind for kind in VoteKind if needed(ruleset, kind) == Needed(2, 1)}
    assert signed == {kind for kind in VoteKind if kind.formal} - {VoteKind.building_vote}
    assert needed(ruleset, VoteKind.building_vote) == Needed(heads=1, residents=2)
    assert needed(ruleset, VoteKind.priority_poll) == Needed()


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
    short = [able.short_of(ruleset, vote.kind, besides=one) for one in ((), {1}, {3})]
    assert short == [Needed(), Needed(tellers=1), Needed(scrutineers=1)]


@pytest.mark.parametrize(
    ("able", "lacking", "expected"),
    [
        ({TELLER}, Needed(2, 1), TELLER),
        ({TELLER, SCRUTINEER}, Needed(2, 1), SCRUTINEER),
        ({TELLER, SCRUTINEER}, Needed(1, 0), SCRUTINEER),
        ({TELLER}, Needed(), TELLER),
        (set(), Needed(2, 1), None),
        ({Signing.building_head}, Needed(2, 1), None),
    ],
)
def test_who_watches_only_watches(able, lacking, expected):
    assert capacity_of(able, Needed(2, 1), lacking) is expected


@pytest.mark.parametrize(
    ("able", "lacking", "expected"),
    [
        ({Signing.building_head, Signing.resident}, Needed(heads=1, residents=2), Signing.building_head),
        ({Signing.building_head, Signing.resident}, Needed(residents=1), Signing.resident),
        ({TELLER}, Needed(heads=1, residents=2), None),
        ({SCRUTINEER, Signing.resident}, Needed(residents=2), None),
    ],
)
def test_a_building_is_signed_for_by_its_head_and_residents(able, lacking, expected):
    assert capacity_of(able, Needed(heads=1, residents=2), lacking) is expected


def test_a_buildings_vote_is_signed_for_by_its_head_and_two_who_live_there(session, now):
    place = a_community()
    building = buildings_of(place)[0]
    moderator = a_moderator(place)
    neighbours = household_reps(building, 2)
    vote = an_open_vote(building, kind=VoteKind.building_vote, closes_at=now + 7 * DAY)
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)

    def capacity(person):
        return signers.capacity(vote, identity_of(person, local_day(now)), now)

    # Where a building has no head, whoever counts elsewhere signs in their place.
    assert capacity(moderator) is Signing.building_head
    head = a_building_head(building)
    assert [capacity(one) for one in (moderator, head, *neighbours)] == [
        None, Signing.building_head, Signing.resident, Signing.resident,
    ]  # fmt: skip
    for one in (head, *neighbours):
        refused = code_of(lambda: publish_result(vote, actor_id=None, now=now))
        assert refused == "votes.not_certified_here"
        sign_count(vote, capacity(one), actor_id=one.id, now=now)
    assert publish_result(vote, actor_id=None, now=now).state is VoteState.published


def test_nobody_counts_papers_about_their_own_matter_or_their_own_work(session, now):
    place = a_community()
    mover = a_resident(place)
    issue = deliberating(place, mover)
    member = a_member(units_of(place)[0], Capacity.committee_member)
    a_representative(units_of(place)[1])
    vote = owners_vote(estates_of(place)[0], issue_id=issue.id)
    read = Reading(choices=("agree",), channel=Channel.paper)
    for one, refusal in ((mover, "votes.own_papers"), (member, None)):
        act = partial(read_paper, vote, 1, read, actor_id=one.id, now=now)
        assert (code_of(act) if refusal else act()) == refusal
    graded = an_announced_vote(
        place, kind=VoteKind.committee_appraisal, opens_at=now + 9 * DAY, closes_at=now + 16 * DAY
    )
    assert (signers.own(graded), signers.own(vote)) == ({member.id}, {mover.id})
