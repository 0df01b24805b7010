"""Residents' pages in two languages nobody speaks: no word is cut, lost or left in English, whatever it grows to."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, START, Demo
from tests.support.pseudo import CLOSING, LONG, OPENING, REVERSED, spoken, write_catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.warm import Stove

pytestmark = pytest.mark.browser
# Told to the program from outside: no setting of the product knows these languages.
SPEAKING = """
from config import Config
Config.LANGUAGES += (("el", "el", "Long"), ("ar", "ar", "Reversed"))
Config.BABEL_TRANSLATION_DIRECTORIES = {folder!r}
"""
NOWHERE = "/nowhere"
# Every page speaks: brand, language, elder version and at least one more sentence are translated.
LEAST = 4
PAGES = (
    "/",
    "/issues",
    "/issues/3",
    "/issues/new",
    "/meetings",
    "/meetings/1",
    "/meetings/3",
    "/meetings/3/room",
    "/votes",
    "/votes/1",
    "/notices",
    "/search?q=电梯",
    "/me",
    "/inbox",
    "/privacy",
    NOWHERE,
)
# Walks over every text a reader sees; tells which is cut, stands outside, or is English. The last step of the way back
# may be shortened, because the heading below it says the same in full.
FAULTS = """([opening, closing]) => {
  const found = [];
  const width = document.documentElement.clientWidth;
  const page = document.documentElement;
  if (page.scrollWidth > width) found.push(`the page is ${page.scrollWidth} wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const box = walker.currentNode.parentElement;
    if (!text || box.clientWidth === 1 || box.closest('script, style, template, noscript, .unseen, .skip, [lang]:not(html), .crumbs [aria-current]')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const spot = range.getBoundingClientRect();
    if (!spot.width || !spot.height) continue;
    const scrolls = box.closest('.table-scroll, pre, .spine');
    if (!scrolls && (spot.left < -1 || spot.right > width + 1)) found.push(`outside: ${text}`);
    for (let at = box; at !== document.body && !scrolls; at = at.parentElement) {
      const style = getComputedStyle(at);
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (hides && at.scrollWidth > at.clientWidth + 1) found.push(`cut: ${text}`);
    }
    const own = text.replace(new RegExp(`${opening}[^${closing}]*${closing}`, 'g'), '');
    if (/[A-Za-z]{3,} [A-Za-z]{2,}/.test(own) && !box.closest('code, kbd, .mono')) found.push(`English: ${text}`);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def demo(stove: Stove, demo_data: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Serve the demo community to speakers of the invented languages."""
    folder: Path = write_catalogues(tmp_path_factory.mktemp("translations"))
    instance = shutil.copytree(demo_data, tmp_path_factory.mktemp("instance"), dirs_exist_ok=True)
    running = Demo(stove, str(instance), SPEAKING.format(folder=str(folder)) + START)
    yield running
    running.stop()


def test_a_sentence_grows_and_keeps_its_facts():
    said = spoken("Second <b>%(title)s</b> by {day}")
    assert said.startswith(OPENING)
    assert said.endswith(CLOSING)
    assert "<b>%(title)s</b>" in said
    assert "{day}" in said
    words = "Nobody has brought up anything yet."
    assert 1.35 * len(words) < len(spoken(words)) < 1.5 * len(words)


def test_faults_are_found_where_there_are_some(chromium):
    page = chromium.new_page(viewport=PHONE)
    page.set_content(
        "<p>Left in English</p><p>⟦Şàîđ⟧</p><p style='width:5em;overflow:hidden;white-space:nowrap'>⟦çûţ öƒƒ hérè⟧</p>"
        "<p style='width:40em'>⟦ƒàř öûţ⟧</p><p lang='en'>Said by somebody</p>"
    )
    found = page.evaluate(FAULTS, [OPENING, CLOSING])
    page.close()
    assert [fault.split()[0] for fault in found] == ["the", "English:", "cut:"]


# The long one in the largest text, the other in the usual one: what holds there holds between.
@pytest.mark.timeout(180)
@pytest.mark.parametrize(("language", "direction", "dress"), [(LONG, "ltr", "elder"), (REVERSED, "rtl", "")])
def test_no_page_of_residents_breaks_in_another_language(enter, demo, language, direction, dress):
    page = enter("resident", PHONE, language)
    if dress:
        page.context.add_cookies([{"name": "elder", "value": "1", "url": demo.address}])
    found = []
    for path in PAGES:
        answer = page.goto(path)
        assert answer.status == (404 if path == NOWHERE else 200), path
        assert page.locator("html").get_attribute("dir") == direction
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = !one.closest('.menu'); })")
        if path.endswith("/room"):
            expect(page.locator("#room")).to_contain_text(OPENING)
        assert page.locator("body").inner_text().count(OPENING) >= LEAST, path
        found += [f"{path}: {fault}" for fault in page.evaluate(FAULTS, [OPENING, CLOSING])]
    assert found == []
