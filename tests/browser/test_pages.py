"""The pages of the demonstration in real Chromium: nothing is wider than the phone.

Axe looks at every page in the face it is made for (test_axe_*), and here at those of a desk on a phone. Those of a
resident are walked through in test_both_versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import look
from tests.browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
RESIDENT = (
    "/",
    "/issues",
    "/issues/new",
    "/issues/11",
    "/issues/2",
    "/meetings/3",
    "/votes/1",
    "/votes/2",
    "/notices",
    "/me",
    "/on-this-phone",
)
PEOPLE = {
    "moderator": ("/desk", "/desk/issues/13", "/meetings/new", "/meetings/3/desk", "/votes/2/lead"),
    "liaison": ("/board", "/board/issues/2"),
    "handler": ("/work",),
    "admin": ("/admin", "/admin/settings"),
}
STICKS_OUT = """() => Array.from(document.querySelectorAll('body *')).filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1
    && !one.closest('.table-scroll, .unseen, .rail, .skip, .menu-sheet, svg');
}).slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""


def faults(page: Page, path: str) -> list[Any]:
    """Return what sticks out of a page."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [
        *([(path, "wider than the screen")] if wide else []),
        *((path, "sticks out", each) for each in page.evaluate(STICKS_OUT)),
    ]


@pytest.mark.parametrize("who", PEOPLE)
def test_whoever_is_on_duty_may_use_a_phone(enter, who):
    page = enter(who, PHONE)
    assert [fault for path in PEOPLE[who] for fault in (*faults(page, path), *look(page))] == []


@pytest.mark.parametrize("who", ["moderator", "liaison"])
def test_desks_fit_a_laptop_in_english(enter, who):
    page = enter(who, DESK, "en-GB")
    assert [fault for path in PEOPLE[who] for fault in faults(page, path)] == []


def test_the_largest_type_fits_a_narrow_phone_in_english(enter, demo):
    page = enter("resident", {"width": 320, "height": 640}, "en-GB")
    kept = [("elder", "1"), ("text", "30"), ("language", "en")]
    page.context.add_cookies([{"name": name, "value": value, "url": demo.address} for name, value in kept])
    wide = []
    for path in RESIDENT:
        page.goto(path)
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"
        wide += [(path, each) for each in page.evaluate(STICKS_OUT)]
    assert wide == []


@pytest.mark.parametrize("elder", ["0", "1"])
def test_a_language_is_chosen_with_the_keyboard_and_fits_the_phone(enter, demo, elder):
    page = enter("resident", PHONE)
    page.context.add_cookies([{"name": "elder", "value": elder, "url": demo.address}])
    page.goto("/issues")
    page.focus(".tongue-menu > summary")
    page.keyboard.press("Enter")
    names = page.locator(".tongues button")
    assert names.all_inner_texts() == ["简体中文", "繁體中文", "English", "日本語", "한국어"]
    said = [names.nth(place).get_attribute("lang") for place in range(5)]
    assert said == ["zh-Hans", "zh-Hant", "en", "ja", "ko"]
    boxes = [names.nth(place).bounding_box() for place in range(5)]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["y"] + box["height"] <= 640 for box in boxes)
    for _step in range(4):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/issues")
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.locator("h1").inner_text().startswith("議題")
