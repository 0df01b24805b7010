"""Every page of guests, residents and those who carry things out: axe finds nothing, whatever they press."""

from __future__ import annotations

import re

import pytest

from tests.browser.axe import UNFOLD, look, sent_empty, sweep
from tests.browser.conftest import DESK, PHONE
from tests.browser.visits import MAIN, visits_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.mark.parametrize("who", ["guest", "resident", "elder", "handler"])
def test_axe_finds_nothing(enter, who):
    page = enter(who, PHONE)
    assert [fault for visit in visits_of(who) for fault in sweep(page, visit)] == []


def test_the_pages_of_signing_in(enter):
    page = enter("guest", PHONE)
    page.goto("/sign-in")
    page.click(".menu > summary")
    assert look(page) == []
    page.click(".menu > summary")
    page.fill("[name=phone]", "13912345678")
    page.press("[name=phone]", "Enter")
    page.wait_for_url("**/sign-in/code")
    code = re.search(r"\d{6}", page.inner_text(".flashes"))
    assert code
    found = look(page) + sent_empty(page, MAIN)
    page.fill("[name=code]", "000000")
    page.press("[name=code]", "Enter")
    page.wait_for_load_state()
    found += look(page)
    page.fill("[name=code]", code[0])
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/sign-in/name")
    assert found + look(page) + sent_empty(page, MAIN) == []


def test_the_pages_after_proposing(enter):
    page, desk = enter("resident", PHONE), enter("moderator", DESK)
    page.goto("/issues/new/details?title=3号楼的楼道灯换成感应灯&where=5")
    page.fill("[name=body]", "晚上下楼看不清台阶，上个月李阿姨扭了脚。")
    page.click(f"{MAIN} >> button[type=submit]")
    page.wait_for_url("**/receipt")
    found = look(page)
    number = page.url.split("/")[-2]
    desk.goto(f"/desk/issues/{number}")
    desk.click('form[action$="/take"] button')
    desk.wait_for_load_state()
    desk.evaluate(UNFOLD)
    desk.select_option('form[action$="/return"] select', "facts_missing")
    desk.fill('form[action$="/return"] textarea', "请写明是哪几层。")
    desk.click('form[action$="/return"] button')
    desk.wait_for_load_state()
    page.goto(f"/issues/{number}/edit")
    assert found + look(page) + sent_empty(page, MAIN) == []
