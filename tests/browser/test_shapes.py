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


@pytest.mark.parametrize("who", PAGES)
def test_nothing_is_lost_at_400_percent(enter, who):
    page = enter(who, FOURFOLD)
    found = []
    for path in PAGES[who]:
        page.goto(path)
        page.evaluate(UNFOLD)
        found += [(path, each) for each in page.evaluate(SIDEWAYS)]
    assert found == []


@pytest.mark.parametrize("who", PAGES)
def test_wider_text_is_not_cut_and_targets_are_large_enough(enter, who):
    page = enter(who, PHONE if who == "resident" else DESK)
    found = []
    for path in PAGES[who]:
        page.goto(path)
        page.evaluate(UNFOLD)
        found += [(path, "small", each) for each in page.evaluate(SMALL)]
        page.evaluate(SPACE, SPACED)
        found += [(path, "cut", each) for each in [*page.evaluate(CUT), *page.evaluate(SIDEWAYS)]]
    assert found == []


@pytest.mark.parametrize("who", PAGES)
def test_forced_colours_hide_nothing_and_rest_is_kept(enter, who):
    page = enter(who, PHONE if who == "resident" else DESK)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    found = []
    for path in PAGES[who]:
        page.goto(path)
        assert page.evaluate("() => window.matchMedia('(forced-colors: active)').matches")
        found += [(path, each) for each in [*page.evaluate(FAINT), *page.evaluate(SAME)]]
        page.keyboard.press("Tab")
        assert page.evaluate("() => parseFloat(window.getComputedStyle(document.activeElement).outlineWidth) >= 2"), (
            path
        )
        assert page.evaluate("() => document.getAnimations().filter((one) => one.playState === 'running').length") == 0
    assert found == []


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
