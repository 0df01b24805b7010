"""What became of three decisions: one carried out and judged, one half done and late, one on the notice board."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.delivery.services.carrying import Report, Undertaking, assign_action, report_done, report_progress
from deliberate.delivery.services.confirming import answer_confirmation, settle_action, verify_action
from deliberate.delivery.services.following import appraise, count_appraisal
from deliberate.delivery.services.resolving import post_notice, record_resolution, take_effect
from deliberate.delivery.services.sweeping import sweep_delivery
from deliberate.delivery.states import Rating
from deliberate.demo.rules import matters
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.delivery.models import ActionItem, Resolution
    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue
    from deliberate.meetings.models import Meeting
    from deliberate.votes.models import Vote

FIRM = "上海梧桐物业服务有限公司"
COMMITTEE = "梧桐里居民委员会"


class Delivery:
    """Carries the demo's decisions on, day by day."""

    def __init__(self, people: People, issues: dict[str, Issue], now: datetime) -> None:
        """Keep who is who."""
        self.people, self.issues, self.now = people, issues, now
        self.chair = people.account("moderator").id
        self.handler = people.account("handler").id

    def _decide(self, key: str, days: int, *, meeting: Meeting | None = None, vote: Vote | None = None) -> Resolution:
        text = next(matter["resolution"] for matter in matters() if matter["key"] == key)
        at = self.now - timedelta(days=days)
        made = record_resolution(
            self.issues[key],
            title=self.issues[key].title,
            text=text,
            actor_id=self.chair,
            now=at,
            meeting_id=meeting.id if meeting else None,
            vote_id=vote.id if vote else None,
        )
        return post_notice(made, actor_id=self.chair, now=at + timedelta(hours=4))

    def _assign(
        self, decision: Resolution, what: str, judged_by: str, *, given: int, due: int, firm: bool
    ) -> ActionItem:
        promise = Undertaking(
            what=what,
            unit=FIRM if firm else COMMITTEE,
            person="王强" if firm else "陈静",
            due=local_day(self.now + timedelta(days=due)),
            judged_by=judged_by,
            account_id=self.handler if firm else None,
        )
        return assign_action(decision, promise, actor_id=self.chair, now=self.now - timedelta(days=given))

    def _done(self, item: ActionItem, text: str, days: float) -> None:
        at = self.now - timedelta(days=days)
        report_done(item, Report(text=text, photos=1), actor_id=self.handler, is_responsible=True, now=at)

    def _confirm(self, item: ActionItem, days: int, voices: tuple[int, ...]) -> None:
        at = self.now - timedelta(days=days)
        verify_action(item, actor_id=self.chair, now=at)
        for number, who in enumerate(voices):
            person = self.people.identity(who)
            answer_confirmation(
                item,
                "",
                solved=True,
                account_id=person.account_id or 0,
                level=person.level,
                lives_here=True,
                now=at + timedelta(hours=6 * (number + 1)),
            )
        settle_action(item, actor_id=None, now=item.confirm_until or at)

    def closed(self, meeting: Meeting) -> None:
        """Carry out the clearing of the stairways, judged and closed."""
        decision = self._decide("stairs", 168, meeting=meeting)
        take_effect(decision, actor_id=self.chair, now=decision.notice_until or self.now)
        item = self._assign(
            decision,
            "统一清理东风新村十四个楼道，大件免费清运",
            "每个楼道轮椅能通过，照片公示",
            given=143,
            due=-120,
            firm=True,
        )
        report_progress(
            item,
            Report(text="已清完1—8号楼，运走大件四车。"),
            actor_id=self.handler,
            is_responsible=True,
            now=self.now - timedelta(days=130),
        )
        self._done(item, "十四个楼道全部清完，共运走大件九车。", 124)
        self._confirm(item, 120, (122, 123, 124, 125))
        for number, rating in enumerate((Rating.satisfied, Rating.satisfied, Rating.basically_satisfied)):
            person = self.people.identity(122 + number)
            appraise(
                decision,
                rating,
                "",
                account_id=person.account_id or 0,
                level=person.level,
                lives_here=True,
                now=(item.confirm_until or self.now) + timedelta(days=3, hours=number),
            )
        count_appraisal(decision, actor_id=None, now=decision.appraise_until or self.now)

    def half_done(self, meeting: Meeting) -> None:
        """Carry out the bin room: one thing done, one to be checked, one soon due, one late."""
        decision = self._decide("bins", 70, meeting=meeting)
        take_effect(decision, actor_id=self.chair, now=decision.notice_until or self.now)
        fan = self._assign(decision, "厢房加装除臭和通风", "站在6号楼下闻不到味", given=45, due=-20, firm=True)
        basin = self._assign(decision, "厢房外装洗手池", "打开有水，有洗手液", given=45, due=3, firm=True)
        self._assign(
            decision,
            "晚间19:00—21:00增加投放时段并安排志愿者",
            "排班表贴出，连续两周有人值守",
            given=45,
            due=4,
            firm=False,
        )
        late = self._assign(
            decision, "误时投放点移到北门内侧", "新点启用，旧点拆除并恢复绿化", given=45, due=-12, firm=True
        )
        report_progress(
            fan,
            Report(text="设备已到，周五安装。"),
            actor_id=self.handler,
            is_responsible=True,
            now=self.now - timedelta(days=36),
        )
        self._done(fan, "两台除臭机、一台排风扇装好，已试运行一周。", 27)
        self._confirm(fan, 24, (52, 53, 54, 55, 56))
        report_progress(
            late,
            Report(text="北门地面已平整，等雨棚到货。"),
            actor_id=self.handler,
            is_responsible=True,
            now=self.now - timedelta(days=18),
        )
        self._done(basin, "洗手池已通水，请检查。", 0.2)

    def on_the_board(self, vote: Vote) -> None:
        """Post what the households decided about dogs."""
        self._decide("dogs", 9, vote=vote)

    def look_at_the_calendar(self) -> None:
        """Let the daily job find what is late."""
        sweep_delivery(self.now)
