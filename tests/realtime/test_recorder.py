"""Two recorders in two browsers: what one writes the other reads, nobody loses a word, and phones get the captions."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PATIENCE = 20_000
NEW = ".line.is-new textarea"


def at_work(page, evening):
    page.goto(f"/meetings/{evening.meeting_id}/minutes/live")
    page.wait_for_selector(NEW)
    return page


def lines(page):
    return [box.input_value() for box in page.locator(".line:not(.is-new) textarea").all()]


def first(page):
    return page.locator(".lines textarea").first


def on_record(page, count):
    expect(page.locator(".line-way", has_text="On record")).to_have_count(count, timeout=PATIENCE)


def test_two_recorders_in_one_line_are_shown_both_texts_and_lose_none(evening, look):
    mine, other = (at_work(look(who, (1440, 900)), evening) for who in (evening.recorder, evening.moderator))
    mine.fill(NEW, "灯坏了。")
    mine.press(NEW, "Enter")
    expect(first(other)).to_have_value("灯坏了。", timeout=PATIENCE)
    other.context.set_offline(True)
    first(other).fill("东门的灯坏了。")
    first(mine).fill("灯坏了三盏。")
    first(mine).press("Enter")
    on_record(mine, 1)
    expect(other.locator(".line.is-waiting")).to_have_count(1, timeout=PATIENCE)
    # The page is closed and opened again with the words still unsaved.
    other.goto("about:blank")
    other.context.set_offline(False)
    at_work(other, evening)
    expect(other.locator(".line-theirs")).to_have_text("灯坏了三盏。", timeout=PATIENCE)
    assert first(other).input_value() == "东门的灯坏了。"
    other.click("text=Keep both")
    on_record(other, 2)
    expect(mine.locator(".line:not(.is-new)")).to_have_count(2, timeout=PATIENCE)
    assert lines(mine) == lines(other) == ["灯坏了三盏。", "东门的灯坏了。"]


def test_an_entry_is_taken_over_by_keyboard_and_phones_read_what_is_finished(evening, look):
    phone, page = look(evening.resident), at_work(look(evening.recorder, (1440, 900)), evening)
    phone.goto(f"/meetings/{evening.meeting_id}/room")
    phone.wait_for_selector(".now-link.is-live")
    page.focus(NEW)
    for key in ("Escape", "ArrowUp", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    held = page.locator(".line textarea:focus")
    expect(held).to_have_value("The meeting turned to item 1: 东门的路灯")
    expect(page.locator(".line-source")).to_have_count(1)
    page.keyboard.press("Alt+2")
    expect(page.locator(".line-kind").first).to_have_value("agreed")
    held.fill("大家同意修灯。")
    expect(page.locator(".line-way", has_text="not finished")).to_have_count(1, timeout=PATIENCE)
    assert phone.locator(".captions").count() == 0
    held.press("Enter")
    expect(phone.locator(".captions summary")).to_be_visible(timeout=PATIENCE)
    expect(phone.locator(".captions-lines")).to_be_hidden()
    phone.click(".captions summary")
    expect(phone.locator(".captions-lines p").last).to_have_text("大家同意修灯。")
    # Nobody has them read out who has not asked for it.
    assert phone.locator(".captions-lines").get_attribute("aria-live") == "off"
    assert "大家同意修灯。" not in phone.inner_text("#room-says")
