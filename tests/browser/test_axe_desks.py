"""Every page of those who work here: axe finds nothing, whatever they press."""

from __future__ import annotations

import pytest

from tests.browser.axe import in_the_dark, look, sent_empty, sweep
from tests.browser.conftest import DESK, PHONE
from tests.browser.visits import MAIN, visits_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.mark.parametrize("who", ["moderator", "recorder", "head", "liaison", "admin"])
def test_axe_finds_nothing(enter, who):
    page = enter(who, DESK)
    assert [fault for visit in visits_of(who) for fault in sweep(page, visit)] == []


def test_the_page_of_the_second_factor(enter):
    admin, new = enter("admin", DESK), enter("guest", DESK)
    admin.goto("/admin/staff")
    words = {
        "phone": "13987654321",
        "name": "何晓",
        "display_name": "何晓",
        "passphrase": "梧桐 电梯 路灯 台阶 长椅 花坛",
    }
    for name, typed in words.items():
        admin.fill(f"[name={name}]", typed)
    admin.click("main form[novalidate] button")
    admin.wait_for_load_state()
    new.goto("/sign-in/staff")
    new.fill("[name=phone]", words["phone"])
    new.fill("[name=passphrase]", words["passphrase"])
    new.press("[name=passphrase]", "Enter")
    new.wait_for_url("**/enrol")
    assert look(new) + sent_empty(new, MAIN) == []


def test_a_plan_that_lacks_what_its_rules_ask_for(enter):
    lead = enter("moderator", DESK)
    lead.goto("/meetings/new?kind=hearing")
    for name, typed in {"title": "路灯听证会", "other_items": "路灯", "where_text": "居委会"}.items():
        lead.fill(f"[name={name}]", typed)
    lead.select_option("[name=recorder]", label="李文（记录员）")
    lead.click("button[value=announce]")
    lead.wait_for_selector("#before")
    found = look(lead)
    lead.click("a[href$='/plan']")
    lead.wait_for_selector("[name=called_by]")
    assert lead.input_value("[name=title]") == "路灯听证会"
    assert found + look(lead) == []


def speak(page, stance, words):
    page.click(".foot-speak")
    page.click(f".saying [data-stance={stance}]")
    page.fill(".saying textarea", words)
    page.click(".saying [type=submit]")


def put_aside(page, words):
    page.fill("#park-text", words)
    page.press("#park-text", "Enter")
    page.wait_for_selector(".parked li")


def test_the_room_while_people_talk(enter):
    """Moderator and resident side by side, each state of the room looked at as it comes; then the draft of the minutes."""
    lead, one = enter("moderator", DESK), enter("resident", PHONE)
    for page in (lead, one):
        page.goto("/meetings/3/room")
    one.click("text=我到了，签到")
    lead.click("text=展示入会二维码")
    found = look(lead)
    lead.keyboard.press("Escape")
    lead.click("text=宣布开会")
    lead.click(".agenda-item button:has-text('开始')")
    one.click(".foot-speak")
    one.click(".saying [type=submit]")
    found += look(one)
    one.click(".saying-close")
    speak(one, "for", "高楼层多摊一点，我家愿意。")
    lead.wait_for_selector(".room-thread .post")
    lead.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    lead.click(".room-thread .post-foot button")
    put_aside(lead, "垃圾房的异味")
    lead.click(".agenda-item.is-open > .button")
    found += look(lead) + in_the_dark(lead) + look(one) + in_the_dark(one)
    one.context.set_offline(True)
    one.evaluate("() => window.deliberateRoom.feed.socket.io.engine.close()")
    lead.check(".end-item [value=to_vote]")
    lead.fill("#conclusion", "请7号楼各户表决。")
    lead.click(".end-item [type=submit]")
    lead.click(".side-part .button-grave")
    found += look(lead)
    one.wait_for_selector(".room-banner.is-offline", timeout=20_000)
    found += look(one) + in_the_dark(one)
    one.context.set_offline(False)
    lead.click(".actions .button-grave")
    one.wait_for_selector("text=会议结束了")
    found += look(one) + look(lead)
    lead.goto("/parked/1/issue")
    found += look(lead)
    lead.goto("/meetings/3/minutes/edit")
    assert found + look(lead) + in_the_dark(lead) == []
