"""The browser of the tests: Debian's Chromium, told to stay quiet."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.support.databases import service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# What is expected may take its time on a busy machine; whatever comes at once costs no waiting.
expect.set_options(timeout=20_000)


@contextmanager
def opened() -> Iterator[Browser]:
    """Open the browser, or skip where there is none."""
    path = service("DELIBERATE_TEST_CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip("Chromium is not there")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
