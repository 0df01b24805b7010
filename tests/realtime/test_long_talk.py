"""A talk of 5,000 contributions on a phone: only what is near the reader stands on the page, and nothing jumps."""

from __future__ import annotations

import pytest

from tests.realtime.test_phone import arrived, enter, say

pytestmark = pytest.mark.browser
POSTS_MOST, NODES_MOST = 60, 1500
# As many as asked for, each a copy of the first with words of another length, put where the feed keeps them.
MANY = """(number) => {
  const { feed } = window.deliberateRoom;
  const like = feed.state.contributions[0];
  const made = Array.from({ length: number }, (_, index) => Object.assign({}, like, { seq: index + 1,
    data: Object.assign({}, like.data, { contribution_id: index + 1, client_id: `many-${index}`,
      body: `${index + 1}. ${'灯要修。'.repeat(1 + (index * 7) % 40)}` }) }));
  feed.state = Object.assign({}, feed.state, { seq: number, contributions: made, more: false });
  window.deliberateRoom.outbox.changed();
}"""
TO_THE_END = """() => {
  window.scrollTo(0, document.documentElement.scrollHeight);
  return document.querySelector('.talk .post[data-seq="5000"]');
}"""
# Steps of half a screen, as fast as frames come; what was in sight is in sight after each, half a screen lower.
WALK = """async (step) => {
  const frame = () => new Promise((done) => window.requestAnimationFrame(() => window.requestAnimationFrame(done)));
  const seen = { posts: 0, nodes: 0, jumps: [], firsts: [] };
  const inSight = () => Array.from(document.querySelectorAll('.talk .post')).find((one) => one.getBoundingClientRect().top > 150);
  for (let steps = 0; steps < 40; steps += 1) {
    const held = inSight();
    const before = held && held.getBoundingClientRect().top;
    window.scrollBy(0, step);
    await frame();
    const now = held && held.isConnected ? held.getBoundingClientRect().top : null;
    if (now !== null && Math.abs(now - (before - step)) > 2) seen.jumps.push([Math.round(now - (before - step)), held.dataset.seq]);
    seen.posts = Math.max(seen.posts, document.querySelectorAll('.talk .post').length);
    seen.nodes = Math.max(seen.nodes, document.getElementsByTagName('*').length);
    seen.firsts.push(Number((inSight() || { dataset: { seq: 0 } }).dataset.seq));
  }
  return seen;
}"""
PIECES = """async () => {
  const { between, Heights, inPieces, step } = await import('/assets/test/js/room/pieces.js');
  const items = Array.from({ length: 10 }, (_, index) => ({ seq: 2 + index }));
  const pieces = inPieces(items);
  const heights = new Heights();
  pieces.forEach((one) => heights.learn(one, 100 * (one.to - one.from)));
  return [pieces.map((one) => [one.key, one.from, one.to]), heights.all(pieces, 0, pieces.length),
    between(pieces, heights, 150, 450), between(pieces, heights, -500, 50), between(pieces, heights, 9999, 99999),
    step([2, 4], [0, 3]), step([0, 2], [1, 4]), step([0, 2], [9, 12]), step([1, 3], [1, 3])];
}"""


def test_pieces_are_told_by_seq_and_change_step_by_step(look):
    page = look()
    page.goto("/privacy")
    pieces, height, middle, top, end, *steps = page.evaluate(PIECES)
    assert pieces == [[0, 0, 1], [1, 1, 4], [2, 4, 7], [3, 7, 10]]
    assert height == 1000
    assert (middle, top, end) == ([1, 3], [0, 1], [3, 4])
    assert steps == [[1, 4], [0, 3], [9, 12], [1, 3]]


def test_five_thousand_contributions_stand_on_the_page_a_few_at_a_time(evening, look):
    page = look(evening.resident)
    enter(page, evening)
    say(page, "第一句。")
    arrived(page, "第一句。")
    page.evaluate(MANY, 5000)
    page.wait_for_function(TO_THE_END)
    up = page.evaluate(WALK, -320)
    assert up["firsts"] == sorted(up["firsts"], reverse=True)
    assert up["firsts"][0] - up["firsts"][-1] > 30
    page.evaluate("() => window.scrollTo(0, 0)")
    page.wait_for_selector('.talk .post[data-seq="1"]')
    down = page.evaluate(WALK, 320)
    assert down["firsts"] == sorted(down["firsts"])
    assert (up["jumps"], down["jumps"]) == ([], [])
    assert max(up["posts"], down["posts"]) <= POSTS_MOST
    assert max(up["nodes"], down["nodes"]) <= NODES_MOST
