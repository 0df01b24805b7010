"""Pages of votes as a resident on a phone and a moderator at a desk meet them."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.kit.clock import clock
from deliberate.votes.formats.pabulib import parse
from deliberate.votes.proofs.receipts import code_of, receipt_of
from deliberate.votes.queries import papers
from deliberate.votes.services import leading
from deliberate.votes.services.importing import import_election
from deliberate.votes.states import Choice, VoteKind, VoteState
from tests.factories.issues import deliberating, listed
from tests.factories.people import a_community, a_moderator, a_resident
from tests.factories.votes import (
    DAY,
    a_draft,
    a_published_vote,
    an_announced_vote,
    an_open_vote,
    cast,
    household_reps,
)

pytestmark = pytest.mark.usefixtures("session", "now")
SECRET = "5a" * 16


@pytest.fixture
def place(session):
    return a_community()


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def paper(vote, account, *choices):
    entry = papers.standings(vote.id, account.id)[0].entry.id
    return {"entry": entry, "choice": list(choices)}


def kept(*things):
    """Commit, so that a request of its own sees what was made."""
    db.session.commit()
    return things


def test_a_guest_reads_the_question_and_is_asked_to_sign_in(place, visit):
    vote = an_open_vote(place)
    kept()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert vote.question in seen
    assert "Please sign in" in seen
    assert 'type="radio"' not in seen


def test_a_household_representative_sees_the_paper_the_rule_and_as_whom_they_vote(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    home = papers.standings(vote.id, voter.id)[0].entry.label
    kept()
    seen = text(visit(voter).get(f"/votes/{vote.id}"))
    assert f"You vote as representative of the household: {home}. One household, one vote." in seen
    assert "Of 24 households on the roll, more than half must take part: that is 13 households or more." in seen
    assert f"Not yet: no vote for {home} has arrived." in seen
    assert seen.count('type="radio"') == 3


def test_who_is_not_on_the_roll_reads_why(place, visit):
    vote = an_open_vote(place)
    resident = a_resident(place)
    kept()
    seen = text(visit(resident).get(f"/votes/{vote.id}"))
    assert "You are not on the roll of this vote" in seen
    assert 'type="radio"' not in seen


def test_a_vote_is_checked_then_cast_and_has_arrived(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    kept()
    person = visit(voter)
    assert "Is this right?" in text(person.post(f"/votes/{vote.id}/check", paper(vote, voter, "disagree"), 200))
    cast_ = person.post(f"/votes/{vote.id}/cast", {**paper(vote, voter, "disagree"), "secret": SECRET}, 200)
    receipt = receipt_of(vote.manifest_hash, ["disagree"], [], SECRET)
    assert code_of(receipt).replace(" ", "</span> <span>") in text(cast_)
    assert "our server made the code" in text(cast_)
    assert cast_.headers["Cache-Control"] == "no-store"
    assert "has arrived and counts once" in text(person.get(f"/votes/{vote.id}"))
    assert papers.turnout(vote.id) == 1


def test_a_paper_sent_twice_says_that_it_has_arrived(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    kept()
    person = visit(voter)
    for choice, status in (("agree", 200), ("disagree", 303)):
        person.post(f"/votes/{vote.id}/cast", paper(vote, voter, choice), status)
    assert "Your vote has arrived already." in text(person.get(f"/votes/{vote.id}"))
    assert (papers.turnout(vote.id), papers.number_of_ballots(vote.id)) == (1, 1)


def test_a_page_whose_line_broke_learns_whether_the_vote_has_arrived_and_no_paper_is_kept_on_the_phone(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    kept()
    person, given = visit(voter), paper(vote, voter, "agree")
    assert "X-Keep" not in person.get(f"/votes/{vote.id}").headers
    answer = person.get(f"/votes/{vote.id}/arrived")
    assert (answer.get_json()["arrived"], answer.headers["Cache-Control"]) == ([], "no-store")
    person.post(f"/votes/{vote.id}/cast", given, 200)
    assert person.get(f"/votes/{vote.id}/arrived").get_json()["arrived"] == [given["entry"]]


def test_an_empty_paper_is_given_back_with_a_word(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    kept()
    assert "Please choose something first." in text(
        visit(voter).post(f"/votes/{vote.id}/check", paper(vote, voter), 422)
    )


def test_nobody_sees_a_count_before_the_result_moderators_included(place, visit):
    voters = household_reps(place, 3)
    vote = an_open_vote(place)
    for account in voters:
        cast(vote, account, Choice.agree)
    moderator = a_moderator(place)
    kept()
    for answer in (visit(moderator).get(f"/votes/{vote.id}/lead"), visit(moderator).get(f"/votes/{vote.id}")):
        assert "bar-fill" not in text(answer)
        assert "gauge" not in text(answer)
        assert "Took part" not in text(answer)


def test_the_result_says_its_rule_with_the_arithmetic(place, visit):
    voters = [(account, Choice.agree) for account in household_reps(place, 13)]
    vote = a_published_vote(place, voters)
    kept()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "Result: Adopted" in seen
    assert (
        "13 households took part; the roll has 24 households. Needed: more than half, that is 13 households or more. Enough took part."
        in seen
    )
    assert (
        "13 households took part; 13 households agree. Needed: more than half, that is 7 households or more. Enough agree."
        in seen
    )


def test_the_list_shows_what_runs_first_and_no_drafts(place, visit, now):
    a_draft(place, question="draft of the committee")
    an_announced_vote(place, question="announced later", closes_at=now + 20 * DAY)
    an_open_vote(place, question="open now")
    kept()
    seen = text(visit().get("/votes"))
    assert "draft of the committee" not in seen
    assert seen.index("open now") < seen.index("announced later")


@pytest.mark.parametrize("given_up", [False, True], ids=["draft", "draft given up"])
def test_a_draft_exists_for_its_moderators_only(place, visit, now, given_up):
    vote = a_draft(place)
    moderator = a_moderator(place)
    if given_up:
        leading.void_vote(vote, "Asked wrongly.", actor_id=moderator.id, now=now)
    kept()
    visit().get(f"/votes/{vote.id}", 404)
    assert vote.question not in text(visit().get("/votes"))
    visit(moderator).get(f"/votes/{vote.id}")


def test_a_moderator_leads_a_vote_from_announcement_to_result(place, visit, now):
    vote = a_draft(place, kind=VoteKind.straw_vote)
    a_resident(place)
    moderator = a_moderator(place)
    kept()
    desk, address = visit(moderator), f"/votes/{vote.id}"
    assert vote.question in text(desk.get("/votes/desk"))
    for step in ("announce", "open"):
        desk.post(f"{address}/{step}", status=303)
    assert "It closes earlier only when everybody has voted." in text(desk.get(f"{address}/lead"))
    desk.post(f"{address}/close", status=409)
    clock.hold(now + 7 * DAY)
    for step in ("close", "count"):
        desk.post(f"{address}/{step}", status=303)
    assert papers.vote(vote.id).state is VoteState.published


def test_a_vote_is_void_with_a_reason_only(place, visit):
    vote = an_open_vote(place)
    moderator = a_moderator(place)
    kept()
    desk = visit(moderator)
    desk.post(f"/votes/{vote.id}/void", {"reason": " "}, 422)
    desk.post(f"/votes/{vote.id}/void", {"reason": "The roll was wrong."}, 303)
    assert "The roll was wrong." in text(visit().get(f"/votes/{vote.id}"))


def test_residents_do_not_lead_votes(place, visit):
    vote = an_open_vote(place)
    resident = a_resident(place)
    kept()
    visit(resident).get(f"/votes/{vote.id}/lead", 403)
    visit(resident).post(f"/votes/{vote.id}/close", status=403)
    visit(resident).get("/votes/desk", 403)
    visit(resident).get(f"/places/{place.slug}/poll", 403)


def test_a_moderator_puts_an_issue_to_the_vote(place, visit, now):
    issue = deliberating(place)
    moderator = a_moderator(place)
    kept()
    desk, address = visit(moderator), f"/issues/{issue.id}/vote"
    form = text(desk.get(address))
    assert issue.title in form
    assert form.count("voted on in its meeting only") == 2  # residents and representatives, not households
    times = {"opens_at": "2026-03-10T10:00", "closes_at": "2026-03-20T10:00"}
    filled = {"question": "装路灯吗？", "kind": "household_vote", **times}
    desk.post(address, {**filled, "closes_at": "2026-03-11T10:00"}, 422)
    led = desk.post(address, filled, 303).headers["Location"]
    assert "Announcing freezes question" in text(desk.get(led))
    vote = papers.vote(int(led.split("/")[2]))
    assert (vote.issue_id, vote.opens_at) == (issue.id, now)


def test_a_moderator_asks_which_issues_come_first(place, visit):
    issues = [listed(place, number) for number in (1, 2, 3)]
    moderator = a_moderator(place)
    kept()
    desk, address = visit(moderator), f"/places/{place.slug}/poll"
    blank = desk.get(address)
    assert all(issue.title in text(blank) for issue in issues)
    assert "Issues to choose from (optional)" not in text(blank)
    assert 'type="checkbox" required' not in blank.text
    filled = {"question": "先办哪些？", "opens_at": "2026-03-10T10:00", "closes_at": "2026-03-20T10:00"}
    desk.post(address, {**filled, "issues": [issues[0].id]}, 422)
    led = desk.post(address, {**filled, "issues": [issue.id for issue in issues]}, 303).headers["Location"]
    vote = papers.vote(int(led.split("/")[2]))
    assert ([option.issue_id for option in vote.options], vote.max_choices) == ([issue.id for issue in issues], 3)


def test_a_poll_is_shown_as_an_opinion_never_as_a_decision(place, visit):
    voters = [a_resident(place) for _ in range(5)]
    issues = tuple((issue.id, issue.title) for issue in (listed(place, 1), listed(place, 2)))
    vote = an_open_vote(place, kind=VoteKind.priority_poll, issues=issues, max_choices=2)
    for voter in voters:
        cast(vote, voter, f"issue-{issues[1][0]}")
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    leading.publish_result(vote, actor_id=None, now=vote.closes_at)
    kept()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "It is not a statutory vote and decides nothing by itself." in seen
    assert f"1. {issues[1][1]}" in seen
    assert "5 people took part; the roll has 5 people." in seen


def test_an_imported_budget_shows_the_way_of_the_money(place, visit, shared_data, now):
    file = shared_data / "pabulib" / "poland_lodz_2020_nr-33.pb"
    election = parse(file.read_text(encoding="utf-8-sig"))
    vote = import_election(place, election, source=file.name, actor_id=None, now=now)
    kept()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "237 ballots. Budget: PLN" in seen
    assert "Counted again here, with another outcome" in seen
    assert "Funded here, not there:" in seen


def test_the_pages_speak_chinese(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    kept()
    seen = text(visit(voter, language="zh-CN").get(f"/votes/{vote.id}"))
    for sentence in ("您的表决票", "同意", "反对", "弃权", "须过半数参加", "我的票收到了吗？"):
        assert sentence in seen


def test_the_list_costs_the_same_however_long_it_is(place, visit, statements):
    an_open_vote(place)
    kept()
    with statements() as few:
        visit().get("/votes")
    for _ in range(9):
        an_open_vote(place)
    kept()
    with statements() as many:
        visit().get("/votes")
    assert len(many) == len(few) <= 4


def test_an_open_vote_waits_on_the_home_page_of_those_who_have_not_voted(place, visit):
    voter, other = household_reps(place, 2)
    vote = an_open_vote(place)
    cast(vote, other, Choice.agree)
    kept()
    page = text(visit(voter).get("/"))
    assert page.index("You can vote now") < page.index(vote.question) < page.index('class="deeds"')
    assert vote.question in text(visit(voter).get("/me"))
    for reader in (other, a_resident(a_community(name="古北居民区")), None):
        kept()
        assert "You can vote now" not in text(visit(reader).get(f"/places/{place.slug}"))


def test_a_vote_no_longer_waits_once_its_time_is_over(place, visit):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    clock.hold(vote.closes_at)
    kept()
    assert "You can vote now" not in text(visit(voter).get("/"))


def test_no_picture_of_a_vote_is_drawn_before_its_result_is_published(place, visit):
    voters = household_reps(place, 6)
    vote = an_open_vote(place)
    for voter in voters:
        cast(vote, voter, Choice.agree)
    for state in (VoteState.open, VoteState.closed, VoteState.tallied):
        vote.state = state
        kept()
        for reader in (None, voters[0], a_moderator(place)):
            seen = visit(reader).get(f"/votes/{vote.id}").text
            assert [sign for sign in ("share-bar", "chart-svg", "house-window", "6 /") if sign in seen] == [], state


def test_a_published_vote_shows_the_whole_roll_and_the_line_that_had_to_be_reached(place, visit):
    voters = [(voter, Choice.agree) for voter in household_reps(place, 13)]
    vote = a_published_vote(place, voters)
    kept()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "13 households needed" in seen
    assert "Agree 13 households · Disagree 0 households · Abstain 0 households · Did not vote 11 households" in seen
    assert "All who took part chose the same, so everybody knows what each of them chose." in seen
    assert 'href="/votes/methods#majority"' in seen


def test_turnout_is_counted_by_house_and_hides_houses_of_a_few(place, visit):
    voters = [(voter, Choice.agree) for voter in household_reps(place, 13)]
    vote = a_published_vote(place, voters)
    kept()
    counts = papers.turnout_by_building(vote.id)
    assert sum(part for _place, part, _whole in counts) == 13
    assert sum(whole for _place, _part, whole in counts) == vote.roll_size
    assert all(whole < 5 for _place, _part, whole in counts)
    assert "is-lit" not in visit().get(f"/votes/{vote.id}").text
