"""Phones ask for languages in their own way; everybody gets the one they read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from deliberate.kit.clock import clock
from deliberate.web import language

MOMENT = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("zh-CN,zh;q=0.9,en-US;q=0.8", "zh_Hans_CN"),
        ("zh", "zh_Hans_CN"),
        ("zh-Hans-CN", "zh_Hans_CN"),
        ("zh-SG,en;q=0.5", "zh_Hans_CN"),
        ("en-US,en;q=0.9", "en"),
        ("en-GB,zh;q=0.9", "en"),
        ("fr-FR,en;q=0.5", "en"),
        ("fr-FR", "zh_Hans_CN"),
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


@pytest.mark.parametrize(("locale", "written"), [("zh_Hans_CN", "11月28日（周六） 19:00"), ("en", "Sat 28 Nov 19:00")])
def test_moments_are_written_as_people_say_them_in_shanghai(app, locale, written):
    clock.hold(datetime(2026, 3, 1, tzinfo=UTC))
    with app.test_request_context(), force_locale(locale):
        assert language.moment(MOMENT) == written
        assert language.moment(None) == ""
    clock.release()


def test_areas_are_written_exactly(app):
    with app.test_request_context():
        assert [language.area(value) for value in (8950, 8905, 1, None)] == ["89.50 ㎡", "89.05 ㎡", "0.01 ㎡", ""]
