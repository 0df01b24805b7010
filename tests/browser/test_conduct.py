"""A break and an early end, on a phone and on the moderator's screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.browser
IN_SIGHT = """() => ['.room-title', '.now-title', '.now-stop'].map((one) => {
  const { top, bottom } = document.querySelector(one).getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight / 4;
})"""


def phases_and_a_slip(phone, moderator):
    """Begin an item, go on a phase by keyboard, and take that back: the phone follows each step."""
    moderator.click(".agenda-item .button:not([disabled])")
    expect(phone.locator(".now-phase")).to_contain_text("情况说明", timeout=20_000)
    expect(moderator.locator(".phase-on")).to_be_visible(timeout=20_000)
    moderator.keyboard.press(">")
    expect(phone.locator(".now-phase")).to_contain_text("提问", timeout=20_000)
    moderator.click(".take-back")
    moderator.locator(".undoable button").first.click(timeout=20_000)
    expect(phone.locator(".now-phase")).to_contain_text("情况说明", timeout=20_000)


def asked_to_pause(phone, moderator):
    """Ask whoever wrote last to pause on the item: their phone says so, politely, with the way to appeal."""
    phone.evaluate(
        "() => { const { feed, outbox } = window.deliberateRoom; outbox.add('contribute',"
        " { agenda_item_id: feed.state.meeting.current_item_id, body: '太吵了', stance: 'for' }); }"
    )
    post = moderator.locator(".room-thread .post", has_text="太吵了")
    expect(post).to_be_visible(timeout=20_000)
    # What was said before one came in can be tidied too, though that comes a moment after the words.
    moderator.reload()
    post.locator(".moderating > summary").click(timeout=20_000)
    post.locator(".asking-form select").first.select_option("mute")
    post.locator(".asking-form button").click()
    expect(phone.locator("#room-says")).to_contain_text("暂停发言", timeout=20_000)
    expect(phone.locator(".asked[data-step=mute] a")).to_be_visible()
    expect(phone.locator(".foot-speak")).to_have_count(0)


def asked_in_the_hall(moderator):
    """Put somebody without a phone on the list, and ask them to pause: the list says so."""
    moderator.fill(".enter input.input", "刘伯没带手机")
    moderator.click(".enter button[type=submit]")
    moderator.locator(".people-list > summary").click()
    line = moderator.locator(".people > li", has_text="刘伯没带手机")
    line.locator(".ask-of > summary").click(timeout=20_000)
    expect(line.locator(".asking-form")).to_contain_text("当面告诉")
    line.locator("select").first.select_option("mute")
    line.locator(".asking-form button").click()
    expect(line.locator(".ask-of > summary")).to_contain_text("请暂停就一项议程发言", timeout=20_000)


@pytest.mark.timeout(300)
def test_everybody_sees_when_it_goes_on_and_why_it_stopped(enter):
    phone, moderator = enter("elder", PHONE), enter("moderator", DESK)
    for page in (phone, moderator):
        page.goto("/meetings/3/room")
    expect(moderator.locator("text=宣布开会").or_(moderator.locator("text=休会")).first).to_be_visible(timeout=20_000)
    if moderator.locator("text=宣布开会").is_visible():
        moderator.click("text=宣布开会")
    moderator.click("text=休会")
    moderator.click(".conduct button:has-text('10分钟')")
    expect(phone.locator(".room-banner")).to_contain_text("继续")
    moderator.click("text=继续开会")
    expect(phone.locator(".room-banner")).to_have_count(0)

    phases_and_a_slip(phone, moderator)
    asked_to_pause(phone, moderator)
    asked_in_the_hall(moderator)
    # However far one has scrolled, the title, the item and the way to end it at once are in sight; the reason is asked for.
    moderator.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    assert moderator.evaluate(IN_SIGHT) == [True, True, True]
    moderator.keyboard.press("!")
    expect(moderator.locator("#conduct-reason")).to_be_focused()
    moderator.click("text=现在就结束会议")
    expect(moderator.locator(".conduct [role=alert]")).to_contain_text("请说明原因")
    moderator.fill("#conduct-reason", "消防警报")
    moderator.click("text=现在就结束会议")
    expect(phone.locator(".now-title")).to_contain_text("消防警报")
    phone.goto("/meetings/3")
    expect(phone.locator(".notice")).to_contain_text("消防警报")
