"""Keeping order in a talk: slow mode, a pause in writing, reading first, taking back; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.session import commit
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.queries import threads, upkeep
from deliberate.meetings.discussion.services import keeping
from deliberate.meetings.discussion.services.saying import contribute, hide_contribution
from deliberate.meetings.discussion.states import HideReason, Order, Screening
from deliberate.search.queries import find
from tests.factories.issues import supported
from tests.factories.meetings import a_comment, a_contribution, a_running_meeting, a_speech, an_open_item, identity
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def chair(place):
    return a_moderator(place)


@pytest.fixture
def meeting(place, chair):
    return a_running_meeting(place, chair)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def verbs(meeting, said):
    entries = stream_after(f"meeting:{meeting.id}")
    return [one.verb.partition(".")[2] for one in entries if one.subject == f"contribution:{said.id}"]


def test_slow_mode_and_a_pause_are_for_residents_not_for_the_chair(place, meeting, chair, now):
    item, neighbour = an_open_item(meeting), a_resident(place)
    by = {"actor_id": chair.id, "now": now}
    keeping.set_talk(item, slow=60, **by)
    first = a_contribution(meeting, item, neighbour)

    def again(seconds):
        at = first.at + timedelta(seconds=seconds)
        return contribute(meeting, item, a_speech(), speaker=identity(neighbour), now=at)

    assert refused(lambda: again(59)) == "discussion.slow_mode"
    assert again(60).id > first.id
    keeping.set_talk(item, locked=True, **by)
    assert refused(lambda: again(200)) == "discussion.item_locked"
    assert a_contribution(meeting, item, chair, "请举手", stance="neutral").shown
    keeping.set_talk(item, locked=False, slow=0, **by)
    keeping.set_talk(item, slow=0, **by)
    set_to = [one.payload["slow"] for one in stream_after(f"meeting:{meeting.id}") if one.verb == "discussion.talk_set"]
    assert set_to == [60, 60, 0]


def test_what_is_read_first_stands_nowhere_until_it_is_let_through(place, meeting, chair, now):
    item, by = an_open_item(meeting), {"actor_id": chair.id, "now": now}
    keeping.set_talk(item, screened=True, **by)
    good, bad = (a_contribution(meeting, item, a_resident(place), words) for words in ("要换灯", "加我微信"))
    assert [one.id for one in upkeep.held_at([place.id])] == [good.id, bad.id]
    assert threads.ids_in(meeting.id, Order.oldest) == []
    keeping.release(good, **by)
    hide_contribution(bad, HideReason.advertising, **by)
    assert threads.ids_in(meeting.id, Order.oldest) == [good.id, bad.id]
    assert (verbs(meeting, good), verbs(meeting, bad)) == (["held", "contributed"], ["held", "hidden"])
    assert refused(lambda: keeping.release(good, **by)) == "discussion.not_held"
    assert list(upkeep.held_at([place.id])) == []


def test_what_is_taken_back_comes_again_with_its_words(place, meeting, chair, now):
    item, by = an_open_item(meeting), {"actor_id": chair.id, "now": now}
    said = a_contribution(meeting, item, a_resident(place))
    for _twice in range(2):
        keeping.hold(said, **by)
    assert (said.shown, said.screening) == (False, Screening.again)
    keeping.release(said, **by)
    assert verbs(meeting, said) == ["contributed", "held_back", "shown"]
    hide_contribution(said, HideReason.repeated, **by)
    assert refused(lambda: keeping.hold(said, **by)) == "discussion.gone"


def test_first_words_wait_where_the_rules_say_so_and_later_ones_do_not(place, chair, now):
    issue, neighbour = supported(place), a_resident(place)
    rules = {**issue.rule_set_version.rules}
    rules["rule"] = [
        {**one, "value": True} if one["key"] == "discussion.screen_first" else one for one in rules["rule"]
    ]
    issue.rule_set_version.rules = rules
    commit()
    said = a_comment(issue, neighbour, "东门太暗")
    assert (said.screening, issue.contribution_count) == (Screening.first, 0)
    assert list(find("东门太暗")) == []
    keeping.release(said, actor_id=chair.id, now=now)
    assert [hit.path for hit in find("东门太暗")] == [f"/contributions/{said.id}"]
    assert a_comment(issue, neighbour, "西门也暗").shown
    assert a_comment(issue, chair, "收到", stance="supplement").shown
