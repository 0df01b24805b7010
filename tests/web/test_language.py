"""Phones ask for languages in their own way; everybody gets the one they read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from deliberate.kit.clock import clock
from deliberate.web import language

MOMENT = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)


# What phones and computers really send: WeChat on Android, Safari, Chrome and Firefox set to several languages.
@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh_Hans_CN"),
        ("zh-CN,zh-Hans;q=0.9", "zh_Hans_CN"),
        ("zh", "zh_Hans_CN"),
        ("zh-Hans-CN", "zh_Hans_CN"),
        ("zh-Hans-HK,en;q=0.5", "zh_Hans_CN"),
        ("zh-SG,en;q=0.5", "zh_Hans_CN"),
        ("zh-MY", "zh_Hans_CN"),
        ("cmn-Hans", "zh_Hans_CN"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh_Hant"),
        ("zh-HK,zh-TW;q=0.9,zh;q=0.8,en;q=0.7", "zh_Hant"),
        ("zh-Hant-TW", "zh_Hant"),
        ("zh-hant", "zh_Hant"),
        ("zh-MO", "zh_Hant"),
        ("zh_TW", "zh_Hant"),
        ("yue-HK", "zh_Hant"),
        ("en-US,en;q=0.9", "en"),
        ("en-GB,zh;q=0.9", "en"),
        ("zh-CN;q=0.1,en;q=0.9", "en"),
        ("zh-TW;q=0,en;q=0.3", "en"),
        ("ja,en-US;q=0.9,en;q=0.8", "ja"),
        ("ja-JP", "ja"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("ko-KP", "ko"),
        ("fr-FR,en;q=0.5", "en"),
        ("de,ja;q=0.2", "ja"),
        ("fr-FR", "zh_Hans_CN"),
        ("*", "zh_Hans_CN"),
        ("zhx,;;q=,", "zh_Hans_CN"),
        ("", "zh_Hans_CN"),
    ],
)
def test_a_phone_gets_its_language(app, asked, given):
    with app.test_request_context(headers={"Accept-Language": asked}):
        assert language.choose_locale() == given


def test_a_choice_goes_before_the_browsers_wish(app):
    with app.test_request_context(headers={"Accept-Language": "en", "Cookie": "language=zh_Hans_CN"}):
        assert language.choose_locale() == "zh_Hans_CN"
    with app.test_request_context(headers={"Accept-Language": "en", "Cookie": "language=xx"}):
        assert language.choose_locale() == "en"


@pytest.mark.parametrize(
    ("locale", "soon", "later"),
    [
        ("zh_Hans_CN", "11月28日（周六）19:00", "2027年11月28日（周日）19:00"),
        ("zh_Hant", "11月28日（週六）19:00", "2027年11月28日（週日）19:00"),
        ("en", "Sat 28 Nov 19:00", "Sun, 28 Nov 2027 19:00"),
        ("ja", "11月28日(土) 19:00", "2027年11月28日(日) 19:00"),
        ("ko", "11월 28일 (토) 19:00", "2027년 11월 28일 (일) 19:00"),
    ],
)
def test_moments_are_written_as_people_say_them_in_shanghai(app, locale, soon, later):
    clock.hold(datetime(2026, 3, 1, tzinfo=UTC))
    with app.test_request_context(), force_locale(locale):
        assert language.moment(MOMENT) == soon
        assert language.moment(MOMENT.replace(year=2027)) == later
        assert language.exact(MOMENT) == "2026-11-28 19:00:00"
        assert language.moment(None) == language.exact(None) == ""
    clock.release()


@pytest.mark.parametrize(
    ("locale", "area", "share", "names", "soon"),
    [
        ("zh_Hans_CN", "1,089.05平方米", "71%", "甲、乙和丙", "3天后"),
        ("zh_Hant", "1,089.05 平方公尺", "71%", "甲、乙和丙", "3 天後"),
        ("en", "1,089.05 m²", "71%", "甲, 乙 and 丙", "in 3 days"),
        ("ja", "1,089.05 m²", "71%", "甲、乙、丙", "3 日後"),
        ("ko", "1,089.05m²", "71%", "甲, 乙 및 丙", "3일 후"),
    ],
)
def test_figures_follow_the_rules_of_their_language(app, locale, area, share, names, soon):
    clock.hold(datetime(2026, 3, 1, tzinfo=UTC))
    with app.test_request_context(), force_locale(locale):
        assert language.area(108905) == area
        assert language.percent(71) == share
        assert language.listed(["甲", "乙", "丙"]) == names
        assert language.ago(datetime(2026, 3, 4, tzinfo=UTC)) == soon
    clock.release()


@pytest.mark.parametrize(
    ("written", "at_home", "abroad"),
    [
        ("13812345678", "138 1234 5678", "+86 138 1234 5678"),
        ("+86 138-1234-5678", "138 1234 5678", "+86 138 1234 5678"),
        ("138****5678", "138****5678", "+86 138 **** 5678"),
        ("021-5555 0100", "021-5555 0100", "+86 21 5555 0100"),
        ("(0512)6512345", "0512-651 2345", "+86 512 651 2345"),
        ("010 6512 3456", "010-6512 3456", "+86 10 6512 3456"),
        ("12345", "12345", "12345"),
        ("+81 3-1234-5678", "+81 3-1234-5678", "+81 3-1234-5678"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_telephone_numbers_are_written_in_groups(app, written, at_home, abroad):
    with app.test_request_context():
        for locale, expected in (("zh_Hans_CN", at_home), ("zh_Hant", at_home), ("en", abroad), ("ja", abroad)):
            with force_locale(locale):
                assert language.telephone(written).replace("\u00a0", " ") == expected


def test_areas_are_written_exactly(app):
    with app.test_request_context(), force_locale("en"):
        assert [language.area(value) for value in (8950, 8905, 1, None)] == ["89.50 m²", "89.05 m²", "0.01 m²", ""]


def test_every_language_has_its_tag_and_its_own_name(app):
    with app.test_request_context():
        assert [tag for tag, _own, _name in language.offered()] == ["zh-Hans", "zh-Hant", "en", "ja", "ko"]
        assert [language.tag_of(own) for _tag, own, _name in language.offered()] == [
            "zh-Hans",
            "zh-Hant",
            "en",
            "ja",
            "ko",
        ]
        assert language.tag_of("pt_BR") == "pt-BR"


@pytest.mark.parametrize(
    ("locale", "leaf"),
    [
        ("zh_Hans_CN", {"month": "11月", "number": "28", "weekday": "周六"}),
        ("en", {"month": "Nov", "number": "28", "weekday": "Sat"}),
    ],
)
def test_a_leaf_of_the_calendar_is_in_the_readers_language(app, locale, leaf):
    with app.test_request_context(), force_locale(locale):
        assert language.leaf(MOMENT) == leaf
