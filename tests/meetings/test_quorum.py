"""Who is there, counted apart; who stands for others; and what is frozen with a decision."""

from __future__ import annotations

import pytest

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings import rules
from deliberate.meetings.minutes.rules.evening import quorum
from deliberate.meetings.queries.attendance import presence
from deliberate.meetings.services import attending, running
from deliberate.meetings.services.attending import Proxy, enter_proxy
from deliberate.meetings.states import Channel, MeetingKind, Outcome
from tests.factories.meetings import a_running_meeting, an_open_item, attends, in_the_hall
from tests.factories.people import a_community, a_moderator, a_resident

PAPER = "3月3日签名的委托书"


@pytest.fixture
def council(session):
    """Return a council of a building of 21 households under way: eleven must be there."""
    place = a_community()
    place.households = 21
    return a_running_meeting(place, a_moderator(place), kind=MeetingKind.building_council)


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
    refusal = rules.why_not_proxy("李敏", **about)
    assert (refusal.code if refusal else None) == code


def test_hall_phone_proxy_and_assisted_are_counted_apart(council):
    attends(council, a_resident(council.place))
    in_the_hall(council, 3)
    by = {"actor_id": council.moderator_id, "now": now()}
    attending.enter_attendance(council, "陈阿婆", channel=Channel.assisted, **by)
    attending.enter_attendance(council, "刘伯", channel=Channel.phone_in, **by)
    represented(council, "李敏", "现场居民1")
    represented(council, "李敏", "现场居民1")
    assert presence(council).frozen == {
        "hall": 3, "phone": 1, "proxy": 1, "assisted": 2, "present": 7, "needed": 11, "entitled": 21,
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
    in_the_hall(council, 9)
    represented(council, "李敏", "现场居民1")
    with pytest.raises(Refused) as refused:
        running.close_item(item, Outcome.agreed, "装灯", **by)
    assert refused.value.refusal.code == "meetings.below_quorum_of"
    assert dict(refused.value.refusal.facts) == {
        "hall": 9, "phone": 0, "proxy": 1, "assisted": 0, "present": 10, "needed": 11, "entitled": 21, "missing": 1,
    }  # fmt: skip
    assert running.close_item(item, Outcome.second_round, "再议", **by).outcome is Outcome.second_round


def test_who_was_there_is_frozen_with_the_decision(council):
    item, by = an_open_item(council), {"actor_id": council.moderator_id, "now": now()}
    in_the_hall(council, 11)
    running.close_item(item, Outcome.agreed, "装灯", **by)
    in_the_hall(council, 14)
    closed = next(one for one in stream_after(f"meeting:{council.id}") if one.verb == "meeting.item_closed")
    assert closed.payload["quorum"] == item.quorum
    assert (item.quorum["present"], item.quorum["needed"], presence(council).present) == (11, 11, 14)
    assert quorum(item.quorum, lambda key, facts: f"{key} {facts['present']}/{facts['needed']}") == ["quorum_of 11/11"]
    assert quorum({**item.quorum, "needed": 0}, lambda key, _facts: key) == []
