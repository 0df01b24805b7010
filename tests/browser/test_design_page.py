"""The living page in real Chromium: every dress passes axe, nothing is wider than a phone, behaviours do their work."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from config import Testing
from deliberate.app import create_app
from deliberate.db.base import db
from tests.browser.axe import COLOURS, EVERYTHING, look
from tests.browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
# Two breadcrumbs and two rows of page numbers stand here side by side, which no page of the product has.
WHOLE = {**EVERYTHING, "rules": {"landmark-unique": {"enabled": False}}}
# The dark sheet and that of more contrast change colours and nothing else; what is there was looked at in the light.
DRESSES = (
    ("?theme=light", PHONE, WHOLE),
    ("?theme=dark", PHONE, COLOURS),
    ("?theme=light&contrast=more", PHONE, COLOURS),
    ("?elder=1&theme=light", PHONE, WHOLE),
    ("?elder=1&theme=dark", PHONE, COLOURS),
    ("?dir=rtl", PHONE, WHOLE),
    ("?theme=light", DESK, WHOLE),
)
A_PICTURE = Path(__file__).parents[2] / "static" / "img" / "seal.svg"


class Living(Testing):
    """The test settings, with the page that shows every component."""

    DESIGN_PAGE = True


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the product on an empty database; only the living page is looked at."""
    instance = str(tmp_path_factory.mktemp("living"))
    app = create_app(Living(database=f"sqlite:///{instance}/living.sqlite3", instance=instance))
    with app.app_context():
        db.create_all()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/design"
    server.shutdown()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a phone in Chinese."""
    opened = chromium.new_page(viewport=PHONE, locale="zh-CN")
    yield opened
    opened.close()


@pytest.mark.parametrize(("dress", "viewport", "rules"), DRESSES)
def test_axe_finds_nothing_and_nothing_sticks_out(page, address, dress, viewport, rules):
    page.set_viewport_size(viewport)
    page.goto(address + dress)
    assert look(page, rules) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize(("dress", "least"), [("", 44), ("?elder=1", 60)])
def test_what_one_presses_is_large_enough(page, address, dress, least):
    page.goto(address + dress)
    small = page.eval_on_selector_all(
        ".button:not(.button-small), .input, .choice, .bar a, .pages a, .switch, summary",
        "(all, least) => all.filter(one => one.offsetHeight && one.offsetHeight < least).map(one => one.outerHTML)",
        least,
    )
    assert small == []


def test_no_text_of_the_elder_version_is_under_18_pixels(page, address):
    page.goto(address + "?elder=1")
    assert (
        page.evaluate(
            "Array.from(document.querySelectorAll('body *')).filter(one => Array.from(one.childNodes)"
            ".some(node => node.nodeType === 3 && node.textContent.trim()) && one.offsetWidth"
            " && parseFloat(getComputedStyle(one).fontSize) < 18).map(one => one.outerHTML)"
        )
        == []
    )


def test_a_draft_survives_a_reload(page, address):
    page.goto(address)
    page.fill("#title", "东门车棚没有灯")
    page.check("#stance-1")
    page.wait_for_selector("[data-draft-kept]", state="visible")
    page.reload()
    page.wait_for_selector("[data-draft-kept]", state="visible")
    assert page.input_value("#title") == "东门车棚没有灯"
    assert page.is_checked("#stance-1")


def test_chosen_photos_are_shown_before_they_are_sent(page, address):
    page.goto(address)
    page.wait_for_selector(".is-live")
    page.set_input_files("#photos", A_PICTURE)
    assert page.wait_for_selector(".photos-chosen img").get_attribute("alt") == "seal.svg"


def test_the_size_of_the_text_is_kept_for_the_next_page(page, address):
    page.goto(address)
    page.click("button[name=elder]")
    page.click(".size-30")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "30px"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_refused_button_tells_why(page, address):
    # Behaviours come after the page; a click before them would find nobody.
    page.goto(address, wait_until="networkidle")
    page.click(".refused .button", force=True)
    # A locator, not a script: the page's own policy forbids evaluating strings.
    page.locator(".refused-why:focus").first.wait_for(state="attached")


def test_who_asks_for_more_contrast_gets_it_from_the_styles_themselves(chromium, address):
    for scheme, ink in (("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")):
        context = chromium.new_context(contrast="more", color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.body).color") == ink
        context.close()


def test_forced_colours_keep_every_shape(page, address):
    """Grounds are gone then: what is pressed and what is drawn needs a border or a fill of the reader's own colours."""
    page.emulate_media(forced_colors="active")
    page.goto(address)
    bare = page.eval_on_selector_all(
        ".button, .tag, .card, .ball, .notice, .deed, .choice, .input, .leaf",
        "all => all.filter(one => !parseFloat(getComputedStyle(one).borderTopWidth)).map(one => one.outerHTML)",
    )
    fills = page.eval_on_selector_all(
        ".chart-dot, .house-window.is-lit, .gauge-fill, .bar-fill", "all => all.map(one => getComputedStyle(one).fill)"
    )
    assert bare == []
    assert len(set(fills)) == 1


def test_nothing_moves_for_who_asks_for_stillness(page, address):
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    moving = page.evaluate("""() => Array.from(document.querySelectorAll('*')).filter(one => {
      const style = getComputedStyle(one);
      return style.animationName !== 'none' || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0.001);
    }).map(one => one.outerHTML.slice(0, 120))""")
    assert moving == []


def test_a_building_leads_to_its_row_by_keyboard(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.focus(".house >> nth=2")
    page.keyboard.press("Enter")
    page.locator("#plan-1-2").wait_for(state="visible")
    assert "30%" in page.inner_text("#plan-1-2")


def test_three_widths_stand_in_frames(chromium, address):
    page = chromium.new_page(viewport=DESK)
    page.goto(address + "?widths=1&theme=dark")
    for frame in page.frames[1:]:
        frame.wait_for_load_state()
    assert [frame.evaluate("innerWidth") for frame in page.frames[1:]] == [360, 768, 1440]
    page.close()
