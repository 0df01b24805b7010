"""The pages of an owners' vote: who one is, what one gave, which rule decided and how the sums went."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.kit.clock import clock
from deliberate.kit.roles import Role
from deliberate.places.states import Capacity
from deliberate.votes.queries import named, objections, papers
from deliberate.votes.services import leading
from deliberate.votes.states import Choice, Matter, Unreturned, VoteKind
from tests.factories.issues import deliberating
from tests.factories.people import (
    a_community,
    a_holder,
    a_member,
    a_moderator,
    a_resident,
    a_supervisor,
    estates_of,
    units_of,
)
from tests.factories.votes import DAY, an_announced_vote, give, owners_vote, sign_for

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def estate(session):
    return estates_of(a_community())[0]


@pytest.fixture
def owner(estate):
    return a_member(units_of(estate)[0], Capacity.owner)


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def at_the_opening(vote):
    db.session.commit()
    clock.hold(vote.opens_at)


def test_an_owner_reads_what_counts_and_may_change_it_until_the_close(estate, owner, visit):
    vote = owners_vote(estate)
    at_the_opening(vote)
    phone, address = visit(owner), f"/votes/{vote.id}"
    seen = text(phone.get(address))
    assert "89.50 ㎡, counted as 1 person." in seen
    assert "at least two thirds of the floor area and at least two thirds of the owners" in seen
    entry = papers.standings(vote.id, owner.id)[0].entry.id
    asked = text(phone.post(f"{address}/owners/check", data={"entry": entry, "choice": "agree"}, status=200))
    assert "Your ballot carries your name." in asked
    for choice, key in (("agree", "a"), ("agree", "a"), ("disagree", "b")):
        phone.post(f"{address}/owners/give", data={"entry": entry, "choice": choice, "key": key}, status=303)
    assert [one.choices for one in named.versions(entry)] == [["agree"], ["disagree"]]
    assert "this counts: Disagree." in text(phone.get(address))


def test_nobody_sees_a_count_before_it_is_published(estate, owner, visit):
    vote = owners_vote(estate)
    give(vote, owner, Choice.agree)
    at_the_opening(vote)
    for reader in (None, a_moderator(estate)):
        db.session.commit()
        seen = text((visit(reader) if reader else visit()).get(f"/votes/{vote.id}"))
        assert "Agree 1" not in seen
        assert "Taking part, by floor area" not in seen


def test_the_result_says_which_rule_decided_and_shows_the_sums(estate, visit):
    owners = [a_member(home, Capacity.owner) for home in units_of(estate)]
    clause = "议事规则第十二条"
    vote = owners_vote(estate, matter=Matter.use_fund, unreturned=Unreturned.abstain, clause=clause)
    for number, owner in enumerate(owners[:6]):
        give(vote, owner, Choice.agree if number < 5 else Choice.disagree)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "Decided as: Using the maintenance fund." in seen
    assert "民法典 第二百七十八条" in seen
    assert "537.00 ㎡ of 716.00 ㎡" in seen
    assert "53,700 × 3 = 161,100; 71,600 × 2 = 143,200; 161,100 ≥ 143,200" in seen
    assert "Without this rule the result would be: Adopted." in seen


def test_a_moderator_puts_a_matter_to_the_owners(estate, visit):
    issue = deliberating(estate)
    moderator = a_moderator(issue.place)
    db.session.commit()
    desk = visit(moderator)
    address = f"/issues/{issue.id}/vote"
    assert "Using the maintenance fund" in text(desk.get(address))
    filled = {
        "kind": "owners_assembly",
        "matter": "rebuild",
        "unreturned": "follow_majority",
        "question": "加装电梯，您同意吗？",
        "opens_at": "2027-03-01T08:00",
        "closes_at": "2027-03-20T20:00",
    }
    assert "name the rule of the estate" in text(desk.post(address, data=filled, status=422))
    made = desk.post(address, data={**filled, "clause": "议事规则第十二条"}, status=200, follow_redirects=True)
    assert "Owners&#39; assembly vote" in text(made)


def test_the_roll_says_why_takes_an_objection_and_shows_its_answer(estate, owner, visit, now):
    begins = now + 16 * DAY
    vote = an_announced_vote(estate, kind=VoteKind.owners_assembly, opens_at=begins, closes_at=begins + 20 * DAY)
    tenant, judge = a_resident(estate), a_supervisor(estate)
    db.session.commit()
    address = f"/votes/{vote.id}/roll"
    assert "You stand on the roll" in text(visit(owner).get(address))
    assert "it is for owners" in text(visit(tenant).get(address))
    said = {"claim": "area", "home": "1号楼 101", "reason": "产证上是 98.50 平方米"}
    assert "Please" in text(visit(owner).post(address, data={**said, "home": ""}, status=422))
    visit(owner).post(address, data=said, status=303)
    assert "产证上是" not in text(visit(tenant).get(address))
    asked = objections.objections(vote.id)[0].id
    assert "产证上是" in text(visit(judge).get(address))
    sent = {"outcome": "refused", "answer": "产证复印件是另一套"}
    visit(judge).post(f"/votes/objections/{asked}", data=sent, status=303)
    assert "产证复印件是另一套" in text(visit(tenant).get(address))


def test_two_people_print_deliver_and_read_papers(estate, visit):
    vote, one, other, tenant = (
        owners_vote(estate),
        a_moderator(estate),
        a_holder(estate, Role.teller),
        a_resident(estate),
    )
    at_the_opening(vote)
    address = f"/votes/{vote.id}/papers"
    assert text(visit(one).get(f"{address}/print")).count("Ballot no.") == 8
    assert "such as 1-24" in text(visit(one).post(f"{address}/delivered", data={"numbers": "99"}, status=422))
    visit(one).post(f"{address}/delivered", data={"numbers": "1-8", "how": "in_person"}, status=303)
    read = {"number": 3, "choice": "agree", "channel": "paper"}
    visit(one).post(address, data=read, status=303)
    assert "Read by one person so far, or read differently: 3" in text(visit(other).get(address))
    assert "they are two people" in text(visit(other).post(address, data={**read, "helper": "王"}, status=422))
    visit(other).post(address, data=read, status=303)
    assert "8 of 8 are on record as delivered." in text(visit(other).get(address))
    assert papers.turnout(vote.id) == 1
    visit(tenant).get(address, status=403)


def test_a_count_is_signed_for_then_published_and_its_certificate_is_everybodys(estate, visit):
    vote, chair = owners_vote(estate), a_moderator(estate)
    signers = [chair, a_holder(estate, Role.teller), a_supervisor(estate)]
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    address = f"/votes/{vote.id}"
    visit().get(f"{address}/certificate", status=404)
    assert "only those who count and watch see this" in text(visit(signers[2]).get(f"{address}/certificate"))
    visit(chair).post(f"{address}/publish", status=409)
    for one in signers:
        visit(one).post(f"{address}/sign", status=303)
    visit(chair).post(f"{address}/publish", status=303)
    seen = text(visit().get(f"{address}/certificate"))
    assert [seen.count(f"{name}: ") for name in ("Teller", "Scrutineer")] == [2, 1]


def test_every_owner_objects_to_the_result_and_another_than_the_tellers_answers(estate, owner, visit):
    vote = owners_vote(estate)
    give(vote, owner, Choice.agree)
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=vote.closes_at)
    supervisor, stranger, teller = a_supervisor(estate), a_resident(estate), a_holder(estate, Role.teller)
    db.session.commit()
    clock.hold(vote.closes_at + DAY)
    address = f"/votes/{vote.id}/objections"
    phone, judge = visit(owner), visit(supervisor)
    shown = text(phone.get(f"/votes/{vote.id}"))
    assert "Every owner can object to it until" in shown
    assert "within 12 months of learning of it" in shown
    code = shown.split(f"/votes/{vote.id}/ballots#b")[1][:24]
    assert f'id="b{code}"' in text(phone.get(f"/votes/{vote.id}/ballots"))
    assert "In the published list it has the code" not in text(visit().get(f"/votes/{vote.id}"))
    assert "every owner can" in text(visit(stranger).get(address))
    said = {"claim": "papers", "reason": "6号的票是废票"}
    assert "Please fill this in." in text(phone.post(address, data={**said, "reason": " "}, status=422))
    phone.post(address, data=said, status=303)
    assert "6号的票是废票" in text(phone.get(address))
    assert "It stands until the objection is answered" in text(phone.get(f"/votes/{vote.id}"))
    assert "6号的票是废票" not in text(visit(stranger).get(address))
    desk = visit(teller)
    wrong = {"number": 99, "desk_claim": "other", "desk_reason": "来电"}
    assert "99" in text(desk.post(f"{address}/desk", data=wrong, status=422))
    desk.post(f"{address}/desk", data={**wrong, "number": 2}, status=303)
    for number in (1, 2):
        answer = {"outcome": "rejected", "answer": f"第{number}条：已复核"}
        judge.post(f"/votes/result-objections/{number}", data=answer, status=303)
    assert "It stands" in text(phone.get(f"/votes/{vote.id}"))
    assert "第2条：已复核" in text(phone.get(f"/votes/{vote.id}"))
    assert "was answered" in text(phone.get("/inbox"))
    phone.post(address, data=said, status=303)
    judge.post("/votes/result-objections/3", data={"outcome": "recount", "answer": "重新清点"}, status=303)
    again = text(phone.get(f"/votes/{vote.id}"))
    assert "said: Too few took part. Agree 1 · Disagree 0 · Abstain 0" in again
    assert phone.get(f"/votes/{vote.id}/bundle.zip").status_code == 200


def test_whoever_signs_is_told_and_a_missing_scrutineer_is_said_beforehand(estate, visit):
    vote, moderator, recorder = owners_vote(estate), a_moderator(estate), a_holder(estate, Role.recorder)
    db.session.commit()
    clock.hold(vote.closes_at)
    desk = visit(moderator)
    assert "A scrutineer is missing" in text(desk.get(f"/votes/{vote.id}/lead"))
    assert "A scrutineer is missing" in text(desk.get(f"/desk?place={estate.slug}"))
    supervisor = a_supervisor(estate)
    db.session.commit()
    assert "A scrutineer is missing" not in text(desk.get(f"/votes/{vote.id}/lead"))
    for step in ("close", "count"):
        desk.post(f"/votes/{vote.id}/{step}", status=303)
    for account in (recorder, supervisor):
        assert "A count waits for your signature" in text(visit(account).get("/me"))
        assert "A count waits for your signature:" in text(visit(account).get("/inbox"))
