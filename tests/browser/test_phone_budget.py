"""What a phone has to fetch before a page can be used: requests and bytes, never seconds (`dev.py bench phone` has those)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# What takes a slow phone longest at the room's start; the browser's own clock of seconds would tell more of the machine.
COUNT_CALENDARS = """
const Calendar = Intl.DateTimeFormat;
window.calendars = 0;
Intl.DateTimeFormat = function count(...about) { window.calendars += 1; return new Calendar(...about); };
"""
REQUESTS, SCRIPT, ALL = 12, 60_000, 120_000
PAGES = ("/", "/issues", "/issues/11", "/meetings/3/room", "/votes/2", "/actions/3")


def fetched(page: Page, path: str) -> dict[str, list[int]]:
    """Return the sizes of everything a page fetches with an empty cache, by kind, as it travels."""
    talk = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, list[int]] = {}
    talk.on("Network.requestWillBeSent", lambda told: kinds.update({told["requestId"]: told["type"]}))
    talk.on(
        "Network.loadingFinished",
        lambda told: sizes.setdefault(kinds.get(told["requestId"], "Other"), []).append(int(told["encodedDataLength"])),
    )
    talk.send("Network.enable")
    talk.send("Network.clearBrowserCache")
    page.goto(path, wait_until="networkidle")
    talk.detach()
    return sizes


def test_a_first_page_is_light(enter):
    page = enter("resident", PHONE)
    found = {path: fetched(page, path) for path in PAGES}
    assert {path: kinds for path, kinds in found.items() if sum(len(one) for one in kinds.values()) > REQUESTS} == {}
    assert {path: kinds for path, kinds in found.items() if sum(kinds.get("Script", [])) > SCRIPT} == {}
    assert {path: kinds for path, kinds in found.items() if sum(sum(one) for one in kinds.values()) > ALL} == {}
    assert all(kinds["Document"] and kinds["Script"] for kinds in found.values())


def test_the_room_stands_there_before_its_script_does(chromium, demo):
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=demo.address)
    page = context.new_page()
    page.route("**/js/room/**", lambda route: route.abort())
    page.goto("/meetings/3/room")
    assert "会议还没有开始" in page.inner_text(".now-title")
    ahead = page.locator(".ahead li").all_text_contents()
    page.unroute("**/js/room/**")
    page.reload()
    page.wait_for_selector(".now-agenda")
    assert [page.locator(place).count() for place in (".now-title", ".foot-why", "#room > .room-grid")] == [1, 1, 1]
    assert page.locator(".ahead li").all_text_contents() == ahead != []
    context.close()


def test_the_room_begins_with_what_is_seen_and_makes_no_calendar(enter):
    page = enter("resident", PHONE)
    page.add_init_script(COUNT_CALENDARS)
    page.goto("/meetings/3/room")
    expect(page.locator("#room .writing")).to_be_attached(timeout=20_000)
    assert page.locator(".side-inner").count() == 0
    assert page.evaluate("window.calendars") == 0
    page.click(".now-agenda")
    expect(page.locator(".side-inner .agenda-item").first).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".side-inner .agenda-item").first).to_be_visible()
