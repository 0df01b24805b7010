"""The ten commonest tasks from a cold start at phone speed: screens, taps, swipes, typed characters, seconds.

`python3 dev.py bench tasks --json` starts the demonstration anew and does each task once in real Chromium, the
processor four times slower, over 400 kbit/s and 400 ms, with an empty cache.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Error

from bench.support import hand as human
from bench.support.errands import ERRANDS, Errand, Stage
from bench.support.hand import Hand
from bench.support.slow_phone import LINE, SLOWER, SlowPhone, browser, cookies
from tests.browser.conftest import Demo
from tests.support.warm import Stove

PERSON = {
    "model": "keystroke-level model (Card, Moran, Newell 1980)", "think_s": human.THINK, "tap_s": human.TAP,
    "swipe_s": human.SWIPE, "key_s": human.KEY, "keys_a_chinese_character": human.KEYS_A_CHARACTER,
    "taps_to_choose_from_a_list": human.TAPS_TO_CHOOSE, "taps_for_a_photo": human.TAPS_FOR_A_PHOTO,
}  # fmt: skip


def take_photo(path: Path) -> str:
    """Make a file as large as what a phone's camera makes: twelve million pixels, about three million bytes."""
    grain = Image.effect_noise((400, 300), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    turned = (grain.transpose(turn) for turn in (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM))
    Image.merge("RGB", (grain, *turned)).save(path, quality=90)
    return str(path)


def done(stage: Stage, errand: Errand) -> dict[str, Any]:
    """Do one task and return what it cost; a task that cannot be done says where it got stuck."""
    if errand.before:
        errand.before(stage)
    carried = cookies(stage.chromium, stage.address, errand.who) if errand.who else []
    phone = SlowPhone(stage.chromium, stage.address, errand.viewport, carried)
    hand = Hand(phone.page, camera_s=human.TAPS_FOR_A_PHOTO * human.TAP)
    try:
        errand.do(hand, stage)
        return {"what": errand.do.__doc__, **hand.effort.figures(), "kb": phone.line.kilobytes()}
    except Error as error:
        return {"what": errand.do.__doc__, "stuck_at": phone.page.url, "error": str(error).splitlines()[0]}
    finally:
        phone.close()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [errand.name for errand in ERRANDS]
    parser.add_argument("--task", action="append", default=[], choices=names, help="only this one; may be repeated")
    parser.add_argument("--server", help="the address of a demonstration just loaded, whose data may be changed")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    settings = {"cpu_times_slower": SLOWER, **LINE, "cache": "empty", "person": PERSON}
    before = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="deliberate-bench-") as instance,
        browser() as chromium,
        ExitStack() as kept,
    ):
        picture = take_photo(Path(instance) / "lamp.jpg")
        demo = None if options.server else Demo(kept.enter_context(Stove()), instance)
        try:
            stage = Stage(chromium, options.server or demo.address, picture)  # type: ignore[union-attr]
            tasks = {one.name: done(stage, one) for one in ERRANDS if not options.task or one.name in options.task}
        finally:
            if demo:
                demo.stop()
    found = {
        "measure": "tasks", "settings": settings, "load_before_and_after": [before, os.getloadavg()[0]], "tasks": tasks,
    }  # fmt: skip
    print(json.dumps(found, indent=None if options.json else 2, ensure_ascii=False))
    return 1 if any("stuck_at" in task for task in tasks.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
