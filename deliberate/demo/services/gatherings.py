"""Three meetings: one long past, one two months ago, and one that is about to begin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.kit.clock import SHANGHAI
from deliberate.meetings.discussion.services.saying import Speech, contribute
from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.invitations import queries
from deliberate.meetings.invitations.services import Guests, Reply, answer_invitation, invite
from deliberate.meetings.invitations.states import Answer, Need
from deliberate.meetings.minutes.queries import minutes_of
from deliberate.meetings.minutes.services import confirm_minutes, lay_open_minutes, publish_minutes
from deliberate.meetings.papers.services import Sheet, add_paper
from deliberate.meetings.rules.plans import Plan, PlannedItem
from deliberate.meetings.services.attending import attend, enter_attendance
from deliberate.meetings.services.calling import announce_meeting, schedule_meeting
from deliberate.meetings.services.running import close_item, close_meeting, open_meeting, start_item
from deliberate.meetings.states import Channel, MeetingKind, Outcome, RuleWord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue
    from deliberate.meetings.models import AgendaItem, Meeting

Ending = tuple[Outcome, str]
Said = tuple["int | str", Stance, str]

TALK: dict[str, tuple[Said, ...]] = {
    "stairs": (
        (122, Stance.support, "我家门口的旧沙发早想扔，搬不动。统一清的那天来叫我一声。"),
        (123, Stance.supplement, "清完要有人巡，不然一个月又堆回来。"),
        (124, Stance.question, "大件清运要不要收费？"),
    ),
    "bins": (
        (52, Stance.support, "上晚班的人最需要晚上那一段，七点到九点正好。"),
        (53, Stance.against, "误时点不要移到2号楼窗下，我们那边也是住人的。"),
        (54, Stance.supplement, "除臭设备每个月要有人换滤芯，写清楚谁负责。"),
    ),
    "dogs": (
        (72, Stance.support, "我自己养狗，牵绳是应该的，拾便袋箱放在出口最好。"),
        (73, Stance.against, "嘴套小型犬没必要，写“抱起”就够了。"),
        (74, Stance.question, "不遵守怎么办？公约没有罚款的。"),
    ),
    "face": (
        (92, Stance.against, "人脸数据放在谁的服务器上，物业今天没有说清楚。"),
        (93, Stance.against, "我们租房子的，搬走以后谁来删？"),
        (94, Stance.support, "手里拎着菜、抱着孩子的时候，刷脸确实方便。"),
    ),
}


def hold_past_meetings(people: People, issues: dict[str, Issue], now: datetime) -> dict[str, Meeting]:
    """Hold the two meetings that are over, with minutes confirmed and published."""
    spring = _hold(
        people,
        MeetingKind.heart_to_heart,
        "东风新村楼道清理恳谈会",
        {"stairs": (Outcome.agreed, "约定统一清理一次，大件免费清运，之后每周巡查。")},
        issues,
        now - timedelta(days=172),
    )
    hearing = _hold(
        people,
        MeetingKind.hearing,
        "垃圾厢房、养犬公约、门禁改造听证会",
        {
            "bins": (Outcome.agreed, "晚间增加投放时段，厢房加装除臭和洗手池，误时点移到北门内侧。"),
            "dogs": (Outcome.to_vote, "公约条文当场改定，交户代表表决。"),
            "face": (Outcome.not_agreed, "数据保管没有说清，暂不更换，保留刷卡。"),
        },
        issues,
        now - timedelta(days=75),
    )
    return {"spring": spring, "hearing": hearing}


def call_next_meeting(people: People, issues: dict[str, Issue], now: datetime) -> Meeting:
    """Call the hearing that begins within the hour, announced in good time."""
    starts = (now + timedelta(minutes=25)).replace(second=0, microsecond=0)
    starts += timedelta(minutes=-starts.minute % 5)
    agenda = [issues["lift"], issues["charging"]]
    meeting = _call(
        people, MeetingKind.hearing, "7号楼加装电梯、梧桐苑充电棚听证会", agenda, starts=starts, paper="lift"
    )
    _ask_to_come(people, meeting, starts - timedelta(days=12))
    meeting.purpose = "设计单位到场介绍采光和费用，先听各户意见，再议方案。"
    return meeting


# What is to be read before a hearing, by its first item: the name of the paper and its words.
PAPERS = {
    "lift": (
        "加装电梯方案说明",
        "井道设在楼北侧，不占消防通道。\n\n按方案测算，一至二层采光每天少约二十分钟。费用和分摊比例见会上说明。",
    ),
    "bins": (
        "三项议题的背景和备选做法",
        "垃圾厢房：现有三处，晚间误投最多。\n\n养犬公约：草稿附后。\n\n门禁：两种换法和各自保管的数据。",
    ),
}


def _prepare(meeting: Meeting, paper: str, at: datetime) -> None:
    """Lay out what is to be read before a hearing, and ask whoever decides to come."""
    lead, (title, text) = meeting.moderator_id or 0, PAPERS[paper]
    sheet = Sheet(title=title, text=text, agenda_item_id=meeting.agenda[0].id)
    add_paper(meeting, sheet, actor_id=lead, now=at)
    asked = Guests(names=["街道办事处有关科室"], part=RuleWord.decider_or_implementer)
    invite(meeting, asked, actor_id=lead, now=at)


def _ask_to_come(people: People, meeting: Meeting, at: datetime) -> None:
    """Ask those whom the rules want there; some have answered, one through the desk."""
    lead = people.account("moderator").id
    invite(
        meeting, Guests(names=["区房管局加装电梯办公室"], part=RuleWord.decider_or_implementer), actor_id=lead, now=at
    )
    asked = invite(
        meeting, Guests(account_ids=[people.account("resident").id], names=["陈阿婆"]), actor_id=lead, now=at
    )
    for number in asked:
        found = queries.invitation(number)
        if found is not None and found.account_id is None:
            needs = (Need.wheelchair, Need.way)
            reply = Reply(answer=Answer.coming, needs=needs, note="请安排人到楼下接")
            answer_invitation(found, reply, actor_id=lead, now=at + timedelta(days=1))


def _call(
    people: People,
    kind: MeetingKind,
    title: str,
    agenda: Sequence[Issue],
    *,
    starts: datetime,
    paper: str,
) -> Meeting:
    moderator, recorder = people.account("moderator"), people.account("recorder")
    plan = Plan(
        kind=kind,
        title=title,
        starts_at=starts,
        items=tuple(PlannedItem(title=issue.title, issue_id=issue.id, planned_minutes=30) for issue in agenda),
        where_text="居委会二楼议事厅（有坡道，可坐轮椅）",
        moderator_id=moderator.id,
        recorder_id=recorder.id,
    )
    at = starts - timedelta(days=13)
    meeting = schedule_meeting(people.area, plan, actor_id=moderator.id, now=at)
    if kind is MeetingKind.hearing:
        _prepare(meeting, paper, at + timedelta(hours=1))
    announce_meeting(meeting, actor_id=moderator.id, now=at + timedelta(hours=2))
    return meeting


def _hold(
    people: People,
    kind: MeetingKind,
    title: str,
    endings: dict[str, Ending],
    issues: dict[str, Issue],
    day: datetime,
) -> Meeting:
    chair = people.account("moderator").id
    starts = day.astimezone(SHANGHAI).replace(hour=19, minute=0, second=0, microsecond=0)
    meeting = _call(people, kind, title, [issues[key] for key in endings], starts=starts, paper=next(iter(endings)))
    clock = starts
    _arrive(people, meeting, starts)
    open_meeting(meeting, actor_id=chair, now=clock)
    for item, (key, ending) in zip(list(meeting.agenda), endings.items(), strict=True):
        clock = _discuss(people, meeting, item, key, ending, clock + timedelta(minutes=2))
    close_meeting(meeting, actor_id=chair, now=clock + timedelta(minutes=3))
    write_minutes(people, meeting, clock + timedelta(hours=20))
    return meeting


def _arrive(people: People, meeting: Meeting, starts: datetime) -> None:
    guests = [TALK[key][row][0] for key in TALK for row in range(3)]
    for number, who in enumerate([*guests, "resident", "elder", "neighbour", *range(200, 216)]):
        attend(meeting, person=people.identity(who), now=starts - timedelta(minutes=20, seconds=-20 * number))
    for name in ("老周（3号楼）", "沈家姆妈"):
        enter_attendance(
            meeting,
            name,
            channel=Channel.hall,
            actor_id=people.account("recorder").id,
            now=starts - timedelta(minutes=5),
        )


def _discuss(people: People, meeting: Meeting, item: AgendaItem, key: str, ending: Ending, at: datetime) -> datetime:
    chair = people.account("moderator").id
    start_item(item, actor_id=chair, now=at)
    for number, (who, stance, body) in enumerate(TALK[key]):
        speech = Speech(body=body, stance=stance, client_id=f"demo-{meeting.id}-{key}-{number}")
        contribute(meeting, item, speech, speaker=people.identity(who), now=at + timedelta(minutes=4 + 3 * number))
    closed = at + timedelta(minutes=22)
    close_item(item, ending[0], ending[1], actor_id=chair, now=closed)
    return closed


def write_minutes(people: People, meeting: Meeting, at: datetime) -> None:
    """Let those who were there confirm the minutes of a meeting that is over, and publish them."""
    minutes = minutes_of(meeting.id)
    if minutes is None:
        return
    recorder = people.account("recorder").id
    laid_open = lay_open_minutes(minutes, actor_id=recorder, now=at)
    confirm_minutes(minutes, person=people.identity("resident"), agrees=True, now=at + timedelta(hours=3))
    confirm_minutes(minutes, person=people.identity("elder"), agrees=True, now=at + timedelta(hours=5))
    # The window ends with a working day, so how long it is depends on the day the demo is loaded.
    over = laid_open.confirming_until or at
    publish_minutes(minutes, actor_id=recorder, now=over + timedelta(hours=10))
