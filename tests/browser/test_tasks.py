"""The ten commonest tasks cost no more than they do today: screens, taps and typed characters (docs/tasks.md), no seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bench.support.errands import ERRANDS, Stage
from bench.support.hand import Hand
from bench.support.slow_phone import cookies

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
# Task → screens, taps, typed characters. Whoever can do with fewer lowers them; whoever needs more says why.
MOST = {
    "sign_in": (5, 9, 22),
    "propose": (4, 11, 36),
    "second": (3, 2, 0),
    "where_it_stands": (3, 2, 0),
    "speak": (2, 5, 10),
    "vote": (4, 4, 0),
    "confirm": (3, 2, 0),
    "screen": (4, 5, 0),
    "call_meeting": (4, 3, 0),
    "find_late": (2, 1, 0),
}


@pytest.mark.timeout(180)
def test_the_commonest_tasks_cost_no_more_than_they_did(chromium, demo, tmp_path):
    assert MOST.keys() == {errand.name for errand in ERRANDS}
    stage = Stage(chromium, demo.address, a_photo(tmp_path))
    found = {}
    for errand in ERRANDS:
        if errand.before:
            errand.before(stage)
        context = chromium.new_context(base_url=demo.address, viewport=errand.viewport, locale="zh-CN")
        context.add_cookies(cookies(chromium, demo.address, errand.who) if errand.who else [])
        hand = Hand(context.new_page())
        errand.do(hand, stage)
        found[errand.name] = (hand.effort.screens, hand.effort.taps, hand.effort.characters)
        context.close()
    assert {
        name: cost for name, cost in found.items() if any(a > b for a, b in zip(cost, MOST[name], strict=True))
    } == {}


def a_photo(folder: Path) -> str:
    path = folder / "lamp.jpg"
    Image.new("RGB", (800, 600), (240, 220, 150)).save(path)
    return str(path)
