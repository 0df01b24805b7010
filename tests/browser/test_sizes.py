"""What a thumb and an old eye need, on every page of a resident: large enough to read, large enough to press."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/issues",
    "/issues/new",
    "/issues/new/details?title=充电棚不够用&where=5",
    "/issues/11",
    "/issues/2",
    "/issues/1",
    "/meetings",
    "/meetings/3",
    "/meetings/3/room",
    "/meetings/2/minutes",
    "/votes",
    "/votes/1",
    "/votes/2",
    "/resolutions/2",
    "/actions/5",
    "/notices",
    "/search?q=充电",
    "/inbox",
    "/me",
    "/places/wutongli/plan",
    "/places/wutongli/rules",
    "/ledger",
    "/door",
    "/on-this-phone",
)
SMALL_TEXT = """() => Array.from(document.querySelectorAll('body *')).filter(one =>
  Array.from(one.childNodes).some(node => node.nodeType === 3 && node.textContent.trim())
  && one.getClientRects().length && !one.closest('.unseen, .skip, noscript, script, style')
  && parseFloat(getComputedStyle(one).fontSize) < 18).map(one => one.outerHTML.slice(0, 140))"""
TIGHT_LINES = """() => Array.from(document.querySelectorAll('body *')).filter(one => {
  const style = getComputedStyle(one);
  const words = Array.from(one.childNodes).some(node => node.nodeType === 3 && node.textContent.trim());
  return words && one.getClientRects().length > 0 && one.offsetHeight > 2.2 * parseFloat(style.fontSize)
    && style.lineHeight !== 'normal' && parseFloat(style.lineHeight) < 1.3 * parseFloat(style.fontSize) - 0.1;
}).map(one => one.outerHTML.slice(0, 140))"""
# A link in running text is as high as its line, as WCAG 2.5.8 allows; a hidden tick is pressed by its label; a card is
# pressed as a whole, by the part of its link that covers it.
SMALL_TARGETS = """(least) => Array.from(document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, label.choice, label.photos')).filter(one => {
  if (!one.getClientRects().length || one.closest('.unseen, .skip, svg') || one.matches('.skip')) return false;
  if (one.matches('label.choice input, label.photos input, .card-title a')) return false;
  if (one.matches('a:not(.button)') && getComputedStyle(one).display === 'inline') {
    const words = one.closest('p, li, dd, td, th, figcaption, h1, h2, h3');
    if (words && words.textContent.trim().length > one.textContent.trim().length) return false;
  }
  const box = one.getBoundingClientRect();
  return box.height < least - 0.5;
}).map(one => Math.round(one.getBoundingClientRect().height) + ' ' + one.outerHTML.slice(0, 140))"""
WIDE = """() => Array.from(document.querySelectorAll('body *')).filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1)
    && !one.closest('.table-scroll, .unseen, .skip, .menu-sheet, svg');
}).slice(0, 3).map(one => one.outerHTML.slice(0, 140))"""


def in_the_elder_version(page, address, size):
    kept = [("elder", "1"), ("text", size), ("language", "zh_Hans_CN")]
    page.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in kept])
    return page


def seen(page, *scripts):
    """Return what scripts, with what they are given, find on each page, each thing with the first page that has it."""
    found = {}
    for path in PAGES:
        answer = page.goto(path)
        assert answer.ok, path
        for script, *given in scripts:
            for each in page.evaluate(script, *given):
                found.setdefault(each, path)
    return found


def test_the_elder_version_is_readable_and_every_target_is_large(enter, demo):
    page = in_the_elder_version(enter("resident", PHONE), demo.address, "18")
    assert seen(page, (SMALL_TEXT,), (TIGHT_LINES,), (SMALL_TARGETS, 60)) == {}


def test_the_largest_text_of_the_elder_version_fits_the_phone(enter, demo):
    page = in_the_elder_version(enter("resident", PHONE), demo.address, "30")
    assert seen(page, (WIDE,)) == {}


def test_every_target_of_the_normal_dress_is_large_enough(enter):
    assert seen(enter("resident", PHONE), (SMALL_TARGETS, 44)) == {}


@pytest.mark.parametrize("path", ["/", "/issues/11", "/votes/1", "/resolutions/2", "/actions/5"])
def test_the_elder_version_shows_fewer_things_at_once_and_none_is_missing(enter, demo, path):
    page = enter("resident", PHONE)
    page.goto(path)
    standing = page.locator("main h2:visible").count()
    names = [name.strip() for name in page.locator("main h2").all_text_contents()]
    links = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    in_the_elder_version(page, demo.address, "20").goto(path)
    assert page.locator("main h2:visible").count() < standing
    everything = page.text_content("main")
    assert [name for name in names if name not in everything] == []
    there = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    assert set(links) - set(there) == set()
