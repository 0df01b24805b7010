"""The room without a mouse: a whole meeting from the keyboard, the focus never lost, and nothing told too often."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.browser.axe import UNFOLD
from tests.browser.conftest import DESK, PHONE
from tests.browser.keyboard import Keys
from tests.browser.test_names import unclear

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
TOLD = """() => {
  window.told = [];
  const region = document.getElementById('room-says');
  new MutationObserver(() => window.told.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
}"""


def in_the_room(enter, who, viewport, language="zh-CN"):
    page = enter(who, viewport, language)
    page.goto("/meetings/3/room")
    page.wait_for_selector(".now-link.is-live")
    page.wait_for_selector(".room-grid")
    if page.locator(".keys-button").count():
        page.wait_for_selector(".keys-button", state="visible")
    return Keys(page)


def say(keys, stance, words):
    """Say something from wherever one is, with Tab and Enter."""
    keys.to(".foot-speak").press("Enter")
    keys.page.wait_for_selector("#words")
    keys.to(f".stance[data-stance={stance}]", back=True).press("Enter")
    keys.to("#words").type(words)
    keys.to(".saying [type=submit]").press("Enter")
    return expect(keys.page.locator(".room-thread .post-text", has_text=words)).to_be_visible()


def test_residents_come_in_and_speak(enter):
    lead, one = in_the_room(enter, "moderator", DESK), in_the_room(enter, "resident", PHONE)
    one.to(".welcome .button").press("Enter")
    expect(one.page.locator(".welcome")).to_have_count(0)
    assert one.at(".room-foot, .room-foot *"), one.held
    lead.press("b", "Enter")
    expect(one.page.locator("#room-now")).to_contain_text("主持人")
    expect(one.page.locator("#room-says")).to_have_text("会议开始了。")
    expect(lead.page.locator(".agenda-item:first-child button:has-text('开始')")).to_be_visible()
    lead.press("n", "o")
    expect(lead.page.locator(".agenda-item.is-open")).to_be_visible()
    assert lead.at(".agenda-item, .agenda-item *"), lead.held
    one.page.wait_for_selector(".foot-speak")
    say(one, "for", "高楼层多摊一点，我家愿意。")
    assert one.at(".foot-speak"), one.held
    assert one.unseen + lead.unseen == []


def test_the_one_who_leads_needs_no_mouse(enter):
    lead = in_the_room(enter, "moderator", DESK)
    lead.press("j")
    assert lead.at(".room-thread .post:first-of-type"), lead.held
    lead.press("r")
    expect(lead.page.locator("#words")).to_be_focused()
    lead.type("请说说怎么分摊。").press("Control+Enter")
    expect(lead.page.locator(".room-thread .quote")).to_have_count(1)
    expect(lead.page.locator(".foot-speak")).to_be_focused()
    lead.press("k", "a")
    expect(lead.page.locator(".enter .input").first).to_be_focused()
    lead.type("王大爷").press("Enter")
    expect(lead.page.locator(".enter [role=status]")).to_contain_text("王大爷")
    lead.to(".enter [type=submit]").press("l")
    expect(lead.page.locator(".people-list > summary")).to_be_focused()
    lead.press("w")
    expect(lead.page.locator("#said-by")).to_be_focused()
    lead.type("王大爷").to("#words").type("楼道太窄。").press("Escape")
    expect(lead.page.locator(".foot-speak")).to_be_focused()
    assert lead.unseen == []
    # Everything folded away has a name too that makes sense alone, beside each contribution and at the desk.
    lead.page.evaluate(UNFOLD)
    expect(lead.page.locator(".tidying").first).to_be_visible()
    assert unclear(lead.page) == []


def test_the_sheet_of_keys_says_the_truth(enter):
    lead = in_the_room(enter, "moderator", DESK, "en-GB")
    lead.to(".keys-button").press("?")
    expect(lead.page.locator("[role=dialog]")).to_be_focused()
    told = lead.page.locator(".keys kbd").all_inner_texts()
    heard = lead.page.evaluate(
        "() => JSON.parse(document.querySelector('.keys-button').dataset.keys).map((row) => row.key)"
    )
    assert told == heard
    assert len(set(told)) == len(told), told
    assert "Reply to the words selected" in lead.page.inner_text(".keys")
    for _each in range(6):
        lead.press("Tab")
        assert lead.at("[role=dialog] *"), lead.held
    lead.press("Escape")
    expect(lead.page.locator(".keys-button")).to_be_focused()


def test_single_keys_can_be_turned_off_and_never_fire_while_typing(enter):
    lead = in_the_room(enter, "moderator", DESK)
    lead.press("c")
    expect(lead.page.locator("#words")).to_be_focused()
    lead.press("j", "?", "b")
    assert lead.page.input_value("#words") == "j?b"
    lead.press("Escape")
    lead.page.evaluate(
        "() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, isComposing: true }))"
    )
    assert lead.page.locator("[role=dialog]").count() == 0
    lead.press("?")
    lead.to("[role=dialog] [type=checkbox]").press("Space", "Escape")
    lead.press("?", "j")
    assert lead.page.locator("[role=dialog]").count() == 0
    assert not lead.at(".post")
    lead.page.reload()
    lead.page.wait_for_selector(".now-link.is-live")
    lead.press("?")
    assert lead.page.locator("[role=dialog]").count() == 0


def test_news_take_neither_focus_nor_place_and_are_told_together(enter):
    lead = in_the_room(enter, "moderator", DESK)
    others = [in_the_room(enter, who, PHONE) for who in ("elder", "resident")]
    lead.page.evaluate(TOLD)
    lead.press("k")
    held, begun = lead.held, monotonic()
    for one, words in zip(others, ("第一句。", "第二句。"), strict=True):
        say(one, "supplement", words)
        expect(lead.page.locator(".room-thread .post-text", has_text=words)).to_be_attached()
        assert lead.held == held
    told = [line for line in lead.page.evaluate("window.told") if line]
    assert 1 <= len(told) <= 1 + (monotonic() - begun) / 10, told
    lead.page.wait_for_function("() => window.told.filter(Boolean).length === 2", timeout=15_000)


def test_what_is_being_written_stays_when_the_item_ends(enter):
    lead, one = in_the_room(enter, "moderator", DESK), in_the_room(enter, "resident", PHONE)
    one.to(".foot-speak").press("Enter")
    expect(one.page.locator("#words")).to_be_focused()
    one.type("我还没说完")
    lead.press("n", "o")
    expect(lead.page.locator(".end-item input").first).to_be_focused()
    lead.choose(".end-item [value=to_vote]").to("#conclusion").type("请7号楼各户表决。").to(
        ".end-item [type=submit]"
    ).press("Enter")
    expect(lead.page.locator(".agenda-conclusion")).to_contain_text("请7号楼各户表决")
    assert lead.at(".agenda-item, .agenda-item *"), lead.held
    expect(one.page.locator("#room-now")).to_contain_text("主持人")
    expect(one.page.locator("#words")).to_be_focused()
    assert one.page.input_value("#words") == "我还没说完"
    lead.press("b", "Enter").to(".running .begin-end").press("Enter")
    expect(one.page.locator("body")).to_contain_text("会议结束了")
    expect(one.page.locator("#words")).to_be_focused()
    # The resident may hear of the end before the page of whoever pressed it is drawn anew.
    expect(lead.page.locator(".foot-why a")).to_be_visible()
    lead.press("m")
    assert lead.at(".foot-why a"), lead.held


def test_minutes_are_written_and_confirmed_with_the_keyboard(enter):
    lead, one = Keys(enter("moderator", DESK)), Keys(enter("resident", PHONE))
    lead.visit("/meetings/3/minutes/edit").to("main textarea").press("End").type(" 坡道另议。")
    lead.go("main form:not([action]) [type=submit]")
    assert "另议" in lead.visit("/meetings/3/minutes").page.inner_text("main")
    lead.go("form[action$='/confirming'] button")
    one.visit("/meetings/3/minutes").go("form[action$='/confirmations'] button")
    expect(one.page.locator("main")).to_contain_text("您已确认这份纪要")
    assert lead.unseen + one.unseen == []
