"""The guide on paper, and the tour with nothing but a keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SIXTEEN_POINTS = 16 * 96 / 72
PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_guide_is_one_sheet_of_paper_in_big_type(chromium: Browser, demo, language, tmp_path):
    context = chromium.new_context(viewport=PHONE, locale=language, base_url=demo.address)
    page = context.new_page()
    page.goto("/help/guide")
    page.emulate_media(media="print")
    seen = page.evaluate("Array.from(document.images).map((image) => image.complete && image.naturalWidth)")
    assert len(seen) == 4
    assert all(width >= 300 for width in seen)
    smallest = page.evaluate(
        "Math.min(...Array.from(document.querySelectorAll('.guide p, .guide h1, .guide h2'))"
        ".filter((one) => one.offsetParent).map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest >= SIXTEEN_POINTS - 0.1
    assert "021-5555 0100" in page.inner_text(".guide-phone")
    assert len(PAGES.findall(page.pdf(path=str(tmp_path / "guide.pdf"), prefer_css_page_size=True))) == 1
    context.close()


def test_an_elder_walks_through_the_tour_by_keyboard(chromium: Browser, demo):
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=demo.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/door")
    page.click('form[action="/door/elder"] button')
    page.goto("/issues/11")
    page.focus(".tour-offer a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/tour/residents**")
    for _ in range(5):
        page.focus(".actions a >> nth=0")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    assert "6" in page.inner_text(".tour-number")
    page.focus(".actions button >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/issues/11")
    assert page.locator(".tour-offer").count() == 0
    context.close()
