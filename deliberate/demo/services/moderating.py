"""What befalls words in the demo community: one text hidden and appealed against, one reported, one mended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.meetings.discussion.queries.texts import moderated_text
from deliberate.meetings.discussion.services.marking import edit
from deliberate.meetings.discussion.services.saying import Speech, comment
from deliberate.meetings.states import Stance
from deliberate.moderation.services import appeal, hide_text, report
from deliberate.moderation.states import HideReason

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue

SOLD = "我表弟做充电桩安装，比物业报价便宜两成，要的加我微信。"
APPEAL = "我不是做广告，是想说明物业的报价偏高。联系方式我可以去掉，请让大家看到价格。"
ASKED = "加装以后物业费要涨多少？听说每平方涨三块。"
MENDED = "加装以后物业费要涨多少？听说每平方涨三角。"
CURSED = "说来说去就你们几个不动脑子的反对。"


def moderate(people: People, issues: dict[str, Issue], now: datetime) -> None:
    """Let somebody write an advertisement and appeal against its hiding, and somebody else curse and be reported."""
    issue, written = issues["charging"], now - timedelta(days=2)
    sold = Speech(body=SOLD, stance=Stance.supplement, client_id="demo-moderation-sold")
    said = comment(issue, sold, speaker=people.identity("resident"), now=written)
    desk, author = people.account("moderator").id, people.account("resident").id
    text = moderated_text(said)
    ruling = hide_text(text, HideReason.advertising, actor_id=desk, now=written + timedelta(hours=3))
    appeal(ruling, APPEAL, author_id=author, now=written + timedelta(hours=9))
    cursed = Speech(body=CURSED, stance=Stance.support, client_id="demo-moderation-cursed")
    rude = moderated_text(comment(issue, cursed, speaker=people.identity(24), now=now - timedelta(hours=4)))
    report(rude, HideReason.personal_attack, reporter_id=author, now=now - timedelta(hours=3))
    other = people.account("neighbour").id
    report(rude, HideReason.personal_attack, reporter_id=other, now=now - timedelta(hours=2))
    _mend(people, issues["lift"], now - timedelta(hours=6))


def _mend(people: People, issue: Issue, at: datetime) -> None:
    """Let somebody ask, and put a figure right two minutes later."""
    who = people.identity("resident")
    asked = Speech(body=ASKED, stance=Stance.question, client_id="demo-mended")
    edit(comment(issue, asked, speaker=who, now=at), MENDED, person=who, now=at + timedelta(minutes=2))
