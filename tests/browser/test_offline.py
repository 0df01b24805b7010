"""The network goes away and comes back: what was seen can be read, what was written arrives once, a vote is a vote."""

from __future__ import annotations

import os
import re
import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, ROOT
from tests.factories.pictures import a_picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PATIENCE = 30_000
SERVED = """() => new Promise((done) => {
  if (navigator.serviceWorker.controller) done();
  else navigator.serviceWorker.addEventListener('controllerchange', () => done());
})"""
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith('pages-'));
  const lists = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)));
  return [names, [].concat(...lists).map((url) => new URL(url).pathname)];
}"""

HIDE = """() => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
# Until the phone keeps nothing any more.
SENT = """() => window.deliberateOutbox.opened.then((outbox) => new Promise((done) => {
  const look = () => (outbox.messages.length ? window.setTimeout(look, 50) : done());
  look();
}))"""
# The worker's own text, with a shelf that is nearly full and two more pages to put on it: one light, one too heavy.
WORKER = """async ([source, names]) => {
  const self = { addEventListener: () => null, location };
  const { remember, PAGES_MOST, PAGE_MOST_BYTES } = new Function('self', 'SETTINGS', `${source}; return { ${names} };`)(
    self, { shell: '/on-this-phone' });
  const headers = { 'X-Reader': 'test', 'X-Keep': '1', 'X-Look': '', Date: new Date().toUTCString() };
  const shelf = await caches.open('pages-test');
  const page = (size) => new Response('x'.repeat(size), { headers });
  for (let number = 0; number < PAGES_MOST; number += 1) await shelf.put(`/issues/${1000 + number}`, page(1));
  await remember(new Request('/issues/1'), page(PAGE_MOST_BYTES), 1);
  await remember(new Request('/issues/2'), page(PAGE_MOST_BYTES + 1), 2);
  const kept = (await shelf.keys()).map((one) => new URL(one.url).pathname).filter((one) => one !== '/on-this-phone');
  await caches.delete('pages-test');
  return [PAGES_MOST, PAGE_MOST_BYTES, kept];
}"""


@pytest.fixture
def resident(enter):
    page = enter("resident", PHONE)
    page.goto("/")
    page.evaluate(SERVED)
    return page


def seen(page: Page, *addresses: str, also: str = "/on-this-phone") -> None:
    """Open pages and wait until the phone has kept the last of them, and what it keeps beside."""
    for address in addresses:
        page.goto(address)
    kept(page, addresses[-1], also, "/on-this-phone")


def kept(page: Page, *addresses: str) -> None:
    """Wait until the phone has kept all of these."""
    for _ in range(100):
        if set(addresses) <= set(page.evaluate(KEPT)[1]):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{addresses} are not kept: {page.evaluate(KEPT)}")


def test_a_page_once_seen_can_be_read_later_and_says_as_of_when(resident):
    seen(resident, "/issues", "/issues/1")
    words = resident.inner_text("h1")
    resident.context.set_offline(True)
    resident.goto("/issues/1")
    expect(resident.locator("h1")).to_have_text(words)
    expect(resident.locator("[data-offline=offline]")).to_contain_text("您现在没有网络。这一页是")
    resident.goto("/issues/3")
    expect(resident.locator("main")).to_contain_text("没有打开过这一页")
    expect(resident.locator("[data-list=kept]")).to_contain_text(words)
    resident.goto("/issues/1")
    resident.click("header button:has-text('长辈版')")
    expect(resident.locator("[data-offline=unsent]")).to_contain_text("发送时网络断了")
    resident.context.set_offline(False)
    resident.goto("/issues/1")
    expect(resident.locator("[data-offline=offline]")).to_be_hidden()


def test_a_silent_network_is_not_waited_for_when_the_page_is_there(demo, resident):
    seen(resident, "/issues/2")
    os.kill(demo.process.pid, signal.SIGSTOP)
    try:
        resident.goto("/issues/2")
        expect(resident.locator("[data-offline=slow]")).to_contain_text("网络较慢。这一页是")
    finally:
        os.kill(demo.process.pid, signal.SIGCONT)


def test_kept_pages_belong_to_who_is_signed_in_and_ballots_and_staff_have_none(enter, resident):
    seen(resident, "/votes/2", "/me", "/issues/1")
    names, paths = resident.evaluate(KEPT)
    assert len(names) == 1
    assert "/me" not in paths
    assert "/votes/2" not in paths
    resident.goto("/door")
    resident.click('form[action="/door/elder"] button')
    resident.wait_for_load_state()
    resident.wait_for_timeout(500)
    assert resident.evaluate(KEPT)[0] != names
    resident.goto("/me")
    resident.click("form[action='/sign-out'] button")
    resident.wait_for_timeout(500)
    assert resident.evaluate(KEPT)[0] in ([], ["pages-guest"])
    moderator = enter("moderator", PHONE)
    moderator.goto("/")
    moderator.evaluate(SERVED)
    moderator.goto("/issues/1")
    moderator.wait_for_timeout(500)
    assert moderator.evaluate(KEPT)[1] == []


def test_a_proposal_with_a_photo_written_without_a_network_survives_everything_and_arrives_once(
    demo, resident, tmp_path
):
    photo = tmp_path / "lamp.jpg"
    photo.write_bytes(a_picture())
    seen(resident, "/issues/new", also="/issues/new/details")
    demo.kill()
    resident.goto("/issues/new")
    resident.fill("[name=title]", "断网时写的：东门路灯不亮")
    resident.click("main form .button")
    resident.fill("[name=body]", "从上周开始不亮，晚上看不清台阶。")
    resident.set_input_files("[name=photos]", photo)
    resident.click("main form .button:has-text('提交')")
    expect(resident.locator("[data-outbox-note] >> text=等待发送")).to_be_visible(timeout=PATIENCE)
    resident.close()
    page = resident.context.new_page()
    page.goto("/on-this-phone")
    expect(page.locator("[data-list=waiting]")).to_contain_text("等待发送")
    demo.again()
    page.goto("/issues/1")
    expect(page.locator("#outbox-strip >> text=已送达")).to_be_visible(timeout=PATIENCE)
    page.goto("/on-this-phone")
    page.click("[data-list=waiting] [data-part=url]")
    expect(page.locator("h1")).to_be_visible()
    page.goto("/me")
    mine = page.locator("main a:has-text('断网时写的：东门路灯不亮')")
    expect(mine).to_have_count(1)
    mine.click()
    expect(page.locator("main img")).to_have_count(1)


def test_a_ballot_is_never_kept_and_a_broken_line_is_followed_by_a_question(enter):
    page = enter("resident", PHONE)
    page.goto("/votes/2", wait_until="networkidle")
    # The ballot is not kept, but what stands in for a page is, though nothing else was ever opened here.
    page.evaluate(SERVED)
    kept(page, "/on-this-phone")
    page.check("[name=choice] >> nth=0")
    page.context.set_offline(True)
    page.click("#main form .button")
    expect(page.locator("[data-ballot-note]")).to_contain_text("票还没有投出")
    expect(page.locator("[name=choice] >> nth=0")).to_be_checked()
    page.context.set_offline(False)
    page.click("#main form .button")
    page.wait_for_url("**/votes/2/check")
    # The ballot arrives, and the line breaks before the answer does.
    page.route("**/votes/2/cast", lambda route: (route.fetch(max_redirects=0), route.abort()), times=1)
    page.click("#main form .button")
    page.wait_for_url("**/votes/2/receipt", timeout=PATIENCE)
    expect(page.locator("h1 >> visible=true")).to_have_text("您的票已投入票箱")
    # The phone made the secret, so asking again brought the same code, and the server finds the ballot by it.
    expect(page.locator("[data-receipt-code]")).to_have_text(re.compile(r"^(\d{4} ?){6}\s*$"))
    expect(page.locator("[data-receipt-differs]")).to_be_hidden()
    expect(page.locator("[data-receipt-signed]")).to_have_text(re.compile(r"^[0-9a-f]{64} [0-9a-f]{128}$"))
    page.click("a[href='/votes/2/ballots']")
    expect(page.locator("[name=code]")).not_to_have_value("")
    page.click("#main form .button")
    expect(page.locator("#find ~ .notice-good")).to_contain_text("在票箱里")
    page.goto("/votes/2")
    expect(page.locator("#arrived")).to_be_visible()
    expect(page.locator("main")).to_contain_text("已收到")


def test_answers_given_without_a_network_go_on_and_all_arrive(resident, enter):
    """Three statements in a tunnel, by tap and by keyboard; the phone sends them by itself and keeps nothing of them.

    Whoever goes on answering after the end is told so at once.
    """
    resident.goto("/opinions/2")
    resident.wait_for_load_state("networkidle")
    resident.context.set_offline(True)
    for number in range(3):
        card = resident.locator(".asked-card:visible")
        expect(card).to_have_count(1)
        words = card.locator(".asked-text").inner_text()
        agree = card.locator(".said-agree")
        agree.click() if number else agree.press("Enter")
        expect(card.locator(".asked-text")).not_to_have_text(words)
    expect(resident.locator(".asked-where")).to_contain_text("3")
    resident.context.set_offline(False)
    resident.evaluate(SENT)
    resident.goto("/opinions/2/mine")
    expect(resident.locator(".said-agree[aria-pressed=true]")).to_have_count(3)
    resident.goto("/opinions/2", wait_until="networkidle")
    lead = enter("moderator", DESK)
    lead.goto("/opinions/2/lead")
    lead.click("form[action$='/close'] button")
    expect(lead.locator(".flashes")).to_contain_text("不再接受回答")
    resident.click(".asked-card:not([hidden]) .said-agree")
    expect(resident.locator(".asked-card")).to_have_count(0)
    expect(resident.locator("#outbox-strip")).to_contain_text("没有被接受")


def test_a_new_version_reloads_nothing_and_loses_no_word(demo, resident, tmp_path):
    resident.goto("/issues/new")
    resident.fill("[name=title]", "正在写的一句话")
    resident.evaluate("() => { window.untouched = true; }")
    old = resident.evaluate("() => document.querySelector('link[rel=stylesheet]').href")
    shutil.copytree(ROOT / "static", tmp_path / "static")
    (tmp_path / "static" / "css" / "base.css").open("a").write("\n/* A newer version. */\n")
    demo.kill()
    demo.again(str(tmp_path / "static"))
    resident.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    resident.wait_for_timeout(2_000)
    assert resident.evaluate("() => window.untouched")
    expect(resident.locator("[name=title]")).to_have_value("正在写的一句话")
    assert resident.evaluate("async (url) => (await fetch(url)).status", old) == 200
    # A server that is slow to wake is not waited for: then the copy from before is shown once more.
    for _ in range(5):
        resident.reload()
        if resident.evaluate("() => document.querySelector('link[rel=stylesheet]').href") != old:
            break
    assert resident.evaluate("() => document.querySelector('link[rel=stylesheet]').href") != old
    expect(resident.locator("[name=title]")).to_have_value("正在写的一句话")


def test_in_wechat_without_any_database_a_second_waits_signs_in_again_and_arrives(chromium, demo):
    agent = "Mozilla/5.0 (Linux; Android 10) Chrome/78.0 Mobile Safari/537.36 MicroMessenger/8.0.2"
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=demo.address, user_agent=agent)
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('closed'); } })")
    page, faults = context.new_page(), []
    note = page.locator("section:has(#seconds) [data-outbox-note]")
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/door")
    page.click('form[action="/door/elder"] button')
    page.goto("/issues/12", wait_until="networkidle")
    context.set_offline(True)
    page.click("#second-it")
    expect(note.locator("text=等待发送")).to_be_visible()
    context.clear_cookies()
    context.set_offline(False)
    expect(note).to_contain_text("请重新登录", timeout=PATIENCE)
    page.goto("/door")
    page.click('form[action="/door/elder"] button')
    expect(page.locator("#outbox-strip >> text=已送达")).to_be_visible(timeout=PATIENCE)
    page.goto("/issues/12")
    expect(page.locator("section:has(#seconds)")).to_contain_text("撤回")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    context.close()
    assert faults == []


def test_what_was_said_in_a_meeting_and_not_sent_is_not_forgotten_outside_it(resident):
    resident.goto("/issues/new/details?title=灯", wait_until="networkidle")
    resident.evaluate("""async () => {
      const database = await new Promise((done) => {
        const asked = indexedDB.open('deliberate-outbox', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('outbox', { keyPath: 'id' });
        asked.onsuccess = () => done(asked.result);
      });
      const owner = Number(document.querySelector('meta[name=reader]').content);
      const message = { id: 'said', box: 'meeting:3', owner, state: 'waiting', page: '/meetings/3/room', data: {}, at: 1 };
      await new Promise((done) => {
        const change = database.transaction('outbox', 'readwrite');
        change.objectStore('outbox').put(message);
        change.oncomplete = done;
      });
      localStorage.setItem('outbox', '1');
    }""")
    resident.goto("/issues")
    expect(resident.locator("#outbox-strip")).to_contain_text("等待发送 1")
    resident.click("#outbox-strip a")
    expect(resident.locator("[data-list=rooms] a")).to_have_attribute("href", "/meetings/3/room")
    # In the room itself the message says how it stands; nothing beside it goes on saying that it waits.
    resident.goto("/meetings/3/room", wait_until="networkidle")
    resident.evaluate("() => window.deliberateOutbox.opened")
    expect(resident.locator("#outbox-strip")).to_be_hidden()


def test_what_a_rule_refuses_comes_back_with_the_reason_and_every_word(resident):
    resident.goto("/issues/new/details?title=断网时太短&where=")
    resident.fill("[name=title]", "")
    resident.fill("[name=body]", "太短")
    resident.click("main form .button:has-text('提交')")
    expect(resident.locator("[name=title]")).to_have_attribute("aria-invalid", "true")
    resident.fill("[name=title]", "断网时太短也不要紧")
    resident.click("main form .button:has-text('提交')")
    expect(resident.locator("[data-outbox-note]")).to_contain_text("至少10个字", timeout=PATIENCE)
    resident.goto("/on-this-phone")
    resident.click("[data-do=edit]")
    resident.wait_for_url("**/issues/new/details*")
    expect(resident.locator("[name=body]")).to_have_value("太短")
    resident.fill("[name=body]", "现在写得够长了，让邻居们看得明白。")
    resident.click("main form .button:has-text('提交')")
    resident.wait_for_url("**/receipt", timeout=PATIENCE)
    resident.goto("/on-this-phone")
    expect(resident.locator("[data-list=waiting] li")).to_have_count(0)


def test_the_room_as_last_seen_is_read_without_a_network_and_words_wait_in_it(enter, resident):
    seen(resident, "/meetings/3/room")
    resident.click("text=我到了，签到")
    moderator = enter("moderator", DESK)
    moderator.goto("/meetings/3/room")
    moderator.click("text=宣布开会")
    moderator.click(".agenda-item:first-child button:has-text('开始')")
    expect(resident.locator(".foot-speak")).to_be_visible(timeout=PATIENCE)
    title = resident.inner_text(".now-title")
    resident.evaluate(HIDE)
    kept(resident, "/meetings/3/room/last-seen")
    resident.context.set_offline(True)
    resident.goto("/meetings/3/room")
    expect(resident.locator(".room-banner")).to_contain_text("的内容。您写的")
    expect(resident.locator(".as-of:visible")).to_have_count(0)
    expect(resident.locator(".now-title")).to_have_text(title)
    resident.click(".foot-speak")
    resident.click(".stance[data-stance=for]")
    resident.fill("#words", "在地下室里写的一句话")
    resident.click(".saying-foot .button")
    expect(resident.locator(".post.is-waiting, .post.is-sending")).to_contain_text("地下室")
    resident.context.set_offline(False)
    expect(moderator.locator(".post")).to_contain_text(["在地下室里写的一句话"], timeout=PATIENCE)
    expect(resident.locator(".room-banner")).to_have_count(0, timeout=PATIENCE)


def test_a_phone_keeps_forty_pages_at_most_and_none_that_is_too_heavy(chromium, demo):
    context = chromium.new_context(base_url=demo.address, bypass_csp=True)
    page = context.new_page()
    page.goto("/issues")
    source = (ROOT / "static/js/service-worker.js").read_text()
    most, bytes_most, kept = page.evaluate(WORKER, [source, "remember, PAGES_MOST, PAGE_MOST_BYTES"])
    context.close()
    assert (most, bytes_most) == (40, 256 * 1024)
    assert len(kept) == most
    assert "/issues/1" in kept, "the newest page goes in, the oldest goes out"
    assert "/issues/1000" not in kept
    assert "/issues/2" not in kept
