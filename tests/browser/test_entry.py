"""Coming in as people really do: with a code in their hand, from the messages and back, on a device that is not theirs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import look, sent_empty
from tests.browser.conftest import PHONE
from tests.browser.visits import MAIN

pytestmark = pytest.mark.browser
WANG_FANG, GRANNY_ZHANG = "19900000001", "19900000002"


@pytest.fixture
def guest(chromium, demo):
    """Return a maker of guests; `script=False` is a phone whose browser runs none."""
    contexts = []

    def come(*, script=True, keep=None):
        context = chromium.new_context(
            viewport=PHONE, locale="zh-CN", base_url=demo.address, java_script_enabled=script, storage_state=keep
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield come
    for context in contexts:
        context.close()


def code_on(page):
    return re.search(r"验证码是[：: ]*(\d{6})", page.inner_text("#flashes"))[1]


def test_from_the_code_on_the_wall_into_the_room_in_two_taps_even_without_script(guest, enter):
    moderator = enter("moderator", PHONE)
    moderator.goto("/meetings/3/room")
    moderator.goto("/meetings/3")
    wall = moderator.get_attribute("a[href*='/m/']", "href")
    for script in (True, False):
        page = guest(script=script)
        page.goto(wall)
        assert page.locator("main .button").count() == 1
        assert not script or look(page) == []
        page.click("main .button")
        expect(page).to_have_url(re.compile(r"/meetings/3/room$"))


def test_the_page_killed_while_reading_the_message_comes_back_and_leads_to_the_very_button(guest, demo):
    page = guest()
    page.goto("/issues?group=gathering")
    page.click("article a >> nth=0")
    issue = page.url.replace(demo.address, "")
    page.click("section:has(#seconds) a:has-text('登录') >> nth=0")
    page.fill("input[name=phone]", WANG_FANG)
    page.click("main form .button")
    code, kept = code_on(page), page.context.storage_state()
    page.context.close()

    again = guest(keep=kept)
    again.goto(f"/sign-in?next={issue}%23second-it")
    expect(again).to_have_url(re.compile("/sign-in/code"))
    expect(again.locator("main")).to_contain_text("199****0001")
    again.evaluate(
        """text => {
          const input = document.querySelector('input[name=code]');
          const data = new DataTransfer(); data.setData('text', text);
          input.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        f"【梧桐里】验证码 {code}，十分钟内有效",
    )
    expect(again.locator("input[name=code]")).to_have_value(code)
    expect(again.locator("button:has-text('重新发送')")).to_have_attribute("aria-disabled", "true")
    again.click("main .button >> nth=0")
    expect(again).to_have_url(re.compile(f"{issue}#second-it$"))


def test_a_shared_device_asks_then_forgets_drafts_and_all(guest, demo):
    page = guest()
    page.goto("/sign-in?next=/issues/new")
    page.fill("input[name=phone]", GRANNY_ZHANG)
    page.check("main input[name=shared]")
    page.click("main form .button")
    page.fill("input[name=code]", code_on(page))
    page.clock.install()
    page.click("main .button >> nth=0")
    page.fill("input[name=title]", "楼道里的灯坏了")
    # The script that asks comes after the page.
    page.wait_for_load_state("networkidle")
    page.clock.fast_forward(601_000)
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    assert look(page) == []
    page.click("[data-still-here]")
    expect(dialog).to_be_hidden()
    assert page.input_value("input[name=title]") == "楼道里的灯坏了"
    assert page.evaluate("localStorage.length") > 0
    page.clock.fast_forward(601_000)
    page.clock.fast_forward(61_000)
    expect(page.locator("#flashes")).to_contain_text("没有人")
    expect(page.locator("[data-behaviour=forget][data-done]")).to_have_count(1, timeout=20_000)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    expect(page).to_have_url(re.compile("/sign-in"))


# How much this browser keeps: databases, shelves of pages, workers.
KEPT = """async () => [(await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""


def test_the_tablet_at_the_service_point_forgets_each_person(enter, demo):
    tablet = enter("moderator", {"width": 800, "height": 1280})
    tablet.goto("/kiosk")
    tablet.click("main .button")
    expect(tablet.locator("h1")).to_contain_text("在这里参与")
    found = look(tablet)
    tablet.click("main .button >> nth=0")
    tablet.fill("input[name=phone]", "19900000008")
    tablet.click("main form .button")
    tablet.fill("input[name=code]", code_on(tablet))
    tablet.click("main .button >> nth=0")
    tablet.goto("/issues/new")
    tablet.fill("input[name=title]", "A swing for the playground")
    expect(tablet.locator("[data-draft-kept]")).to_be_visible()
    assert found + look(tablet) == []
    tablet.click(".shared-bar .button")
    expect(tablet).to_have_url(re.compile("/kiosk$"))
    expect(tablet.locator("[data-behaviour=forget][data-done]")).to_have_count(1)
    assert tablet.evaluate("localStorage.length + sessionStorage.length") == 0
    assert tablet.evaluate(KEPT) == [0, 0, 0]
    assert {cookie["name"] for cookie in tablet.context.cookies()} == {"kiosk", "deliberate"}
    tablet.go_back()
    expect(tablet.locator("body")).not_to_contain_text("A swing")
    tablet.goto("/me")
    expect(tablet).to_have_url(re.compile("/sign-in"))


def test_whoever_waits_to_be_confirmed_reads_what_to_do_and_compares_with_the_register(guest, demo):
    page = guest()
    page.goto("/sign-in")
    page.fill("input[name=phone]", "19900000021")
    page.click("main form .button")
    assert look(page) == []
    page.fill("input[name=code]", code_on(page))
    page.click("main .button >> nth=0")
    expect(page.locator("main")).to_contain_text("楼组长孙阿姨")
    page.click("text=与登记册核对")
    assert look(page) + sent_empty(page, MAIN) == []
    page.fill("input[name=floor_area]", "1.00")
    page.click("main form .button")
    expect(page.locator("#flashes")).to_contain_text("没有对上")
