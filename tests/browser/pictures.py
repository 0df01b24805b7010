"""Takes the pictures of docs/pictures: `python3 dev.py pictures`."""

from __future__ import annotations

import io
import os
import tempfile
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from deliberate.help.rules.tours import TOPICS
from tests.browser.conftest import DESK, PHONE, ROOT, Demo
from tests.support.chromium import QUIET
from tests.support.warm import Stove

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "pictures"
COLOURS, DESK_WIDTH = 96, 960
# Pictures may be taken while the machine does other things.
PATIENCE = 120_000
# Name of the picture, who looks, where.
PHONES = (
    ("door", None, "/door"),
    ("home", "resident", "/"),
    ("propose", "resident", "/issues/new"),
    ("propose-details", "resident", "/issues/new/details?title=充电棚不够用&where=5"),
    ("issues", "resident", "/issues"),
    ("issue-seconding", "resident", "/issues/11"),
    ("issue-closed", "resident", "/issues/1"),
    ("meeting", "resident", "/meetings/3"),
    ("minutes", "resident", "/meetings/2/minutes"),
    ("vote-paper", "resident", "/votes/2"),
    ("vote-result", "resident", "/votes/1"),
    ("resolution", "resident", "/resolutions/2"),
    ("action-overdue", "resident", "/actions/5"),
    ("notices", "resident", "/notices"),
    ("inbox", "resident", "/inbox"),
    ("me", "resident", "/me"),
    ("home-elder", "elder", "/"),
    ("work", "handler", "/work"),
    ("search", "resident", "/search?q=电梯"),
)
DESKS = (
    ("desk", "moderator", "/desk"),
    ("desk-issue", "moderator", "/desk/issues/13"),
    ("desk-meeting-new", "moderator", "/meetings/new"),
    ("desk-votes", "moderator", "/votes/desk"),
    ("board", "liaison", "/board"),
    ("admin", "admin", "/admin"),
    ("ledger", None, "/ledger"),
)


# The four pictures of the one-page guide, in every language it is printed in.
GUIDE = {"propose": "/issues/new", "second": "/issues/11", "meeting": "/meetings/3", "vote": "/votes/2"}
GUIDE_LANGUAGES = {"zh_Hans_CN": "zh-CN", "en": "en"}
ON_PAPER = {"width": 360, "height": 620}


class Album:
    """One browser, one demonstration, many pictures."""

    def __init__(self, browser: Browser, demo: Demo) -> None:
        """Remember both; people stay signed in between pictures."""
        self.browser, self.demo = browser, demo
        self.pages: dict[tuple[str | None, int, str], Page] = {}

    def page(self, who: str | None, viewport: dict[str, int], language: str = "zh-CN") -> Page:
        """Return the page of somebody, signed in through the door, with no tour on offer."""
        key = (who, viewport["height"], language)
        if key not in self.pages:
            context = self.browser.new_context(viewport=viewport, locale=language, base_url=self.demo.address)
            context.set_default_timeout(PATIENCE)
            context.add_cookies([{"name": "tours", "value": ".".join(TOPICS), "url": self.demo.address}])
            self.pages[key] = context.new_page()
            if who:
                self.pages[key].goto("/door")
                self.pages[key].click(f'form[action="/door/{who}"] button')
                self.pages[key].wait_for_load_state()
        return self.pages[key]

    def take(self, name: str, who: str | None, url: str, viewport: dict[str, int], language: str = "zh-CN") -> None:
        """Go there and keep what is seen."""
        page = self.page(who, viewport, language)
        answer = page.goto(url)
        if answer is None or not answer.ok:
            message = f"{url} answered {answer and answer.status}"
            raise RuntimeError(message)
        page.wait_for_timeout(300)
        self.keep(name, page)

    def keep(self, name: str, page: Page) -> None:
        """Save the screen with few colours, so that the folder stays small."""
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        if picture.width > DESK_WIDTH:
            picture = picture.resize(
                (DESK_WIDTH, picture.height * DESK_WIDTH // picture.width), Image.Resampling.LANCZOS
            )
        picture.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)

    def room(self) -> None:
        """Open the meeting, let three people speak, and keep both sides of the room."""
        resident, elder = self.page("resident", PHONE), self.page("elder", PHONE)
        moderator = self.page("moderator", DESK)
        for page in (resident, elder, moderator):
            page.goto("/meetings/3/room")
        for page in (resident, elder):
            page.click("text=我到了，签到")
        moderator.click("text=宣布开会")
        moderator.click(".agenda-item:first-child button:has-text('开始')")
        said = (
            (elder, "against", "底楼不反对装，采光怎么办要先说清楚。"),
            (resident, "for", "高楼层多摊一点，我家愿意。"),
        )
        for page, stance, words in said:
            page.click(".foot-speak")
            page.click(f".saying [data-stance={stance}]")
            page.fill(".saying textarea", words)
            page.click(".saying [type=submit]")
            page.wait_for_timeout(700)
        for page in (resident, elder, moderator):
            page.evaluate("scrollTo(0, 0)")
        self.keep("room-phone", resident)
        self.keep("room-elder", elder)
        self.keep("room-desk", moderator)


def main() -> None:
    """Take all pictures."""
    for folder in GUIDE_LANGUAGES:
        (FOLDER / "guide" / folder).mkdir(parents=True, exist_ok=True)
    path = os.environ.get("DELIBERATE_TEST_CHROMIUM") or "/usr/bin/chromium"
    with tempfile.TemporaryDirectory() as instance, Stove() as stove, sync_playwright() as playwright:
        demo = Demo(stove, instance)
        try:
            album = Album(playwright.chromium.launch(executable_path=path, args=list(QUIET)), demo)
            for name, who, url in PHONES:
                album.take(name, who, url, PHONE)
            for name, who, url in DESKS:
                album.take(name, who, url, DESK)
            for folder, language in GUIDE_LANGUAGES.items():
                for name, url in GUIDE.items():
                    album.take(f"guide/{folder}/{name}", "resident", url, ON_PAPER, language)
            album.room()
        finally:
            demo.stop()


if __name__ == "__main__":
    main()
