"""A cheap phone on a bad line: real Chromium, 360x640, the processor four times slower, 400 kbit/s and 400 ms.

What it measures comes from the browser itself: the protocol's own count of bytes, and the page's performance entries.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from deliberate.help.rules.tours import TOPICS
from tests.support.chromium import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1440, "height": 900}
SLOWER = 4
LINE = {"kbit_a_second": 400, "round_trip_ms": 400}
BROWSER = os.environ.get("DELIBERATE_TEST_CHROMIUM", "/usr/bin/chromium")
# Sending a photo as a camera makes it takes more than a minute.
PATIENCE = 240_000
# A page has come to rest when it has loaded and neither the line nor the processor was busy for this long.
QUIET_FOR = 1.5
WATCH = """
window.__seen = { fcp: null, lcp: null, lcpWhat: '', cls: 0, shifts: [], long: [] };
const watch = (type, take) => {
  new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
};
const name = node => {
  if (!node || !node.getAttribute) return node ? node.nodeName : '?';
  const kind = (node.getAttribute('class') || '').split(' ')[0];
  return node.tagName.toLowerCase() + (node.id ? `#${node.id}` : '') + (kind ? `.${kind}` : '');
};
watch('paint', one => { if (one.name === 'first-contentful-paint') window.__seen.fcp = one.startTime; });
watch('largest-contentful-paint', one => {
  Object.assign(window.__seen, { lcp: one.startTime, lcpWhat: name(one.element) });
});
watch('layout-shift', one => {
  if (one.hadRecentInput) return;
  window.__seen.cls += one.value;
  window.__seen.shifts.push([one.value, one.sources.map(source => name(source.node)).join(' ')]);
});
watch('longtask', one => window.__seen.long.push([one.startTime, one.duration]));
"""


def busy_after_paint(trace: bytes) -> tuple[float, float]:
    """Return what the page's tasks after its first paint took of the processor: beyond 50 ms each, and the longest.

    Unlike the time that passes, this hardly grows when other programs are busy.
    """
    events = json.loads(trace)["traceEvents"]
    paint = [one for one in events if one["name"] == "firstContentfulPaint"][-1]
    here = (paint["pid"], paint["tid"])
    tasks = [
        one.get("tdur", 0) / 1000
        for one in events
        if one["name"].endswith("RunTask") and one["ph"] == "X" and (one["pid"], one["tid"]) == here
        and one["ts"] + one["dur"] > paint["ts"]
    ]  # fmt: skip
    return sum(max(0, took - 50) for took in tasks), max(tasks, default=0)


@contextmanager
def browser() -> Iterator[Browser]:
    """Open the browser the tests use."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=list(QUIET))
        yield opened
        opened.close()


def look_around(context: BrowserContext, address: str) -> None:
    """Be somebody who has had the first look around, as whoever does a task every week."""
    context.add_cookies([{"name": "tours", "value": ".".join(TOPICS), "url": address}])


def cookies(chromium: Browser, address: str, who: str) -> list[Any]:
    """Return what a browser carries that is signed in as somebody of the demonstration, and nothing else of it."""
    context = chromium.new_context(base_url=address, locale="zh-CN")
    page = context.new_page()
    page.goto("/door")
    page.click(f'form[action="/door/{who}"] button')
    page.wait_for_load_state()
    look_around(context, address)
    found: list[Any] = context.cookies()
    context.close()
    return found


@dataclass
class Line:
    """What went over the line, by kind of file."""

    kinds: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    moved: float = field(default_factory=time.monotonic)

    def asked(self, event: dict[str, Any]) -> None:
        """Note a request."""
        self.moved = time.monotonic()
        if not event["request"]["url"].startswith("data:"):
            self.kinds[event["requestId"]] = event.get("type", "Other").lower()
            self.urls[event["requestId"]] = event["request"]["url"]
            self.busy.add(event["requestId"])

    def ended(self, event: dict[str, Any]) -> None:
        """Note that an answer is there, with head and body as they travelled, or that none came."""
        self.moved = time.monotonic()
        self.busy.discard(event["requestId"])
        self.bytes[event["requestId"]] = int(event.get("encodedDataLength", 0))

    def kilobytes(self, *kinds: str) -> float:
        """Return how much came, in thousands of bytes, of some kinds or of all."""
        return round(sum(n for key, n in self.bytes.items() if not kinds or self.kinds.get(key) in kinds) / 1000, 1)


class SlowPhone:
    """One browser that has never been here, slowed down, with what it has loaded so far."""

    def __init__(self, chromium: Browser, address: str, viewport: ViewportSize, carried: list[Any]) -> None:
        """Open it with nothing but the cookies of somebody; scripts of a service worker are another measure."""
        self.context: BrowserContext = chromium.new_context(
            base_url=address, viewport=viewport, locale="zh-CN", service_workers="block", has_touch=viewport == PHONE
        )
        self.context.add_cookies(carried)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.line = Line()
        self.slow_down()

    def slow_down(self) -> None:
        """Tell the browser what it runs on, and listen."""
        talk = self.context.new_cdp_session(self.page)
        talk.send("Network.enable")
        talk.on("Network.requestWillBeSent", self.line.asked)
        talk.on("Network.loadingFinished", self.line.ended)
        talk.on("Network.loadingFailed", self.line.ended)
        rate = LINE["kbit_a_second"] * 1000 / 8
        conditions = {"latency": LINE["round_trip_ms"], "downloadThroughput": rate, "uploadThroughput": rate}
        talk.send("Network.emulateNetworkConditions", {"offline": False, "connectionType": "cellular3g", **conditions})
        talk.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        self.page.add_init_script(WATCH)

    def settle(self) -> None:
        """Wait until the page has come to rest."""
        self.page.wait_for_load_state()
        while self.line.busy or time.monotonic() - self.line.moved < QUIET_FOR:
            self.page.wait_for_timeout(100)

    def measured(self, path: str) -> dict[str, Any]:
        """Open a page for the first time and return what it took; times in milliseconds, sizes in kB as they travel."""
        chromium = self.context.browser
        assert chromium is not None
        chromium.start_tracing(page=self.page, categories=["toplevel", "loading", "blink.user_timing"])
        answer = self.page.goto(path)
        if answer is None or not answer.ok:
            message = f"{path} answered {answer and answer.status}"
            raise RuntimeError(message)
        self.settle()
        blocked, longest = busy_after_paint(chromium.stop_tracing())
        seen = self.page.evaluate("window.__seen")
        after = [took for began, took in seen["long"] if began + took > (seen["fcp"] or 0)]
        line = self.line
        return {
            "requests": len(line.kinds),
            "kb": {
                "html": line.kilobytes("document"), "css": line.kilobytes("stylesheet"),
                "script": line.kilobytes("script"), "all": line.kilobytes(),
            },
            "fcp_ms": round(seen["fcp"] or 0), "lcp_ms": round(seen["lcp"] or 0), "lcp_element": seen["lcpWhat"],
            "tbt_ms": round(sum(max(0, took - 50) for took in after)),
            "longest_task_ms": round(max((took for _began, took in seen["long"]), default=0)),
            "tbt_cpu_ms": round(blocked),
            "longest_task_cpu_ms": round(longest),
            "cls": round(seen["cls"], 4),
            "shifted": [what for value, what in seen["shifts"] if value >= 0.001],  # noqa: PLR2004 - not worth a name
            "wider_than_the_phone": self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"),
        }  # fmt: skip

    def close(self) -> None:
        """Put it away."""
        self.context.close()
