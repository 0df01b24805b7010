"""Pages under strain: enlarged fourfold, with wider text, in forced colours, under a thick finger."""

from __future__ import annotations

import pytest

from tests.browser.axe import UNFOLD
from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
# 1280 pixels at 400 % are 320.
FOURFOLD = {"width": 320, "height": 256}
PAGES = {
    "resident": (
        "/",
        "/issues/5",
        "/issues/2",
        "/issues/new/details?title=灯&where=5",
        "/meetings/3",
        "/votes/1",
        "/votes/2",
        "/actions/5",
        "/me",
    ),
    "moderator": ("/desk", "/desk/issues/13", "/meetings/3/desk", "/meetings/new", "/votes/1/lead", "/meetings/3/room"),
    "liaison": ("/board", "/board/issues/2"),
}
# Only what scrolls sideways in a box of its own may be wider, and a keyboard must be able to scroll it.
SIDEWAYS = """() => {
  const page = document.documentElement;
  const found = page.scrollWidth > page.clientWidth + 1 ? [`page of ${page.scrollWidth}`] : [];
  for (const one of document.querySelectorAll('body *')) {
    const style = window.getComputedStyle(one);
    const wider = one.scrollWidth > one.clientWidth + 1 && ['auto', 'scroll'].includes(style.overflowX);
    if (wider && one.tabIndex < 0 && !one.querySelector('a, button, [tabindex="0"]')) found.push(`no keyboard: ${one.outerHTML.slice(0, 90)}`);
  }
  return found;
}"""
# The four distances of WCAG 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
# Through the object model, because the pages let no further style sheet in.
SPACE = (
    "(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); document.adoptedStyleSheets = [sheet]; }"
)
CUT = """() => Array.from(document.querySelectorAll('main *, header *, nav *')).filter((one) => {
  if (one.closest('.unseen, svg, .table-scroll, .rail') || !one.textContent.trim() || one.children.length) return false;
  const style = window.getComputedStyle(one);
  const hides = style.overflow === 'hidden' && style.textOverflow !== 'ellipsis';
  return hides && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2);
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 100))"""
# Targets under 24 pixels, but for links in a sentence, whose size the line gives (2.5.8).
SMALL = """() => Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary')).filter((one) => {
  const seen = one.closest('label') || one;
  const box = seen.getBoundingClientRect();
  if (!box.width || !box.height || one.closest('.unseen') || one.type === 'hidden') return false;
  if (one.tagName === 'A' && window.getComputedStyle(one).display === 'inline') return false;
  return Math.round(box.width) < 24 || Math.round(box.height) < 24;
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 100))"""
# What is drawn by a background alone vanishes in forced colours; then a line or a word has to stand for it.
FAINT = """() => Array.from(document.querySelectorAll('.tag, .button, .switch[aria-pressed], .bar-fill, .gauge-fill, .input, .stance')).filter((one) => {
  if (!one.getClientRects().length) return false;
  const style = window.getComputedStyle(one);
  if (one.matches('.bar-fill, .gauge-fill')) return style.fill === window.getComputedStyle(document.body).backgroundColor;
  return !one.textContent.trim() && style.borderStyle === 'none';
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 100))"""

# Where one is, told by an edge that forced colours would draw everywhere; and the mark that a list can be opened.
SAME = """() => {
  const edge = (one) => window.getComputedStyle(one).borderInlineStartColor;
  const here = document.querySelector('.rail a[aria-current]');
  const others = Array.from(document.querySelectorAll('.rail a:not([aria-current])'));
  const shut = Array.from(document.querySelectorAll('select.input')).filter((one) => window.getComputedStyle(one).appearance === 'none');
  return (here ? others.filter((one) => edge(one) === edge(here)) : []).concat(shut).map((one) => one.outerHTML.slice(0, 100));
}"""


# What has the focus has a ring of two pixels or more around it.
UNMARKED = """() => (parseFloat(window.getComputedStyle(document.activeElement).outlineWidth) >= 2
  ? [] : [document.activeElement.outerHTML.slice(0, 100)])"""
MOVING = """() => document.getAnimations().filter((one) => one.playState === 'running')
  .map((one) => one.effect.target.outerHTML.slice(0, 100))"""


def in_forced_colours(page):
    """Yield what is hidden in the reader's own colours, and what moves though stillness was asked for."""
    page.emulate_media(forced_colors="active")
    assert page.evaluate("() => window.matchMedia('(forced-colors: active)').matches")
    for script in (FAINT, SAME):
        yield from (("forced colours", each) for each in page.evaluate(script))
    page.keyboard.press("Tab")
    yield from (("no mark of the focus", each) for each in page.evaluate(UNMARKED))
    yield from (("moves", each) for each in page.evaluate(MOVING))
    page.emulate_media(forced_colors="none")


def under_strain(page, path, size):
    """Yield what a page loses: opened enlarged fourfold, in forced colours, under a thick finger, with wider text."""
    page.set_viewport_size(FOURFOLD)
    page.goto(path)
    page.evaluate(UNFOLD)
    yield from (("400 %", each) for each in page.evaluate(SIDEWAYS))
    page.set_viewport_size(size)
    yield from in_forced_colours(page)
    page.evaluate(UNFOLD)
    yield from (("small", each) for each in page.evaluate(SMALL))
    page.evaluate(SPACE, SPACED)
    yield from (("cut", each) for each in [*page.evaluate(CUT), *page.evaluate(SIDEWAYS)])


@pytest.mark.parametrize("who", PAGES)
def test_nothing_is_lost_under_strain(enter, who):
    size = PHONE if who == "resident" else DESK
    page = enter(who, size)
    page.emulate_media(reduced_motion="reduce")
    assert [(path, *fault) for path in PAGES[who] for fault in under_strain(page, path, size)] == []


@pytest.mark.parametrize("path", ["/board", "/board?print=1", "/resolutions/2"])
def test_what_is_printed_is_black_on_white_and_without_buttons(enter, path):
    page = enter("liaison", DESK)
    page.goto(path)
    page.emulate_media(media="print")
    assert page.pdf()[:4] == b"%PDF"
    colours = page.evaluate(
        "() => Array.from(document.querySelectorAll('.tag')).map((one) => window.getComputedStyle(one).color)"
    )
    assert set(colours) == {"rgb(0, 0, 0)"}
    for unwanted in (".button", ".rail", ".switches", ".colophon", ".desk form"):
        assert page.locator(f"{unwanted}:visible").count() == 0, unwanted
