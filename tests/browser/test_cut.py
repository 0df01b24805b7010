"""The network breaks in the middle of a meeting: nothing is lost, nothing stands there twice, the order is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PATIENCE = 30_000


def say(page: Page, words: str, stance: str = "for") -> None:
    page.click(".foot-speak")
    page.click(f".saying [data-stance={stance}]")
    page.fill(".saying textarea", words)
    page.click(".saying [type=submit]")


def said(page: Page) -> list[str]:
    """Return what stands in the room, in the order it is shown."""
    return page.locator("#room article p").all_inner_texts()


@pytest.mark.timeout(300)
def test_what_was_written_offline_arrives_once_and_in_order(enter):
    resident, elder, moderator = enter("resident", PHONE), enter("elder", PHONE), enter("moderator", DESK)
    for page in (resident, elder, moderator):
        page.goto("/meetings")
        page.goto("/meetings/3/room")
    resident.click("text=我到了，签到")
    elder.click("text=我到了，签到")
    moderator.click("text=宣布开会")
    moderator.click(".agenda-item:first-child button:has-text('开始')")
    say(elder, "阿婆先说一句，底楼也要照顾。")
    expect(resident.locator("#room")).to_contain_text("阿婆先说一句")

    resident.context.set_offline(True)
    say(resident, "断网时写的第一句。")
    say(resident, "断网时写的第二句。", "question")
    say(elder, "王芳断线的时候我又说了一句。", "supplement")
    expect(moderator.locator("#room")).to_contain_text("我又说了一句", timeout=PATIENCE)
    expect(moderator.locator("#room")).not_to_contain_text("断网时写的")

    resident.context.set_offline(False)
    expect(moderator.locator("#room")).to_contain_text("断网时写的第二句", timeout=PATIENCE)
    expect(resident.locator("#room")).to_contain_text("我又说了一句", timeout=PATIENCE)

    resident.reload()
    moderator.reload()
    for page in (resident, moderator):
        expect(page.locator("#room")).to_contain_text("断网时写的第二句", timeout=PATIENCE)
    words = ["阿婆先说一句，底楼也要照顾。", "王芳断线的时候我又说了一句。", "断网时写的第一句。", "断网时写的第二句。"]
    for page in (resident, elder, moderator):
        shown = [text for text in said(page) if text in words]
        assert shown == words
