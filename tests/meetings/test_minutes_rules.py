"""From the record to minutes: every sentence has its source, and a person's edits keep it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.meetings.minutes.rules import confirming, lines, merging
from deliberate.meetings.minutes.rules.drafting import draft
from deliberate.meetings.minutes.rules.record import Line
from deliberate.meetings.minutes.rules.spoken import quote
from deliberate.meetings.minutes.states import MinutesState

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
S = MinutesState


def say(key, facts):
    return f"{key}:{'|'.join(str(value) for value in facts.values())}"


def code(refusal):
    return refusal and refusal.code


def said(seq, number, stance, body, parent=None, name="王阿姨"):
    return Line(seq, NOW, "discussion.contributed", {
        "contribution_id": number, "agenda_item_id": 7, "parent_id": parent, "stance": stance, "body": body,
        "author_label": name,
    })  # fmt: skip


def record(outcome="agreed", *talk):
    return [
        Line(1, NOW, "meeting.opened", {"title": "路灯恳谈会"}),
        Line(2, NOW, "meeting.attended", {"channel": "phone"}),
        Line(3, NOW, "meeting.attended", {"channel": "hall"}),
        Line(4, NOW, "meeting.attended", {"channel": "phone"}),
        Line(5, NOW, "meeting.item_started", {"agenda_item_id": 7, "title": "路灯"}),
        *talk,
        Line(90, NOW, "meeting.item_closed", {
            "agenda_item_id": 7, "title": "路灯", "outcome": outcome, "conclusion": "换灯"}),
        Line(91, NOW, "meeting.closed", {"postponed": 0}),
    ]  # fmt: skip


def found(sections, key):
    return [
        (one["text"], one["sources"]) for section in sections if section["key"] == key for one in section["sentences"]
    ]


def test_attendance_is_counted_by_channel_with_its_sources():
    sections = draft(record(), say)
    assert found(sections, "attendance")[1:] == [("attended:hall|1", [3]), ("attended:phone|2", [2, 4])]


def test_who_lost_stands_under_minority_views():
    talk = [said(6, 1, "for", "要换"), said(7, 2, "against", "太贵")]
    agreed, refused = draft(record("agreed", *talk), say), draft(record("not_agreed", *talk), say)
    assert found(agreed, "views_for") == [("said:王阿姨|要换", [6])]
    assert found(agreed, "minority") == [("said:王阿姨|太贵", [7])]
    assert found(agreed, "agreed") == [("outcome:agreed|换灯", [90])]
    assert found(refused, "minority") == [("said:王阿姨|要换", [6])]
    assert found(refused, "not_agreed") == [("outcome:not_agreed|换灯", [90])]


def test_a_question_stands_with_its_answers():
    talk = [
        said(6, 1, "question", "多少钱？"),
        said(7, 2, "neutral", "三千元", parent=1, name="陈书记"),
        said(8, 3, "question", "谁付？"),
        said(9, 4, "supplement", "要防水"),
    ]
    sections = draft(record("to_vote", *talk), say)
    assert found(sections, "questions") == [
        ("asked:王阿姨|多少钱？ answered:陈书记|三千元", [6, 7]),
        ("asked:王阿姨|谁付？ not_answered:", [8]),
    ]
    assert found(sections, "supplements") == [("said:王阿姨|要防水", [9])]
    assert found(sections, "actions") == [("next_to_vote:路灯", [90])]


def test_what_was_hidden_or_erased_is_not_in_the_draft():
    talk = [
        said(6, 1, "for", "骂人的话"),
        Line(7, NOW, "discussion.hidden", {"contribution_id": 1}),
        Line(8, NOW, "discussion.contributed", {}),
    ]
    assert found(draft(record("agreed", *talk), say), "views_for") == []
    shown_again = [*talk, Line(9, NOW, "discussion.shown", {"contribution_id": 1})]
    assert found(draft(record("agreed", *shown_again), say), "views_for") == [("said:王阿姨|骂人的话", [6])]


def test_what_a_moderator_looks_at_again_is_not_quoted_meanwhile():
    held = [said(6, 1, "for", "要换"), Line(7, NOW, "discussion.held_back", {"contribution_id": 1})]
    assert found(draft(record("agreed", *held), say), "views_for") == []
    let_through = [*held, Line(8, NOW, "discussion.shown", {"contribution_id": 1})]
    assert found(draft(record("agreed", *let_through), say), "views_for") == [("said:王阿姨|要换", [6])]


def tidied(seq, verb, number, into=1, agrees=4):
    payload = {"contribution_id": number, "into_id": into, "agrees": agrees}
    return Line(seq, NOW, f"discussion.{verb}", payload)


ALIKE = [said(6, 1, "for", "要换"), said(7, 2, "for", "请换灯", name="老张"), said(8, 3, "for", "换吧", name="小李")]
BOTH = [tidied(10, "merged", 2), tidied(11, "merged", 3)]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (BOTH, [("same:said:王阿姨|要换|('老张', '小李')|4", [6, 7, 8])]),
        ([*BOTH, tidied(12, "parted", 3, agrees=1)],
         [("same:said:王阿姨|要换|('老张',)|1", [6, 7]), ("said:小李|换吧", [8])]),
        ([*BOTH, Line(12, NOW, "discussion.agreed", {"contribution_id": 1, "agrees": 5})],
         [("same:said:王阿姨|要换|('老张', '小李')|5", [6, 7, 8])]),
        ([*BOTH, Line(12, NOW, "discussion.hidden", {"contribution_id": 1})],
         [("said:老张|请换灯", [7]), ("said:小李|换吧", [8])]),
        ([*BOTH, Line(12, NOW, "discussion.hidden", {"contribution_id": 3})],
         [("same:said:王阿姨|要换|('老张',)|4", [6, 7])]),
        ([*BOTH, Line(12, NOW, "meeting.undone", {"undone_seq": 11}), tidied(13, "parted", 3, agrees=1)],
         [("same:said:王阿姨|要换|('老张',)|1", [6, 7]), ("said:小李|换吧", [8])]),
    ],
)  # fmt: skip
def test_what_says_the_same_is_one_contribution_with_everybody_behind_it(more, told):
    assert found(draft(record("agreed", *ALIKE, *more), say), "views_for") == told


def test_questions_put_together_share_their_answers():
    asked = [said(6, 1, "question", "多少钱？"), said(7, 2, "question", "要花多少？", name="老张")]
    answer = said(8, 3, "neutral", "三千元", parent=2, name="陈书记")
    assert found(draft(record("to_vote", *asked, answer, tidied(9, "merged", 2, agrees=1)), say), "questions") == [
        ("same:asked:王阿姨|多少钱？|('老张',)|1 answered:陈书记|三千元", [6, 7, 8])
    ]


def test_every_sentence_names_entries_of_the_record():
    talk = [said(6, 1, "for", "要换"), said(7, 2, "question", "谁？")]
    whole = record("pilot", *talk)
    known = {line.seq for line in whole}
    sentences = [one for section in draft(whole, say) for one in section["sentences"]]
    assert sentences
    assert all(one["sources"] and set(one["sources"]) <= known for one in sentences)


def test_a_long_speech_is_quoted_in_part():
    assert quote("很\n长 的") == "很 长 的"
    assert len(quote("长" * 301)) == 300
    assert quote("长" * 300) == "长" * 300


@pytest.mark.parametrize(
    ("line", "text", "sources"),
    [
        ("同意换灯 [3]", "同意换灯", [3]),
        ("同意换灯[3-5, 9]", "同意换灯", [3, 4, 5, 9]),
        ("同意换灯 [#3，#4]", "同意换灯", [3, 4]),
        ("同意换灯", "同意换灯", []),
        ("见附件[图]", "见附件[图]", []),
        ("同意 [5-3]", "同意", []),
        ("同意 [1-999999]", "同意", []),
    ],
)
def test_sources_are_typed_in_brackets(line, text, sources):
    assert lines.from_line(line) == {"text": text, "sources": sources}


def test_blank_lines_and_unknown_sources_fall_away():
    assert lines.from_lines("同意 [3, 99]\n\n  \n[4]\n", head=10) == [{"text": "同意", "sources": [3]}]


@given(st.text(st.characters(exclude_characters="[]", exclude_categories=["C", "Z"]), min_size=1),
       st.lists(st.integers(1, 400), max_size=20))  # fmt: skip
def test_a_line_that_nobody_changed_says_the_same(text, sources):
    sentence = {"text": text, "sources": sorted(set(sources))}
    assert lines.from_line(lines.as_line(sentence)) == sentence


@pytest.mark.parametrize(
    ("state", "attended", "minutes_left", "agrees", "objection", "answer"),
    [
        (S.confirming, True, 1, True, "", None),
        (S.confirming, True, 0, True, "", "minutes.window_over"),
        (S.confirming, False, 1, True, "", "minutes.not_there"),
        (S.confirming, True, 1, False, "", "minutes.objection_missing"),
        (S.confirming, True, 1, False, "少记了一条", None),
        (S.confirming, True, 1, False, "少" * 1001, "minutes.objection_too_long"),
        (S.draft, True, 1, True, "", "minutes.not_confirming"),
        (S.published, True, 1, True, "", "minutes.not_confirming"),
    ],
)
def test_who_was_there_confirms_within_the_window(state, attended, minutes_left, agrees, objection, answer):
    refused = confirming.why_not_confirm(
        state,
        attended=attended,
        now=NOW,
        until=NOW + timedelta(minutes=minutes_left),
        agrees=agrees,
        objection=objection,
    )
    assert code(refused) == answer


@pytest.mark.parametrize(
    ("state", "minutes_left", "asked", "answered", "answer"),
    [
        (S.confirming, 1, 3, 2, "minutes.window_still_open"),
        (S.confirming, 1, 3, 3, None),
        (S.confirming, 0, 3, 0, None),
        (S.draft, 0, 0, 0, "minutes.wrong_state"),
    ],
)
def test_minutes_are_published_when_all_have_answered_or_the_window_is_over(
    state, minutes_left, asked, answered, answer
):
    until = NOW + timedelta(minutes=minutes_left)
    refused = confirming.why_not_publish(state, now=NOW, until=until, asked=asked, answered=answered)
    assert code(refused) == answer


def test_only_a_draft_is_mended_and_only_a_text_is_laid_open():
    assert confirming.why_not_amend(S.draft) is None
    assert code(confirming.why_not_amend(S.confirming)) == "minutes.text_is_fixed"
    assert confirming.why_not_lay_open(S.draft, sentences=1) is None
    assert code(confirming.why_not_lay_open(S.draft, sentences=0)) == "minutes.empty"


def turn(seq, verb, request, **facts):
    return Line(seq, NOW, f"floor.{verb}", {"request_id": request, **facts})


def test_who_had_the_floor_stands_with_time_and_who_took_no_side_with_reason():
    asking = {"agenda_item_id": 7, "label": "王阿姨", "kind": "turn", "stance": "for"}
    talk = [
        turn(6, "asked", 1, **asking), turn(7, "asked", 2, **asking | {"label": "老张", "stance": "against"}),
        turn(8, "asked", 3, **asking), turn(9, "asked", 4, **asking | {"kind": "point_of_order"}),
        turn(10, "asked", 5, **asking | {"agenda_item_id": 8}),
        turn(11, "ended", 1, used=95), turn(12, "ended", 4, used=20), turn(13, "ended", 5, used=20),
        turn(14, "ended", 3, used=30),
        Line(15, NOW, "floor.recused", {"agenda_item_id": 7, "label": "小李", "reason": "物业是我家开的"}),
    ]  # fmt: skip
    made = {section["key"]: section for section in draft(record("agreed", *talk), say)}
    assert made["turns"]["sentences"] == [{"text": "spoke:王阿姨|for|2|2|5", "sources": [11, 14]}]
    assert made["recused"]["sentences"] == [{"text": "recused:小李|物业是我家开的", "sources": [15]}]
    assert made["turns"]["item_id"] == 7


def written(seq, number, text, item, kind="said", sources=()):
    return Line(seq, NOW, "note.written", {
        "note_id": number, "agenda_item_id": item, "kind": kind, "text": text, "sources": list(sources)})  # fmt: skip


def test_the_running_text_stands_as_it_was_mended_last_whatever_became_of_its_item():
    talk = [
        written(6, 2, "改前", 7), written(7, 1, "先写的", 7, sources=(5,)), written(8, 2, "改后", 7), written(9, 3, "撤回", 7),
        Line(10, NOW, "note.struck", {"note_id": 3}),
        written(11, 4, "那一项没有开始", 8), written(12, 5, "谁去办", 7, "action"), written(13, 6, "开头", None),
    ]  # fmt: skip
    sections = draft(record("agreed", *talk), say)
    notes = [section for section in sections if section["key"] == "notes"]
    assert [(one.get("item_id"), [line["text"] for line in one["sentences"]]) for one in notes] == [
        (7, ["先写的", "改后"]),
        (None, ["那一项没有开始", "开头"]),
    ]
    assert notes[0]["sentences"][0]["sources"] == [5, 7]
    assert found(sections, "actions")[0] == ("谁去办", [12])


def a_section(key, item=None, *texts):
    about = {} if item is None else {"item_id": item}
    return {"key": key, **about, "sentences": [{"text": one, "sources": []} for one in texts]}


EVENING = [a_section("attendance"), a_section("item", 7), a_section("agreed", 7, "换灯"), a_section("questions", 7),
           a_section("item", 9), a_section("close")]  # fmt: skip


def test_a_person_adds_what_the_draft_has_no_part_for_and_it_stands_where_it_belongs():
    assert merging.lacking(EVENING)[:3] == [("not_agreed", 7), ("notes", 7), ("minority", 7)]
    typed = {
        ("notes", 7): "补一句",
        ("minority", 9): "一楼不同意 [3]",
        ("actions", None): "两周内报价",
        ("agreed", 7): "换灯\n修门",
    }
    made = merging.filled([{**one} for one in EVENING], typed, head=5)
    assert [(one["key"], one.get("item_id")) for one in made] == [
        ("attendance", None), ("item", 7), ("agreed", 7), ("notes", 7), ("questions", 7), ("item", 9), ("minority", 9),
        ("actions", None), ("close", None),
    ]  # fmt: skip
    assert made[6]["sentences"] == [{"text": "一楼不同意", "sources": [3]}]
    assert [one["text"] for one in made[2]["sentences"]] == ["换灯", "修门"]


def test_what_a_person_added_keeps_its_place_when_the_record_changes():
    added = merging.filled([{**one} for one in EVENING], {("notes", 7): "补一句"}, head=5)
    made = merging.followed(added, before=EVENING, after=EVENING)
    assert [one["key"] for one in made][:4] == ["attendance", "item", "agreed", "notes"]
