"""People without a phone: on the roll, helped by people they know, and never counted twice."""

from __future__ import annotations

import pytest

from deliberate.accounts.services import open_account
from deliberate.issues.models import Issue, Second
from deliberate.issues.queries import papers
from deliberate.issues.services.proposing import propose
from deliberate.issues.services.seconding import second_issue, withdraw_second
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.places.models import AssistedAction, RegisterEntry
from deliberate.places.queries import assisting
from deliberate.places.queries.identity import identity_of
from deliberate.places.rules.assisting import Help
from deliberate.places.services.assisting import end_helper, enter_without_phone, name_helper
from deliberate.places.services.belonging import claim_membership, verify_membership
from deliberate.places.states import Capacity, Ground, MembershipState
from tests.factories.issues import a_wish, gathering
from tests.factories.people import a_building_head, a_community, an_account, belongs, buildings_of, units_of


def refused(verb):
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value.refusal.code


@pytest.fixture
def place(session, now):
    """Return a community on whose roll stands a grandmother in the first room."""
    area = a_community()
    session.add(RegisterEntry(place_id=units_of(area)[0].id, household="1", name="王桂珍"))
    session.flush()
    return area


@pytest.fixture
def head(place):
    return a_building_head(buildings_of(place)[0])


def who(account, now):
    return identity_of(account, now.date())


def grandmother(place, head, now):
    return enter_without_phone(units_of(place)[0], "王 桂珍", actor_id=head.id, now=now)


def by(helper, ground=Ground.in_person):
    return Help(helper_id=helper.id, ground=ground)


def test_only_people_on_the_roll_are_written_down_for_and_each_once(place, head, now):
    home = units_of(place)[0]
    person = grandmother(place, head, now)
    assert grandmother(place, head, now) is person
    assert (person.phone, who(person, now).lives_in(place.place_path)) == (None, True)
    assert refused(lambda: enter_without_phone(home, "没有的人", actor_id=head.id, now=now)) == "places.not_on_roll"


def test_whoever_has_a_phone_of_their_own_is_not_written_down_for(place, head, now):
    own = an_account(name="王桂珍")
    belongs(own, units_of(place)[0])
    assert refused(lambda: grandmother(place, head, now)) == "places.has_own_phone"


def test_a_second_written_down_says_for_whom_by_whom_and_how_and_counts_apart(place, head, now):
    issue, person = gathering(place), grandmother(place, head, now)
    second_issue(issue, who(person, now), help_=by(head, Ground.home_visit), now=now)
    assert (issue.second_count, issue.assisted_count) == (1, 1)
    entry = stream_after(f"issue:{issue.id}")[-1]
    assert (entry.verb, entry.actor_id) == ("issue.seconded", head.id)
    assert (entry.payload["on_behalf_of"], entry.payload["ground"]) == (person.id, "home_visit")
    again = refused(lambda: second_issue(issue, who(person, now), help_=by(head), now=now))
    assert again == "issues.seconded_for_already"
    withdraw_second(issue, who(person, now), now=now)
    assert (issue.second_count, issue.assisted_count) == (0, 0)


def test_nobody_gathers_seconds_for_an_own_issue(place, head, now):
    belongs(head, units_of(place)[1])
    issue, person = gathering(place, head), grandmother(place, head, now)
    why = refused(lambda: second_issue(issue, who(person, now), help_=by(head), now=now))
    assert why == "issues.helper_is_author"


def confirmed(person, home, head, now):
    claim = claim_membership(person, home, Capacity.resident, now=now)
    if claim.state is MembershipState.pending:
        verify_membership(claim, how="desk", actor_id=head.id, now=now)


def test_whoever_comes_with_a_phone_later_is_one_person_not_two(place, head, now, session):
    home, one, two = units_of(place)[0], gathering(place), gathering(place)
    old = grandmother(place, head, now)
    mine = propose(a_wish(place), who(old, now), community=place, help_=by(head), now=now)
    for issue in (one, two):
        second_issue(issue, who(old, now), help_=by(head), now=now)
    new = open_account("+8613999990000", name="王桂珍", display_name="桂珍", language="zh_Hans_CN", now=now)
    confirmed(new, units_of(place)[9], head, now)
    second_issue(one, who(new, now), now=now)
    assert one.second_count == 2
    confirmed(new, home, head, now)
    assert (one.second_count, one.assisted_count) == (1, 0)
    assert (two.second_count, two.assisted_count) == (1, 1)
    assert refused(lambda: second_issue(two, who(new, now), now=now)) == "issues.already_seconded"
    assert papers.second_of(two.id, new.id) is not None
    assert session.get(Issue, mine.id).author_id == new.id
    assert old.closed_at == now
    assert assisting.home_of(old.id) is None
    assert session.query(Second).filter_by(account_id=old.id).count() == 0
    assert session.query(AssistedAction).filter_by(person_id=old.id).count() == 3


def test_a_namesake_in_another_home_stays_another_person(place, head, now):
    issue, old = gathering(place), grandmother(place, head, now)
    second_issue(issue, who(old, now), help_=by(head), now=now)
    namesake = an_account(name="王桂珍")
    confirmed(namesake, units_of(place)[5], head, now)
    second_issue(issue, who(namesake, now), now=now)
    assert issue.second_count == 2
    assert old.closed_at is None


def test_a_person_names_neighbours_who_help_a_few(place, head, now, session):
    home = assisting.home_of(grandmother(place, head, now).id)
    units = units_of(place)
    neighbour, stranger = an_account(), an_account()
    belongs(neighbour, units[2])
    belongs(stranger, units[-1])
    named = name_helper(home, who(neighbour, now), actor_id=head.id, now=now)

    def name(account):
        return refused(lambda: name_helper(home, who(account, now), actor_id=head.id, now=now))

    assert name(neighbour) == "places.helper_named_already"
    assert name(stranger) == "places.helper_not_neighbour"
    assert [item.account_id for item in assisting.homes_helped(neighbour.id)] == [home.account_id]
    end_helper(home, named, actor_id=head.id, now=now)
    assert assisting.homes_helped(neighbour.id) == []
    assert [entry.verb for entry in stream_after(f"place:{home.place_id}")][-2:] == [
        "place.helper_named",
        "place.helper_ended",
    ]
