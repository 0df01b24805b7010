"""The chore that keeps the sentences: it loses no translation and notices a broken one."""

from __future__ import annotations

import re
from fnmatch import fnmatch

import pytest
from babel.messages.catalog import Message

from chores.catalogues import debts, empty, faults, follow
from chores.faults import EXCEPTIONS, exceptions, message_faults, terms
from chores.residents import STAFF, residents_sentences
from chores.testing import in_ci
from tests.support.source import ROOT, short


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


def test_a_translation_that_comes_back_stays_in_its_own_language():
    japanese, korean, fresh = empty("ja"), empty("ko"), template("Good night")
    follow(japanese, fresh)
    japanese["Good night"].string = "おやすみ"
    for catalog in (japanese, korean):
        follow(catalog, template())
        follow(catalog, fresh)
    assert japanese["Good night"].string == "おやすみ"
    assert not korean["Good night"].string
    assert not fresh["Good night"].string


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


@pytest.mark.parametrize(
    ("language", "source", "translated", "fault"),
    [
        ("zh_Hans_CN", "It is done.", "办好了。", []),
        ("zh_Hans_CN", "It is done.", "办好了", ["final punctuation differs"]),
        ("zh_Hans_CN", "Is it done?", "办好了。", ["final punctuation differs"]),
        ("zh_Hans_CN", "Name: ", "姓名：", []),
        ("zh_Hans_CN", " (late)", "（逾期）", []),
        ("zh_Hans_CN", "Name", " 姓名", ["spaces at the ends differ"]),
        ("ko", "Name: ", "이름:", ["spaces at the ends differ"]),
        ("zh_Hans_CN", "Yes, done", "好了,办完", ["ASCII punctuation"]),
        ("zh_Hant", "Done (late)", "辦完 (逾期)", ["ASCII punctuation"]),
        ("ja", "Done: %(day)s", "完了: %(day)s", ["ASCII punctuation"]),
        ("ja", "At %(hour)s, in the hall", "%(hour)s、会場で", []),
        ("ko", "Yes, done", "네, 완료", []),
        ("ja", "Is it done?", "できましたか", []),
        ("ja", "Is it done?", "できました", ["final punctuation differs"]),
        ("zh_Hans_CN", ("one day", "%(num)d days"), ("%(num)d 天", "%(num)d 天"), ["plurals differ"]),
        ("en", "It is done.", "It is done", []),
    ],
)
def test_a_sentence_keeps_the_form_of_its_language(language, source, translated, fault):
    assert message_faults(Message(source, translated), full=True, language=language) == fault


@pytest.mark.parametrize(
    ("language", "source", "translated", "wrong"),
    [
        ("zh_Hans_CN", "All issues", "全部议题", False),
        ("zh_Hans_CN", "All issues", "全部问题", True),
        ("zh_Hans_CN", "The residents' committee", "居民委员会", False),
        ("ja", "The residents' committee", "住民委員会", True),
        ("ko", "Seconded by %(num)s", "%(num)s명이 찬성", True),
        ("ja", "Wait %(wait)s seconds, please", "%(wait)s秒お待ちください", True),
        ("ja", "Wait %(wait)s seconds, so that", "%(wait)s秒お待ち", False),
        ("zh_Hans_CN", "seconds", "秒", False),
        ("zh_Hans_CN", "%(issue)s", "%(issue)s", False),
    ],
)
def test_a_word_of_the_glossary_is_said_with_its_agreed_word(language, source, translated, wrong):
    found = message_faults(Message(source, translated), full=True, language=language)
    assert [fault for fault in found if "glossary" in fault] == found
    assert bool(found) is wrong


def test_every_exception_still_belongs_to_a_word_of_the_glossary():
    lines = [line for line in EXCEPTIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(len(line.split("\t")) == 3 for line in lines)
    assert len(terms()) > 30
    assert {word for word, _piece in exceptions()} <= {word for _pattern, word, _agreed in terms()}


def test_english_is_its_own_source():
    assert message_faults(Message("Late", ""), full=False) == []


def test_the_catalogues_are_fresh_and_complete():
    assert faults() == []


@pytest.mark.skipif(
    not in_ci(), reason="the shared build insists on Japanese and Korean, a developer's machine only tells"
)
def test_japanese_and_korean_say_everything_residents_read():
    assert debts() == []


@pytest.mark.parametrize(
    ("files", "owed"),
    [
        (["templates/issues/show.html"], True),
        (["templates/admin/roll.html"], False),
        (["templates/admin/roll.html", "templates/issues/show.html"], True),
        (["deliberate/web/words/votes.py"], True),
        (["deliberate/reports/views/board.py", "deliberate/issues/views/desk.py"], False),
    ],
)
def test_a_sentence_is_owed_to_residents_unless_only_staff_reads_it(files, owed):
    catalog = empty()
    catalog.add("Good morning", locations=[(file, 1) for file in files])
    assert (("Good morning", None) in residents_sentences(catalog)) is owed


def test_every_pattern_of_staffs_files_still_has_files():
    existing = [short(path) for folder in ("deliberate", "templates") for path in (ROOT / folder).rglob("*.*")]
    assert [pattern for pattern in STAFF if not any(fnmatch(file, pattern) for file in existing)] == []


KANA, HAN, HANGUL = "[\u3041-\u30fa]", "[\u4e00-\u9fff]", "[\uac00-\ud7af]"


@pytest.mark.parametrize(
    ("language", "foreign"),
    [("en", f"{KANA}|{HAN}|{HANGUL}"), ("zh_Hans_CN", f"{KANA}|{HANGUL}"), ("ja", HANGUL), ("ko", f"{KANA}|{HAN}")],
)
def test_no_language_slips_into_the_catalogue_of_another(language, foreign):
    text = (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    answers = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', text, re.MULTILINE)
    assert [answer for answer in answers if re.search(foreign, answer)] == []
