"""The desk of a secret vote's papers, and what residents read of them."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.kit.clock import clock
from deliberate.kit.roles import Role
from deliberate.votes.queries import boxes, papers
from deliberate.votes.services import leading
from deliberate.votes.states import VoteKind
from tests.factories.people import (
    a_building_head,
    a_community,
    a_holder,
    a_moderator,
    a_recorder,
    a_resident,
    a_supervisor,
    buildings_of,
)
from tests.factories.votes import a_poll_with_papers, an_open_vote, cast, household_reps

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def place(session):
    return a_community()


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def test_papers_are_printed_noted_and_read_by_two_people(place, visit):
    household_reps(place, 2)
    vote, one = an_open_vote(place), a_moderator(place)
    other, resident = a_holder(place, Role.teller), a_resident(place)
    db.session.commit()
    address = f"/votes/{vote.id}"
    first, second = visit(one), visit(other)
    assert text(first.get(f"{address}/papers/print")).count("Slip no.") == vote.roll_size
    assert text(first.get(f"{address}/papers/print?who=without")).count("Slip no.") == vote.roll_size - 2
    assert "The box stays shut" in text(first.get(f"{address}/papers"))
    assert "papers are read" not in text(first.get(f"{address}/papers"))
    assert "votes on paper" in text(visit(resident).get(address))
    visit(resident).get(f"{address}/papers", status=403)
    asked = text(first.post(f"{address}/papers/returned", data={"number": 999, "channel": "paper"}, status=422))
    assert "There is no paper with the number 999" in asked
    for number in (3, 4, 5):
        first.post(f"{address}/papers/returned", data={"number": number, "channel": "mobile_box"}, status=303)
    wrong = {"mistake": "returned", "wrong_number": 5}
    assert "Please fill this in." in text(second.post(f"{address}/papers/mistake", data=wrong, status=422))
    second.post(f"{address}/papers/mistake", data={**wrong, "why": "抄错号码"}, status=303)
    assert (papers.turnout(vote.id), boxes.returned(vote.id)) == (2, 2)
    _read_the_box(vote, first, second)


def _read_the_box(vote, first, second):
    clock.hold(vote.closes_at)
    address = f"/votes/{vote.id}"
    first.post(f"{address}/close", status=303)
    counted = {"packet": 1, "n_agree": 1, "n_disagree": 0, "n_abstain": 0, "n_": 1}
    assert "only 2 that came back" in text(
        first.post(f"{address}/papers/packet", data={**counted, "n_": 9}, status=422)
    )
    first.post(f"{address}/papers/packet", data=counted, status=303)
    assert "counted by one person so far, or differently: 1" in text(first.get(f"{address}/papers"))
    second.post(f"{address}/papers/packet", data={**counted, "n_agree": 0, "n_disagree": 1}, status=303)
    assert "The two counts of packet 1 differ" in text(second.get(f"{address}/papers"))
    second.post(f"{address}/papers/packet", data=counted, status=303)
    seen = text(first.get(f"{address}/papers"))
    assert "2 of 2 papers are read" in seen
    assert seen.index("Read the box") < seen.index("A paper comes back") < seen.index("Take back a mistake")
    first.post(f"{address}/count", status=303)
    seen = text(first.get(f"{address}/papers"))
    assert "Keep the papers" in seen
    assert [form for form in ("A paper comes back", "Note papers", "Take back a mistake") if form in seen] == []
    late = {"numbers": "1", "how": "in_person"}
    assert "after the close until the count" in text(first.post(f"{address}/papers/delivered", data=late, status=422))


@pytest.mark.parametrize(("number", "read"), [(6, "6 households agree"), (2, "Too few took part")])
def test_a_secret_count_is_signed_for_before_anybody_else_sees_it(place, visit, number, read):
    voters, chair = household_reps(place, number), a_moderator(place)
    signers, vote = [chair, a_holder(place, Role.teller), a_supervisor(place)], an_open_vote(place)
    for voter in voters:
        cast(vote, voter, "agree")
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    clock.hold(vote.closes_at)
    address = f"/votes/{vote.id}"
    visit().get(f"{address}/certificate", status=404)
    assert read in text(visit(chair).get(f"{address}/certificate"))
    assert read not in text(visit(chair).get(address))
    assert f"{address}/certificate" in text(visit(signers[2]).get(address))
    assert f"{address}/certificate" not in text(visit(voters[0]).get(address))
    visit(chair).post(f"{address}/publish", status=409)
    for one in signers:
        visit(one).post(f"{address}/sign", status=303)
    visit(chair).post(f"{address}/publish", status=303)
    assert text(visit().get(f"{address}/certificate")).count("Teller: ") == 2
    assert f"{address}/certificate" in text(visit().get(address))


@pytest.mark.parametrize("told", ["nothing", "turnout"])
def test_before_the_close_turnout_is_told_only_where_it_was_announced(place, visit, told):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    vote.manifest = {**vote.manifest, "before_close": told}
    cast(vote, voter, "agree")
    db.session.commit()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert (f"So far 1 of {vote.roll_size} households have voted." in seen) is (told == "turnout")
    assert ("nor how many have voted" in seen) is (told == "nothing")


def test_what_is_over_in_a_minute_has_no_papers(place, visit):
    a_resident(place)
    vote, one = an_open_vote(place, kind=VoteKind.straw_vote), a_moderator(place)
    db.session.commit()
    visit(one).get(f"/votes/{vote.id}/papers", status=404)


def test_a_poll_on_paper_is_printed_with_numbers_and_read_line_by_line(place, visit):
    a_resident(place)
    vote, one, two = a_poll_with_papers(place, noted=5), a_moderator(place), a_recorder(place)
    db.session.commit()
    address, desk, second = f"/votes/{vote.id}/papers", visit(one), visit(two)
    sheet = text(desk.get(f"{address}/print?who=without"))
    assert "Mark up to 2." in sheet
    assert sheet.index("1. 第1件") < sheet.index("3. 第3件")
    vote = papers.locked(vote.id)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    wrong = desk.post(f"{address}/packet", data={"packet": 1, "lines": "1 2\n1 2 3"}, status=422)
    assert "Line 2 cannot be" in text(wrong)
    assert "1 2 3" in text(wrong)
    assert "Voting has ended" in text(
        desk.post(f"{address}/returned", data={"number": 5, "channel": "paper"}, status=422)
    )
    lines = {"packet": 1, "lines": "2 1\n3\n0\n1\n3"}
    for teller in (desk, second):
        teller.post(f"{address}/packet", data=lines, status=303)
    desk.post(f"/votes/{vote.id}/count", status=303)
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "5 people took part; the roll has 7 people" in seen
    assert "On paper 5" in seen


def test_a_building_head_finds_the_count_and_signs_and_the_moderator_publishes(place, visit):
    building = buildings_of(place)[0]
    head, chair, neighbours = a_building_head(building), a_moderator(place), household_reps(building, 2)
    stranger = household_reps(buildings_of(place)[1], 1)[0]
    vote = an_open_vote(building, kind=VoteKind.building_vote)
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    address = f"/votes/{vote.id}"
    assert f"{address}/sign" not in text(visit(chair).get(f"{address}/certificate"))
    visit(stranger).get(f"{address}/certificate", status=404)
    for one, capacity in ((head, "Building head"), *((one, "Resident of the building") for one in neighbours)):
        page = visit(one)
        assert f"Sign as: {capacity}" in text(page.get(f"{address}/certificate"))
        page.post(f"{address}/sign", status=303)
    assert "A count waits for your signature" not in text(visit(head).get("/me"))
    visit(chair).post(f"{address}/publish", status=303)
    assert "Building head: " in text(visit().get(f"{address}/certificate"))
