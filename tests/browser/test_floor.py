"""Speaking in turn and a quick question, in three browsers on the real server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


# What is read out to whoever does not see the page, and a clock that is forty minutes fast.
TOLD = """() => {
  window.told = [];
  const region = document.getElementById('room-says');
  new MutationObserver(() => window.told.push(region.textContent)).observe(region, { childList: true });
}"""
WRONG_CLOCK = "(() => { const real = Date.now; Date.now = () => real() + 2400000; })()"


def told(page: Page) -> str:
    return " ".join(page.evaluate("window.told"))


def heard(page: Page, words: str) -> int:
    """Wait until the words have been read out, which takes a moment, and return how often."""
    for _ in range(150):
        if words in told(page):
            break
        page.wait_for_timeout(100)
    return told(page).count(words)


def raise_hand(page: Page, stance: str) -> None:
    page.click(".raise-hand")
    page.click(f".asking [data-stance={stance}]")


@pytest.fixture
def hall(enter):
    """Open the meeting that is about to begin, with two residents signed in."""
    resident, elder, moderator = enter("resident", PHONE), enter("elder", PHONE), enter("moderator", DESK)
    elder.add_init_script(WRONG_CLOCK)
    for page in (resident, elder, moderator):
        page.goto("/meetings/3/room")
        page.wait_for_selector(".now-link.is-live")
        page.evaluate(TOLD)
    resident.click("text=我到了，签到")
    elder.click("text=我到了，签到")
    begin = moderator.locator("text=宣布开会")
    expect(begin.or_(moderator.locator("text=休会")).first).to_be_visible()
    if begin.is_visible():
        moderator.click("text=宣布开会")
        moderator.click(".agenda-item:first-child button:has-text('开始')")
    return resident, elder, moderator


def count_by_keyboard_and_ask_again(moderator):
    """Count the hands by keyboard alone; a first count has no figures, and goes with the closing when that is undone."""
    moderator.keyboard.press("u")
    for key in ("3", "Tab", "1", "Enter"):
        moderator.keyboard.press(key)
    expect(moderator.locator(".hall-count [role=status]")).to_contain_text("请第二个人清点", timeout=20_000)
    moderator.click(".take-back")
    moderator.locator(".undoable button").first.click(timeout=20_000)
    moderator.click(".poll-desk button:has-text('截止')")
    expect(moderator.locator(".hall-count input").first).to_have_value("", timeout=20_000)
    expect(moderator.locator(".hall-count [role=status]")).to_have_count(0)


def in_the_hall(moderator, name):
    """Put somebody without a phone on the list, who raises a point of order and has an interest of their own."""
    moderator.fill(".enter input.input", name)
    moderator.click(".enter button[type=submit]")
    expect(moderator.locator(".enter [role=status]")).to_contain_text(name)
    queue, stake = moderator.locator(".floor-desk form.enter-row").all()
    moderator.click(".floor-desk summary:has-text('代为加入队列')")
    queue.locator("input").fill(name)
    queue.locator("select").first.select_option("point_of_order")
    queue.locator("button").click()
    expect(moderator.locator(".queue-row").first).to_contain_text("秩序问题")
    moderator.click(".floor-desk summary:has-text('有人与此事有利害关系')")
    stake.locator("input").first.fill(name)
    stake.locator("input").last.fill("儿子做电梯生意")
    stake.locator("button").click()
    expect(moderator.locator(".floor-recused")).to_contain_text("儿子做电梯生意")


def passed_over(phone, moderator):
    """Let the hall go first, and skip whoever waits last: they are told that the wait is over, once, and see it."""
    in_the_hall(moderator, "刘伯没带手机")
    moderator.locator(".pass-over").last.click()
    expect(phone.locator(".ask-floor")).to_contain_text("主持人先跳过了您")
    assert heard(phone, "主持人先跳过了您") == 1


def takes_no_side(phone):
    """Say on a phone that one has an interest: nothing is offered any more that would be a side."""
    phone.click(".raise-hand")
    phone.click("text=我与此事有利害关系")
    phone.fill("#stake-why", "我家就在一楼")
    phone.click("text=声明回避")
    expect(phone.locator(".ask-floor")).to_contain_text("我家就在一楼")
    phone.click(".foot-speak")
    expect(phone.locator(".saying [data-stance=question]")).to_be_visible()
    expect(phone.locator(".saying [data-stance=for]")).to_have_count(0)
    phone.click(".saying-close")


@pytest.mark.timeout(300)
def test_hands_are_called_in_order_and_a_question_is_shown_to_all_at_once(hall):
    resident, elder, moderator = hall
    raise_hand(resident, "for")
    expect(resident.locator(".own-turn")).to_contain_text("下一个就是您")
    raise_hand(elder, "against")
    expect(elder.locator(".own-turn")).to_contain_text("第2位")
    expect(moderator.locator(".queue-row")).to_have_count(2)

    moderator.keyboard.press("s")
    expect(resident.locator(".own-turn.is-speaking .turn-clock")).to_have_text(re.compile(r"[12]:\d\d"))
    expect(elder.locator(".floor-line")).to_contain_text("下一个就是您")
    expect(elder.locator(".turn-clock").first).to_have_text(re.compile(r"[12]:\d\d"))
    expect(moderator.locator(".turn-now .turn-clock")).to_have_text(re.compile(r"[12]:\d\d"))
    assert heard(elder, "下一个就是您") == 1
    assert told(elder).count("现在讨论") == 1
    moderator.keyboard.press("t")
    expect(moderator.locator(".turn-now .turn-clock")).to_have_text(re.compile(r"2:\d\d"))
    resident.reload()
    expect(resident.locator(".own-turn.is-speaking .turn-clock")).to_have_text(re.compile(r"2:\d\d"))
    resident.click("text=我说完了")
    expect(moderator.locator(".turn-now")).to_have_count(0)
    takes_no_side(resident)
    passed_over(elder, moderator)

    moderator.keyboard.press("v")
    moderator.fill("#poll-question", "这样装行不行？")
    moderator.click("text=开始提问")
    assert heard(elder, "这样装行不行？") == 1
    expect(resident.locator(".poll-card")).to_contain_text("我家就在一楼")
    elder.click(".poll-answer:has-text('可以接受')")
    expect(elder.locator(".poll-own")).to_contain_text("可以接受")
    expect(moderator.locator(".poll-desk .poll-answered")).to_contain_text("1", timeout=20_000)
    moderator.click(".poll-desk button:has-text('截止')")
    expect(elder.locator(".poll-card")).to_contain_text("稍后公布")
    expect(elder.locator(".poll-result")).to_have_count(0)
    count_by_keyboard_and_ask_again(moderator)
    moderator.click("text=向大家公布")
    for page in (resident, elder, moderator):
        expect(page.locator(".poll-result li:nth-child(2) b")).to_have_text("1")
        expect(page.locator(".poll-card")).to_contain_text("不是表决")
