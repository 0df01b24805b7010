"""Every text that is kept carries its language, whoever writes it and by whatever door."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.db.session import written_in
from deliberate.db.spoken import Spoken
from deliberate.issues.models import Second
from deliberate.meetings.models import Meeting
from tests.factories import delivery, issues, meetings
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.fixture
def area(session):
    return a_community()


def test_a_new_text_is_told_by_its_letters(area):
    action = delivery.an_action(area, author=a_resident(area))[0]
    assert (action.language, action.resolution.language) == ("zh-Hans", "zh-Hans")


def test_a_doubt_is_settled_by_what_the_writer_reads(area):
    moderator = a_moderator(area)
    written_in("ja")
    meeting = meetings.a_meeting(area, moderator, issues.supported(area), title="駐車場問題", purpose="")
    written_in("zh_Hans_CN")
    assert meeting.language == "ja"


def test_changed_words_are_told_anew_and_a_named_language_stays(area):
    second = Second(issue_id=issues.supported(area).id, label="李明", reason="我也觉得", at=issues.now())
    db.session.add(second)
    db.session.flush()
    assert second.language == "zh-Hans"
    second.reason = "The lamp is out"
    db.session.flush()
    assert second.language == "en"
    second.reason, second.language = "OK OK", "ko"
    db.session.flush()
    assert second.language == "ko"


def test_every_table_with_a_persons_words_tells_their_language():
    """The rest are notes and keys of machines, or belong to a text that is told already."""
    told = {mapper.class_ for mapper in db.Model.registry.mappers if issubclass(mapper.class_, Spoken)}
    wordy = {
        mapper.class_ for mapper in db.Model.registry.mappers
        if any(str(column.type) == "TEXT" for column in mapper.columns)
    }  # fmt: skip
    assert {kind.__name__ for kind in wordy - told} == {
        "SearchText",
        "Contribution",
        "Wording",
        "Rendering",
        "Anchor",
        "Passkey",
    }
    assert Meeting in told
