"""Two conversations of statements: one that is over, in which opinions lay close together, and one that is open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.opinions import queries
from deliberate.opinions.models import Answer
from deliberate.opinions.services import answering, leading
from deliberate.opinions.services.leading import Plan
from deliberate.opinions.states import Said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue
    from deliberate.opinions.models import Conversation

PERSONAS = 9
# Of a hundred: how many answer a statement, and pass on it; and two of five stand on the other side.
ANSWERED, PASSED, OTHER_SIDE = 80, 6, (3, 4)
# Of each statement: how many of a hundred agree, on one side and on the other.
ROOM = (
    ("活动室周末也应当开放。", 84, 84), ("下午四点到六点留给放学的孩子。", 66, 66), ("打牌和唱歌应当分开时段。", 78, 78),
    ("晚上九点以后要安静。", 90, 90), ("应当有人轮流值班管钥匙。", 58, 58), ("空调的电费由使用的人分担。", 34, 34),
    ("社区医生每月来一次。", 93, 93), ("活动室应当可以办家庭聚会。", 42, 42), ("桌椅用完要归位。", 96, 96),
    ("应当设一个读书角。", 71, 71),
)  # fmt: skip
NIGHT = (
    ("遛狗出户就应当牵绳。", 93, 90), ("小区里应当划一块遛狗的地方。", 88, 22), ("晚上十点以后不应当遛狗。", 14, 76),
    ("狗可以乘电梯，抱起来就行。", 86, 24), ("狗一律不得进电梯。", 8, 71), ("广场舞晚上九点应当结束。", 82, 85),
    ("广场舞的音量应当有人提醒。", 78, 81), ("夜间应当多开几盏路灯。", 87, 84), ("快递车晚上十点后不得进小区。", 31, 68),
    ("外卖骑手应当在门口换推车。", 24, 72), ("夜间停车应当先到先停。", 73, 21), ("固定车位应当优先给老人。", 27, 79),
    ("电瓶车上楼应当劝阻并登记。", 89, 91), ("保安夜里应当多巡两趟。", 79, 86), ("夏天可以在楼下乘凉到十一点。", 81, 26),
    ("小孩晚上九点后应当回家。", 19, 70),
)  # fmt: skip
PROPOSED = "夜里装修应当提前三天贴出告示。"


def listen(people: People, issues: dict[str, Issue], chance: Random, now: datetime) -> None:
    """Let neighbours answer both conversations, and one propose a statement that waits."""
    actor = people.account("moderator").id
    over = Plan(
        title="活动室怎么用，大家都方便？",
        intro="活动室翻新后重新开放，先听听大家的想法。",
        closes_at=now - timedelta(days=12),
    )
    room = _held(people, over, [text for text, _one, _other in ROOM], actor, now - timedelta(days=30))
    _answer(room, ROOM, chance, number=64, at=now - timedelta(days=20))
    leading.close_overdue(now - timedelta(days=12))
    _draw(room, now - timedelta(days=12))
    still = Plan(
        title="小区的夜晚：怎样才安静又方便？",
        intro="遛狗、乘凉、停车、快递……请逐条说说您的看法。结果只看得到人数，看不到是谁。",
        closes_at=now + timedelta(days=9),
        issue_id=issues["dogs"].id,
    )
    night = _held(people, still, [text for text, _one, _other in NIGHT], actor, now - timedelta(days=5))
    _answer(night, NIGHT, chance, number=86, at=now - timedelta(days=1))
    _draw(night, now)
    person = people.identity("neighbour")
    answering.propose_statement(night, PROPOSED, person=person, client_id="demo-proposed", now=now - timedelta(hours=2))


def _held(people: People, plan: Plan, texts: Sequence[str], actor: int, at: datetime) -> Conversation:
    held = leading.prepare_conversation(people.area, plan, actor_id=actor, now=at)
    leading.add_statements(held, texts, actor_id=actor, now=at + timedelta(hours=1))
    return leading.open_conversation(held, actor_id=actor, now=at + timedelta(hours=2))


def _answer(
    held: Conversation, texts: Sequence[tuple[str, int, int]], chance: Random, *, number: int, at: datetime
) -> None:
    """Write down what some neighbours say; most leave a few statements out, and the personas all of them."""
    who = db.session.scalars(select(Account.id).where(Account.id > PERSONAS).order_by(Account.id).limit(number)).all()
    asked = queries.statements(held.id)
    rows = []
    for place, account_id in enumerate(who):
        for one, (_text, here, there) in zip(asked, texts, strict=True):
            if chance.randrange(100) >= ANSWERED:
                continue
            agrees = chance.randrange(100) < (there if place % 5 in OTHER_SIDE else here)
            said = Said.passes if chance.randrange(100) < PASSED else Said.agree if agrees else Said.disagree
            rows.append({"statement_id": one.id, "account_id": account_id, "said": said})
    same = {"conversation_id": held.id, "at": at}
    db.session.execute(insert(Answer), [{**row, **same} for row in rows])


def _draw(held: Conversation, now: datetime) -> None:
    import numpy as np  # noqa: PLC0415 - only who loads the demo needs it

    from deliberate.opinions.mapping.plain import map_of  # noqa: PLC0415 - as above

    for due in queries.due_maps():
        if due.conversation_id == held.id:
            found = map_of(np.frombuffer(due.lines, dtype=np.int32).reshape(-1, 3))
            leading.keep_map(held.id, found, upto=due.upto, now=now)
