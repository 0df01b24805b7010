"""The moderator's workbench by keyboard, and a resident's report from the thread."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.browser
# The button of the sheet is shown once keys are heard.
KEYS = ".keys-button:not([hidden])"


def take_in_hand(desk, case):
    """Step from case to case until this one is in hand; other areas have cases on the workbench too."""
    for _ in range(8):
        desk.keyboard.press("j")
        if case.evaluate("one => one.contains(document.activeElement)"):
            return
    pytest.fail("the case cannot be reached with the keyboard")


def test_a_case_is_taken_in_hand_and_hidden_with_one_key_each(enter):
    desk = enter("moderator", DESK)
    desk.goto("/desk/moderation")
    desk.wait_for_selector(KEYS)
    cases = desk.locator("[aria-labelledby=reported] .case")
    assert cases.count() == 1
    # Nothing is in hand yet: no key may hide anything.
    desk.keyboard.press("1")
    assert cases.count() == 1
    take_in_hand(desk, cases.first)
    desk.keyboard.press("1")
    desk.wait_for_selector("[aria-labelledby=hidden] .case")
    desk.wait_for_selector(KEYS)
    assert cases.count() == 0
    take_in_hand(desk, desk.locator("[aria-labelledby=hidden] .case").first)
    desk.keyboard.press("s")
    desk.wait_for_selector("[aria-labelledby=hidden]", state="detached")


def test_a_resident_reports_and_comes_back_to_the_talk(enter):
    phone = enter("resident", PHONE)
    phone.goto("/contributions/1")
    phone.click('a[href^="/report/contribution/"] >> nth=0')
    phone.click("input[name=reason] >> nth=0")
    phone.click("form:has([name=reason]) button")
    phone.wait_for_url("**/issues/*")
