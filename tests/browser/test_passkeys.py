"""A passkey in a real browser, with the browser's own make-believe key behind it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.axe import look, sent_empty
from tests.browser.conftest import DESK, ROOT, START
from tests.browser.visits import MAIN

pytestmark = pytest.mark.browser
PATIENCE = 20_000
PHONE, PASSPHRASE = "19955550001", "four words and more"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def duty(demo):
    """Make somebody on duty, as an operator does."""
    environment = {**os.environ, "DELIBERATE_INSTANCE": demo.instance, "DELIBERATE_DEMO": "1", "PYTHONPATH": str(ROOT)}
    environment.pop("DELIBERATE_DATABASE_URL", None)
    order = ["account", "staff-add", PHONE, "何敏", "--passphrase", PASSPHRASE]
    assert demo.stove.serve(START, order, environment, Path(demo.instance) / "added").wait(20) == 0


def test_a_device_is_added_and_signs_in_instead_of_passphrase_and_app(chromium, demo, duty):
    address = demo.address.replace("127.0.0.1", "localhost")
    context = chromium.new_context(viewport=DESK, locale="zh-CN", base_url=address)
    page = context.new_page()
    page.set_default_timeout(15_000)
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto("/sign-in/staff?next=/me/passkeys")
    page.fill("input[name=phone]", PHONE)
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.click("main form .button")
    app = pyotp.TOTP(page.inner_text("main code"))
    page.fill("input[name=code]", app.now())
    page.click("main form .button")
    page.fill("#passkey-name", "服务台电脑")
    # A code opens once; an app whose clock is half a minute ahead shows the next one already.
    page.fill("#passkey-code", app.at(datetime.now(UTC) + timedelta(seconds=30)))
    page.click("[data-do=create] button")
    expect(page.locator("main")).to_contain_text("服务台电脑", timeout=PATIENCE)

    context.clear_cookies()
    page.goto("/sign-in/staff?next=/me/passkeys")
    page.click("[data-do=get] button")
    expect(page).to_have_url(address + "/me/passkeys", timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text("上次使用", timeout=PATIENCE)
    found = look(page)
    page.click("text=删除")
    found += look(page) + sent_empty(page, MAIN)
    assert found == []
    context.close()
