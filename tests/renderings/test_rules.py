"""Who may ask for a translation, write, check and doubt one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deliberate.renderings import rules
from deliberate.renderings.rules import NOTE_MOST, PAIRS, TEXT_MOST, Original
from deliberate.renderings.states import RENDERING, TO_DO, RenderingState

LAMP = Original(
    kind="issue",
    subject_id=7,
    place_id=1,
    place_path=(1,),
    language="zh-Hans",
    texts={"title": "路灯坏了", "body": "三号楼门口。", "where": " "},
    url="/issues/7",
)
WHOLE = {"title": "The lamp is out", "body": "At the door of No. 3."}


def code(refusal):
    return refusal and refusal.code


@pytest.mark.parametrize(
    ("language", "already", "expected"),
    [
        ("en", False, None),
        ("en", True, "renderings.asked_already"),
        ("zh", False, "renderings.same_language"),
        ("fr", False, "renderings.unknown_language"),
    ],
)
def test_asking(language, already, expected):
    assert code(rules.why_not_ask(LAMP, language, already=already)) == expected


@pytest.mark.parametrize(
    ("language", "author", "pairs", "expected"),
    [
        ("en", True, (), None),
        ("en", False, ("zh-en",), None),
        ("en", False, ("en-zh", "zh-ja"), "renderings.not_your_pair"),
        ("zh", True, PAIRS, "renderings.same_language"),
        ("xx", True, PAIRS, "renderings.unknown_language"),
    ],
)
def test_authors_translate_their_own_and_others_as_appointed(language, author, pairs, expected):
    assert code(rules.why_not_translate(LAMP, language, is_author=author, pairs=pairs)) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (WHOLE, None),
        ({**WHOLE, "body": "  "}, "renderings.incomplete"),
        ({"title": "The lamp"}, "renderings.incomplete"),
        ({**WHOLE, "body": "x" * TEXT_MOST}, None),
        ({**WHOLE, "body": "x" * (TEXT_MOST + 1)}, "renderings.too_long"),
    ],
)
def test_a_translation_is_whole(texts, expected):
    assert code(rules.why_not_write(LAMP, texts, seen=LAMP.digest)) == expected


def test_a_translation_of_words_that_changed_meanwhile_is_not_taken():
    changed = replace(LAMP, texts={**LAMP.texts, "body": "四号楼门口。"})
    assert code(rules.why_not_write(changed, WHOLE, seen=LAMP.digest)) == "renderings.reworded_meanwhile"
    assert replace(LAMP, texts={**LAMP.texts, "where": ""}).digest == LAMP.digest


def test_a_second_person_checks():
    assert rules.why_not_check(written=True, is_translator=False) is None
    assert code(rules.why_not_check(written=True, is_translator=True)) == "renderings.own_translation"
    assert code(rules.why_not_check(written=False, is_translator=False)) == "renderings.nothing_to_check"


@pytest.mark.parametrize(
    ("written", "note", "expected"),
    [
        (True, "“灯” is a lamp", None),
        (True, " ", "renderings.note_missing"),
        (True, "x" * (NOTE_MOST + 1), "renderings.too_long"),
        (False, "what?", "renderings.nothing_to_check"),
    ],
)
def test_a_doubt_says_what_is_wrong(written, note, expected):
    assert code(rules.why_not_doubt(written=written, note=note)) == expected


def test_people_are_appointed_between_the_four_languages_only():
    assert len(PAIRS) == 12
    assert rules.why_not_appoint(["zh-en", "ko-ja"]) is None
    assert code(rules.why_not_appoint(["zh-zh"])) == "renderings.unknown_language"


def test_what_is_not_right_or_of_an_earlier_wording_can_be_written_again():
    assert all(RENDERING.allow(state, RenderingState.written) for state in RenderingState)
    assert not RENDERING.allow(RenderingState.waiting, RenderingState.checked)
    assert not RENDERING.allow(RenderingState.outdated, RenderingState.checked)
    assert {state for state in RenderingState if state.to_do} == TO_DO
