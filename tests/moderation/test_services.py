"""From a report to a decided appeal, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.ledger.services import erase_payloads
from deliberate.meetings.discussion.queries.contributions import contribution
from deliberate.moderation import queries, services
from deliberate.moderation.states import HideReason, RulingState
from deliberate.notifications.queries import inbox
from deliberate.places.rules.deadlines import last_day
from deliberate.search.queries import find
from tests.factories.issues import supported
from tests.factories.meetings import a_comment, a_contribution, a_running_meeting, an_open_item, attends
from tests.factories.people import a_community, a_moderator, a_resident, a_supervisor


class Talk:
    """A comment on an issue, its author, neighbours, and those who moderate."""

    def __init__(self):
        self.place = a_community()
        self.moderator = a_moderator(self.place)
        self.author = a_resident(self.place, display_name="王阿姨")
        self.issue = supported(self.place)
        self.said = a_comment(self.issue, self.author, "声控灯广告")

    @property
    def text(self):
        return queries.text("contribution", self.said.id)

    def hidden(self, now, reason=HideReason.advertising):
        return services.hide_text(self.text, reason, actor_id=self.moderator.id, now=now)

    def appealed(self, now):
        return services.appeal(self.hidden(now), "这不是广告", author_id=self.author.id, now=now)


@pytest.fixture
def talk(session, now):
    return Talk()


def refused(verb):
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value.refusal.code


def codes(account):
    return [one.code for one in inbox(account.id)]


def test_each_neighbour_reports_once_and_the_moderator_is_told_once(talk, now):
    first, second = a_resident(talk.place), a_resident(talk.place)
    report = lambda who, reason=HideReason.advertising: services.report(  # noqa: E731
        talk.text, reason, reporter_id=who.id, now=now
    )
    assert (report(first), report(second, HideReason.repeated)) == (1, 2)
    assert refused(lambda: report(first)) == "moderation.reported_already"
    assert refused(lambda: report(talk.author)) == "moderation.own_text"
    assert codes(talk.moderator).count("moderation.reported") == 1
    (waiting,) = queries.reported_at([talk.place.id])
    assert dict(waiting.reasons) == {HideReason.advertising: 1, HideReason.repeated: 1}
    assert (waiting.number, waiting.text.words) == (2, "声控灯广告")


def test_a_report_is_answered_by_leaving_the_text_or_by_hiding_it(talk, now):
    keep = lambda: services.keep_text(talk.text, actor_id=talk.moderator.id, now=now)  # noqa: E731
    assert refused(keep) == "moderation.no_reports"
    services.report(talk.text, HideReason.unlawful, reporter_id=a_resident(talk.place).id, now=now)
    assert keep() == 1
    services.report(talk.text, HideReason.unlawful, reporter_id=a_resident(talk.place).id, now=now)
    talk.hidden(now)
    assert queries.reported_at([talk.place.id]) == []


def test_what_is_hidden_is_kept_and_its_author_told_and_what_is_lifted_is_found_again(talk, now):
    ruling = talk.hidden(now)
    assert (talk.said.hidden, talk.said.body) == (True, "声控灯广告")
    assert refused(lambda: talk.hidden(now)) == "moderation.hidden_already"
    assert not find("声控")
    services.lift_hiding(ruling, actor_id=talk.moderator.id, now=now)
    assert (talk.said.hidden, talk.said.hidden_reason, ruling.state) == (False, None, RulingState.lifted)
    assert find("声控")
    assert codes(talk.author) == ["moderation.lifted", "moderation.hidden"]
    again = talk.hidden(now, HideReason.off_topic)
    assert (again.round, again.state) == (2, RulingState.standing)


def test_another_person_decides_the_appeal_within_five_working_days(talk, now):
    other = a_supervisor(talk.place)
    ruling = talk.appealed(now)
    decide = lambda who, answer="不是广告": services.decide_appeal(  # noqa: E731
        ruling, RulingState.overturned, answer, actor_id=who.id, now=now
    )
    assert codes(other) == ["moderation.appealed"]
    assert "moderation.appealed" not in codes(talk.moderator)
    assert last_day(ruling.answer_by) > last_day(now) + timedelta(days=4)
    assert refused(lambda: decide(talk.moderator)) == "moderation.own_decision"
    assert refused(lambda: decide(other, " ")) == "moderation.words_missing"
    decide(other)
    assert (talk.said.hidden, ruling.state) == (False, RulingState.overturned)
    assert codes(talk.author)[0] == "moderation.decided"
    assert refused(lambda: decide(other)) == "moderation.wrong_state"


def test_a_failed_appeal_leaves_it_hidden_and_a_late_one_is_refused(talk, now):
    ruling = talk.appealed(now)
    services.decide_appeal(ruling, RulingState.upheld, "是广告", actor_id=a_moderator(talk.place).id, now=now)
    assert talk.said.hidden
    late = Talk()
    hidden = late.hidden(now)
    too_late = lambda: services.appeal(hidden, "晚了", author_id=late.author.id, now=hidden.appeal_until)  # noqa: E731
    assert refused(too_late) == "moderation.appeal_too_late"


def test_a_room_hears_of_hiding_and_showing_again(talk, now):
    meeting = a_running_meeting(talk.place, talk.moderator)
    attends(meeting, talk.author)
    said = a_contribution(meeting, an_open_item(meeting), talk.author, "买灯找我")
    text = queries.text("contribution", said.id)
    ruling = services.hide_text(text, HideReason.advertising, actor_id=talk.moderator.id, now=now)
    services.lift_hiding(ruling, actor_id=talk.moderator.id, now=now)
    verbs = [entry.verb for entry in stream_after(f"meeting:{meeting.id}")]
    assert verbs[-2:] == ["discussion.hidden", "discussion.shown"]
    assert not contribution(said.id).hidden


def test_the_public_log_counts_without_names_and_erasing_takes_the_words(talk, now):
    ruling = talk.appealed(now)
    (shown,) = queries.log_of(talk.place)
    assert (shown.where, shown.reason) == (talk.issue.title, HideReason.advertising)
    assert list(queries.hidden_since(talk.place, now)) == [(now, HideReason.advertising)]
    assert list(queries.hidden_since(talk.place, now + timedelta(microseconds=1))) == []
    erase_payloads(f"contribution:{talk.said.id}", actor_id=None, now=now)
    assert (ruling.appeal, queries.log_size(talk.place)) == ("", 1)
    stream = stream_after(f"moderation-of:contribution:{talk.said.id}")
    assert [entry.payload for entry in stream] == [None, None]
