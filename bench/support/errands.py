"""The ten commonest tasks, each as a person does it who knows what they want and has nothing in the cache.

A task begins at the home page, or at the link or code that brought the person here, and ends when its end is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.support.slow_phone import DESK, PHONE, look_around

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, ViewportSize

    from bench.support.hand import Hand

MATTER = "3号楼楼道灯晚上太暗，换成感应灯"
STORY = "晚上下楼看不清台阶，上个月李阿姨扭了脚。"
WORDS = "赞成，最好每层都装。"


@dataclass
class Stage:
    """The demonstration before a task: others prepare on it, quickly, what the task needs."""

    chromium: Browser
    address: str
    picture: str
    known: dict[str, Any] = field(default_factory=dict)

    def page(self, who: str, viewport: ViewportSize = DESK) -> Page:
        """Return a page of somebody."""
        context = self.chromium.new_context(base_url=self.address, viewport=viewport, locale="zh-CN")
        look_around(context, self.address)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto("/door")
        page.click(f'form[action="/door/{who}"] button')
        page.wait_for_load_state()
        return page


@dataclass(frozen=True)
class Errand:
    """One task: who does it, on what, what has to be there before, and how it is done."""

    name: str
    who: str
    do: Callable[[Hand, Stage], None]
    before: Callable[[Stage], None] | None = None
    viewport: ViewportSize = field(default_factory=lambda: PHONE)


def sign_in(hand: Hand, stage: Stage) -> None:
    """Follow a neighbour's link, and come back to it signed in, for the first time."""
    del stage
    hand.open("/issues/11", "h1")
    hand.tap("main a[href*='/sign-in']", "[name=phone]")
    hand.write("[name=phone]", "13812345678")
    hand.tap("main form button", "[name=code]")
    code = "".join(letter for letter in hand.page.inner_text(".flashes, .flash >> nth=0") if letter.isdigit())[-6:]
    hand.write("[name=code]", code)
    hand.tap("main form button", "[name=name]")
    hand.write("[name=name]", "陈小雨")
    if hand.page.is_visible("[name=display_name]"):
        hand.write("[name=display_name]", "小雨")
    hand.tap("[name=consent]")
    hand.tap("main form button[type=submit]", "h1:has-text('社区食堂')")


def propose(hand: Hand, stage: Stage) -> None:
    """Propose an issue with a photo."""
    hand.open("/", "a[href^='/issues/new']")
    hand.tap("a[href^='/issues/new']", "[name=title]")
    hand.write("[name=title]", MATTER)
    hand.choose("[name=where]", label="梧桐苑 · 3号楼")
    hand.tap("main form button[type=submit]", "[name=body]")
    hand.write("[name=body]", STORY)
    hand.photo("[type=file]", stage.picture)
    hand.tap("main form button[type=submit]", "main .mono")


def second(hand: Hand, stage: Stage) -> None:
    """Stand behind a neighbour's issue."""
    del stage
    hand.open("/", "a[href='/issues/11']")
    hand.tap("a[href='/issues/11']", "form[action='/issues/11/second'] button")
    hand.tap("form[action='/issues/11/second'] button", "form[action*='/issues/11/'] button:has-text('撤回')")


def an_issue_handed_in(stage: Stage) -> None:
    """Let the resident have proposed something."""
    page = stage.page("resident")
    page.goto("/issues/new")
    page.fill("[name=title]", MATTER)
    page.select_option("[name=where]", label="梧桐苑 · 3号楼")
    page.click("main form button[type=submit]")
    page.fill("[name=body]", STORY)
    page.click("main form button[type=submit]")
    page.wait_for_selector("main .mono")
    page.context.close()


def where_it_stands(hand: Hand, stage: Stage) -> None:
    """See where the issue one has handed in stands: whose turn it is and until when."""
    del stage
    hand.open("/", "h1")
    hand.tap("a[href='/me']", f"a:has-text('{MATTER}')")
    hand.tap(f"a:has-text('{MATTER}')", ".ball")


def a_meeting_under_way(stage: Stage) -> None:
    """Let the moderator have begun the meeting and its first item."""
    page = stage.page("moderator")
    page.goto("/meetings/3/room")
    page.click("text=宣布开会")
    page.click(".agenda-item button:has-text('开始')")
    page.wait_for_selector(".agenda-item.is-open")
    page.goto("/meetings/3")
    stage.known["code"] = page.get_attribute("a[href*='/m/']", "href")
    page.context.close()


def speak(hand: Hand, stage: Stage) -> None:
    """Scan the code on the poster, and say something in the room."""
    hand.open(stage.known["code"], "h1")
    if "/room" not in hand.page.url:
        hand.tap("a[href$='/room']", "#room .welcome button")
    hand.tap("#room .welcome button", ".foot-speak")
    hand.tap(".foot-speak", ".saying textarea")
    hand.look()
    hand.tap(".saying [data-stance=for]")
    hand.write(".saying textarea", WORDS)
    hand.tap(".saying [type=submit]", f"#room .thread :text('{WORDS}')")


def vote(hand: Hand, stage: Stage) -> None:
    """Cast a vote that is open, and see that it has arrived."""
    del stage
    hand.open("/", "a.button[href='/votes/2']")
    hand.tap("a.button[href='/votes/2']", "[name=choice]")
    hand.tap("label:has([name=choice]) >> nth=0")
    hand.tap("main form[action$='/check'] button", "form[action$='/cast'] button")
    hand.tap("form[action$='/cast'] button", "[data-receipt-code]")


def done_and_checked(stage: Stage) -> None:
    """Let the moderator have looked at what was reported done."""
    page = stage.page("moderator")
    page.goto("/actions/3")
    page.click("form[action='/actions/3/verify'] button")
    page.wait_for_load_state()
    page.context.close()


def confirm(hand: Hand, stage: Stage) -> None:
    """Say that what was promised is really done."""
    del stage
    hand.open("/", "a[href^='/actions/3#']")
    hand.tap("a[href^='/actions/3#']", "#confirm button")
    hand.tap("#confirm [value=yes]", "h1")


def screen(hand: Hand, stage: Stage) -> None:
    """Take a new issue on the desk and accept it."""
    del stage
    hand.open("/desk", "a[href='/desk/issues/14']")
    hand.tap("a[href='/desk/issues/14']", "form[action$='/take'] button")
    hand.tap("form[action$='/take'] button", "form[action$='/accept'] button")
    hand.choose("form[action$='/accept'] [name=matter_class]", value="self_government")
    hand.tap("form[action$='/accept'] button", "main .tag:has-text('附议')")


def call_meeting(hand: Hand, stage: Stage) -> None:
    """Call a meeting about an issue with enough seconds."""
    del stage
    hand.open("/desk", "a[href$='/issues/8']")
    hand.tap("a[href$='/issues/8']", "h1")
    hand.tap("a[href*='/meetings/new']", "[name=title]")
    if not hand.page.is_checked("[name=issues][value='8']"):
        hand.tap("label:has([name=issues][value='8'])")
    if not hand.page.input_value("[name=title]"):
        hand.write("[name=title]", "垃圾分类多语说明恳谈会")
    if not hand.page.input_value("[name=where_text]"):
        hand.write("[name=where_text]", "居委会二楼议事厅")
    hand.tap("[name=act][value=announce]", "main .tag:has-text('已公告')")


def find_late(hand: Hand, stage: Stage) -> None:
    """Find what is late, who answers for it and why."""
    del stage
    hand.open("/board", "a[href$='/actions/5']")
    hand.tap("a[href$='/actions/5']", "#timeline")


ERRANDS = (
    Errand("sign_in", "", sign_in),
    Errand("propose", "resident", propose),
    Errand("second", "resident", second),
    Errand("where_it_stands", "resident", where_it_stands, an_issue_handed_in),
    Errand("speak", "resident", speak, a_meeting_under_way),
    Errand("vote", "resident", vote),
    Errand("confirm", "resident", confirm, done_and_checked),
    Errand("screen", "moderator", screen, viewport=DESK),
    Errand("call_meeting", "moderator", call_meeting, viewport=DESK),
    Errand("find_late", "liaison", find_late, viewport=DESK),
)
