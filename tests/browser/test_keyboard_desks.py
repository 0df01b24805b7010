"""The desks without a mouse: what moderators, recorders, administrators, handlers and the liaison do all day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK
from tests.browser.keyboard import Keys
from tests.browser.visits import PLACE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture
def at_desk(enter):
    """Return somebody at a desk; in the end no stop of theirs was unseen."""
    sat = []

    def sit(who):
        sat.append(Keys(enter(who, DESK)))
        return sat[-1]

    yield sit
    assert [each for one in sat for each in one.unseen] == []


def told(one, words=""):
    """Tell that what was done is said, and that the focus is with it."""
    expect(one.page.locator(".flashes")).to_be_focused()
    expect(one.page.locator(".flashes .notice")).to_contain_text(words)


def test_preparing_a_meeting(at_desk):
    one = at_desk("moderator").visit("/meetings/3/agenda").to("main form input.input").press("Control+a").type("5")
    one.go("main form [type=submit]")
    told(one)
    one.visit("/meetings/3/papers").to("[name=title]").type("坡道图纸").to("[name=text]").type("坡度一比十二。")
    one.go("main form[enctype] [type=submit]")
    told(one)
    one.visit("/meetings/3/papers").go("form[action*='/papers/2/'] button")
    told(one)
    one.visit("/meetings/3/invitations").choose("[name=people]").to("[name=names]").type("刘阿婆")
    one.go("aside [type=submit]")
    told(one)
    expect(one.page.locator("main")).to_contain_text("刘阿婆")


def test_preparing_and_leading_a_vote(at_desk):
    one = at_desk("moderator").visit("/votes/desk").press("j")
    assert one.at(".card-title a"), one.held
    one.visit("/places/wutongli/poll").choose("[name=issues]").press("Tab", "Space").go("main form [type=submit]")
    assert re.search(r"/votes/\d+/lead", one.page.url), one.page.inner_text("main")[:300]
    told(one)
    one.to("main summary").press("Enter")
    assert one.at("details[open] > summary"), one.held


def test_reporting_and_asking_about_promised_work(at_desk):
    one = at_desk("handler").visit("/actions/5").to("form[action$='/progress'] textarea").type("雨棚到货，周五装好。")
    one.go("form[action$='/progress'] [type=submit]")
    told(one)
    lead = at_desk("liaison").visit("/actions/5").to("#questions summary").press("Enter")
    lead.to("#question-text").type("为什么迟了？").go("#questions [type=submit]")
    expect(lead.page.locator(".summary")).to_be_focused()
    assert lead.page.locator("#question-text").input_value() == "为什么迟了？"


def test_hiding_a_text_and_correcting_minutes(at_desk):
    lead = at_desk("moderator").visit("/desk/moderation").go(".case form[action$='/hide'] button")
    told(lead)
    lead.press("j")
    assert lead.at(".case"), lead.held
    lead.visit("/desk/moderation").go("form[action*='/opinions/'] button")
    told(lead)
    one = at_desk("recorder").visit("/meetings/2/minutes").go("main a[href*='/corrections/new']")
    one.go("main form [type=submit]")
    expect(one.page.locator(".summary")).to_be_focused()
    one.to("[name=becomes]").press("Control+End").type("（更正）").to("[name=reason]").type("抄错了。")
    one.go("main form [type=submit]")
    told(one)
    lead.visit("/meetings/2/minutes/corrections").go("form[action$='/approval'] button")
    told(lead)


def test_charging_somebody_and_a_roll_with_a_bad_line(at_desk):
    one = at_desk("admin").visit(f"{PLACE}/roles").to("[name=phone]").type("19900000455").to("[name=role]")
    one.press(*["ArrowDown"] * 4).go("main form[novalidate] [type=submit]")
    told(one, "唐家")
    one.go("button[aria-label*='唐家']")
    told(one)
    one.visit(f"{PLACE}/mandates").to("[name=unit]").type("9999").to("[name=name]").type("王")
    one.go("main form[novalidate] [type=submit]")
    expect(one.page.locator(".summary")).to_be_focused()
    # Whoever only begins to listen at the key may be told too late.
    one.page.on("filechooser", lambda _chooser: None)
    one.visit(f"{PLACE}/roll").go("main form [type=submit]")
    expect(one.page.locator(".summary")).to_be_focused()
    one.to("[type=file]")
    with one.page.expect_file_chooser() as chooser:
        one.press("Enter")
    rows = "楼栋,室号,面积,户号,姓名,手机,身份\n3号楼,101,很大,1,王,,业主\n"
    chooser.value.set_files({"name": "roll.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    one.go("main form [type=submit]")
    expect(one.page.locator(".faults")).to_be_focused()
    expect(one.page.locator(".faults")).to_contain_text("很大")
