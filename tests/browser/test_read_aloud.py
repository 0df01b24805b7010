"""Reading aloud: what is said, in which language, and that nobody misses it where there is no voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
# Headless browsers have no voice; this one writes down what it would have said.
VOICE = """
window.said = [];
const voice = { lang: 'VOICE', name: 'test' };
let waiting = 0;
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [voice],
  cancel: () => clearTimeout(waiting),
  addEventListener: () => {},
  speak: (one) => {
    window.said.push([one.lang, one.text, !!one.voice, (document.querySelector('.is-read') || {}).textContent || '']);
    waiting = setTimeout(() => one.onend(), 40);
  },
}});
"""
PAGES = ("/issues/11", "/meetings/3", "/votes/2", "/resolutions/2", "/notices", "/help/residents")


def come(chromium: Browser, demo, language, voice):
    context = chromium.new_context(viewport=PHONE, locale=language, base_url=demo.address)
    page = context.new_page()
    page.set_default_timeout(15_000)
    if voice:
        page.add_init_script(VOICE.replace("VOICE", voice))
    return context, page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_read_in_its_language_from_its_heading_on(chromium: Browser, demo, address):
    context, page = come(chromium, demo, "zh-CN", "zh-CN")
    page.goto(address, wait_until="networkidle")
    heading = page.inner_text("h1").strip()
    page.focus("[data-read-toggle]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.said.length > 4")
    said = page.evaluate("window.said")
    begun = next(number for number, (_lang, text, _voice, _marked) in enumerate(said) if heading.startswith(text[:8]))
    assert begun <= 4
    assert all(language.startswith("zh") and voice for language, _text, voice, _marked in said)
    assert all(text in marked.replace("\n", " ") or len(text) > 20 for _lang, text, _voice, marked in said if marked)
    assert page.locator(".is-read").count() == 1
    context.close()


def test_it_pauses_goes_on_and_stops(chromium: Browser, demo):
    context, page = come(chromium, demo, "en", "en-GB")
    page.goto("/help/residents")
    toggle = page.locator("[data-read-toggle]")
    toggle.click()
    page.wait_for_function("() => window.said.length > 2")
    toggle.click()
    assert toggle.inner_text() == "Go on reading"
    paused = page.evaluate("window.said.length")
    page.wait_for_timeout(150)
    assert page.evaluate("window.said.length") == paused
    last = page.evaluate("window.said[window.said.length - 1][1]")
    toggle.click()
    page.wait_for_function("(paused) => window.said.length > paused", arg=paused)
    assert page.evaluate(f"window.said[{paused}][1]") == last  # the sentence that was cut off is said again
    page.click("[data-read-stop]")
    assert toggle.inner_text() == "Read aloud"
    assert page.locator(".is-read").count() == 0
    assert page.evaluate("document.activeElement.hasAttribute('data-read-toggle')")
    context.close()


@pytest.mark.parametrize("voice", ["", "fr-FR"])
def test_without_a_voice_of_the_language_nothing_is_shown(chromium: Browser, demo, voice):
    context, page = come(chromium, demo, "zh-CN", voice)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/issues/11")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-read-toggle]").count() == 1
    assert not page.locator("[data-read-toggle]").is_visible()
    assert faults == []
    context.close()
