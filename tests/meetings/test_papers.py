"""Papers of a meeting: laid out in time or marked as late, and there for everybody who may see the meeting."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest

from deliberate.db.session import commit
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.papers import queries, rules
from deliberate.meetings.papers.services import Sheet, add_paper, withdraw_paper
from deliberate.meetings.states import MeetingKind, MeetingState
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings.queries import original
from tests.factories.meetings import a_drafted_meeting, a_meeting, a_running_meeting
from tests.factories.people import a_community, a_moderator, a_recorder, a_resident

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DUE = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("today", "due", "late"),
    [
        (date(2026, 3, 10), DUE, False),
        (date(2026, 3, 11), DUE, True),
        (date(2026, 3, 9), DUE, False),
        (DUE, None, False),
    ],
)
def test_on_the_day_itself_a_paper_is_in_time(today, due, late):
    assert rules.is_late(today, due) is late


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"text": "", "files": 1}, None),
        ({"text": ""}, "papers.empty"),
        ({"title": ""}, "papers.title_missing"),
        ({"title": "长" * 80}, None),
        ({"title": "长" * 81}, "meetings.text_too_long"),
        ({"text": "长" * 8001}, "meetings.text_too_long"),
        ({"before": 19}, None),
        ({"before": 20}, "papers.too_many"),
    ],
)
def test_a_paper_has_a_name_and_something_to_read(changes, code):
    about = {"title": "施工图", "text": "说明", "files": 0, "before": 0, **changes}
    refusal = rules.why_not_add(MeetingState.announced, **about)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize("state", list(MeetingState))
def test_papers_come_until_it_is_over_and_are_taken_back_before_it_begins(state):
    add = rules.why_not_add(state, title="施工图", text="说明", files=0, before=0)
    assert (add is None) is (state not in {MeetingState.closed, MeetingState.cancelled})
    assert (rules.why_not_withdraw(state) is None) is (state in {MeetingState.draft, MeetingState.announced})


def test_a_hearing_wants_its_papers_a_week_before_and_says_when_one_is_late(session):
    place = a_community()
    moderator, recorder = a_moderator(place), a_recorder(place)
    starts = now() + timedelta(days=20)
    seats = {"kind": MeetingKind.hearing, "recorder_id": recorder.id, "starts_at": starts}
    hearing = a_drafted_meeting(place, moderator, **seats)
    assert queries.due(hearing) == local_day(starts) - timedelta(days=7)
    early = add_paper(hearing, Sheet(title="施工图", text="说明"), actor_id=moderator.id, now=now())
    later = now() + timedelta(days=14)
    late = add_paper(hearing, Sheet(title="报价", text="三家"), actor_id=moderator.id, now=later)
    assert (early.late, late.late) == (False, True)
    hearing.state = MeetingState.announced
    with pytest.raises(Refused, match=r"papers\.last_one"):
        withdraw_paper(early, actor_id=moderator.id, now=later)
    hearing.state = MeetingState.draft
    withdraw_paper(early, actor_id=moderator.id, now=later)
    verbs = [entry.verb for entry in stream_after(f"meeting:{hearing.id}")][-3:]
    assert verbs == ["meeting.paper_added", "meeting.paper_added", "meeting.paper_withdrawn"]
    assert [one.title for one in queries.papers_of(hearing.id)] == ["报价"]


def test_what_lay_before_a_meeting_stays_with_it(session):
    meeting = a_running_meeting(a_community(), a_moderator(a_community()))
    by = {"actor_id": meeting.moderator_id, "now": now()}
    made = add_paper(meeting, Sheet(title="报价", text="三家"), **by)
    with pytest.raises(Refused, match=r"papers\.was_before_the_meeting"):
        withdraw_paper(made, **by)


def test_everybody_reads_a_paper_of_a_meeting_they_may_see(session, visit):
    place = a_community()
    moderator, neighbour = a_moderator(place), a_resident(place)
    meeting, draft = a_meeting(place, moderator), a_drafted_meeting(place, moderator)
    commit()
    lead, url = visit(moderator), f"/meetings/{meeting.id}/papers"
    lead.post(url, {"title": "施工图", "item": "0", "text": ""}, 422)
    lead.post(url, {"title": "施工图", "item": str(meeting.agenda[0].id), "text": "从东门进"}, 303)
    lead.post(f"/meetings/{draft.id}/papers", {"title": "草稿", "item": "0", "text": "还没定"}, 303)
    kept, hidden = queries.papers_of(meeting.id)[0], queries.papers_of(draft.id)[0]
    assert "从东门进" in visit().get(f"{url}/{kept.id}").get_data(as_text=True)
    assert "施工图" in visit().get(f"/meetings/{meeting.id}").get_data(as_text=True)
    visit().get(f"/meetings/{draft.id}/papers/{hidden.id}", 404)
    visit().get(f"{url}/{hidden.id}", 404)
    visit(neighbour).get(url, 403)
    lead.post(f"{url}/{kept.id}/withdraw", status=303)
    assert list(queries.papers_of(meeting.id)) == []


def test_a_corrected_paper_keeps_the_version_before_it(session):
    meeting = a_drafted_meeting(a_community(), a_moderator(a_community()))
    by = {"actor_id": meeting.moderator_id, "now": now()}
    first = add_paper(meeting, Sheet(title="报价", text="两家"), **by)
    other = add_paper(meeting, Sheet(title="图纸", text="一张"), **by)
    second = add_paper(meeting, Sheet(title="报价", text="三家", replaces_id=first.id), **by)
    with pytest.raises(Refused, match=r"papers\.corrected_already"):
        add_paper(meeting, Sheet(title="报价", text="四家", replaces_id=first.id), **by)
    third = add_paper(meeting, Sheet(title="报价单", text="四家", replaces_id=second.id), **by)
    assert [one.id for one in queries.papers_of(meeting.id)] == [third.id, other.id]
    assert [(one.version, one.text) for one in queries.versions_of(second)] == [(3, "四家"), (2, "三家"), (1, "两家")]
    with pytest.raises(Refused, match=r"papers\.corrected_already"):
        withdraw_paper(second, **by)
    withdraw_paper(third, **by)
    assert [one.id for one in queries.papers_of(meeting.id)] == [second.id, other.id]
    told = [
        one.payload["version"] for one in stream_after(f"meeting:{meeting.id}") if one.verb == "meeting.paper_added"
    ]
    assert told == [1, 1, 2, 3]


def test_a_pdf_is_given_to_save_and_its_version_says_who_and_when(session, visit):
    place = a_community()
    moderator = a_moderator(place, display_name="陈静")
    meeting = a_meeting(place, moderator)
    commit()
    lead, url = visit(moderator), f"/meetings/{meeting.id}/papers"
    sent = lambda data, name="../报价 单.PDF", **more: {  # noqa: E731
        "title": "报价", "item": "0", "text": "", "document": (BytesIO(data), name), **more
    }  # fmt: skip
    refused = lead.post(url, sent(b"GIF89a" + PDF), 422).get_data(as_text=True)
    assert "not a whole PDF" in refused
    lead.post(url, sent(PDF), 303)
    (first,) = queries.papers_of(meeting.id)
    lead.post(f"{url}?corrects={first.id}", sent(PDF + b"\n%%EOF"), 303)
    (second,) = queries.papers_of(meeting.id)
    seen = visit().get(f"{url}/{first.id}").get_data(as_text=True)
    assert "There is a newer version" in seen
    assert "version 2 of" in visit().get(f"{url}/{second.id}").get_data(as_text=True)
    file = visit().get(f"/documents/{first.file_digest}/{first.file_name}")
    assert (file.data, file.mimetype, first.file_name) == (PDF, "application/pdf", "报价 单.pdf")
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert (file.headers["X-Content-Type-Options"], "sandbox" in file.headers["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )
    visit().get(f"/documents/{'0' * 64}/x.pdf", 404)
    visit().get("/documents/..%2f..%2fx/x.pdf", 404)


def test_a_paper_can_be_put_into_another_language_by_a_person(session):
    meeting = a_meeting(a_community(), a_moderator(a_community()))
    made = add_paper(meeting, Sheet(title="报价", text="三家"), actor_id=meeting.moderator_id, now=now())
    told = original("paper", made.id)
    assert (told.language, told.said, told.public) == ("zh-Hans", {"title": "报价", "text": "三家"}, True)
