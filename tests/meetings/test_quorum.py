"""Who is there, counted apart; who stands for others; and what is frozen with a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Role
from deliberate.ledger.queries import stream_after
from deliberate.meetings.minutes.rules.evening import quorum
from deliberate.meetings.queries.attendance import body_of, presence
from deliberate.meetings.rules import coming
from deliberate.meetings.services import attending, running
from deliberate.meetings.services.attending import Proxy, enter_proxy
from deliberate.meetings.states import Body, Channel, MeetingKind, Outcome
from deliberate.places.states import Capacity
from deliberate.votes.electorates.seats import seats_named
from tests.factories.meetings import a_running_meeting, an_open_item, attends, in_the_hall
from tests.factories.people import (
    a_community,
    a_holder,
    a_household_rep,
    a_member,
    a_moderator,
    a_representative,
    a_resident,
    belongs,
    units_of,
)

PAPER = "3月3日签名的委托书"


@pytest.fixture
def council(session):
    """Return a council of 21 homes under way: eleven must be there, however many households the register knows."""
    place = a_community(households=30)
    for home in units_of(place)[:3]:
        session.delete(home)
    return a_running_meeting(place, a_moderator(place), kind=MeetingKind.building_council)


def households_in(meeting, number, *, since=0):
    """Let the moderator enter so many people, each for a household of their own."""
    for place, seat in enumerate(body_of(meeting)[since : since + number], since + 1):
        by = {"channel": Channel.hall, "actor_id": meeting.moderator_id, "now": now()}
        attending.enter_attendance(meeting, f"现场居民{place}，{seat.label}", **by)


def represented(meeting, label, held_by, proof=PAPER):
    proxy = Proxy(held_by=held_by, proof=proof)
    return enter_proxy(meeting, label, proxy, actor_id=meeting.moderator_id, now=now())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"held": 2, "most": 3}, None),
        ({"held": 3, "most": 3}, "meetings.proxies_full"),
        ({"held": 9, "most": None}, None),
        ({"held_by": ""}, "meetings.proxy_missing"),
        ({"held_by": "李敏"}, "meetings.proxy_not_here"),
        ({"here": False}, "meetings.proxy_not_here"),
        ({"proof": ""}, "meetings.proof_missing"),
        ({"proof": "长" * 120}, None),
        ({"proof": "长" * 121}, "meetings.text_too_long"),
    ],
)
def test_a_proxy_is_in_the_room_on_paper_and_for_few(changes, code):
    about = {"held_by": "王芳", "proof": PAPER, "here": True, "held": 0, "most": 3, **changes}
    refusal = coming.why_not_proxy("李敏", **about)
    assert (refusal.code if refusal else None) == code


def test_hall_phone_proxy_and_assisted_are_counted_apart(council):
    attends(council, a_resident(council.place))
    in_the_hall(council, 1)
    households_in(council, 2)
    by = {"actor_id": council.moderator_id, "now": now()}
    attending.enter_attendance(council, "陈阿婆", channel=Channel.assisted, **by)
    attending.enter_attendance(council, "刘伯", channel=Channel.phone_in, **by)
    seat = body_of(council)[2].label
    represented(council, f"李敏，{seat}", "现场居民1")
    represented(council, f"李敏，{seat}", "现场居民1")
    assert presence(council).frozen == {
        "hall": 3, "phone": 1, "proxy": 1, "assisted": 2, "present": 7, "needed": 11, "entitled": 21, "seats": 3,
        "body": "residents_assembly",
    }  # fmt: skip


def test_one_person_stands_for_three_others_and_nobody_stands_for_somebody_absent(council):
    in_the_hall(council, 1)
    for number in range(3):
        represented(council, f"住户{number}", "现场居民1")
    for label, held_by, code in (
        ("住户9", "现场居民1", "proxies_full"), ("住户9", "住户1", "proxy_not_here"), ("住户9", "不在", "proxy_not_here"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"meetings\.{code}"):
            represented(council, label, held_by)
    in_the_hall(council, 2)
    with pytest.raises(Refused, match=r"meetings\.on_the_list"):
        represented(council, "现场居民1", "现场居民2")
    with pytest.raises(Refused, match=r"meetings\.proxy_missing"):
        attending.enter_attendance(council, "住户8", channel=Channel.proxy, actor_id=council.moderator_id, now=now())


def test_below_quorum_the_whole_arithmetic_is_told_and_talk_goes_on(council):
    item, by = an_open_item(council), {"actor_id": council.moderator_id, "now": now()}
    households_in(council, 9)
    in_the_hall(council, 5)
    represented(council, f"李敏，{body_of(council)[9].label}", "现场居民1")
    with pytest.raises(Refused) as refused:
        running.close_item(item, Outcome.agreed, "装灯", **by)
    assert refused.value.refusal.code == "meetings.below_quorum_of"
    assert dict(refused.value.refusal.facts) == {
        "hall": 14, "phone": 0, "proxy": 1, "assisted": 0, "present": 15, "needed": 11, "entitled": 21, "missing": 1,
        "seats": 10, "body": Body.households,
    }  # fmt: skip
    assert running.close_item(item, Outcome.second_round, "再议", **by).outcome is Outcome.second_round


def test_who_was_there_is_frozen_with_the_decision(council):
    item, by = an_open_item(council), {"actor_id": council.moderator_id, "now": now()}
    households_in(council, 11)
    running.close_item(item, Outcome.agreed, "装灯", **by)
    households_in(council, 3, since=11)
    closed = next(one for one in stream_after(f"meeting:{council.id}") if one.verb == "meeting.item_closed")
    assert closed.payload["quorum"] == item.quorum
    assert (item.quorum["seats"], item.quorum["needed"], presence(council).counted) == (11, 11, 14)
    assert quorum(item.quorum, lambda key, facts: f"{key} {facts['seats']}/{facts['needed']}") == ["quorum_of 11/11"]
    assert quorum({**item.quorum, "needed": 0}, lambda key, _facts: key) == []


SEATS = [("unit:1", "虹景苑 1号楼 101"), ("unit:2", "虹景苑 2号楼 101"), ("unit:3", "荣华居 2号楼 201")]
NAMES = [("account:1", "王芳"), ("account:2", "李敏"), ("account:3", "王芳")]


@pytest.mark.parametrize(
    ("label", "roll", "taken", "seat"),
    [
        ("陈阿婆，虹景苑 1号楼 101", SEATS, (), "unit:1"),
        ("陈阿婆, 虹景苑1号楼101", SEATS, (), "unit:1"),
        ("陈阿婆，1号楼101", SEATS, (), "unit:1"),
        ("陈阿婆，号楼101", SEATS, (), ""),
        ("陈阿婆，1号楼101，2号楼201", SEATS, (), "unit:1 unit:3"),
        ("陈阿婆，1号楼101，9号楼201", SEATS, (), "unit:1"),
        ("陈阿婆，1号楼101，1号楼101", SEATS, (), "unit:1"),
        ("陈阿婆，201", SEATS, (), ""),
        ("陈阿婆，2号楼301", SEATS, (), ""),
        ("陈阿婆", SEATS, (), ""),
        ("陈阿婆，", SEATS, (), ""),
        ("李敏", NAMES, (), "account:2"),
        ("张强", NAMES, (), ""),
        ("王芳", NAMES, ("account:1",), "account:3"),
        ("王芳", NAMES, ("account:1", "account:3"), "account:1"),
    ],
)
def test_a_line_of_the_list_speaks_of_one_seat_or_of_none(label, roll, taken, seat):
    assert seats_named(label, roll, taken=taken) == seat


def test_a_household_that_came_by_two_phones_sits_on_one_seat(council):
    home = units_of(council.place)[0]
    attends(council, *(a_household_rep(home) for _number in range(2)), a_resident(home))
    assert (presence(council).counted, presence(council).present) == (1, 3)
    told = [one.payload["counts"] for one in stream_after(f"meeting:{council.id}") if one.verb == "meeting.attended"]
    assert told == [True, False, False]


def test_of_an_assembly_only_representatives_make_the_quorum(session):
    place = a_community()
    delegates = [a_representative(place) for _number in range(3)]
    more = {"recorder_id": a_moderator(place).id, "party_study": "3月5日研究", "starts_at": now() + timedelta(days=12)}
    meeting = a_running_meeting(place, a_moderator(place), kind=MeetingKind.representatives_assembly, **more)
    attends(meeting, delegates[0], *(a_resident(place) for _number in range(5)))
    assert (presence(meeting).counted, presence(meeting).present, presence(meeting).reached) == (1, 6, False)
    in_the_hall(meeting, 1)
    by = {"channel": Channel.hall, "actor_id": meeting.moderator_id, "now": now()}
    attending.enter_attendance(meeting, delegates[1].display_name, **by)
    assert (presence(meeting).counted, presence(meeting).reached) == (2, True)


def test_who_speaks_for_two_households_sits_and_votes_for_both(council):
    first, second = units_of(council.place)[:2]
    both, neighbour = a_household_rep(first), a_household_rep(second)
    belongs(both, second, Capacity.household_rep)
    attends(council, both)
    assert (presence(council).counted, presence(council).present) == (2, 1)
    attends(council, neighbour)
    assert (presence(council).counted, presence(council).present) == (2, 2)
    told = [one.payload["counts"] for one in stream_after(f"meeting:{council.id}") if one.verb == "meeting.attended"]
    assert told == [2, 0]


def test_committee_members_sit_in_the_representatives_meeting_and_most_are_elected(session):
    place = a_community()
    elected = [a_representative(place) for _number in range(4)]
    more = {"recorder_id": a_moderator(place).id, "party_study": "3月5日研究", "starts_at": now() + timedelta(days=12)}
    plan = {"kind": MeetingKind.representatives_assembly, **more}
    members = [a_member(place, Capacity.committee_member) for _number in range(2)]
    with pytest.raises(Refused, match=r"meetings\.too_few_representatives"):
        a_running_meeting(place, a_moderator(place), **plan)
    elected.append(a_representative(place))
    belongs(members[1], units_of(place)[0], Capacity.representative)
    meeting = a_running_meeting(place, a_moderator(place), **plan)
    assert meeting.entitled == 7
    attends(meeting, *elected[:4])
    assert not presence(meeting).reached
    attends(meeting, members[0], a_resident(place))
    assert (presence(meeting).counted, presence(meeting).reached) == (5, True)


def test_a_supervisory_review_is_made_by_members_of_the_supervision_committee(session):
    place = a_community()
    three = [a_holder(place, Role.supervisor) for _number in range(3)]
    meeting = a_running_meeting(place, a_moderator(place), kind=MeetingKind.supervisory_review)
    attends(meeting, *three[:2], *(a_resident(place) for _number in range(4)))
    assert (presence(meeting).counted, presence(meeting).missing, meeting.entitled) == (2, 1, 3)
    by = {"channel": Channel.hall, "actor_id": meeting.moderator_id, "now": now()}
    attending.enter_attendance(meeting, three[2].display_name, **by)
    assert presence(meeting).reached
