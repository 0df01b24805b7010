"""One matter all the way, with three people in three browsers on the real server: propose … appraisal … closed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from deliberate.kit.clock import SHANGHAI
from tests.browser.conftest import DESK, PHONE
from tests.support.neighbours import Neighbours

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Demo

pytestmark = pytest.mark.browser
TITLE = "3号楼楼道灯晚上太暗，换成感应灯"


def today() -> date:
    """Return what day it is at the place, without the days that were let pass."""
    return datetime.now(SHANGHAI).date()


def days_pass(page: Page, days: int) -> None:
    """Let the demonstration's clock go on."""
    while days > 0:
        step = 16 if days >= 16 else 7 if days >= 7 else 1
        page.goto("/door")
        page.click(f'form[action="/door/days"] button[value="{step}"]')
        page.wait_for_load_state()
        days -= step


def propose(resident: Page) -> str:
    resident.goto("/issues/new")
    resident.fill("[name=title]", TITLE)
    resident.select_option("[name=where]", label="梧桐苑 · 3号楼")
    resident.click("main form button[type=submit]")
    resident.fill("[name=body]", "晚上下楼看不清台阶，上个月李阿姨扭了脚。建议换成感应灯，夜里自动亮。")
    resident.click("main form button[type=submit]")
    expect(resident.locator("main")).to_contain_text(re.compile(r"20\d\d-\d{4}"))
    found = re.search(r"/issues/(\d+)/receipt", resident.url)
    assert found, resident.url
    return found[1]


def screen(moderator: Page, issue: str) -> None:
    moderator.goto(f"/desk/issues/{issue}")
    moderator.click(f'form[action="/desk/issues/{issue}/take"] button')
    moderator.goto(f"/desk/issues/{issue}")
    moderator.select_option('form[action$="/accept"] [name=matter_class]', "self_government")
    moderator.click(f'form[action="/desk/issues/{issue}/accept"] button')
    moderator.wait_for_load_state()


def call_meeting(moderator: Page, issue: str) -> tuple[str, date]:
    moderator.goto("/meetings/new")
    moderator.check("[name=kind][value=heart_to_heart]")
    moderator.check(f'[name=issues][value="{issue}"]')
    moderator.fill("[name=title]", "3号楼楼道灯恳谈会")
    day = moderator.input_value("[name=day]")
    moderator.fill("[name=where_text]", "3号楼底楼门厅")
    moderator.click("[name=act][value=announce]")
    moderator.wait_for_load_state()
    found = re.search(r"/meetings/(\d+)", moderator.url)
    assert found, f"{moderator.url} {day}: {moderator.inner_text('main')[:600]}"
    return found[1], date.fromisoformat(day)


def meet(moderator: Page, resident: Page, meeting: str) -> None:
    for page in (moderator, resident):
        page.goto(f"/meetings/{meeting}/room")
    resident.click("text=我到了，签到")
    moderator.click("text=宣布开会")
    moderator.click(".agenda-item button:has-text('开始')")
    expect(resident.locator("#room-now")).to_contain_text(TITLE)
    resident.click(".foot-speak")
    resident.click(".saying [data-stance=for]")
    resident.fill(".saying textarea", "赞成，最好每层都装，三楼拐角最暗。")
    resident.click(".saying [type=submit]")
    expect(moderator.locator("#room")).to_contain_text("三楼拐角最暗")
    moderator.click(".agenda-item.is-open > .button")
    moderator.check(".end-item [value=to_vote]")
    moderator.fill("#conclusion", "大家都赞成换感应灯，请楼里各户表决。")
    moderator.click(".end-item [type=submit]")
    expect(moderator.locator(".agenda-conclusion")).to_contain_text("请楼里各户表决")
    moderator.click(".button-grave")
    moderator.click(".actions .button-grave")
    expect(resident.locator("body")).to_contain_text("会议结束了")


def vote(demo: Demo, moderator: Page, resident: Page, head: Page, issue: str) -> str:
    moderator.goto(f"/issues/{issue}/vote")
    moderator.check("[name=kind][value=building_vote]")
    moderator.fill("[name=question]", "是否同意3号楼公共楼道换装感应灯？")
    moderator.click("main form [type=submit]")
    found = re.search(r"/votes/(\d+)/lead", moderator.url)
    assert found, moderator.inner_text("main")[:800]
    number = found[1]
    moderator.click(f'form[action="/votes/{number}/announce"] button')
    days_pass(moderator, 4)
    Neighbours(demo.instance).vote(int(number), "agree", 24)
    resident.goto(f"/votes/{number}")
    resident.check("[name=choice][value=agree]")
    resident.click("main form [type=submit]")
    with resident.expect_navigation():
        resident.click(f'form[action="/votes/{number}/cast"] button')
    expect(resident.locator("h1")).to_have_text("您的票已投入票箱")
    resident.goto(f"/votes/{number}")
    # Dates and the code of the announcement may hold these digits too; a count has its unit.
    expect(resident.locator("main")).not_to_contain_text(re.compile(r"(?<![0-9A-Z-])2[45]\s*[户人票张份%]"))
    days_pass(moderator, 8)
    moderator.goto(f"/votes/{number}/lead")
    moderator.click(f'form[action="/votes/{number}/count"] button')
    Neighbours(demo.instance).sign(int(number))
    head.goto(f"/votes/{number}/certificate")
    head.click(f'form[action="/votes/{number}/sign"] button')
    expect(head.locator("main")).to_contain_text("楼组长：")
    moderator.click(f'a[href="/votes/{number}/certificate"]')
    moderator.click(f'form[action="/votes/{number}/publish"] button')
    resident.goto(f"/votes/{number}")
    expect(resident.locator("main")).to_contain_text(re.compile(r"(?<![0-9A-Z-])25\s*[户人票张份]"))
    return number


def resolve(moderator: Page, issue: str) -> str:
    moderator.goto(f"/issues/{issue}/resolution")
    moderator.fill("[name=text]", "3号楼一至五层公共楼道全部换装感应灯，由物业在一个月内完成。")
    moderator.click("main form [type=submit]")
    found = re.search(r"/resolutions/(\d+)", moderator.url)
    assert found, moderator.inner_text("main")[:800]
    number = found[1]
    moderator.click(f'form[action="/resolutions/{number}/post"] button')
    days_pass(moderator, 16)
    moderator.goto(f"/resolutions/{number}/actions/new")
    moderator.fill("[name=what]", "换装十五盏感应灯")
    moderator.select_option("[name=handler]", index=1)
    moderator.fill("[name=unit]", "上海梧桐物业服务有限公司")
    moderator.fill("[name=judged_by]", "夜里走一遍，每层灯自动亮。")
    moderator.fill("[name=due]", f"{today() + timedelta(days=200)}")
    moderator.click("main form [type=submit]")
    moderator.wait_for_load_state()
    return number


def carry_out(handler: Page, moderator: Page, action: str, picture: str) -> None:
    handler.goto(f"/actions/{action}")
    report = f'form[action="/actions/{action}/progress"]'
    handler.locator("details", has=handler.locator(report)).locator("summary").click() if not handler.locator(
        f"{report} textarea"
    ).is_visible() else None
    handler.fill(f"{report} textarea", "灯具到货，明天开始装。")
    handler.set_input_files(f"{report} [type=file]", picture)
    with handler.expect_navigation():
        handler.click(f"{report} [type=submit]")
    done = f'form[action="/actions/{action}/done"]'
    handler.goto(f"/actions/{action}")
    handler.locator("details", has=handler.locator(done)).locator("summary").click() if not handler.locator(
        f"{done} textarea"
    ).is_visible() else None
    handler.fill(f"{done} textarea", "十五盏灯全部换好，已试亮。")
    handler.set_input_files(f"{done} [type=file]", picture)
    with handler.expect_navigation():
        handler.click(f"{done} [type=submit]")
    moderator.goto(f"/actions/{action}")
    moderator.click(f'form[action="/actions/{action}/verify"] button')


def judge(resident: Page, moderator: Page, action: str, resolution: str) -> None:
    resident.goto(f"/actions/{action}")
    resident.click(
        f'form[action="/actions/{action}/confirm"] [value="yes"], form[action="/actions/{action}/confirm"] button >> nth=0'
    )
    days_pass(moderator, 12)
    resident.goto(f"/resolutions/{resolution}")
    resident.click(f'form[action="/resolutions/{resolution}/appraise"] button >> nth=0')
    days_pass(moderator, 36)


@pytest.mark.timeout(420)
def test_one_matter_all_the_way(demo, enter, tmp_path):
    resident, moderator = enter("resident", PHONE), enter("moderator", DESK)
    handler = enter("handler", PHONE)
    issue = propose(resident)
    screen(moderator, issue)
    Neighbours(demo.instance).second(int(issue), 3)
    meeting, day = call_meeting(moderator, issue)
    days_pass(moderator, (day - today()).days)
    meet(moderator, resident, meeting)
    vote(demo, moderator, resident, enter("head", PHONE), issue)
    resolution = resolve(moderator, issue)
    moderator.goto(f"/resolutions/{resolution}")
    action = re.search(r"/actions/(\d+)", moderator.inner_html("main"))
    assert action, moderator.inner_text("main")
    carry_out(handler, moderator, action[1], a_picture(tmp_path))
    judge(resident, moderator, action[1], resolution)
    resident.goto(f"/issues/{issue}")
    expect(resident.locator("main")).to_contain_text("已办结")
    liaison = enter("liaison", DESK)
    liaison.goto("/board")
    expect(liaison.locator("main")).to_contain_text("换装十五盏感应灯")


def a_picture(folder: Path) -> str:
    path = folder / "lamp.png"
    Image.new("RGB", (800, 600), (240, 220, 150)).save(path)
    return str(path)
