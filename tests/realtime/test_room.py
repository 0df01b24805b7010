"""What reaches the phones of a meeting, over real sockets to the real server."""

from __future__ import annotations

import queue

import pytest


def says(phone, evening, body, client_id, **more):
    data = {"agenda_item_id": evening.item_id, "body": body, "stance": "for", **more}
    return phone.act(evening.meeting_id, "contribute", client_id, **data)


def test_what_one_says_reaches_everybody_at_once_and_the_same(evening, phone):
    said, heard = phone(evening.resident), phone(evening.neighbour)
    head = said.join(evening.meeting_id)["to"]
    assert heard.join(evening.meeting_id, head)["items"] == []
    answer = says(said, evening, "灯要装。", "aaaaaaaa")
    first, second = said.batch(), heard.batch()
    assert answer == {"ok": True, "seq": head + 1}
    assert first == second
    assert (first["from"], first["to"]) == (head + 1, head + 1)
    assert first["items"][0]["data"]["body"] == "灯要装。"


def test_a_guest_with_the_code_may_look_on_but_not_speak(evening, phone):
    guest = phone()
    assert guest.join(evening.meeting_id)["ok"]
    answer = says(guest, evening, "hello", "aaaaaaaa")
    assert answer["error"]["code"] == "web.sign_in_first"
    assert answer["error"]["message"].startswith("请先登录")


def test_sending_twice_says_it_once_and_gets_the_first_answer(evening, phone):
    one = phone(evening.resident)
    one.join(evening.meeting_id)
    first, again = says(one, evening, "一次就够。", "aaaaaaaa"), says(one, evening, "一次就够。", "aaaaaaaa")
    assert first == again
    assert len(one.batch()["items"]) == 1
    with pytest.raises(queue.Empty):
        one.batch(timeout=0.4)


def test_who_leaves_and_comes_back_at_once_is_told_once(evening, phone):
    one, neighbour = phone(evening.resident), phone(evening.neighbour)
    head = one.join(evening.meeting_id)["to"]
    says(one, evening, "先说一句。", "aaaaaaaa")
    one.batch()
    # Within the tick, while the room that was left still means to look once more.
    one.ask("leave", {})
    one.join(evening.meeting_id, head + 1)
    assert says(neighbour, evening, "再说一句。", "bbbbbbbb")["ok"]
    assert one.batch()["to"] == head + 2
    with pytest.raises(queue.Empty):
        one.batch(timeout=0.2)


def test_socket_and_http_are_one_door(evening, phone, server):
    heard = phone(evening.neighbour)
    head = heard.join(evening.meeting_id)["to"]
    act = {"agenda_item_id": evening.item_id, "body": "走网页来的。", "stance": "supplement"}
    sent = {"verb": "contribute", "client_id": "over-http-1", "data": act}
    first = server.post(f"/meetings/{evening.meeting_id}/acts", sent, evening.resident)
    again = says(phone(evening.resident), evening, "走网页来的。", "over-http-1", stance="supplement")
    assert first == again == {"ok": True, "seq": head + 1}
    assert heard.batch()["items"][0]["data"]["client_id"] == "over-http-1"


def test_who_comes_back_gets_what_was_missed_and_nothing_twice(evening, phone, server):
    with_gap = phone(evening.neighbour)
    head = with_gap.join(evening.meeting_id)["to"]
    with_gap.client.disconnect()
    says(phone(evening.resident), evening, "趁你不在。", "aaaaaaaa")
    back = phone(evening.neighbour).join(evening.meeting_id, head)
    assert [item["seq"] for item in back["items"]] == [head + 1]
    polled = server.get(f"/meetings/{evening.meeting_id}/entries?after={head}")
    assert {key: back[key] for key in ("from", "to", "items")} == polled


@pytest.mark.parametrize("after", [-1, 999_999])
def test_who_is_ahead_of_the_record_is_told_to_begin_anew(evening, phone, after):
    assert phone().join(evening.meeting_id, after)["resync"] is True


def test_the_moderator_sees_names_and_the_others_numbers(evening, phone):
    moderator, neighbour, resident = phone(evening.moderator), phone(evening.neighbour), phone(evening.resident)
    for one in (moderator, neighbour):
        one.join(evening.meeting_id)
    mine = resident.act(evening.meeting_id, "attend")
    assert mine["me"]["attended"]
    [for_staff], [for_all] = moderator.batch()["items"], neighbour.batch()["items"]
    assert for_staff["data"]["label"].startswith("居民#")
    assert (for_all["data"], for_all["actor"]) == ({"channel": "phone", "counts": False}, None)


def test_the_moderator_walks_the_agenda_and_everybody_follows(evening, phone):
    moderator, heard = phone(evening.moderator), phone()
    heard.join(evening.meeting_id)
    over = {"agenda_item_id": evening.item_id, "outcome": "agreed", "conclusion": "装感应灯。"}
    assert moderator.act(evening.meeting_id, "close_item", **over)["ok"]
    assert moderator.act(evening.meeting_id, "start_item", agenda_item_id=evening.other_item_id)["ok"]
    assert moderator.act(evening.meeting_id, "close_item", agenda_item_id=evening.other_item_id, outcome="noted")["ok"]
    assert moderator.act(evening.meeting_id, "close")["ok"]
    verbs = []
    while len(verbs) < 4:
        verbs += [item["verb"] for item in heard.batch()["items"]]
    walked = ["meeting.item_closed", "meeting.item_started", "meeting.item_closed", "meeting.closed"]
    assert verbs[:4] == walked


def test_a_refusal_says_why_in_a_sentence(evening, phone):
    moderator = phone(evening.moderator)
    answer = moderator.act(evening.meeting_id, "start_item", agenda_item_id=evening.other_item_id)
    assert answer["error"]["code"] == "meetings.other_item_open"
    assert "东门的路灯" in answer["error"]["message"]


def test_what_is_hidden_is_gone_for_those_who_come_later(evening, phone, server):
    head = phone(evening.resident).join(evening.meeting_id)["to"]
    says(phone(evening.resident), evening, "骂人的话", "aaaaaaaa")
    said = server.get(f"/meetings/{evening.meeting_id}/entries?after={head}")["items"][0]["data"]["contribution_id"]
    moderator = phone(evening.moderator)
    hidden = moderator.act(evening.meeting_id, "hide", contribution_id=said, reason="personal_attack")
    assert hidden["ok"]
    replayed = server.get(f"/meetings/{evening.meeting_id}/entries?after={head}")["items"]
    snapshot = server.get(f"/meetings/{evening.meeting_id}/snapshot")["contributions"]
    assert [item["data"].get("hidden") for item in (replayed[0], snapshot[-1])] == ["personal_attack"] * 2
    assert "骂人的话" not in str(replayed) + str(snapshot)


def test_presence_is_a_count_and_seldom(evening, phone):
    phones = [phone() for _ in range(4)]
    for one in phones:
        one.join(evening.meeting_id)
    counts = [phones[0].presence.get(timeout=5)["count"]]
    while counts[-1] != 4:
        counts.append(phones[0].presence.get(timeout=5)["count"])
    assert len(counts) <= 2


def test_how_many_have_answered_is_told_and_nothing_of_what(evening, phone):
    chair, one, other = phone(evening.moderator), phone(evening.resident), phone(evening.neighbour)
    for each in (chair, one, other):
        each.join(evening.meeting_id)
    asked = {"agenda_item_id": evening.item_id, "kind": "straw", "question": "先装哪边？", "options": ["东门", "西门"]}
    assert chair.act(evening.meeting_id, "open_poll", "question-1", **asked)["ok"]
    assert one.act(evening.meeting_id, "attend", "attending-1")["ok"]
    poll_id = next(item for item in other.batch()["items"] if item["verb"] == "poll.opened")["data"]["poll_id"]
    assert one.act(evening.meeting_id, "answer_poll", "answer-01", poll_id=poll_id, choice=1)["ok"]
    told = {"meeting": evening.meeting_id, "poll_id": poll_id}
    heard = [other.answered.get(timeout=10)]
    while heard[-1] != {**told, "count": 1}:
        heard.append(other.answered.get(timeout=10))
    assert heard[:-1] in ([], [{**told, "count": 0}])
    assert phone().join(evening.meeting_id)["answered"] == {"poll_id": poll_id, "count": 1}


def test_who_takes_no_side_gives_facts_and_no_vote_of_any_kind(evening, phone):
    one, at = phone(evening.resident), evening.meeting_id
    one.join(at)
    for verb, data in (("attend", {}), ("recuse", {"agenda_item_id": evening.item_id, "reason": "自家的车位"})):
        assert one.act(at, verb, **data)["ok"]
    refused = says(one, evening, "装吧。", "aaaaaaaa")
    assert refused["error"]["code"] == "floor.takes_no_side"
    assert says(one, evening, "几点熄灯？", "bbbbbbbb", stance="question")["ok"]
    asked = {"agenda_item_id": evening.item_id, "kind": "straw", "question": "几点？", "options": ["早", "晚"]}
    phone(evening.moderator).act(at, "open_poll", "poll-00001", **asked)
    poll = next(item for _ in range(9) for item in one.batch()["items"] if item["verb"] == "poll.opened")
    answer = one.act(at, "answer_poll", poll_id=poll["data"]["poll_id"], choice=1)
    assert answer["error"]["code"] == "floor.takes_no_side"
