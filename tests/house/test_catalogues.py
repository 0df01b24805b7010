"""The chore that keeps the sentences: it loses no translation and notices a broken one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from chores.catalogues import empty, faults, follow, message_faults


def template(*sentences):
    catalog = empty()
    for sentence in sentences:
        catalog.add(sentence)
    return catalog


def test_a_translation_outlives_the_absence_of_its_sentence():
    chinese = empty("zh_Hans_CN")
    follow(chinese, template("Good morning", "Good night"))
    chinese["Good morning"].string = "早上好"

    follow(chinese, template("Good night"))
    assert "Good morning" not in chinese

    follow(chinese, template("Good morning", "Good night"))
    assert chinese["Good morning"].string == "早上好"
    assert not chinese.obsolete


def test_a_sentence_that_looks_like_another_gets_no_guessed_translation():
    chinese = empty("zh_Hans_CN")
    follow(chinese, template("Close the vote"))
    chinese["Close the vote"].string = "结束投票"
    follow(chinese, template("Close the votes"))
    assert not chinese["Close the votes"].string


@pytest.mark.parametrize(
    ("source", "translated", "fault"),
    [
        ("%(count)d seats", "%(count)d 个席位", []),
        ("%(count)d seats", "席位", ["placeholders differ"]),
        ("%(count)d seats", "%(number)d 个席位", ["placeholders differ"]),
        ("<b>Late</b>", "<b>逾期</b>", []),
        ("<b>Late</b>", "逾期", ["HTML tags differ"]),
        ("Late", "", ["empty"]),
        (("one seat", "%(num)d seats"), ("%(num)d 个席位",), []),
        (("one seat", "%(num)d seats"), ("",), ["empty"]),
    ],
)
def test_a_broken_translation_is_noticed(source, translated, fault):
    assert message_faults(Message(source, translated), full=True) == fault


def test_english_is_its_own_source():
    assert message_faults(Message("Late", ""), full=False) == []


def test_the_catalogues_are_fresh_and_complete():
    assert faults() == []


def test_no_chinese_slips_into_the_english_catalogue():
    english = Path(__file__).parents[2] / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    answers = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', english.read_text(encoding="utf-8"), re.MULTILINE)
    assert [answer for answer in answers if re.search("[\u4e00-\u9fff]", answer)] == []
