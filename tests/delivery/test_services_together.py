"""A report sent several times by one phone, at the same moment or later, stands there once."""

from __future__ import annotations

import pytest

from deliberate.delivery.models import ProgressReport
from deliberate.delivery.queries import items
from deliberate.delivery.services.carrying import Report, report_done, report_progress
from deliberate.delivery.states import ActionState
from deliberate.ledger.queries import stream_after
from tests.factories import delivery as make
from tests.factories.people import a_community
from tests.support.together import all_at_once


@pytest.mark.parametrize(
    ("report", "verb"), [(report_progress, "action.progressed"), (report_done, "action.reported_done")]
)
def test_a_report_sent_several_times_at_once_stands_there_once(app, session, now, report, verb):
    item, handler, _moderator = make.an_action(a_community())
    number, who = item.id, handler.id
    session.commit()
    said = Report(text="四盏灯换了三盏。", photos=1, client_id="made-by-the-phone")
    made = []

    def send():
        made.append(report(items.action(number), said, actor_id=who, is_responsible=True, now=now).id)

    all_at_once(app, [send] * 4)
    session.expire_all()
    assert len(set(made)) == 1
    assert session.query(ProgressReport).count() == 1
    assert [entry.verb for entry in stream_after(f"action:{number}")].count(verb) == 1


def test_the_first_answer_is_given_again_even_when_the_work_has_gone_on(session, now):
    item, handler, _moderator = make.an_action(a_community())
    said = Report(text="换好了。", photos=1, client_id="made-by-the-phone")
    first = report_done(item, said, actor_id=handler.id, is_responsible=True, now=now)
    assert item.state is ActionState.reported_done
    assert report_done(item, said, actor_id=handler.id, is_responsible=True, now=now) is first
    assert item.rounds == 1
