"""Somebody who has a keyboard and nothing else: goes from stop to stop, and notices where the focus cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What is wrong with the stop the focus is at, or an empty text: it must show, by a line around it or around its label,
# and must not lie wholly under something else (WCAG 2.4.7 and 2.4.11).
STOP = """() => {
  const held = document.activeElement;
  if (!held || held === document.body) return '';
  const line = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const marked = (one) => one && [null, '::after'].some((part) => line(window.getComputedStyle(one, part)));
  const name = held.outerHTML.slice(0, 120);
  if (![held, held.closest('label'), held.nextElementSibling, held.closest('.card')].some(marked)) return `not seen: ${name}`;
  const seen = held.type === 'radio' || held.type === 'checkbox' || held.type === 'file' ? held.closest('label') || held : held;
  const boxes = Array.from(seen.getClientRects()).filter((box) => box.width && box.height);
  const inside = (x, y) => x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
  const shows = ([x, y]) => {
    const top = inside(x, y) && document.elementFromPoint(x, y);
    return top && (seen.contains(top) || top.contains(seen));
  };
  // Of what is taller than the window, the part inside it is what can lie under something.
  const middle = (box) => (Math.max(box.top, 0) + Math.min(box.bottom, window.innerHeight)) / 2;
  const points = boxes.map((box) => [0.1, 0.5, 0.9].map((part) => [box.left + box.width * part, middle(box)]));
  return points.some((row) => row.some(shows)) ? '' : `under something: ${name}`;
}"""
HELD = "() => { const held = document.activeElement; return held ? held.outerHTML.slice(0, 200) : ''; }"
LAST = 200


class Keys:
    """A page in the hands of somebody who uses no mouse; the page's own pointer is never touched."""

    def __init__(self, page: Page) -> None:
        """Take the page; `unseen` gathers every stop that cannot be seen."""
        self.page = page
        self.unseen: list[str] = []

    def visit(self, path: str) -> Keys:
        """Go to an address, as a link or the address line would."""
        self.page.goto(path)
        if self.page.locator(".keys-button").count():
            self.page.wait_for_selector(".keys-button:not([hidden])")
        return self

    def press(self, *keys: str) -> Keys:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Keys:
        """Type into what has the focus."""
        self.page.keyboard.insert_text(text)
        return self

    def to(self, selector: str, *, back: bool = False) -> Keys:
        """Go on with Tab until the focus is at `selector`."""
        for _each in range(LAST):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            wrong = self.look()
            if wrong:
                self.unseen.append(f"{self.page.url}: {wrong}")
            if self.at(selector):
                return self
        message = f"{selector} is not reached with Tab on {self.page.url}; the focus is at {self.held}"
        raise AssertionError(message)

    def look(self) -> str:
        """Return what is wrong with the stop the focus is at."""
        return str(self.page.evaluate(STOP))

    def go(self, selector: str) -> Keys:
        """Go to something, press Enter, and wait for the page that comes."""
        self.to(selector)
        with self.page.expect_navigation():
            self.press("Enter")
        return self

    def choose(self, selector: str) -> Keys:
        """Go to a row of radio buttons or a tick and choose this one: Tab reaches the row, arrows go along it."""
        name = self.page.locator(selector).first.get_attribute("name")
        self.to(f"[name='{name}']")
        for _each in range(LAST):
            if self.at(selector):
                return self.press("Space")
            self.press("ArrowDown" if self.at("[type=radio]") else "Tab")
        message = f"{selector} cannot be chosen"
        raise AssertionError(message)

    def at(self, selector: str) -> bool:
        """Tell whether the focus is there."""
        return bool(self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector))

    @property
    def held(self) -> str:
        """Return what has the focus."""
        return str(self.page.evaluate(HELD))
