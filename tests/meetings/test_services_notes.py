"""The running text, on both databases: pieces are kept, finished lines go on record, nobody writes over anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.minutes.queries import minutes_of
from deliberate.meetings.notes.queries import captions, notes_of
from deliberate.meetings.notes.services import Piece, WrittenMeanwhile, keep_note
from deliberate.meetings.notes.states import NoteKind
from deliberate.meetings.services import running
from deliberate.meetings.states import Outcome
from tests.factories.meetings import a_meeting, a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_recorder


@pytest.fixture
def evening(session):
    place = a_community()
    moderator = a_moderator(place)
    meeting = a_running_meeting(place, moderator)
    return meeting, an_open_item(meeting), moderator, a_recorder(place), a_recorder(place)


def a_piece(text, item=None, **more):
    more = {"client_id": "line-0001", "agenda_item_id": item.id if item else None, **more}
    return Piece(text=text, **more)


def verbs(meeting, start):
    return [entry.verb for entry in stream_after(f"meeting:{meeting.id}") if entry.verb.startswith(start)]


def test_half_a_line_is_kept_and_a_finished_one_goes_on_record_once(evening, now):
    meeting, item, _moderator, first, _second = evening
    half = keep_note(meeting, a_piece("三号楼", item), actor_id=first.id, now=now)
    assert (half.pending, half.text, verbs(meeting, "note."), captions(meeting.id, 9)) == ("三号楼", "", [], [])
    whole = a_piece("三号楼反映  晚上太黑", base=half.version, finished=True)
    for _time in range(3):
        kept = keep_note(meeting, whole, actor_id=first.id, now=now)
    assert (kept.id, kept.text, kept.recorded) == (half.id, "三号楼反映 晚上太黑", kept.version)
    assert verbs(meeting, "note.") == ["note.written"]
    assert [one.id for one in captions(meeting.id, 9)] == [half.id]


def test_two_recorders_in_one_line_lose_nothing(evening, now):
    meeting, item, _moderator, first, second = evening
    line = keep_note(meeting, a_piece("灯坏了", item, finished=True), actor_id=first.id, now=now)
    read = line.version
    keep_note(meeting, a_piece("东门的灯坏了", note_id=line.id, base=read), actor_id=second.id, now=now)
    mine = a_piece("灯坏了三盏", base=read, finished=True)
    with pytest.raises(WrittenMeanwhile) as caught:
        keep_note(meeting, mine, actor_id=first.id, now=now)
    theirs = caught.value.theirs
    assert (theirs.pending, theirs.text) == ("东门的灯坏了", "灯坏了")
    chosen = keep_note(meeting, replace(mine, base=theirs.version), actor_id=first.id, now=now)
    assert (chosen.text, verbs(meeting, "note.")) == ("灯坏了三盏", ["note.written", "note.written"])
    same = keep_note(meeting, replace(mine, note_id=line.id, base=1), actor_id=second.id, now=now)
    assert same.version == chosen.version


def test_what_is_emptied_is_taken_back_and_can_come_again(evening, now):
    meeting, item, _moderator, first, _second = evening
    line = keep_note(meeting, a_piece("说错了", item, finished=True), actor_id=first.id, now=now)
    gone = keep_note(meeting, a_piece(" ", base=line.version, finished=True), actor_id=first.id, now=now)
    assert (gone.struck, verbs(meeting, "note.")) == (True, ["note.written", "note.struck"])
    again = keep_note(meeting, a_piece("说对了", base=gone.version, finished=True), actor_id=first.id, now=now)
    assert (again.struck, verbs(meeting, "note.")[-1]) == (False, "note.written")
    nothing = a_piece("", client_id="line-0002", finished=True)
    assert keep_note(meeting, nothing, actor_id=first.id, now=now).recorded == 0
    assert verbs(meeting, "note.").count("note.struck") == 1


@pytest.mark.parametrize(
    ("text", "sources", "code"),
    [("字" * 1001, (), "notes.too_long"), ("好", (999,), "notes.no_such_entry"), ("好", (0,), "notes.no_such_entry")],
)
def test_a_line_out_of_measure_is_refused(evening, now, text, sources, code):
    meeting, item, _moderator, first, _second = evening
    with pytest.raises(Refused) as caught:
        keep_note(meeting, a_piece(text, item, sources=sources), actor_id=first.id, now=now)
    assert caught.value.refusal.code == code


def test_it_is_written_only_while_the_meeting_goes_on(evening, now):
    meeting, item, moderator, first, _second = evening
    early = a_meeting(meeting.place, moderator)
    running.close_item(item, Outcome.agreed, "装灯", actor_id=moderator.id, now=now)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    for where, code in ((early, "notes.not_begun"), (meeting, "notes.over")):
        with pytest.raises(Refused) as caught:
            keep_note(where, a_piece("太早或太晚"), actor_id=first.id, now=now)
        assert caught.value.refusal.code == code


def test_the_draft_takes_up_every_line_with_its_sources_even_a_half_one(evening, now):
    meeting, item, moderator, first, second = evening
    kinds = [NoteKind.said, NoteKind.agreed, NoteKind.minority, NoteKind.answer, NoteKind.action]
    for number, kind in enumerate(kinds):
        piece = a_piece(f"第{number}行", item, client_id=f"line-{number:04d}", kind=kind, sources=(1,), finished=True)
        keep_note(meeting, piece, actor_id=first.id, now=now)
    keep_note(meeting, a_piece("还没写完", item), actor_id=second.id, now=now)
    running.close_item(item, Outcome.agreed, "装灯", actor_id=moderator.id, now=now)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    sections = {section["key"]: section["sentences"] for section in minutes_of(meeting.id).sections}
    assert [one["text"] for one in sections["notes"]] == ["第0行", "还没写完"]
    keys = ("agreed", "minority", "questions", "actions")
    assert [sections[key][0]["text"] for key in keys] == ["第1行", "第2行", "第3行", "第4行"]
    assert "装灯" in sections["agreed"][1]["text"]
    assert all(one["sources"] for sentences in sections.values() for one in sentences)
    assert 1 in sections["notes"][0]["sources"]
    assert all(note.pending is None for note in notes_of(meeting.id))
