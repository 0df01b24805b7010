"""Minutes from draft to publication, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.minutes import services
from deliberate.meetings.minutes.queries import as_it_reads, asking, minutes_of
from deliberate.meetings.minutes.states import MinutesState
from deliberate.meetings.services import running
from deliberate.meetings.states import Outcome
from deliberate.search.queries import find
from tests.factories.issues import supported
from tests.factories.meetings import (
    a_contribution,
    a_running_meeting,
    an_open_item,
    attends,
    identity,
    in_the_hall,
)
from tests.factories.people import a_community, a_moderator, a_recorder, a_resident


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def moderator(place):
    return a_moderator(place)


@pytest.fixture
def neighbours(place):
    return [a_resident(place, display_name=name) for name in ("王阿姨", "老张", "小李")]


@pytest.fixture
def minutes(place, moderator, neighbours, now):
    meeting = a_running_meeting(place, moderator, supported(place))
    attends(meeting, *neighbours)
    in_the_hall(meeting, 2)
    item = an_open_item(meeting)
    a_contribution(meeting, item, neighbours[0], "要换灯")
    a_contribution(meeting, item, neighbours[1], "太贵了", stance=Stance.against)
    asked = a_contribution(meeting, item, neighbours[2], "谁付钱？", stance=Stance.question)
    a_contribution(meeting, item, moderator, "维修资金", stance=Stance.neutral, parent_id=asked.id)
    running.close_item(item, Outcome.agreed, "换成声控灯", actor_id=moderator.id, now=now)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    return minutes_of(meeting.id)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def texts(minutes, key):
    return [one["text"] for section in minutes.sections if section["key"] == key for one in section["sentences"]]


def test_closing_drafts_the_minutes_from_the_record(session, minutes):
    assert minutes.state is MinutesState.draft
    assert texts(minutes, "views_for") == ["王阿姨：要换灯"]
    assert texts(minutes, "minority") == ["老张：太贵了"]
    assert texts(minutes, "agreed") == ["达成一致：换成声控灯"]
    assert "维修资金" in texts(minutes, "questions")[0]
    known = {entry.seq for entry in stream_after(f"meeting:{minutes.meeting_id}")}
    assert all(set(one["sources"]) <= known for section in minutes.sections for one in section["sentences"])


def test_the_digest_names_the_text(session, minutes, moderator, now):
    before, sections = minutes.digest, [dict(section) for section in minutes.sections]
    services.amend_minutes(minutes, sections, actor_id=moderator.id, now=now)
    assert minutes.digest == before
    sections[0] = {**sections[0], "sentences": [{"text": "到会五人。", "sources": [2]}]}
    services.amend_minutes(minutes, sections, actor_id=moderator.id, now=now)
    assert minutes.digest == services.digest_of(minutes) != before
    verbs = [entry.verb for entry in stream_after(f"meeting:{minutes.meeting_id}")]
    assert verbs.count("minutes.amended") == 1


def test_those_who_were_there_confirm_or_object(session, minutes, moderator, neighbours, place, now):
    services.lay_open_minutes(minutes, actor_id=moderator.id, now=now)
    # Three days from the 10th: to the end of Friday the 13th in Shanghai.
    assert minutes.confirming_until.isoformat() == "2026-03-13T16:00:00+00:00"
    assert [one.id for one in asking(neighbours[0].id)] == [minutes.id]
    for agrees in (True, True, False):
        said = services.confirm_minutes(
            minutes, person=identity(neighbours[0]), agrees=agrees, objection="少记了一条", now=now
        )
    assert (said.agrees, said.objection) == (False, "少记了一条")
    assert asking(neighbours[0].id) == []
    verbs = [entry.verb for entry in stream_after(f"meeting:{minutes.meeting_id}")]
    assert verbs.count("minutes.confirmed") == 2
    stranger = identity(a_resident(place))
    assert refused(lambda: services.confirm_minutes(minutes, person=stranger, agrees=True, now=now)) == (
        "minutes.not_there"
    )
    assert refused(lambda: services.amend_minutes(minutes, [], actor_id=moderator.id, now=now)) == (
        "minutes.text_is_fixed"
    )


def test_they_are_published_with_the_objections(session, minutes, moderator, neighbours, now):
    services.lay_open_minutes(minutes, actor_id=moderator.id, now=now)
    publish = lambda at: services.publish_minutes(minutes, actor_id=moderator.id, now=at)  # noqa: E731
    services.confirm_minutes(minutes, person=identity(neighbours[0]), agrees=False, objection="漏了", now=now)
    assert refused(lambda: publish(now)) == "minutes.window_still_open"
    published = publish(now + timedelta(days=4))
    assert published.state is MinutesState.published
    publish(now + timedelta(days=5))
    last = stream_after(f"meeting:{minutes.meeting_id}")[-1]
    assert (last.verb, last.payload["confirmed"], last.payload["objections"]) == ("minutes.published", 0, 1)
    assert last.payload["digest"] == minutes.digest
    assert [hit.path for hit in find("声控", kinds=["minutes"])] == [f"/meetings/{minutes.meeting_id}/minutes"]


def test_when_all_have_answered_nobody_waits(session, minutes, moderator, neighbours, now):
    services.lay_open_minutes(minutes, actor_id=moderator.id, now=now)
    for neighbour in neighbours:
        services.confirm_minutes(minutes, person=identity(neighbour), agrees=True, now=now)
    assert services.publish_minutes(minutes, actor_id=moderator.id, now=now).state is MinutesState.published


@pytest.fixture
def published(minutes, moderator, now):
    services.lay_open_minutes(minutes, actor_id=moderator.id, now=now)
    return services.publish_minutes(minutes, actor_id=moderator.id, now=now + timedelta(days=5))


def place_of(minutes, key):
    return next(place for place, section in enumerate(minutes.sections) if section["key"] == key), 0


def test_a_published_text_changes_by_two_people_only_and_keeps_what_it_was(session, published, moderator, place, now):
    spot, other, before = place_of(published, "agreed"), a_recorder(place), published.digest
    change = {"becomes": "换成感应灯", "reason": "听错了", "actor_id": other.id, "now": now}
    made = services.propose_erratum(published, spot, **change)
    assert services.propose_erratum(published, spot, **change).id == made.id
    assert refused(lambda: services.propose_erratum(published, spot, **{**change, "becomes": "不换"})) == (
        "minutes.correction_waiting"
    )
    assert refused(lambda: services.approve_erratum(made, actor_id=other.id, now=now)) == (
        "minutes.correction_second_person"
    )
    assert published.digest == before
    for _time in range(2):
        services.approve_erratum(made, actor_id=moderator.id, now=now)
    assert as_it_reads(published)[spot[0]]["sentences"][0]["text"] == "换成感应灯"
    assert published.sections[spot[0]]["sentences"][0]["text"] == made.was
    assert published.digest == made.digest == services.digest_of(published) != before
    last = stream_after(f"meeting:{published.meeting_id}")[-1]
    assert (last.verb, last.payload["was"], last.payload["digest"]) == (
        "minutes.erratum_approved", made.was, published.digest,
    )  # fmt: skip
    again = services.propose_erratum(published, spot, **{**change, "becomes": "换成节能感应灯"})
    assert again.was == "换成感应灯"
    assert refused(lambda: services.decline_erratum(again, " ", actor_id=moderator.id, now=now)) == (
        "minutes.correction_reason_missing"
    )
    services.decline_erratum(again, "没有这样说", actor_id=moderator.id, now=now)
    assert published.digest == made.digest
    assert refused(lambda: services.approve_erratum(again, actor_id=moderator.id, now=now)) == (
        "minutes.correction_decided"
    )


def test_only_what_is_published_is_corrected_and_only_what_stands_there(session, minutes, moderator, now):
    change = {"becomes": "好", "reason": "错", "actor_id": moderator.id, "now": now}
    assert refused(lambda: services.propose_erratum(minutes, (0, 0), **change)) == "minutes.not_published"
    services.lay_open_minutes(minutes, actor_id=moderator.id, now=now)
    services.publish_minutes(minutes, actor_id=moderator.id, now=now + timedelta(days=5))
    for spot in ((99, 0), (0, 99), (-1, 0)):
        assert refused(lambda spot=spot: services.propose_erratum(minutes, spot, **change)) == (
            "minutes.no_such_sentence"
        )
    assert refused(lambda: services.propose_erratum(minutes, (0, 0), **{**change, "becomes": " "})) == (
        "minutes.correction_missing"
    )


def test_every_sentence_of_a_draft_names_its_source(session, minutes):
    assert [one["text"] for section in minutes.sections for one in section["sentences"] if not one["sources"]] == []
