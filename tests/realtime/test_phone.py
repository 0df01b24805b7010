"""The room as people have it before them: a real browser on the real server, with the network cut in between."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def enter(page, evening):
    page.goto(f"/meetings/{evening.meeting_id}/room")
    page.wait_for_selector(".now-link.is-live")


def say(page, words, stance="for"):
    if not page.query_selector("#words"):
        page.click(".foot-speak")
    page.click(f'.stance[data-stance="{stance}"]')
    page.fill("#words", words)
    page.click('.saying button[type="submit"]')


TOLD = """() => {
  window.told = [];
  const region = document.getElementById('room-says');
  new MutationObserver(() => window.told.push(region.textContent)).observe(region, { childList: true });
}"""
HIDDEN = """(state) => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


def thread(page):
    return [text.strip() for text in page.locator(".room-thread .post-text").all_inner_texts()]


def arrived(page, words):
    page.wait_for_selector(f'.post[data-seq] .post-text:has-text("{words}")')


def test_what_one_writes_stands_on_the_neighbours_phone(evening, look, phone):
    mine, other = look(evening.resident), look(evening.neighbour)
    for page in (mine, other):
        enter(page, evening)
        page.evaluate(TOLD)
    say(mine, "晚上太黑了。", "question")
    arrived(other, "晚上太黑了。")
    assert "question" in other.inner_text(".room-thread .tag").lower()
    assert thread(mine) == thread(other) == ["晚上太黑了。"]
    # Whoever is asked to be quiet hears it once, with the reason, and nobody else does.
    said = mine.evaluate("window.deliberateRoom.feed.state.contributions[0].data.contribution_id")
    step = {"contribution_id": said, "kind": "mute", "reason": "personal_attack"}
    assert phone(evening.moderator).act(evening.meeting_id, "restrain", **step)["ok"]
    mine.wait_for_selector(".foot-speak", state="detached")
    mine.wait_for_function("() => window.told.join().includes('asked you to pause')")
    told = [" ".join(page.evaluate("window.told")).count("asked you to pause") for page in (mine, other)]
    assert told == [1, 0]


def test_a_cut_network_loses_nothing_and_doubles_nothing(evening, look):
    mine, other = look(evening.resident), look(evening.neighbour)
    for page in (mine, other):
        enter(page, evening)
    mine.evaluate(TOLD)
    mine.context.set_offline(True)
    mine.evaluate("() => window.deliberateRoom.feed.socket.io.engine.close()")
    say(mine, "断网时写的。")
    mine.wait_for_selector(".post.is-waiting, .post.is-sending")
    say(other, "你不在的时候说的。", "against")
    mine.wait_for_selector(".room-banner.is-offline", timeout=20_000)
    assert re.search(r"since \d\d:\d\d", mine.inner_text(".room-banner"))
    mine.context.set_offline(False)
    arrived(mine, "断网时写的。")
    arrived(mine, "你不在的时候说的。")
    arrived(other, "断网时写的。")
    mine.wait_for_selector(".room-banner", state="detached")
    mine.wait_for_selector("[data-outbox]", state="detached")
    told = mine.evaluate("window.told")
    assert sum("No network since" in one for one in told) == sum("network is back" in one for one in told) == 1
    assert sorted(thread(mine)) == sorted(thread(other)) == sorted(["断网时写的。", "你不在的时候说的。"])
    assert thread(mine) == thread(other)


def test_what_was_typed_survives_a_reload_and_what_was_sent_offline_a_closed_page(evening, look):
    page = look(evening.resident)
    enter(page, evening)
    page.click(".foot-speak")
    page.fill("#words", "还没写完")
    page.reload()
    page.wait_for_selector(".now-link.is-live")
    page.click(".foot-speak")
    assert page.input_value("#words") == "还没写完"
    page.context.set_offline(True)
    page.evaluate("() => window.deliberateRoom.feed.socket.disconnect()")
    say(page, "关掉页面也要送到。")
    page.wait_for_selector("[data-outbox]")
    page.goto("about:blank")
    page.context.set_offline(False)
    enter(page, evening)
    arrived(page, "关掉页面也要送到。")
    assert thread(page) == ["关掉页面也要送到。"]


def test_who_comes_back_from_another_app_on_either_of_two_phones_lacks_nothing(evening, look):
    mine, twin, other = look(evening.resident), look(evening.resident), look(evening.neighbour)
    for page in (mine, twin, other):
        enter(page, evening)
    # A phone in a pocket: what is pushed meanwhile gets lost, and the line looks alive.
    twin.evaluate(HIDDEN, "hidden")
    twin.evaluate(
        "() => { const { socket } = window.deliberateRoom.feed; window.heard = socket.listeners('entries'); socket.off('entries'); }"
    )
    say(mine, "第一台手机写的。")
    arrived(other, "第一台手机写的。")
    assert thread(twin) == []
    twin.evaluate("() => window.heard.forEach((hear) => window.deliberateRoom.feed.socket.on('entries', hear))")
    twin.evaluate(HIDDEN, "visible")
    arrived(twin, "第一台手机写的。")
    say(twin, "第二台手机写的。", "against")
    for page in (mine, twin, other):
        arrived(page, "第二台手机写的。")
        assert thread(page) == ["第一台手机写的。", "第二台手机写的。"]


def test_without_websockets_the_room_still_moves(evening, look):
    page, other = look(evening.resident), look(evening.neighbour)
    page.add_init_script("window.WebSocket = function () { throw new Error('blocked'); };")
    page.goto(f"/meetings/{evening.meeting_id}/room")
    page.wait_for_selector(".foot-speak")
    enter(other, evening)
    say(page, "没有长连接也行。")
    arrived(other, "没有长连接也行。")
    say(other, "收到。")
    arrived(page, "收到。")
    page.wait_for_selector(".now-link.is-polling")


def test_a_refusal_stands_at_the_words_and_they_can_be_mended(evening, look):
    page, moderator = look(evening.resident), look(evening.moderator, (1440, 900))
    enter(page, evening)
    enter(moderator, evening)
    page.click(".foot-speak")
    page.click('.stance[data-stance="for"]')
    page.fill("#words", "来晚了一句。")
    moderator.click('.agenda-item.is-open .button[aria-label^="End this item"]')
    moderator.click('.end-item input[value="second_round"]', force=True)
    moderator.fill("#conclusion", "下次再议。")
    page.evaluate("() => { window.deliberateRoom.feed.socket.off('entries'); }")
    moderator.click('.end-item button[type="submit"]')
    moderator.wait_for_selector(".agenda-item.is-closed")
    page.click('.saying button[type="submit"]')
    page.wait_for_selector(".post.is-refused")
    assert "Not sent" in page.inner_text(".post.is-refused .post-way")


def test_the_moderator_runs_the_evening_with_the_keyboard(evening, look):
    page, phone = look(evening.moderator, (1440, 900)), look(evening.resident)
    enter(page, evening)
    enter(phone, evening)
    page.focus('.agenda-item.is-open .button[aria-label^="End this item"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".end-item")
    page.focus('.end-item input[value="second_round"]')
    page.keyboard.press("Space")
    page.fill("#conclusion", "请物业报价。")
    page.focus('.end-item button[type="submit"]')
    page.keyboard.press("Enter")
    phone.wait_for_function("() => document.getElementById('room-says').textContent.includes('Ended')")
    page.click(".agenda-item:nth-child(2) .button:not([disabled])")
    phone.wait_for_selector('.now-title:has-text("Bicycles in the hallway")')
    page.fill(".enter .input", "陈阿婆")
    page.click('.enter button[type="submit"]')
    phone.wait_for_selector('.now-agenda:has-text("1 here")')


def test_one_tap_puts_a_neighbour_on_the_list_and_their_other_device_knows(evening, look):
    page, twin, moderator = look(evening.resident), look(evening.resident), look(evening.moderator, (1440, 900))
    for one in (page, twin, moderator):
        enter(one, evening)
    twin.wait_for_selector(".welcome .button")
    page.click(".welcome .button")
    for one in (page, twin):
        one.wait_for_selector(".welcome", state="detached")
    moderator.wait_for_selector('.people li:has-text("居民#")', state="attached")


def test_new_words_never_move_what_is_being_read(evening, look):
    page, other = look(evening.resident), look(evening.moderator)
    enter(page, evening)
    enter(other, evening)
    for number in range(8):
        say(other, f"第{number}句\n\n多\n\n几\n\n行", "supplement")
        arrived(page, f"第{number}句")
    page.evaluate("() => window.scrollTo(0, 0)")
    page.wait_for_timeout(200)
    say(other, "新的一句", "supplement")
    page.wait_for_selector(".unread")
    assert page.evaluate("() => window.pageYOffset") == 0
    page.click(".unread")
    page.wait_for_selector(".unread", state="detached")


BY_PERSON = """async (now) => {
  const { byPerson } = await import('/assets/test/js/room/turns.js');
  const began = new Date(now - 25000).toISOString();
  const turn = { kind: 'turn', label: '陈', account_id: 1, granted_at: began, seconds: 120, paused_seconds: 0, used: 0 };
  const requests = [{ ...turn, state: 'done', used: 10 }, { ...turn, state: 'speaking' },
    { ...turn, label: '王', account_id: 2, state: 'done', used: 40 }, { ...turn, granted_at: null, state: 'waiting' }];
  return byPerson({ requests }, now).map((one) => [one.label, one.turns, one.seconds]);
}"""


def test_a_phone_reckons_who_spoke_how_long_with_the_turn_that_goes_on(look):
    page = look()
    page.goto("/privacy")
    assert page.evaluate(BY_PERSON, 1_790_000_000_000) == [["王", 1, 40], ["陈", 2, 35]]
