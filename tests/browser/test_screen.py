"""The big screen in the hall follows the meeting, says since when it cannot, and comes back by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.browser
PATIENCE = 30_000
HALL = {"width": 1280, "height": 720}
# Letters a twenty-fifth of the height of the picture are sixteen minutes of arc at ten metres, where it is 1.2 metres high.
SMALLEST = """() => Math.min(...Array.from(document.querySelectorAll('main *')).filter((one) => one.offsetParent
  && Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.textContent.trim()))
  .map((one) => parseFloat(window.getComputedStyle(one).fontSize))) * 25 / window.innerHeight"""

RIGHT_EDGE = """() => Math.max(...Array.from(document.querySelectorAll('.screen-side, .screen-main, .screen-floor'))
  .map((one) => one.getBoundingClientRect().right)) / window.innerWidth"""


@pytest.fixture
def screen(enter):
    """Open a meeting with somebody speaking and a projector in the hall that nobody has signed in on."""
    resident, moderator, hall = enter("resident", PHONE), enter("moderator", DESK), enter("guest", HALL)
    for page in (resident, moderator):
        page.goto("/meetings/3/room")
    hall.goto("/meetings/3/screen")
    expect(hall.locator(".screen-now")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    resident.click("text=我到了，签到")
    moderator.click("text=宣布开会")
    moderator.click(".agenda-item:first-child button:has-text('开始')")
    resident.click(".raise-hand")
    resident.click(".asking [data-stance=for]")
    moderator.click(".queue-acts button >> nth=0")
    return hall, moderator


@pytest.mark.timeout(300)
def test_a_restart_leaves_no_stale_clock_and_is_made_good_without_a_hand(demo, screen):
    hall, moderator = screen
    expect(hall.locator(".screen-clock")).to_have_text(re.compile(r"[12]:\d\d"))
    assert hall.locator("main button, main a, main input").count() == 0

    demo.kill()
    expect(hall.locator(".screen-lost")).to_contain_text(re.compile(r"\d\d:\d\d起连不上网"), timeout=PATIENCE)
    expect(hall.locator(".screen-clock, .screen-now")).to_have_count(0)
    expect(hall.locator(".screen-since")).to_contain_text("开始发言")

    demo.again()
    expect(hall.locator(".screen-clock")).to_have_text(re.compile(r"\d:\d\d"), timeout=PATIENCE)
    expect(hall.locator(".screen-lost")).to_have_count(0)
    moderator.goto("/meetings/3/minutes/live")
    moderator.fill(".line.is-new textarea", "物业说，下周三以前修好。")
    moderator.press(".line.is-new textarea", "Enter")
    expect(hall.locator(".screen-captions p")).to_have_text("物业说，下周三以前修好。", timeout=PATIENCE)
    for size in (HALL, {"width": 1024, "height": 768}, {"width": 1920, "height": 1080}):
        hall.set_viewport_size(size)
        assert hall.evaluate(SMALLEST) >= 0.999, size
        assert hall.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight"), size
    moderator.goto("/meetings/3/room")
    moderator.click(".poll-desk summary")
    moderator.fill("#poll-question", "夜里几点熄灯？")
    moderator.click("text=开始提问")
    expect(hall.locator(".screen-poll")).to_contain_text("不是表决", timeout=PATIENCE)
    assert hall.evaluate(SMALLEST) >= 0.999
    # However long the title, the way in and the clock stay on the picture.
    hall.evaluate("() => { document.querySelector('.screen-item h1').textContent = '很长的议题'.repeat(20); }")
    assert hall.evaluate(RIGHT_EDGE) <= 1
    moderator.click(".conduct button:has-text('休会')")
    moderator.click(".conduct button:has-text('10')")
    expect(hall.locator("h1")).to_contain_text("休会中", timeout=PATIENCE)


def test_without_script_the_page_loads_itself_anew(chromium, demo):
    context = chromium.new_context(viewport=HALL, locale="zh-CN", java_script_enabled=False, base_url=demo.address)
    page = context.new_page()
    page.goto("/meetings/3/screen")
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(1)
    expect(page.locator(".screen-now")).to_contain_text("截至")
    expect(page.locator(".screen-word")).to_be_visible()
    context.close()
