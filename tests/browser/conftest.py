"""A real server with the demo community, and a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from deliberate.help.rules.tours import TOPICS
from tests.support.warm import Stove, address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
PHONE, DESK = {"width": 360, "height": 640}, {"width": 1440, "height": 900}
START = "from deliberate.cli.main import main; main()"


class Demo:
    """A running demonstration: its address and where its data lives."""

    def __init__(self, stove: Stove, instance: str, start: str = START) -> None:
        """Start it on a free port with data of its own."""
        self.stove, self.instance, self.program = stove, instance, start
        self.start("0")

    def start(self, port: str, static: str = "") -> None:
        """Start it, or start it again where it was; `static` puts other static files in place of ours."""
        environment = {**os.environ, "DELIBERATE_INSTANCE": self.instance, "PYTHONPATH": str(ROOT)}
        environment.pop("DELIBERATE_DATABASE_URL", None)
        elsewhere = f"from config import Config; Config.STATIC = {static!r}; " if static else ""
        output = Path(self.instance) / "printed"
        self.process = self.stove.serve(elsewhere + self.program, ["up", "--demo", "--port", port], environment, output)
        self.address = address(self.process, output)

    def again(self, static: str = "") -> None:
        """Start it at the same address; its data is as it was left."""
        self.start(self.address.rpartition(":")[2], static)

    def kill(self) -> None:
        """End the server in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def stove() -> Iterator[Stove]:
    """Keep the product imported, so that its servers begin at once."""
    with Stove() as warm:
        yield warm


@pytest.fixture(scope="session")
def demo_data(stove: Stove) -> Iterator[str]:
    """Load the demo community once; everybody who serves it starts from a copy."""
    with tempfile.TemporaryDirectory(prefix="deliberate-browser-") as instance:
        Demo(stove, instance).stop()
        yield instance


@pytest.fixture(scope="module")
def demo(stove: Stove, demo_data: str) -> Iterator[Demo]:
    """Serve the demo community as it was loaded."""
    with tempfile.TemporaryDirectory(prefix="deliberate-browser-") as instance:
        running = Demo(stove, shutil.copytree(demo_data, instance, dirs_exist_ok=True))
        yield running
        running.stop()


def through_the_door(context: BrowserContext, who: str, language: str) -> None:
    """Sign in as the door does, without drawing a page that nobody looks at; the door has its own tests."""
    asking = {"Accept-Language": language}
    token = re.search(r'name="csrf_token" value="([^"]+)"', context.request.get("/door", headers=asking).text())
    assert token
    form = {"csrf_token": token[1]}
    answer = context.request.post(f"/door/{who}", form=form, headers=asking, max_redirects=0)
    assert answer.status == 303, answer.text()


def coming_in(chromium: Browser, demo: Demo, who: str, viewport: dict[str, int], language: str = "zh-CN") -> Any:
    """Return a page of somebody's own, in a browser of their own, come in through the door."""
    context = chromium.new_context(viewport=viewport, locale=language, base_url=demo.address)
    # Nobody here is new: the offer of a first look around has its own tests.
    context.add_cookies([{"name": "tours", "value": ".".join(TOPICS), "url": demo.address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    if who != "guest":
        through_the_door(context, who, language)
    return page


def in_the_elder_version(page: Page, address: str, size: str) -> Page:
    """Let somebody have chosen the elder version, and a size of its text."""
    kept = [("elder", "1"), ("text", size), ("language", "zh_Hans_CN")]
    page.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in kept])
    return page


@pytest.fixture
def enter(chromium: Browser, demo: Demo) -> Iterator[Callable[..., Page]]:
    """Return a maker of people: `enter("moderator", DESK)` is a page of their own, come in through the door."""
    contexts: list[Any] = []

    def come_in(who: str, viewport: dict[str, int], language: str = "zh-CN") -> Page:
        page = coming_in(chromium, demo, who, viewport, language)
        contexts.append(page.context)
        return page

    yield come_in
    faults = [fault for context in contexts for page in context.pages for fault in getattr(page, "faults", [])]
    for context in contexts:
        context.close()
    assert faults == []
