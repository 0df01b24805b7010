"""Looking at a page with axe and with our own eyes for what axe does not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.visits import Visit

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Half a megabyte: sent once a page, it waits in every document that comes after. Reading a colour is half of its work, and
# a page has few of them: what it made of one is remembered.
BRING = """void (window.bringAxe = () => {
  if (window.axe) return;
  AXE
  const { Color } = window.axe.commons.color, read = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function parseString(text) {
    if (!known.has(text)) known.set(text, read.call(new Color(0, 0, 0, 1), text));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
});""".replace("AXE", Axe().axe_script)
EVERYTHING = {"runOnly": STANDARDS, "resultTypes": ["violations"], "preload": False}
# The dark sheet changes colours and nothing else.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
    "preload": False,
}
# The elder version promises 7:1 (3:1 was never enough for old eyes).
STRONG = {**COLOURS, "runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
# Not the menus: an open one lies over the page on purpose, and is looked at by itself.
UNFOLD = "() => document.querySelectorAll('details:not([open]):not(.menu)').forEach((one) => { one.open = true; })"
SETTLED = """() => new Promise((done) => {
  const still = () => Promise.all(document.getAnimations().map((one) => one.finished)).then(() => done(), () => done());
  window.requestAnimationFrame(() => window.requestAnimationFrame(still));
})"""
LOOK = """(options) => {
  window.bringAxe();
  return window.axe.run(document, options).then((found) => found.violations);
}"""
TOLD = ".summary:focus, .outbox-note:focus, .flashes .notice, body.door .lead"
EMPTY = """(form) => {
  form.noValidate = true;
  for (const one of form.elements) {
    if (one.type === 'radio' || one.type === 'checkbox') one.checked = false;
    else if (one.tagName === 'TEXTAREA' || ['text', 'tel', 'date', 'time', 'number'].includes(one.type)) one.value = '';
  }
}"""


def look(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """Return what axe finds on the page once every button has got its colour."""
    page.evaluate(SETTLED)
    if not page.evaluate("() => Boolean(window.bringAxe)"):
        page.add_init_script(BRING)
        page.evaluate(BRING)
    found = page.evaluate(LOOK, options)
    return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"][:2]]


def sweep(page: Page, visit: Visit) -> Iterator[str]:
    """Yield every fault of one page: with every fold open, in the dark, and after a form was sent empty.

    With every fold open everything is there that is there when they are closed, and more.
    """
    page.emulate_media(reduced_motion="reduce")
    answer = page.goto(visit.found_from(page))
    where = f"{visit.who} {visit.url}"
    if answer is None or answer.status != 200:
        yield f"{where} answered {answer and answer.status}"
        return
    page.evaluate(UNFOLD)
    yield from (f"{where}: {fault}" for fault in look(page))
    yield from (f"{where}, in the dark: {fault}" for fault in in_the_dark(page))
    if visit.who == "elder":
        yield from (f"{where}, 7 to 1: {fault}" for fault in look(page, STRONG))
    if visit.wrong:
        yield from (f"{where}, sent empty: {fault}" for fault in sent_empty(page, visit.wrong))


def in_the_dark(page: Page) -> list[str]:
    """Return what cannot be read in the dark."""
    wear(page, "dark")
    found = look(page, COLOURS)
    wear(page, "light")
    return found


def wear(page: Page, scheme: Literal["dark", "light"]) -> None:
    """Turn the light on or off, and wait until every button has got its new colour."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)


def sent_empty(page: Page, form: str) -> list[str]:
    """Send a form without what it asks for: the page that comes back complains, where the reader is, and is whole."""
    asking = page.locator(form).first
    asking.evaluate(EMPTY)
    asking.locator("button:not([type=button])").first.click()
    page.wait_for_load_state()
    try:
        page.wait_for_selector(TOLD, timeout=5_000)
    except Timeout:
        return [f"nothing is said, or the focus is elsewhere: {page.url}", *look(page)]
    return look(page)
