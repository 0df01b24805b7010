"""Both versions of what a resident sees: large enough to read and to press, nothing sticks out, and nothing is lost.

Each page is opened once a version and looked at in every way; each test reads what was found of one kind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import DESK, PHONE, coming_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
# What only one of the two versions was ever compared for stands behind the others.
PAGES = (
    "/", "/issues", "/issues/new", "/issues/11", "/issues/1", "/meetings", "/meetings/3", "/meetings/2/minutes", "/votes", "/votes/1",
    "/votes/2", "/notices", "/resolutions/2", "/actions/5", "/inbox", "/me", "/search?q=充电", "/help", "/help/residents", "/ledger",
)  # fmt: skip
MORE = (
    "/issues/new/details?title=充电棚不够用&where=5", "/issues/2", "/meetings/3/room", "/places/wutongli/plan",
    "/places/wutongli/rules", "/door", "/on-this-phone",
)  # fmt: skip
MODERATOR = ("/desk", "/desk/issues/13", "/meetings/desk", "/votes/desk")
# Where the elder version lays most aside.
LONG = ("/", "/issues/11", "/votes/1", "/resolutions/2", "/actions/5")
NARROW = {"width": 320, "height": 640}
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

STICKS_OUT = """() => Array.from(document.querySelectorAll('body *')).filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1
    && !one.closest('.table-scroll, .unseen, .rail, .skip, .menu-sheet, svg');
}).slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
WIDER = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? ['wider than the screen'] : []"""
# As the buttons of the elder version do it, without loading the page again.
TYPE = "(size) => { document.documentElement.dataset.text = size; }"
# What one can do on a page: where links lead and what forms send; buttons of scripts by their words. Every fold is
# opened first: what lies in a fold of a fold is there as well.
ACTIONS = """() => {
  for (const fold of document.querySelectorAll('main details')) fold.open = true;
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';
  const found = [];
  for (const link of document.querySelectorAll('a[href]')) if (seen(link)) found.push('to ' + link.getAttribute('href'));
  for (const button of document.querySelectorAll('button, summary')) {
    if (!seen(button)) continue;
    const form = button.form;
    const does = form ? `${form.method} ${form.getAttribute('action') || 'here'} ${button.name}=${button.value}` : button.innerText;
    found.push((button.tagName === 'SUMMARY' ? 'unfold ' : 'press ') + does.trim());
  }
  for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (seen(field)) found.push('fill ' + field.name + '=' + (['radio', 'checkbox'].includes(field.type) ? field.value : ''));
  return found;
}"""
# The way into the other version, the sizes of text, and help that is always there.
ELDERS_OWN = ("press post /preferences/", "to /help/me")
# A fold of the normal version is there too; the elder version puts more of them over what can wait.
ELDERS_MORE = "unfold "


@dataclass
class Version:
    """What a version of a page has: headings one sees, all headings, words, where links lead, and what one can do."""

    standing: int
    headings: list[str]
    words: str
    links: set[str]
    actions: set[str] = field(default_factory=set)


@dataclass
class Walk:
    """Both versions of each page, and each fault by kind with the first page that has it."""

    faults: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    pages: dict[str, tuple[Version, Version]] = field(default_factory=dict)

    def note(self, kind: str, page: Page, script: str, *given: Any) -> None:
        """Remember what a script finds, each thing with the first page that has it."""
        for each in page.evaluate(script, *given):
            self.faults[kind].setdefault(each, page.url)


def actions(page: Page) -> set[str]:
    """Return what one can do on the page at hand, in either version."""
    return {action for action in page.evaluate(ACTIONS) if not action.startswith(ELDERS_OWN)}


def opened(page: Page, demo: Demo, path: str, *, elder: str) -> Version:
    """Open a page in one of the versions, the elder one with its smallest text, and read what it has."""
    kept = [("elder", elder), ("text", "18"), ("language", "zh_Hans_CN")]
    page.context.add_cookies([{"name": name, "value": value, "url": demo.address} for name, value in kept])
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    assert page.evaluate("() => document.documentElement.classList.contains('elder')") is (elder == "1"), path
    if page.locator(".keys-button").count():
        page.wait_for_selector(".keys-button", state="visible")
    return Version(
        page.locator("main h2:visible").count(),
        [name.strip() for name in page.locator("main h2").all_text_contents()],
        page.text_content("main") or "",
        set(page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")),
    )


def look_at_the_normal_version(walk: Walk, page: Page) -> None:
    """Look for small targets and what sticks out."""
    walk.note("targets under 44", page, SMALL_TARGETS, 44)
    for script in (WIDER, STICKS_OUT):
        walk.note("wider than a phone", page, script)


def look_at_the_elder_version(walk: Walk, page: Page) -> None:
    """Look for small text, tight lines and small targets; then at the largest text, on a narrow phone too."""
    walk.note("text under 18", page, SMALL_TEXT)
    walk.note("tight lines", page, TIGHT_LINES)
    walk.note("targets under 60", page, SMALL_TARGETS, 60)
    page.evaluate(TYPE, "30")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"
    walk.note("wide in the largest text", page, WIDE)
    page.set_viewport_size(NARROW)
    walk.note("wide in the largest text on a narrow phone", page, STICKS_OUT)
    page.set_viewport_size(PHONE)
    page.evaluate(TYPE, "18")


@pytest.fixture(scope="module")
def walk(chromium: Browser, demo: Demo) -> Iterator[Walk]:
    """Walk through the pages of a resident, once a version."""
    page, found = coming_in(chromium, demo, "resident", PHONE), Walk()
    for path in (*PAGES, *MORE):
        normal = opened(page, demo, path, elder="0")
        look_at_the_normal_version(found, page)
        normal.actions = actions(page)
        elder = opened(page, demo, path, elder="1")
        look_at_the_elder_version(found, page)
        elder.actions = actions(page)
        found.pages[path] = normal, elder
    assert page.faults == []
    page.context.close()
    return found


@pytest.mark.parametrize(
    "kind",
    [
        "targets under 44",
        "wider than a phone",
        "text under 18",
        "tight lines",
        "targets under 60",
        "wide in the largest text",
        "wide in the largest text on a narrow phone",
    ],
)
def test_every_page_of_a_resident_is_large_enough_and_fits_the_phone(walk, kind):
    assert walk.faults[kind] == {}


def lost_and_added(normal: Version, elder: Version) -> tuple[list[str], list[str]]:
    """Return what the elder version has not, and what it alone has."""
    more = [one for one in elder.actions - normal.actions if not one.startswith(ELDERS_MORE)]
    return sorted(normal.actions - elder.actions), sorted(more)


@pytest.mark.parametrize("path", PAGES)
def test_the_elder_version_can_do_the_same(walk, path):
    normal, elder = walk.pages[path]
    assert len(normal.actions) > 5
    assert lost_and_added(normal, elder) == ([], [])


def test_the_desk_in_the_elder_version_can_do_the_same(enter, demo):
    page = enter("moderator", DESK)
    for path in MODERATOR:
        found = []
        for elder in ("0", "1"):
            found.append(opened(page, demo, path, elder=elder))
            found[-1].actions = actions(page)
        assert len(found[0].actions) > 5, path
        assert lost_and_added(*found) == ([], []), path


def test_the_room_of_elders_can_do_the_same(enter, demo):
    page = enter("resident", PHONE)
    found = []
    for elder in ("0", "1"):
        page.context.add_cookies([{"name": "elder", "value": elder, "url": demo.address}])
        page.goto("/meetings/3/room")
        page.wait_for_selector(".foot-speak, .foot button, .room-foot", state="attached")
        page.wait_for_timeout(500)
        found.append(actions(page))
    normal, elder = found
    assert len(normal) > 2
    assert sorted(normal - elder) == []


@pytest.mark.parametrize("path", LONG)
def test_the_elder_version_shows_fewer_things_at_once_and_none_is_missing(walk, path):
    normal, elder = walk.pages[path]
    assert elder.standing < normal.standing
    assert [name for name in normal.headings if name not in elder.words] == []
    assert normal.links - elder.links == set()
