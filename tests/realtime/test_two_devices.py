"""One person with a phone in the hand and a tablet on the table: what is done on one shows on the other at once."""

from __future__ import annotations

import queue

import pytest


@pytest.fixture
def pair(evening, phone):
    one, other = phone(evening.resident), phone(evening.resident)
    head = one.join(evening.meeting_id)["to"]
    other.join(evening.meeting_id, head)
    return one, other


def me_of(server, evening):
    return server.get(f"/meetings/{evening.meeting_id}/me", evening.resident)["me"]


def told(server, evening, device):
    """Return what a device learns of its owner once it is told to ask."""
    assert device.mine.get(timeout=10) == {"meeting": evening.meeting_id}
    return me_of(server, evening)


def test_signing_in_raising_a_hand_and_leaving_show_on_both(evening, pair, server):
    one, other = pair
    assert one.act(evening.meeting_id, "attend")["ok"]
    assert told(server, evening, other)["attended"]
    assert one.act(evening.meeting_id, "ask_floor", "floor-0001", agenda_item_id=evening.item_id, stance="for")["ok"]
    raised = next(item for _ in range(9) for item in other.batch()["items"] if item["verb"] == "floor.asked")
    assert raised["data"]["account_id"] == evening.resident_id
    assert other.act(evening.meeting_id, "withdraw", request_id=raised["data"]["request_id"])["ok"]
    left = next(item for _ in range(9) for item in one.batch()["items"] if item["verb"] == "floor.withdrawn")
    assert left["data"]["queue"] == []


def test_an_answer_and_an_agreement_show_on_both_and_to_nobody_else(evening, pair, phone, server):
    one, other = pair
    neighbour = phone(evening.neighbour)
    neighbour.join(evening.meeting_id)
    one.act(evening.meeting_id, "attend")
    told(server, evening, other)
    asked = {"agenda_item_id": evening.item_id, "kind": "straw", "question": "几点？", "options": ["早", "晚"]}
    phone(evening.moderator).act(evening.meeting_id, "open_poll", "poll-00001", **asked)
    opened = next(item for _ in range(9) for item in other.batch()["items"] if item["verb"] == "poll.opened")
    poll = opened["data"]["poll_id"]
    assert one.act(evening.meeting_id, "answer_poll", poll_id=poll, choice=1)["ok"]
    assert told(server, evening, other)["leans"] == {str(poll): 1}
    with pytest.raises(queue.Empty):
        neighbour.mine.get(timeout=0.1)


def test_a_mute_is_known_on_both_by_what_only_they_know(evening, pair, phone, server):
    one, other = pair
    data = {"agenda_item_id": evening.item_id, "body": "闭嘴吧你。", "stance": "for"}
    assert one.act(evening.meeting_id, "contribute", "words-0001", **data)["ok"]
    said = next(item for _ in range(9) for item in other.batch()["items"] if item["verb"] == "discussion.contributed")
    step = {"contribution_id": said["data"]["contribution_id"], "kind": "mute", "reason": "personal_attack"}
    assert phone(evening.moderator).act(evening.meeting_id, "restrain", **step)["ok"]
    mine = me_of(server, evening)
    for device in pair:
        taken = next(item for _ in range(9) for item in device.batch()["items"] if item["verb"] == "order.step_taken")
        assert taken["data"]["whom"] == mine["whom"]
    assert [one["kind"] for one in mine["steps"]] == ["mute"]


def test_a_phone_that_has_no_line_hears_of_it_when_it_asks(evening, phone, server):
    asked = f"/meetings/{evening.meeting_id}/entries?after=0"
    # The server has lived through other evenings, whose people had the same numbers.
    theirs = server.get(asked, evening.neighbour).get("mine", 0)
    before = server.get(asked, evening.resident).get("mine", 0)
    assert phone(evening.resident).act(evening.meeting_id, "attend")["ok"]
    first = server.get(asked, evening.resident)["mine"]
    assert first > before
    assert server.get(asked, evening.resident)["mine"] == first
    assert server.get(asked, evening.neighbour).get("mine", 0) == theirs
