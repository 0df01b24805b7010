"""The elder version is larger and calmer, and can do the same: no link and no button is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
RESIDENT = (
    "/", "/issues", "/issues/11", "/issues/1", "/issues/new", "/meetings", "/meetings/3", "/meetings/2/minutes", "/votes", "/votes/1",
    "/votes/2", "/notices", "/resolutions/2", "/actions/5", "/inbox", "/me", "/search?q=充电", "/help", "/help/residents", "/ledger",
)  # fmt: skip
MODERATOR = ("/desk", "/desk/issues/13", "/meetings/desk", "/votes/desk")
# What one can do on a page: where links lead and what forms send; buttons of scripts by their words. Every fold is
# opened first: what lies in a fold of a fold is there as well.
ACTIONS = """() => {
  for (const fold of document.querySelectorAll('main details')) fold.open = true;
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';
  const found = [];
  for (const link of document.querySelectorAll('a[href]')) if (seen(link)) found.push('to ' + link.getAttribute('href'));
  for (const button of document.querySelectorAll('button, summary')) {
    if (!seen(button)) continue;
    const form = button.form;
    const does = form ? `${form.method} ${form.getAttribute('action') || 'here'} ${button.name}=${button.value}` : button.innerText;
    found.push((button.tagName === 'SUMMARY' ? 'unfold ' : 'press ') + does.trim());
  }
  for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (seen(field)) found.push('fill ' + field.name + '=' + (['radio', 'checkbox'].includes(field.type) ? field.value : ''));
  return found;
}"""
# The way into the other version, the sizes of text, and help that is always there.
ELDERS_OWN = ("press post /preferences/", "to /help/me")
# A fold of the normal version is there too; the elder version puts more of them over what can wait.
ELDERS_MORE = "unfold "


def actions(page: Page, address: str) -> set[str]:
    page.goto(address)
    if page.locator(".keys-button").count():
        page.wait_for_selector(".keys-button", state="visible")
    return {action for action in page.evaluate(ACTIONS) if not action.startswith(ELDERS_OWN)}


@pytest.mark.parametrize(
    ("who", "addresses", "viewport"), [("resident", RESIDENT, PHONE), ("moderator", MODERATOR, DESK)]
)
def test_the_elder_version_can_do_the_same(enter, demo, who, addresses, viewport):
    page = enter(who, viewport)
    for address in addresses:
        page.context.add_cookies([{"name": "elder", "value": "0", "url": demo.address}])
        normal = actions(page, address)
        page.context.add_cookies([{"name": "elder", "value": "1", "url": demo.address}])
        assert page.goto(address).ok
        assert page.locator("html.elder").count() == 1
        elder = actions(page, address)
        assert len(normal) > 5, address
        assert sorted(normal - elder) == [], f"{address} has lost this in the elder version"
        more = sorted(one for one in elder - normal if not one.startswith(ELDERS_MORE))
        assert more == [], f"{address} has this in the elder version only"


def test_the_room_of_elders_can_do_the_same(enter, demo):
    page = enter("resident", PHONE)
    found = []
    for elder in ("0", "1"):
        page.context.add_cookies([{"name": "elder", "value": elder, "url": demo.address}])
        page.goto("/meetings/3/room")
        page.wait_for_selector(".foot-speak, .foot button, .room-foot", state="attached")
        page.wait_for_timeout(500)
        found.append({one for one in page.evaluate(ACTIONS) if not one.startswith(ELDERS_OWN)})
    normal, elder = found
    assert len(normal) > 2
    assert sorted(normal - elder) == []
