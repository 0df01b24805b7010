"""What a screen reader gets: names that make sense alone, landmarks, headings in order, the language of each part."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import UNFOLD
from tests.browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PRESSED = {"button", "link", "checkbox", "radio", "textbox", "searchbox", "combobox", "spinbutton"}
LOOKED_AT = {
    "guest": ("/", "/issues", "/sign-in", "/notices"),
    "resident": (
        "/issues/11",
        "/issues/5",
        "/issues/2",
        "/meetings/3",
        "/meetings/2/minutes",
        "/votes/2",
        "/actions/5",
        "/me",
        "/inbox",
    ),
    "moderator": (
        "/desk",
        "/desk/issues/13",
        "/desk/moderation",
        "/places/wutongli/watched",
        "/meetings/desk",
        "/meetings/3/desk",
        "/votes/2/lead",
        "/memberships",
    ),
    "liaison": ("/board", "/board/issues/2"),
    "admin": ("/admin", "/admin/places/wutongli/roles"),
}
OUTLINE = """() => ({
  headings: Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6')).map((one) => Number(one.tagName[1])),
  main: document.querySelectorAll('main').length,
  banner: document.querySelectorAll('header.masthead, header.room-bar').length,
  loud: document.querySelectorAll('[aria-live="assertive"]').length,
})"""


def tree(page: Page) -> list[tuple[str, str, str]]:
    """Return role, name and target of everything on the page that can be used, as the browser tells a screen reader."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    found = []
    for node in nodes:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in PRESSED:
            continue
        url = next((one["value"].get("value", "") for one in node.get("properties", []) if one["name"] == "url"), "")
        found.append((role, (node.get("name", {}).get("value") or "").strip(), url.partition("?")[0]))
    return found


def unclear(page: Page) -> list[str]:
    """Return what cannot be told apart by its name alone, or has none."""
    found = tree(page)
    nameless = [f"{role} without a name" for role, name, _url in found if not name]
    # The same word may lead to the same place; two buttons of one name, or one word for two places, are a riddle.
    places = {(role, name, url) for role, name, url in found if role == "link"}
    riddles = Counter((role, name) for role, name, _url in places)
    riddles.update(Counter((role, name) for role, name, _url in found if role == "button"))
    return nameless + [f"{count} × {role} “{name}”" for (role, name), count in riddles.items() if count > 1]


@pytest.mark.parametrize("who", LOOKED_AT)
def test_every_control_has_a_name_that_makes_sense_alone(enter, who):
    page = enter(who, DESK if who in {"moderator", "liaison", "admin"} else PHONE)
    found = []
    for path in LOOKED_AT[who]:
        page.goto(path)
        page.evaluate(UNFOLD)
        found += [f"{who} {path}: {each}" for each in unclear(page)]
        outline = page.evaluate(OUTLINE)
        steps = zip(outline["headings"], outline["headings"][1:], strict=False)
        if outline["headings"].count(1) != 1 or any(lower - upper > 1 for upper, lower in steps):
            found.append(f"{who} {path}: headings {outline['headings']}")
        if (outline["main"], outline["banner"], outline["loud"]) != (1, 1, 0):
            found.append(f"{who} {path}: {outline}")
    assert found == []
