"""A hand and a head: does on a page what a person does, and counts screens, taps, swipes, characters and seconds.

A person's seconds follow the keystroke-level model (Card, Moran and Newell 1980); the machine's are waited for.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

# Seconds: find what to do next on a screen or what to write in a field; point, press and let go; push the page up;
# one key on glass. A Chinese character takes about three keys: its sound, and choosing it.
THINK, TAP, SWIPE, KEY, KEYS_A_CHARACTER = 1.35, 1.3, 1.3, 0.5, 3
# Opening a list and choosing from it; and: the camera, the picture, "use this".
TAPS_TO_CHOOSE, TAPS_FOR_A_PHOTO = 2, 4
# A swipe moves three quarters of what is seen.
REACH = 0.75
FAR_AWAY = """(one) => {
  const box = one.getBoundingClientRect();
  const bar = document.querySelector('.bar');
  const fixed = bar && getComputedStyle(bar).position === 'fixed' ? bar.offsetHeight : 0;
  const below = box.top + Math.min(box.height, 60) - (window.innerHeight - fixed);
  const far = below > 0 ? below : box.top < 0 ? -box.top : 0;
  if (far) one.scrollIntoView({ block: 'center' });
  return far / window.innerHeight;
}"""


@dataclass
class Effort:
    """What a task cost."""

    screens: int = 0
    taps: int = 0
    swipes: int = 0
    characters: int = 0
    keys: int = 0
    thoughts: int = 0
    waited: float = 0.0

    @property
    def seconds(self) -> float:
        """Return how long it takes a person, the waiting for the machine with it."""
        by_hand = self.thoughts * THINK + self.taps * TAP + self.swipes * SWIPE + self.keys * KEY
        return by_hand + self.waited

    def figures(self) -> dict[str, Any]:
        """Return it for printing."""
        return {
            "screens": self.screens, "taps": self.taps, "swipes": self.swipes, "typed": self.characters,
            "waited_s": round(self.waited, 1), "seconds": round(self.seconds, 1),
        }  # fmt: skip


class Hand:
    """Somebody's hand on one page of a browser."""

    def __init__(self, page: Page, *, camera_s: float = 0.0) -> None:
        """Hold the phone; every document that is drawn is a screen, with one thought about what to do there.

        A camera takes its seconds, in which the phone goes on loading the page.
        """
        self.page, self.effort, self.camera_s = page, Effort(), camera_s
        page.on("framenavigated", lambda frame: frame is page.main_frame and self.look())

    def look(self) -> None:
        """Look at a new screen, whether a new page or a sheet over the old one."""
        self.effort.screens += 1
        self.effort.thoughts += 1

    def open(self, address: str, then: str) -> None:
        """Follow a link from outside, such as a neighbour's message or a code on paper."""
        began = time.monotonic()
        self.page.goto(address, wait_until="commit")
        self._until(then, began)

    def tap(self, what: str, then: str = "") -> None:
        """Press something, and wait for what comes `then`."""
        found = self._reach(what)
        self.effort.taps += 1
        began = time.monotonic()
        found.click()
        if then:
            self._until(then, began)

    def choose(self, what: str, **option: Any) -> None:
        """Choose from a list."""
        self._reach(what).select_option(**option)
        self.effort.taps += TAPS_TO_CHOOSE

    def write(self, what: str, words: str) -> None:
        """Type into a field, which has to be pressed first unless the page has put the cursor there."""
        found = self._reach(what)
        if not found.evaluate("one => one === document.activeElement"):
            self.effort.taps += 1
        found.fill(words)
        self.effort.thoughts += 1
        self.effort.characters += len(words)
        self.effort.keys += sum(1 if one.isascii() else KEYS_A_CHARACTER for one in words)

    def photo(self, what: str, path: str) -> None:
        """Take a picture and hand it over."""
        self.page.wait_for_timeout(self.camera_s * 1000)
        self.page.set_input_files(what, path)
        self.effort.taps += TAPS_FOR_A_PHOTO

    def _reach(self, what: str) -> ElementHandle:
        found = self.page.wait_for_selector(what, state="visible")
        if found is None:
            message = f"{what} is not there"
            raise LookupError(message)
        self.effort.swipes += math.ceil(float(found.evaluate(FAR_AWAY)) / REACH)
        return found

    def _until(self, then: str, began: float) -> None:
        self.page.wait_for_selector(then, state="visible")
        self.effort.waited += time.monotonic() - began
