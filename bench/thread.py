"""Scrolling through a long talk on a cheap phone: how long each frame takes, and how much stands on the page.

`python3 dev.py bench thread --json` fills the demonstration's meeting with 5,000 contributions, opens the room in real
Chromium at 360x640 with the processor four times slower, scrolls up through all of them with the finger's speed, down
again, and prints the times between frames. Nothing is loaded ahead: pieces come as they would.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.slow_phone import PHONE, SLOWER, browser, cookies
from tests.browser.conftest import Demo
from tests.support.warm import Stove

# A screen a second and a half is how people read over; a fling is four screens a second.
READ, FLING = 420, 2600
NODES_MOST = 3000
TARGETS = {"p95_ms": 17.5, "slow_share": 0.02, "nodes_most": NODES_MOST}
WATCH = """
(seconds) => new Promise((done) => {
  const frames = []; let nodes = 0; let posts = 0; let last = performance.now(); const begun = last;
  const look = (moment) => {
    frames.push(moment - last); last = moment;
    if (frames.length % 10 === 0) {
      posts = Math.max(posts, document.querySelectorAll('.room-thread .post').length);
      nodes = Math.max(nodes, document.getElementsByTagName('*').length);
    }
    if (moment - begun < seconds * 1000) window.requestAnimationFrame(look);
    else done({ frames: frames.slice(2), nodes, posts, y: window.pageYOffset,
      loaded: window.deliberateRoom.feed.state.contributions.length });
  };
  window.requestAnimationFrame(look);
})
"""


def _share(frames: list[float], limit: float) -> float:
    return round(sum(one > limit for one in frames) / max(1, len(frames)), 4)


def told(seen: dict[str, Any]) -> dict[str, Any]:
    """Return what the frames of one way say."""
    frames = sorted(seen["frames"])
    return {
        "frames": len(frames),
        "median_ms": round(statistics.median(frames), 1),
        "p95_ms": round(frames[int(len(frames) * 0.95)], 1),
        "p99_ms": round(frames[int(len(frames) * 0.99)], 1),
        "worst_ms": round(frames[-1], 1),
        "slow_share": _share(frames, 25),
        "fps": round(1000 * len(frames) / sum(frames), 1),
        "posts_most": seen["posts"],
        "nodes_most": seen["nodes"],
        "loaded": seen["loaded"],
    }


def scrolled(page: Any, talk: Any, *, up: bool, speed: int, seconds: float) -> dict[str, Any]:
    """Scroll as a finger does for some seconds, and return what the frames took."""
    page.evaluate(f"window.watched = ({WATCH})({seconds})")
    distance = int(speed * (seconds - 0.5)) * (1 if up else -1)
    gesture = {"x": 180, "y": 320, "yDistance": distance, "speed": speed, "gestureSourceType": "touch"}
    talk.send("Input.synthesizeScrollGesture", {**gesture, "preventFling": True})
    return told(page.evaluate("window.watched"))


def measured(chromium: Any, address: str, meeting: int, *, seconds: float, slower: int) -> dict[str, Any]:
    """Open the room on a slowed phone and go up and down in it."""
    context = chromium.new_context(base_url=address, viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True)
    context.add_cookies(cookies(chromium, address, "resident"))
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"/meetings/{meeting}/room")
    page.wait_for_selector(".room-grid .post")
    page.wait_for_selector(".now-link.is-live")
    talk = context.new_cdp_session(page)
    talk.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    ways = {
        "reading_up": scrolled(page, talk, up=True, speed=READ, seconds=seconds),
        # Long enough to come to what is not on the phone yet.
        "flinging_up": scrolled(page, talk, up=True, speed=FLING, seconds=seconds * 2),
        "flinging_down": scrolled(page, talk, up=False, speed=FLING, seconds=seconds),
    }
    context.close()
    return ways


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contributions", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=10, help="of each way (default: %(default)s)")
    parser.add_argument("--slower", type=int, default=SLOWER, help="the processor (default: %(default)s times)")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="deliberate-bench-") as instance,
        browser() as chromium,
        ExitStack() as kept,
    ):
        demo = Demo(kept.enter_context(Stove()), instance)
        try:
            fill = [sys.executable, "-m", "bench.support.long_talk", instance, str(options.contributions)]
            meeting = int(subprocess.run(fill, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()[-1])
            ways = measured(chromium, demo.address, meeting, seconds=options.seconds, slower=options.slower)
        finally:
            demo.stop()
    found = {
        "measure": "thread",
        "settings": {"viewport": PHONE, "cpu_times_slower": options.slower, "contributions": options.contributions},
        "load_before_and_after": [before, os.getloadavg()[0]],
        "targets": TARGETS,
        "ways": ways,
    }
    print(json.dumps(found, indent=None if options.json else 2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
