"""A word, a pause on one item, removal: step by step, with a reason, an appeal, and a way back; on both databases."""

from __future__ import annotations

import pytest

from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.services import marking
from deliberate.meetings.floor import services as floor
from deliberate.meetings.floor.states import RequestState
from deliberate.meetings.order import queries, rules
from deliberate.meetings.order.rules import Person, Taken, Towards
from deliberate.meetings.order.services import Ask, take_step
from deliberate.meetings.polls.services import Question, answer_poll, open_poll
from deliberate.meetings.polls.states import PollKind
from deliberate.meetings.services.attending import attend, enter_attendance
from deliberate.meetings.states import Channel, MeetingState, Stance
from deliberate.meetings.undoing.services import undo
from deliberate.moderation import services as moderation
from deliberate.moderation.queries import log_of, ruling_on
from deliberate.moderation.states import HideReason, Restraint, RulingState
from deliberate.notifications.queries import inbox
from tests.factories.meetings import a_contribution, a_running_meeting, an_open_item, attends, identity
from tests.factories.people import a_community, a_moderator, a_resident, a_supervisor

WARN, MUTE, REMOVE = Restraint.warning, Restraint.mute, Restraint.removal
DISTURBS, DANGER = HideReason.disturbs, HideReason.danger
WARNED = Taken(kind=WARN, reason=DISTURBS, agenda_item_id=1)


@pytest.mark.parametrize(
    ("kind", "reason", "towards", "more", "code"),
    [
        (WARN, DISTURBS, {}, {}, None),
        (WARN, None, {}, {}, "moderation.reason_missing"),
        (WARN, DISTURBS, {"oneself": True}, {}, "order.not_yourself"),
        (WARN, DISTURBS, {"leads": True}, {}, "order.leads_here"),
        (WARN, DISTURBS, {}, {"meeting": MeetingState.closed}, "meetings.not_in_session"),
        (WARN, DISTURBS, {}, {"item_open": False}, None),
        (MUTE, DISTURBS, {}, {"item_open": False}, "order.no_item_open"),
        (MUTE, DISTURBS, {}, {}, None),
        (REMOVE, DISTURBS, {}, {}, "order.milder_first"),
        (REMOVE, DISTURBS, {"before": (WARNED,)}, {}, None),
        (REMOVE, DANGER, {}, {}, None),
        (REMOVE, DANGER, {}, {"danger_at_once": False}, "order.milder_first"),
    ],
)
def test_removal_comes_last_and_every_step_has_a_reason(kind, reason, towards, more, code):
    given = {"meeting": MeetingState.in_session, "item_open": True, "danger_at_once": True, **more}
    found = rules.why_not_step(kind, reason, Towards(**{"oneself": False, "leads": False, **towards}), **given)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("kind", "speaks_here", "speaks_elsewhere", "takes_part"),
    [
        (WARN, None, None, None),
        (MUTE, "order.muted", None, None),
        (REMOVE, "order.removed", "order.removed", "order.removed"),
    ],
)
def test_a_pause_holds_for_its_item_and_removal_for_the_meeting(kind, speaks_here, speaks_elsewhere, takes_part):
    code = lambda refusal: refusal.code if refusal else None  # noqa: E731
    taken = [Taken(kind=kind, reason=DISTURBS, agenda_item_id=1)]
    assert code(rules.why_not_speak(taken, agenda_item_id=1)) == speaks_here
    assert code(rules.why_not_speak(taken, agenda_item_id=2)) == speaks_elsewhere
    assert code(rules.why_not_here(taken)) == takes_part


class Evening:
    def __init__(self, now):
        self.place, self.now = a_community(), now
        self.chair = a_moderator(self.place)
        self.meeting = a_running_meeting(self.place, self.chair)
        self.item = an_open_item(self.meeting)
        self.loud = a_resident(self.place, display_name="老吵")
        attends(self.meeting, self.loud)
        self.said = a_contribution(self.meeting, self.item, self.loud)

    def step(self, kind, reason=DISTURBS, *, of=None):
        by = {"actor_id": self.chair.id, "now": self.now}
        ask = Ask(kind=kind, reason=reason, url=f"/contributions/{self.said.id}")
        person = of if isinstance(of, Person) else Person(account_id=(of or self.loud).id)
        return take_step(self.meeting, person, ask, **by)

    def entries(self, verb):
        return [one for one in stream_after(f"meeting:{self.meeting.id}") if one.verb == verb]

    def speaks(self, words="还有一句", **more):
        return a_contribution(self.meeting, self.item, self.loud, words, **more)


@pytest.fixture
def evening(session, now):
    return Evening(now)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def test_who_pauses_reads_votes_attends_and_agrees_but_neither_writes_nor_mends(evening, now):
    neighbour = a_contribution(evening.meeting, evening.item, a_resident(evening.place))
    asked = Question(client_id="question-0001", kind=PollKind.temperature, question="可行吗")
    poll = open_poll(evening.item, asked, actor_id=evening.chair.id, now=now)
    ask = lambda which: floor.ask_for_floor(  # noqa: E731
        evening.item, floor.Ask(client_id=which, stance=Stance.support), person=identity(evening.loud), now=now
    )
    waiting = ask("floor-ask-0001")
    first = evening.step(MUTE)
    assert evening.step(MUTE).id == first.id
    assert waiting.state == "withdrawn"
    assert {refused(evening.speaks), refused(lambda: ask("floor-ask-0002"))} == {"order.muted"}
    mend = lambda: marking.edit(evening.said, "改了", person=identity(evening.loud), now=now)  # noqa: E731
    assert refused(mend) == "order.muted"
    assert answer_poll(poll, 0, person=identity(evening.loud)).choice == 0
    assert marking.agree(neighbour, person=identity(evening.loud), now=now).agrees == 1
    assert attend(evening.meeting, person=identity(evening.loud), now=now).label


def test_the_record_names_nobody_and_only_the_own_phone_knows(evening):
    evening.step(WARN)
    (entry,) = evening.entries("order.step_taken")
    own = rules.whom(evening.meeting.whisper, evening.loud.id)
    assert entry.payload["whom"] == own != rules.whom(evening.meeting.whisper, evening.chair.id)
    assert [one.code for one in inbox(evening.loud.id)] == ["moderation.restrained"]
    assert [one.restraint for one in log_of(evening.place)] == [WARN]


def test_removal_ends_ones_part_and_an_appeal_to_another_person_gives_it_back(evening, now):
    assert refused(lambda: evening.step(REMOVE)) == "order.milder_first"
    evening.step(WARN)
    step = evening.step(REMOVE)
    assert refused(evening.speaks) == "order.removed"
    ruling = ruling_on("removal", step.id)
    moderation.appeal(ruling, "我只是着急", author_id=evening.loud.id, now=now)
    decide = lambda who: moderation.decide_appeal(  # noqa: E731
        ruling, RulingState.overturned, "可以继续发言", actor_id=who.id, now=now
    )
    assert refused(lambda: decide(evening.chair)) == "moderation.own_decision"
    decide(a_supervisor(evening.place))
    assert [one.kind for one in queries.taken_towards(evening.meeting.id, evening.loud.id)] == [WARN]
    assert evening.speaks().shown
    assert len(evening.entries("order.step_lifted")) == 1


def test_who_was_removed_is_not_put_on_the_list_by_a_tap(evening, now):
    newcomer = a_resident(evening.place)
    evening.step(REMOVE, DANGER, of=newcomer)
    assert refused(lambda: attend(evening.meeting, person=identity(newcomer), now=now)) == "order.removed"


def test_the_moderator_takes_a_step_back_like_any_other_act(evening, now):
    step = evening.step(MUTE)
    seq = evening.entries("order.step_taken")[-1].seq
    undo(evening.meeting, seq, actor_id=evening.chair.id, now=now)
    assert evening.speaks().shown
    assert ruling_on("mute", step.id).state is RulingState.lifted
    assert "moderation.restrained_no_more" in [one.code for one in inbox(evening.loud.id)]
    assert evening.step(MUTE).id != step.id


def test_somebody_without_a_phone_is_asked_by_the_name_on_the_list(session, now):
    evening = Evening(now)
    by = {"channel": Channel.hall, "actor_id": evening.chair.id, "now": now}
    for name in ("陈阿婆", "刘伯"):
        enter_attendance(evening.meeting, name, **by)
    in_queue = lambda name: floor.Ask(client_id=f"ask-{name}", stance=Stance.support, label=name, channel=Channel.hall)  # noqa: E731
    chair = identity(evening.chair)
    waits = floor.ask_for_floor(evening.item, in_queue("陈阿婆"), person=chair, now=now)
    evening.step(MUTE, of=Person(label="陈阿婆"))
    assert (waits.state, refused(lambda: evening.step(WARN, of=Person()))) == (RequestState.withdrawn, "order.nobody")
    for words in ({}, {"channel": Channel.hall}):
        said = lambda more=words: a_contribution(evening.meeting, evening.item, evening.chair, said_by="陈阿婆", **more)  # noqa: E731
        assert refused(said) == "order.muted"
    assert a_contribution(evening.meeting, evening.item, evening.chair, said_by="刘伯").author_label == "刘伯"
    again = evening.step(MUTE, of=Person(label="陈阿婆"))
    (taken,) = evening.entries("order.step_taken")
    assert (taken.payload["account_id"], taken.payload["whom"], taken.payload["step_id"]) == (None, "", again.id)
    undo(evening.meeting, taken.seq, actor_id=evening.chair.id, now=now)
    assert floor.ask_for_floor(evening.item, in_queue("陈阿婆 "), person=chair, now=now).state is RequestState.waiting
