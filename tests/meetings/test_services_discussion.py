"""What is said: once, by those who may, in its place; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from deliberate.db.base import db
from deliberate.db.session import commit, transaction
from deliberate.kit.permits import GUEST
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries import contributions
from deliberate.meetings.discussion.services import saying as services
from deliberate.meetings.discussion.states import HideReason, Stance
from deliberate.meetings.models import Attendance
from deliberate.meetings.queries import programme
from deliberate.meetings.services import attending, running
from deliberate.meetings.states import Channel, Outcome
from deliberate.search.queries import find
from tests.factories.issues import on_the_desk, supported
from tests.factories.meetings import (
    a_comment,
    a_contribution,
    a_running_meeting,
    a_speech,
    an_open_item,
    attends,
    identity,
)
from tests.factories.people import a_community, a_moderator, a_resident, an_account
from tests.support.databases import count
from tests.support.queries import counted

TOGETHER = 6


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def moderator(place):
    return a_moderator(place)


@pytest.fixture
def meeting(place, moderator):
    return a_running_meeting(place, moderator)


@pytest.fixture
def neighbour(place):
    return a_resident(place, display_name="王阿姨")


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def said(meeting):
    return [entry for entry in stream_after(f"meeting:{meeting.id}") if entry.verb == "discussion.contributed"]


def test_the_same_id_gives_the_first_contribution_and_is_announced_once(session, meeting, neighbour, now):
    item, speech, speaker = an_open_item(meeting), a_speech("要换灯"), identity(neighbour)
    first = services.contribute(meeting, item, speech, speaker=speaker, now=now)
    again = services.contribute(meeting, item, speech, speaker=speaker, now=now + timedelta(minutes=1))
    assert again is first
    assert [entry.payload["body"] for entry in said(meeting)] == ["要换灯"]
    assert contributions.seq_of(first.id) == said(meeting)[0].seq


def test_a_resend_is_answered_even_after_the_item_was_closed(session, meeting, neighbour, moderator, now):
    item, speech, speaker = an_open_item(meeting), a_speech("要换灯"), identity(neighbour)
    first = services.contribute(meeting, item, speech, speaker=speaker, now=now)
    running.close_item(item, Outcome.noted, "", actor_id=moderator.id, now=now)
    assert services.contribute(meeting, item, speech, speaker=speaker, now=now) is first


def test_a_post_costs_a_handful_of_questions(session, meeting, neighbour, now):
    """Facts, row, end of the stream, entry, new end, watched words; and a lock where many write at once."""
    item, speaker = an_open_item(meeting), identity(neighbour)
    here, there, speech = meeting.id, item.id, a_speech("要换灯")
    commit()
    with counted() as asked:
        made = services.say_in(here, there, speech, speaker=speaker, now=now)
        commit()
    assert len([one for one in asked if not one.startswith("BEGIN")]) <= (
        6 + (db.engine.dialect.name == "postgresql")
    ), asked
    # Made without reading it back, and yet whole.
    assert (made.agrees, made.pinned, made.hidden, made.meeting.id) == (0, False, False, here)


def test_two_phones_may_use_the_same_id(session, place, meeting, neighbour):
    item = an_open_item(meeting)
    first = a_contribution(meeting, item, neighbour, "要换灯", client_id="1")
    assert a_contribution(meeting, item, a_resident(place), "不要换", client_id="1") is not first


def at_once(app, act):
    """Do something in so many threads at the same moment, each with a transaction of its own."""
    start = Barrier(TOGETHER)

    def alone(number):
        with app.app_context():
            start.wait(timeout=20)
            with transaction():
                return act(number)

    with ThreadPoolExecutor(TOGETHER) as threads:
        return list(threads.map(alone, range(TOGETHER)))


def test_sent_by_many_doors_at_once_it_is_said_once(session, app, meeting, neighbour, now):
    item, speaker, speech = an_open_item(meeting), identity(neighbour), a_speech("要换灯", client_id="phone-same")
    meeting_id, item_id = meeting.id, item.id
    commit()

    def send(_number):
        found, about = programme.meeting(meeting_id), programme.item(item_id)
        return services.contribute(found, about, speech, speaker=speaker, now=now).id

    assert len(set(at_once(app, send))) == 1
    assert count(db, Contribution) == 1
    entries = stream_after(f"meeting:{meeting_id}")
    assert [entry.verb for entry in entries].count("discussion.contributed") == 1
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))


def test_many_neighbours_at_once_are_all_heard(session, app, place, meeting, now):
    item = an_open_item(meeting)
    speakers = [identity(a_resident(place)) for _number in range(TOGETHER)]
    meeting_id, item_id = meeting.id, item.id
    commit()

    def send(number):
        found, about = programme.meeting(meeting_id), programme.item(item_id)
        attending.attend(found, person=speakers[number], now=now)
        return services.contribute(found, about, a_speech(f"意见{number}"), speaker=speakers[number], now=now).id

    assert len(set(at_once(app, send))) == TOGETHER
    entries = stream_after(f"meeting:{meeting_id}")
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert count(db, Attendance) == TOGETHER


def test_sent_to_an_issue_by_many_doors_at_once_it_counts_once(session, app, place, neighbour, now):
    issue, speaker = supported(place), identity(neighbour)
    speech, issue_id = a_speech("要换灯", client_id="phone-same"), issue.id
    commit()

    def send(_number):
        from deliberate.issues.queries.papers import issue as find_issue  # noqa: PLC0415 - read in this thread

        return services.comment(find_issue(issue_id), speech, speaker=speaker, now=now).id

    assert len(set(at_once(app, send))) == 1
    db.session.expire_all()
    assert issue.contribution_count == 1


def test_one_tap_by_many_doors_at_once_is_one_line(session, app, meeting, neighbour, now):
    person, meeting_id = identity(neighbour), meeting.id
    commit()
    lines = at_once(app, lambda _number: attending.attend(programme.meeting(meeting_id), person=person, now=now).id)
    assert len(set(lines)) == 1


def test_replies_know_their_thread_however_deep(session, place, meeting, neighbour):
    item, other = an_open_item(meeting), a_resident(place)
    above = root = a_contribution(meeting, item, neighbour, "要换灯")
    for depth in range(1, 25):
        speaker = (neighbour, other)[depth % 2]
        above = a_contribution(meeting, item, speaker, f"回复{depth}", parent_id=above.id, stance=Stance.neutral)
        assert (above.depth, above.root_id) == (depth, root.id)


def test_a_reply_stays_in_its_talk(session, place, meeting, neighbour):
    issue = supported(place)
    elsewhere = a_comment(issue, neighbour)
    item = an_open_item(meeting)
    reply = lambda: a_contribution(meeting, item, neighbour, parent_id=elsewhere.id)  # noqa: E731
    assert refused(reply) == "discussion.parent_elsewhere"
    assert refused(lambda: a_comment(issue, neighbour, parent_id=99)) == "discussion.parent_elsewhere"


def test_who_may_speak_in_a_meeting(session, place, meeting, neighbour, moderator, now):
    item, stranger = an_open_item(meeting), an_account()
    as_guest = lambda: services.contribute(meeting, item, a_speech(), speaker=GUEST, now=now)  # noqa: E731
    assert refused(as_guest) == "discussion.sign_in_to_speak"
    assert refused(lambda: a_contribution(meeting, item, stranger)) == "discussion.attend_first"
    attends(meeting, stranger)
    assert a_contribution(meeting, item, stranger).author_label == stranger.display_name
    assert refused(lambda: a_contribution(meeting, item, moderator)) == "discussion.chair_takes_no_side"
    assert a_contribution(meeting, item, moderator, stance=Stance.neutral).depth == 0


def test_others_get_a_word_in(session, meeting, neighbour, now):
    item = an_open_item(meeting)
    a_contribution(meeting, item, neighbour, at=now)
    assert refused(lambda: a_contribution(meeting, item, neighbour, at=now + timedelta(seconds=4))) == (
        "discussion.too_fast"
    )
    assert a_contribution(meeting, item, neighbour, at=now + timedelta(seconds=5))


def test_words_of_somebody_without_a_phone_are_written_down(session, meeting, moderator, now):
    item = an_open_item(meeting)
    speech = a_speech("台阶太暗", said_by="李爷爷", channel=Channel.hall)
    first = services.contribute(meeting, item, speech, speaker=identity(moderator), now=now)
    assert (first.author_id, first.author_label, first.entered_by_id) == (None, "李爷爷", moderator.id)
    assert services.contribute(meeting, item, speech, speaker=identity(moderator), now=now) is first


def test_comments_on_an_issue_count_and_are_found(session, place, neighbour):
    issue = supported(place)
    mine = a_comment(issue, neighbour, "声控灯更省电")
    db.session.refresh(issue)
    assert issue.contribution_count == 1
    assert f"/contributions/{mine.id}" in {hit.path for hit in find("声控")}
    entry = stream_after(f"issue:{issue.id}")[-1]
    assert (entry.verb, entry.payload["body"]) == ("discussion.contributed", "声控灯更省电")


def test_nobody_comments_on_what_the_committee_has_not_looked_at(session, place, neighbour):
    issue, _moderator = on_the_desk(place)
    assert refused(lambda: a_comment(issue, neighbour)) == "discussion.not_screened_yet"
    assert refused(lambda: a_comment(supported(place), an_account())) == "discussion.verify_address"


def test_what_is_hidden_is_kept_but_not_found(session, place, neighbour, moderator, now):
    issue = supported(place)
    bad = a_comment(issue, neighbour, "声控灯广告")
    hide = lambda reason: services.hide_contribution(bad, reason, actor_id=moderator.id, now=now)  # noqa: E731
    assert refused(lambda: hide(None)) == "discussion.hide_reason_missing"
    hide(HideReason.advertising)
    assert refused(lambda: hide(HideReason.advertising)) == "discussion.already_hidden"
    assert bad.body == "声控灯广告"
    assert not find("声控")
    assert refused(lambda: a_comment(issue, neighbour, parent_id=bad.id)) == "discussion.parent_hidden"
