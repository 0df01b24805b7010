"""The elder version on a small phone: what one came for stands on the first screen, above the bar of four words."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, in_the_elder_version

pytestmark = pytest.mark.browser
# Where a thing ends, and where the bar or the screen does.
ENDS = """(one) => {
  const bar = document.querySelector('.bar');
  const edge = bar && getComputedStyle(bar).position === 'fixed' ? bar.getBoundingClientRect().top : innerHeight;
  return [one.getBoundingClientRect().bottom, edge];
}"""


# With the largest letters a whole answer is higher than what is left of the screen: it begins there.
LARGEST = {"/", "/meetings/3", "/issues/new"}


@pytest.mark.parametrize(("new_here", "size"), [(False, "20"), (True, "20"), (False, "30")])
def test_what_one_came_for_is_on_the_first_screen_of_the_elder_version(enter, demo, new_here, size):
    page = in_the_elder_version(enter("resident", PHONE), demo.address, size)
    if new_here:
        page.context.clear_cookies(name="tours")
    low = {}
    for path, wanted in {
        "/": ".panel .button-wide",
        "/votes/2": ".choice",
        "/meetings/3": "main .button",
        "/issues/new": "[name=title]",
    }.items():
        if (new_here and path != "/") or (size == "30" and path not in LARGEST):
            continue
        page.goto(path)
        bottom, edge = page.locator(wanted).first.evaluate(ENDS)
        if bottom > edge:
            low[path] = (bottom, edge)
    assert low == {}


def test_signing_in_needs_no_scrolling_in_the_elder_version(enter, demo):
    page = in_the_elder_version(enter("guest", PHONE), demo.address, "20")
    page.goto("/sign-in")
    bottom, edge = page.locator("main form [type=submit]").evaluate(ENDS)
    assert bottom <= edge


def test_a_room_in_which_nothing_was_said_begins_at_its_top(enter, demo):
    page = in_the_elder_version(enter("resident", PHONE), demo.address, "30")
    page.goto("/meetings/3/room")
    page.locator("text=我到了，签到").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => document.documentElement.scrollHeight > window.innerHeight")
    assert page.evaluate("() => window.pageYOffset") == 0
