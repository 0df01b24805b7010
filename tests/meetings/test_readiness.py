"""No kind of meeting is announced without what its rules ask for, and every reason is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.session import commit
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.invitations.services import Guests, invite
from deliberate.meetings.papers.services import Sheet, add_paper
from deliberate.meetings.queries import programme, readiness
from deliberate.meetings.rules.coming import present_needed
from deliberate.meetings.rules.plans import PlannedItem, named, why_not_in_part
from deliberate.meetings.services.calling import announce_meeting, replan_meeting
from deliberate.meetings.states import MeetingKind, MeetingState, RuleWord
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.places.states import PlaceKind
from tests.factories.issues import supported
from tests.factories.meetings import a_drafted_meeting, a_meeting, a_plan, prepared
from tests.factories.people import a_community, a_moderator, a_recorder, units_of

K, W = MeetingKind, RuleWord
RECORDER, CONVENER, STUDY = (
    "meetings.recorder_missing",
    "meetings.convener_not_entitled",
    "meetings.party_study_missing",
)
PAPERS, GUESTS, SIDES = "papers.missing", "invitations.must_be_asked", "invitations.sides_missing"
# kind → days of notice, days a reason of urgency leaves, who is needed to decide (of 90 entitled), signatures, outcome,
# and everything that is refused of a bare plan for a far day.
TABLE = {
    K.topic_solicitation: (3, None, 5, {W.recorder}, W.ranked_topics, [CONVENER]),
    K.hearing: (10, None, 10, {W.chair, W.recorder}, W.opinions_and_answers, [RECORDER, PAPERS, GUESTS]),
    K.heart_to_heart: (3, 1, 0, {W.recorder}, W.notes, []),
    K.coordination: (3, 1, 2, {W.all_sides}, W.agreement, [SIDES]),
    K.supervisory_review: (3, None, 3, {W.members}, W.findings, [CONVENER]),
    K.appraisal: (7, None, 10, {W.tellers}, W.ratings_and_items, []),
    K.building_council: (3, 1, 46, {W.building_head}, W.building_resolution, [CONVENER]),
    K.joint_meeting: (5, None, 0, {W.parties}, W.division_of_tasks, [GUESTS]),
    K.party_joint_meeting: (5, None, 0, {W.parties}, W.three_lists, [CONVENER]),
    K.representatives_assembly: (10, None, 60, {W.chair, W.recorder, W.scrutineer}, W.resolution, [RECORDER, STUDY]),
    K.residents_assembly: (10, 0, 46, {W.chair, W.recorder, W.scrutineer}, W.resolution, [RECORDER, STUDY]),
    K.owners_assembly: (
        15, None, 0, {W.tellers, W.scrutineer, W.subdistrict_witness}, W.resolution, [RECORDER, CONVENER, GUESTS],
    ),
}  # fmt: skip


@pytest.fixture
def place(session):
    place = a_community(households=30)
    for home in units_of(place)[:3]:
        session.delete(home)
    return place


def bare(place, kind, days=40, **more):
    return a_drafted_meeting(place, a_moderator(place), kind=kind, starts_at=now() + timedelta(days=days), **more)


def codes(meeting):
    return sorted(one.code for one in readiness.lacking(meeting, now()))


def test_bodies_of_the_whole_area_are_not_called_for_a_part_of_it():
    whole = {
        K.supervisory_review,
        K.joint_meeting,
        K.party_joint_meeting,
        K.representatives_assembly,
        K.residents_assembly,
    }
    for part in (PlaceKind.estate, PlaceKind.building):
        assert {kind for kind in MeetingKind if why_not_in_part(kind, part)} == whole
    assert not any(why_not_in_part(kind, PlaceKind.residential_area) for kind in MeetingKind)


def test_every_kind_has_its_line_in_the_table():
    assert set(TABLE) == set(MeetingKind)


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_has_its_own_rules(kind):
    rules = shipped_ruleset("cn-sh-2026")
    days, urgent, needed, signatures, outcome, _lacking = TABLE[kind]
    assert rules.number(f"meeting.{kind}.notice") == days
    shorter = [rules.has(f"meeting.{kind}.notice_urgent"), rules.switched_on(f"meeting.{kind}.notice_waivable")]
    assert shorter == [urgent == 1, urgent == 0]
    assert present_needed(kind, rules, entitled=90) == needed
    told = named(kind, rules)
    assert (set(told["signatures"]), told["outcome"]) == (signatures, (outcome,))
    assert {"convener", "chair"} <= set(told)


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_a_bare_plan_is_refused_what_its_kind_asks_for(place, kind):
    assert codes(bare(place, kind)) == sorted(TABLE[kind][5])


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_with_all_of_it_every_kind_is_announced(place, kind):
    more = {"recorder_id": a_recorder(place).id, "party_study": "3月5日研究", "called_by": "业委会，3月3日函"}
    meeting = prepared(bare(place, kind, **more))
    assert announce_meeting(meeting, actor_id=meeting.moderator_id, now=now()).state is MeetingState.announced
    assert (meeting.kind.by_ballot_only, kind is K.owners_assembly) in {(True, True), (False, False)}
    assert stream_after(f"meeting:{meeting.id}")[-1].payload["called_by"] == "业委会，3月3日函"


def test_papers_that_come_too_late_ask_for_a_later_day(place):
    meeting = bare(place, K.hearing, days=5)
    assert "papers.too_late" in codes(meeting)
    add_paper(meeting, Sheet(title="材料", text="方案"), actor_id=meeting.moderator_id, now=now())
    refusal = next(one for one in readiness.lacking(meeting, now()) if one.code == "papers.too_late")
    assert refusal.facts["earliest"] == (now().astimezone(SHANGHAI) + timedelta(days=7)).date()


def test_one_side_of_a_dispute_is_not_enough(place):
    meeting = bare(place, K.coordination)
    for name, left in (("3号楼", [SIDES]), ("4号楼", [])):
        invite(meeting, Guests(names=[name], part=W.all_sides), actor_id=meeting.moderator_id, now=now())
        assert codes(meeting) == left


def test_a_plan_changes_until_it_is_told_and_what_stays_keeps_its_papers(place):
    kept, dropped = supported(place), supported(place)
    meeting = a_drafted_meeting(place, a_moderator(place), kept, dropped)
    first, second = meeting.agenda
    for item in (first, second):
        sheet = Sheet(title="材料", text="方案", agenda_item_id=item.id)
        add_paper(meeting, sheet, actor_id=meeting.moderator_id, now=now())
    items = (PlannedItem(title="门口的灯"), PlannedItem(title=kept.title, issue_id=kept.id))
    plan = a_plan(title="改期恳谈会", items=items)
    replan_meeting(meeting, plan, actor_id=meeting.moderator_id, now=now())
    assert [(item.position, item.title) for item in meeting.agenda] == [(1, "门口的灯"), (2, kept.title)]
    assert (meeting.agenda[1].id, meeting.title) == (first.id, "改期恳谈会")
    told = a_meeting(place, a_moderator(place))
    with pytest.raises(Refused, match=r"meetings\.told_already"):
        replan_meeting(told, plan, actor_id=meeting.moderator_id, now=now())


def test_the_wizard_keeps_what_is_not_complete_and_says_what_is_missing(place, visit):
    meeting = bare(place, K.hearing, recorder_id=a_recorder(place).id)
    commit()
    lead = visit(programme.meeting(meeting.id).moderator)
    page = lead.get(f"/meetings/{meeting.id}/desk").get_data(as_text=True)
    assert f"/meetings/{meeting.id}/papers" in page
    assert f"/meetings/{meeting.id}/invitations" in page
    day = (now() + timedelta(days=30)).date().isoformat()
    form = {
        "kind": "hearing", "title": "路灯听证会", "day": day, "time": "19:00", "planned_minutes": "90",
        "where_text": "居委会", "other_items": "路灯", "moderator": str(meeting.moderator_id),
        "recorder": str(meeting.recorder_id), "act": "announce",
    }  # fmt: skip
    lead.post(f"/meetings/{meeting.id}/plan", {**form, "day": now().date().isoformat()}, 422)
    bare_form = {
        **form,
        "kind": "residents_assembly",
        "day": now().date().isoformat(),
        "recorder": "0",
        "other_items": "",
    }
    told = lead.post(f"/meetings/{meeting.id}/plan", bare_form, 422).get_data(as_text=True)
    assert all(f'id="{name}-error"' in told for name in ("day", "recorder", "party_study", "other_items"))
    lead.post(f"/meetings/{meeting.id}/plan", form, 303)
    assert programme.meeting(meeting.id).state is MeetingState.draft
    prepared(programme.meeting(meeting.id))
    commit()
    lead.post(f"/meetings/{meeting.id}/plan", form, 303)
    assert programme.meeting(meeting.id).state is MeetingState.announced
    lead.get(f"/meetings/{meeting.id}/plan", 404)
