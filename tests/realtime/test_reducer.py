"""The phone's own arithmetic, in a real browser: a snapshot and the entries behind it are a fresh snapshot."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta

import pytest

from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.clock import now
from deliberate.meetings.agenda.services import Session, adjourn_meeting, park_matter, plan_agenda, turn_to
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries import texts
from deliberate.meetings.discussion.services.saying import Speech, contribute, hide_contribution
from deliberate.meetings.discussion.states import HideReason, Stance
from deliberate.meetings.floor.services import (
    Ask,
    ask_for_floor,
    call_speaker,
    end_turn,
    extend_turn,
    pause_turn,
    recuse,
    resume_turn,
    skip_speaker,
    withdraw_request,
)
from deliberate.meetings.floor.states import RequestKind
from deliberate.meetings.minutes.models import Minutes
from deliberate.meetings.minutes.services import lay_open_minutes, publish_minutes
from deliberate.meetings.notes.services import Piece, keep_note
from deliberate.meetings.polls.services import (
    Question,
    answer_poll,
    close_poll,
    count_hall,
    open_poll,
    show_poll,
    withdraw_poll,
)
from deliberate.meetings.polls.states import PollKind
from deliberate.meetings.rules.plans import PlannedItem
from deliberate.meetings.services import attending, calling, conducting, running, voting
from deliberate.meetings.states import Channel, Outcome, Phase
from deliberate.realtime import queries
from deliberate.realtime.rules import CAPTIONS, SHAPES, Audience
from deliberate.renderings.services import write
from tests.factories.meetings import a_meeting, a_running_meeting, an_open_item, identity
from tests.factories.people import a_community, a_moderator, a_resident, a_translator
from tests.factories.votes import a_draft
from tests.realtime.marking import hidden_and_shown, marked, opinions
from tests.support.databases import empty

pytestmark = pytest.mark.browser

FOLD = """
async ([snapshots, batches]) => {
  const { fromSnapshot, fits, take } = await import('/assets/test/js/room/state.js');
  const faults = [];
  snapshots.forEach((from, index) => {
    let state = fromSnapshot(from);
    for (const batch of batches) if (fits(state, batch) === 'fits') state = take(state, batch);
    const last = fromSnapshot(snapshots[snapshots.length - 1]);
    const sorted = (thing) => JSON.stringify(thing, (key, value) =>
      (value && typeof value === 'object' && !Array.isArray(value)
        ? Object.keys(value).sort().reduce((all, name) => Object.assign(all, { [name]: value[name] }), {}) : value));
    if (!state.stale && sorted(state) !== sorted(last)) faults.push([index, sorted(state), sorted(last)]);
  });
  return faults;
}
"""

# Batches come cut, doubled, out of order, over a line that fails; what the phone lacks it asks for.
FEED = """
async ([snapshot, last, batches, order, items]) => {
  const { Feed } = await import('/assets/test/js/room/feed.js');
  const { fromSnapshot } = await import('/assets/test/js/room/state.js');
  const heard = {};
  const socket = { connected: false, on: (name, hear) => { heard[name] = hear; }, connect: () => socket };
  let asked = 0;
  const get = (path) => {
    asked += 1;
    if (asked % 3 === 1) return Promise.reject(new Error('no network'));
    const after = Number(path.split('after=')[1]);
    return Promise.resolve({ from: after + 1, to: last.seq, items: items.filter((item) => item.seq > after) });
  };
  const shown = [];
  const feed = new Feed({ meeting: 1, snapshot, open: () => socket, get, says: () => null, linked: () => null,
    changed: (more) => (more || []).forEach((item) => shown.push(item.seq)) });
  window.clearTimeout(feed.pollTimer);
  for (const index of order) {
    heard.entries(batches[index]);
    if (index % 2) await new Promise((done) => window.setTimeout(done, 0));
  }
  for (let tries = 0; tries < 12 && feed.state.seq < last.seq; tries += 1) await feed.catchUp();
  const inOrder = shown.every((seq, index) => index === 0 || seq > shown[index - 1]);
  return [feed.state.seq, inOrder, feed.state.contributions.length === fromSnapshot(last).contributions.length];
}
"""


def an_evening():
    """Let everything happen that can happen in a meeting; yield after each thing."""
    place = a_community()
    moderator, people = a_moderator(place), [a_resident(place) for _ in range(3)]
    items = (PlannedItem(title="灯"), PlannedItem(title="车"), PlannedItem(title="狗"))
    meeting = a_meeting(place, moderator, items=items)
    meeting.starts_at = now()
    yield meeting
    plan = {meeting.agenda[1].id: {Phase.brief: 5, Phase.discussion: 20}}
    plan_agenda(meeting, plan, actor_id=moderator.id, now=now())
    yield meeting
    attending.attend(meeting, person=identity(people[0]), now=now())
    yield meeting
    running.open_meeting(meeting, actor_id=moderator.id, now=now())
    attending.enter_attendance(meeting, "陈阿婆", channel=Channel.hall, actor_id=moderator.id, now=now())
    proxy = attending.Proxy(held_by="陈阿婆", proof="委托书")
    attending.enter_proxy(meeting, "刘伯", proxy, actor_id=moderator.id, now=now())
    yield meeting
    running.start_item(meeting.agenda[0], actor_id=moderator.id, now=now())
    yield from the_run_of_show(meeting, moderator)
    for number, person in enumerate(people):
        speech = Speech(body=f"第{number}句", stance=Stance.support, client_id=f"word-{number:04d}")
        said = contribute(meeting, meeting.agenda[0], speech, speaker=identity(person), now=now())
        yield meeting
        if number == 1:
            kept = texts.text_of(said)
            second = identity(a_translator(place, "zh-ja"))
            write(kept, "ja", {"body": "二番目"}, second, seen=kept.digest, now=now())
            yield meeting
    of = texts.text_of(said)
    first = a_translator(place, "zh-en")
    write(of, "en", {"body": "The last"}, identity(first), seen=of.digest, now=now())
    write(of, "en", {"body": "The second"}, identity(first), seen=of.digest, now=now())
    yield meeting
    reply = Speech(body="好", stance=Stance.neutral, client_id="word-reply", parent_id=said.id)
    contribute(meeting, meeting.agenda[0], reply, speaker=identity(moderator), now=now())
    hide_contribution(db.session.get_one(Contribution, said.id), HideReason.off_topic, actor_id=moderator.id, now=now())
    yield meeting
    yield from hidden_and_shown(meeting, moderator, said.id)
    yield from marked(meeting, moderator, people)
    yield from the_floor(meeting, moderator, people)
    yield from quick_questions(meeting, moderator, people)
    running.close_item(meeting.agenda[0], Outcome.agreed, "装灯", actor_id=moderator.id, now=now())
    yield meeting
    yield from an_early_end(meeting, moderator, people)
    minutes = db.session.query(Minutes).one()
    lay_open_minutes(minutes, actor_id=moderator.id, now=now())
    yield meeting
    publish_minutes(minutes, actor_id=moderator.id, now=now() + timedelta(days=60))
    yield meeting


def an_early_end(meeting, moderator, people):
    """Hand over the chair, take a break while somebody speaks, and stop in the middle of an item."""
    item, chair = meeting.agenda[2], {"actor_id": moderator.id, "now": now()}
    running.start_item(meeting.agenda[1], **chair)
    yield meeting
    running.close_item(meeting.agenda[1], Outcome.second_round, "再议", **chair)
    conducting.hand_over(meeting, a_moderator(meeting.place).id, "我想发言", **chair)
    yield meeting
    running.start_item(item, **chair)
    ask = Ask(client_id="floor-last", stance=Stance.against)
    turn = ask_for_floor(item, ask, person=identity(people[0]), now=now())
    call_speaker(turn, **chair)
    check = Question(client_id="poll-last", kind=PollKind.temperature, question="接着谈？")
    open_poll(item, check, **chair)
    yield meeting
    later = {"actor_id": moderator.id, "now": now() + timedelta(seconds=20)}
    conducting.pause_meeting(meeting, now() + timedelta(seconds=90), **later)
    yield meeting
    conducting.resume_meeting(meeting, **later)
    yield meeting
    conducting.pause_meeting(meeting, now() + timedelta(seconds=95), **later)
    conducting.stop_meeting(meeting, "消防警报", **later)
    yield meeting


def the_run_of_show(meeting, moderator):
    """Walk the phases of the item on and back, put a matter aside, and put a question to the vote in the room."""
    item, chair = meeting.agenda[0], {"actor_id": moderator.id}
    for seconds, phase in ((61, Phase.questions), (75, Phase.brief), (190, Phase.conclusion)):
        turn_to(item, phase, **chair, now=now() + timedelta(seconds=seconds))
        yield meeting
    aside = {"said_by": "陈阿婆", "client_id": "parked-01"}
    park_matter(meeting, "垃圾房的异味", **aside, **chair, now=now())
    yield meeting
    vote = a_draft(meeting.place, meeting_id=meeting.id)
    for turn in (voting.vote_opened, voting.vote_ended):
        turn(vote, **chair, now=now())
        yield meeting


def the_floor(meeting, moderator, people):
    """Let everything happen that can happen on the floor."""
    item, later = meeting.agenda[0], {"actor_id": moderator.id, "now": now() + timedelta(seconds=40)}
    attending.attend(meeting, person=identity(people[1]), now=now())
    asked = [
        ask_for_floor(item, Ask(client_id=f"floor-{number}", **ask), person=identity(person), now=now())
        for number, (person, ask) in enumerate(
            [
                (people[0], {"stance": Stance.support}),
                (people[1], {"stance": Stance.against}),
                (moderator, {"label": "陈阿婆", "channel": Channel.hall, "stance": Stance.question}),
                (people[1], {"kind": RequestKind.point_of_order}),
            ]
        )
    ]
    yield meeting
    withdraw_request(asked[2], **later)
    for act in (call_speaker, pause_turn, resume_turn):
        act(asked[0], **later)
        yield meeting
    extend_turn(asked[0], 180, **later)
    call_speaker(asked[3], **later)
    yield meeting
    end_turn(asked[3], **later)
    resume_turn(asked[0], **later)
    end_turn(asked[0], **later)
    skip_speaker(asked[1], **later)
    recuse(meeting.agenda[1], "自家车位", person=identity(people[0]), now=now())
    yield meeting


def the_running_text(meeting, moderator):
    """Write more lines than a phone holds, half ones between; mend an old and a new one, take one back, bring it again."""

    def write(number, text, base=0, *, finished=True):
        item_id = meeting.agenda[0].id
        piece = Piece(client_id=f"line-{number:04d}", text=text, base=base, agenda_item_id=item_id, finished=finished)
        return keep_note(meeting, piece, actor_id=moderator.id, now=now())

    write(0, "还在写", finished=False)
    for number in range(1, CAPTIONS + 3):
        last = write(number, f"第{number}行")
    yield meeting
    write(1, "改了最早的一行", 1)
    write(0, "后来才写完", 1)
    changed = write(CAPTIONS, "改了最近的一行", 1)
    yield meeting
    write(CAPTIONS, "又在改", changed.version, finished=False)
    struck = write(CAPTIONS + 2, "", last.version)
    yield meeting
    write(CAPTIONS + 2, "还是要写", struck.version)
    yield meeting


def quick_questions(meeting, moderator, people):
    """Put three questions: one is shown, one taken back, and one still open when the item ends."""
    chair = {"actor_id": moderator.id, "now": now()}
    straw = Question(client_id="poll-0001", kind=PollKind.straw, question="先装哪边？", options=("东门", "西门"))
    shown = open_poll(meeting.agenda[0], straw, **chair)
    answer_poll(shown, 1, person=identity(people[0]))
    answer_poll(shown, 0, person=identity(moderator), label="陈阿婆")
    yield meeting
    close_poll(shown, **chair)
    count_hall(shown, [3, 4], **chair)
    count_hall(shown, [3, 4], [1, 0], actor_id=people[2].id, now=now())
    count_hall(shown, [3, 4], actor_id=people[2].id, now=now())
    yield meeting
    show_poll(shown, **chair)
    yield meeting
    for number in (2, 3):
        check = Question(client_id=f"poll-000{number}", kind=PollKind.temperature, question="这样行不行？")
        made = open_poll(meeting.agenda[0], check, **chair)
        yield meeting
        if number == 2:
            withdraw_poll(made, **chair)
            yield meeting
    yield from opinions(meeting, moderator)
    yield from the_running_text(meeting, moderator)


def seen_by_each(happening):
    """Return, for each audience, a snapshot after each thing that happened, and everything as one list of items."""
    snapshots = {audience: [] for audience in Audience}
    for meeting in happening:
        commit()
        for audience, seen in snapshots.items():
            seen.append(queries.snapshot(queries.whole(meeting.id), audience))
    everything = queries.range_after(queries.seen(meeting.id), 0)
    return {audience: (seen, everything.batch(audience)["items"]) for audience, seen in snapshots.items()}


@pytest.fixture(scope="module")
def whole_evening(app):
    """Live through the whole evening once; what was seen of it is plain data."""
    with app.app_context():
        seen = seen_by_each(an_evening())
        db.session.remove()
        empty(db)
    return seen


def cut(items, last, dice):
    """Cut the items into batches at random places; together the batches cover everything."""
    places = sorted({0, last, *(dice.randint(1, last) for _ in range(6))})
    return [
        {"from": start + 1, "to": end, "items": [item for item in items if start < item["seq"] <= end]}
        for start, end in itertools.pairwise(places)
    ]


@pytest.mark.parametrize("audience", list(Audience))
def test_a_snapshot_with_the_entries_behind_it_is_a_fresh_snapshot(whole_evening, look, audience):
    snapshots, items = whole_evening[audience]
    page = look()
    page.goto("/privacy")
    for seed in range(5):
        batches = cut(items, snapshots[-1]["seq"], random.Random(seed))
        assert page.evaluate(FOLD, [snapshots, [*batches, batches[0], batches[-1]]]) == []
    singly = [
        {"from": seq, "to": seq, "items": [one for one in items if one["seq"] == seq]}
        for seq in range(1, snapshots[-1]["seq"] + 1)
    ]
    assert page.evaluate(FOLD, [snapshots, singly]) == []


def test_a_called_off_meeting_is_called_off_on_the_phone(session, look):
    def happening():
        place = a_community()
        moderator = a_moderator(place)
        meeting = a_meeting(place, moderator)
        yield meeting
        calling.cancel_meeting(meeting, "下雨", actor_id=moderator.id, now=now())
        yield meeting

    snapshots, items = seen_by_each(happening())[Audience.public]
    page = look()
    page.goto("/privacy")
    assert page.evaluate(FOLD, [snapshots, [{"from": 1, "to": snapshots[-1]["seq"], "items": items}]]) == []


def test_a_meeting_that_goes_on_another_day_says_so_on_the_phone(session, look):
    def happening():
        place = a_community()
        meeting = a_running_meeting(place, a_moderator(place), items=(PlannedItem(title="灯"), PlannedItem(title="车")))
        an_open_item(meeting)
        yield meeting
        on = Session(starts_at=now() + timedelta(days=9), reason="时间不够")
        adjourn_meeting(meeting, on, actor_id=meeting.moderator_id, now=now() + timedelta(seconds=70))
        yield meeting

    snapshots, items = seen_by_each(happening())[Audience.public]
    assert snapshots[-1]["meeting"]["adjourned_to"] is not None
    page = look()
    page.goto("/privacy")
    assert page.evaluate(FOLD, [snapshots, [{"from": 1, "to": snapshots[-1]["seq"], "items": items}]]) == []


@pytest.mark.parametrize("seed", range(6))
def test_cut_doubled_and_shuffled_batches_end_in_the_same_state_in_order(whole_evening, look, seed):
    snapshots, items = whole_evening[Audience.public]
    dice = random.Random(seed)
    batches = cut(items, snapshots[-1]["seq"], dice)
    order = [dice.randrange(len(batches)) for _ in range(len(batches) * 2)]
    page = look()
    page.goto("/privacy")
    found = page.evaluate(FEED, [snapshots[0], snapshots[-1], batches, order, items])
    assert found == [snapshots[-1]["seq"], True, True]


def test_the_chair_sees_in_time_that_the_evening_will_be_too_long(session, look):
    page = look()
    page.goto("/privacy")
    ask = """async (minute) => {
      const { pace } = await import('/assets/test/js/room/pace.js');
      const at = (moment) => new Date(moment * 60000).toISOString();
      const agenda = [
        { planned_minutes: 10, state: 'closed' },
        { planned_minutes: 20, state: 'open', started_at: at(10) },
        { planned_minutes: 30, state: 'pending' },
        { planned_minutes: 5, state: 'postponed' },
      ];
      return pace({ meeting: { opened_at: at(0) }, agenda }, minute * 60000);
    }"""
    assert page.evaluate(ask, 12) == {"planned": 65, "passed": 12, "late": 0}
    assert page.evaluate(ask, 30) == {"planned": 65, "passed": 30, "late": 0}
    assert page.evaluate(ask, 35) == {"planned": 65, "passed": 35, "late": 0}
    assert page.evaluate(ask, 36) == {"planned": 65, "passed": 36, "late": 1}


def test_the_script_knows_every_verb_that_is_pushed(session, look):
    page = look()
    page.goto("/privacy")
    read = "(name) => window.fetch(`/assets/test/js/room/${name}.js`).then((answer) => answer.text())"
    script = "".join(page.evaluate(read, name) for name in ("state", "evening", "said"))
    # An announcement changes more than it carries: the phone fetches a snapshot then.
    assert [verb for verb in SHAPES if f"'{verb}'" not in script] == ["meeting.announced"]
