"""What reaches the phones of a meeting, over real sockets."""

from __future__ import annotations


def test_what_one_says_reaches_everybody_at_once_and_the_same(evening, phone):
    said, heard = phone(evening.resident), phone(evening.neighbour)
    head = said.join(evening.meeting_id)["to"]
    assert heard.join(evening.meeting_id, head)["items"] == []
    answer = said.act(evening.meeting_id, "contribute", agenda_item_id=evening.item_id, body="灯要装。", stance="for")
    first, second = said.batch(), heard.batch()
    assert answer == {"ok": True, "seq": head + 1}
    assert first == second
    assert (first["from"], first["to"]) == (head + 1, head + 1)
    assert first["items"][0]["data"]["body"] == "灯要装。"
