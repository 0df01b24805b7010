"""One matter all the way without a mouse: every stop seen, nothing that holds the keyboard, the focus where one needs it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.keyboard import Keys
from tests.browser.visits import PLACE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
STOPS = "() => document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]').length"


def test_signing_in(enter):
    one = Keys(enter("guest", PHONE)).visit("/sign-in")
    one.go("main [type=submit]")
    expect(one.page.locator(".summary")).to_be_focused()
    one.to("[name=phone]").type("13912345679").press("Enter")
    one.page.wait_for_url("**/sign-in/code")
    code = re.search(r"\d{6}", one.page.inner_text(".flashes"))
    assert code
    one.to("[name=code]").type(code[0]).press("Enter")
    one.page.wait_for_url("**/sign-in/name")
    assert one.unseen == []


def test_proposing_and_seconding(enter):
    one = Keys(enter("resident", PHONE)).visit("/issues/new")
    one.to("[name=title]").type("8号楼门口的台阶加一条坡道").go("main form [type=submit]")
    one.to("main form[method=post] [type=submit]").press("Enter")
    expect(one.page.locator(".outbox-note")).to_be_focused()
    one.to("[name=body]", back=True).type("轮椅上不去，每次都要两个人抬。").go("main form[method=post] [type=submit]")
    assert "/receipt" in one.page.url, one.page.inner_text("main")[:400]
    one.visit("/issues/12").go("form[action$='/second'] button")
    expect(one.page.locator(".flashes")).to_be_focused()
    assert one.unseen == []


def test_voting_and_skipping_to_the_content(enter):
    one = Keys(enter("resident", PHONE)).visit("/votes/2")
    one.choose("[name=choice]").go("main form [type=submit]")
    one.go("form[action$='/cast'] button")
    expect(one.page.locator("h1")).to_be_focused()
    expect(one.page.locator("h1")).to_have_text("您的票已投入票箱")
    one.visit("/me").to(".skip").press("Enter")
    assert one.at("main"), one.held
    assert one.unseen == []


def test_checking_and_confirming_what_was_done(enter):
    lead, one = Keys(enter("moderator", DESK)), Keys(enter("resident", PHONE))
    lead.visit("/actions/3").go("form[action$='/verify'] button")
    expect(lead.page.locator(".flashes")).to_be_focused()
    one.visit("/actions/3").go("form[action$='/confirm'] button")
    expect(one.page.locator(".flashes")).to_be_focused()
    assert lead.unseen + one.unseen == []


def test_screening_and_calling_a_meeting(enter):
    one = Keys(enter("moderator", DESK)).visit("/desk")
    one.press("j")
    assert one.at(".card-title a"), one.held
    with one.page.expect_navigation():
        one.press("o")
    one.visit("/desk/issues/14").go("form[action$='/take'] button")
    one.to("form[action$='/accept'] select").press("ArrowDown").go("form[action$='/accept'] button[type=submit]")
    expect(one.page.locator(".flashes .notice, .summary").first).to_be_visible()
    one.visit("/meetings/new").choose("[name=kind][value=heart_to_heart]").to("[name=issues]").press("Space")
    one.to("[name=title]").type("坡道恳谈会").to("[name=where_text]").type("8号楼门厅").go("[name=act][value=announce]")
    assert re.search(r"/meetings/\d+", one.page.url), one.page.inner_text("main")[:400]
    assert one.unseen == []


def test_reading_the_board(enter):
    one = Keys(enter("liaison", DESK)).visit("/board").press("f")
    expect(one.page.locator("#place, #body, #state").first).to_be_visible()
    one.to("[name=late]").press("Space")
    one.page.wait_for_url("**late=1**")
    one.page.go_back()
    assert "late=1" not in one.page.url
    one.go("thead a[href*='order=due']")
    assert one.page.locator("th[aria-sort=ascending]").inner_text().startswith("期限")
    one.press("j")
    assert one.at("tbody th a"), one.held
    assert one.unseen == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("guest", "/"),
        ("resident", "/issues/5"),
        ("elder", "/"),
        ("handler", "/work"),
        ("admin", PLACE),
        ("liaison", "/board/issues/2"),
    ],
)
def test_tab_goes_through_a_page_and_out_again(enter, who, path):
    """Every stop is seen, and after the last one the browser's own bar comes: nothing holds the keyboard."""
    one = Keys(enter(who, PHONE if who in {"guest", "resident", "elder"} else DESK)).visit(path)
    passed = []
    for _each in range(one.page.evaluate(STOPS) + 2):
        one.press("Tab")
        if one.at("body") or (one.at(".skip") and passed):
            break
        passed.append(one.look())
    else:
        pytest.fail(f"Tab never leaves {path}")
    assert [wrong for wrong in passed if wrong] == []
