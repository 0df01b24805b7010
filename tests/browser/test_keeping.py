"""Order in the talk: a resident's words wait, are let through from the desk by one key, and slow mode tells how long."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_room_keys import in_the_room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SOON = 20_000


def test_words_wait_for_the_moderator_and_are_let_through_by_one_key(enter):
    lead, one = in_the_room(enter, "moderator", DESK), in_the_room(enter, "resident", PHONE)
    lead.page.click(".running .begin-end")
    lead.page.click(".agenda-item .button:not([disabled]) >> nth=0")
    one.page.click(".welcome .button")
    lead.page.click(".keeping .button >> nth=1")
    expect(lead.page.locator(".keeping .button >> nth=1")).to_have_attribute("aria-pressed", "true", timeout=SOON)
    one.page.click(".foot-speak")
    one.page.click('.stance[data-stance="for"]')
    one.page.fill("#words", "先看一看。")
    one.page.click(".saying [type=submit]")
    expect(one.page.locator("[data-held]")).to_contain_text("主持人先看一下", timeout=SOON)
    expect(lead.page.locator(".held-item")).to_contain_text("先看一看", timeout=SOON)
    desk = enter("moderator", DESK)
    desk.goto("/desk/moderation")
    desk.wait_for_selector(".keys-button:not([hidden])")
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    expect(desk.locator("[aria-labelledby=held] .case")).to_have_count(0, timeout=SOON)
    expect(one.page.locator(".talk .post-text")).to_have_text("先看一看。", timeout=SOON)
    expect(one.page.locator("[data-held]")).to_have_count(0)
    expect(lead.page.locator(".held-item")).to_have_count(0)
