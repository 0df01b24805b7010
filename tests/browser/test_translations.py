"""A neighbour asks, another one translates, and the first reads it: in a real browser, through the demo's door."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import sweep
from tests.browser.conftest import DESK, PHONE
from tests.browser.visits import visits_of

pytestmark = pytest.mark.browser


def test_what_a_neighbour_asks_for_is_written_by_another_one_and_read_with_its_original(enter, demo):
    reader = enter("resident", PHONE)
    reader.goto("/issues?q=ゴミ")
    reader.click("article.card a")
    assert reader.locator("h1").get_attribute("lang") == "ja"
    address = reader.url
    reader.click("text=请人翻译")
    expect(reader.locator("text=您已请人翻译")).to_have_count(1)

    desk = enter("translator", DESK)
    desk.goto("/renderings")
    line = desk.locator("article.card", has_text="ゴミ").filter(has_text="日语 → 中文")
    assert line.locator("text=已有4位邻居要译文").count() == 1
    line.locator("a").click()
    desk.locator("main input:focus, main textarea:focus").first.wait_for()
    desk.keyboard.type("请用四种语言说明垃圾分类")
    desk.keyboard.press("Tab")
    desk.keyboard.type("刚搬来的人家分不清干垃圾和湿垃圾，请在入口贴四种语言的图示。")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/renderings")

    reader.goto("/inbox")
    assert reader.locator("text=有译文了").count() == 1
    reader.goto(address)
    assert reader.locator("h1").inner_text() == "请用四种语言说明垃圾分类"
    assert reader.locator("text=朴老师从日语译出").count() == 1
    reader.click("summary:has-text('原文')")
    assert reader.locator(".rendered [lang=ja]").is_visible()
    width = reader.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def test_axe_finds_nothing_at_the_translators_desk(enter):
    desk = enter("translator", DESK)
    assert [fault for visit in visits_of("translator") for fault in sweep(desk, visit)] == []


def test_who_reads_english_reads_the_demonstration_in_english(enter):
    page = enter("resident", DESK, "en-GB")
    for path, title in {
        "/issues": "The community canteen is closed at weekends: where shall old people eat?",
        "/meetings": "Hearing: a lift for Building 7, a charging shed for Wutong Court",
        "/opinions": "The estate at night: how can it be both quiet and convenient?",
        "/actions/2": "Ventilation and something against the smell in the waste room",
        "/votes/1": "Do you agree to the “Understanding on dogs”: on a lead outdoors",
        "/resolutions/3": "The households' representatives have adopted the “Understanding on dogs”",
        "/votes/4": "Do you agree to renew the waterproofing of Building 3's roof",
    }.items():
        page.goto(path)
        expect(page.locator("main")).to_contain_text(title)
    page.goto("/meetings/3/room")
    expect(page.locator(".room-title")).to_have_text("Hearing: a lift for Building 7, a charging shed for Wutong Court")
    expect(page.locator(".agenda-title").last).to_have_text(
        "Too few charging places for e-bikes; cables from windows are dangerous"
    )
