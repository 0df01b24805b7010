"""Catching up is the same on both databases: entries, snapshot, earlier words, and what a lost wake-up leaves out."""

from __future__ import annotations

import json

import pytest

from deliberate.db.base import db
from deliberate.kit.clock import now
from deliberate.ledger.services import erase_payloads
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.services.saying import Speech, contribute, hide_contribution
from deliberate.meetings.discussion.states import HideReason, Stance
from deliberate.meetings.models import Meeting
from deliberate.realtime import queries
from deliberate.realtime.rules import Audience
from tests.factories.meetings import a_running_meeting, an_open_item, identity
from tests.factories.people import a_community, a_moderator


@pytest.fixture
def talk(session, now):
    """Return a meeting under way with seven words of the moderator, and the moderator."""
    place = a_community()
    moderator = a_moderator(place)
    meeting = a_running_meeting(place, moderator)
    item = an_open_item(meeting)
    for number in range(7):
        speech = Speech(body=f"第{number}句", stance=Stance.neutral, client_id=f"word-{number:04d}")
        contribute(meeting, item, speech, speaker=identity(moderator), now=now)
    session.commit()
    return queries.seen(meeting.id), moderator


def bodies(found):
    return [item["data"]["body"] for item in found if item["verb"] == "discussion.contributed"]


def test_entries_come_in_order_from_where_one_was(talk):
    meeting, _moderator = talk
    everything = queries.range_after(meeting, 0).batch(Audience.public)
    rest = queries.range_after(meeting, everything["to"] - 2).batch(Audience.public)
    assert [item["seq"] for item in everything["items"]] == sorted(item["seq"] for item in everything["items"])
    assert bodies(everything["items"]) == [f"第{number}句" for number in range(7)]
    assert (rest["from"], rest["to"], bodies(rest["items"])) == (
        everything["to"] - 1,
        everything["to"],
        ["第5句", "第6句"],
    )


def test_what_comes_out_is_plain_json(talk):
    meeting, _moderator = talk
    shown = queries.snapshot(queries.whole(meeting.id), Audience.staff)
    assert json.loads(json.dumps(shown)) == shown


def test_a_snapshot_holds_the_latest_words_and_the_rest_is_fetched(talk, monkeypatch):
    meeting, _moderator = talk
    latest = queries.contributions(meeting, most=3)
    older = queries.contributions(meeting, before=latest.first, most=3)
    oldest = queries.contributions(meeting, before=older.first, most=3)
    pages = [found.batch(Audience.public)["items"] for found in (oldest, older, latest)]
    assert [bodies(page) for page in pages] == [["第0句"], ["第1句", "第2句", "第3句"], ["第4句", "第5句", "第6句"]]
    assert [found.more for found in (oldest, older, latest)] == [False, True, True]


def test_the_role_of_who_speaks_stands_beside_the_name(talk):
    meeting, moderator = talk
    said = queries.contributions(meeting, most=1).batch(Audience.public)["items"][0]
    assert said["actor"] == {"id": moderator.id, "name": moderator.display_name, "role": "moderator"}


def test_hidden_and_erased_words_leave_a_gap_in_entries_and_snapshot(talk):
    meeting, moderator = talk
    first, second = queries.contributions(meeting, most=2).batch(Audience.public)["items"]
    hidden = db.session.get_one(Contribution, first["data"]["contribution_id"])
    hide_contribution(hidden, HideReason.off_topic, actor_id=moderator.id, now=now())
    erase_payloads(f"contribution:{second['data']['contribution_id']}", actor_id=None, now=now())
    db.session.commit()
    replayed = queries.range_after(meeting, first["seq"] - 1).batch(Audience.public)["items"]
    shown = queries.snapshot(queries.whole(meeting.id), Audience.public)["contributions"][-2:]
    assert replayed[:2] == shown
    assert [one["data"].get("hidden") or one["data"].get("erased") for one in shown] == ["off_topic", True]


def test_a_draft_is_for_those_who_prepare_it(talk):
    meeting, _moderator = talk
    db.session.get_one(Meeting, meeting.id).state = "draft"
    db.session.flush()
    assert not queries.seen(meeting.id).state.public


def test_the_number_of_questions_does_not_grow_with_the_words(talk, session, monkeypatch):
    from sqlalchemy import event  # noqa: PLC0415

    meeting, moderator = talk
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *_told: asked.append(1))
    counts = []
    for _round in range(2):
        asked.clear()
        queries.snapshot(queries.whole(meeting.id), Audience.staff)
        counts.append(len(asked))
        item = queries.whole(meeting.id).agenda[0]
        for number in range(5):
            speech = Speech(body="又一句", stance=Stance.neutral, client_id=f"more-{_round}-{number:03d}")
            contribute(queries.whole(meeting.id), item, speech, speaker=identity(moderator), now=now())
        session.commit()
        session.expire_all()
    assert counts[1] <= counts[0]
