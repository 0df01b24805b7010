"""A vote held in a meeting opens and is decided with enough people there, and they are kept with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.issues.states import IssueState
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.services import conducting
from deliberate.meetings.states import MeetingKind, MeetingState
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.votes.models import VoteBundle
from deliberate.votes.queries import papers
from deliberate.votes.rules import why_not_hold, why_not_without
from deliberate.votes.services import leading, preparing
from deliberate.votes.states import VoteKind
from tests.factories.issues import supported
from tests.factories.meetings import a_running_meeting, an_open_item, attends
from tests.factories.people import a_community, a_moderator, a_recorder, a_representative, a_resident, a_supervisor
from tests.factories.votes import a_draft, an_announced_vote, cast, sign_for
from tests.support.bundles import recounting


@pytest.fixture
def place(session):
    return a_community()


@pytest.fixture
def delegates(place):
    return [a_representative(place) for _number in range(3)]


@pytest.fixture
def assembly(place, delegates):
    """Return a representatives' meeting under way: two of three must be there."""
    more = {"recorder_id": a_recorder(place).id, "party_study": "3月5日研究", "starts_at": now() + timedelta(days=12)}
    meeting = a_running_meeting(
        place, a_moderator(place), supported(place), kind=MeetingKind.representatives_assembly, **more
    )
    an_open_item(meeting)
    return meeting


def a_vote(meeting, **more):
    issue = meeting.agenda[0].issue
    values = {"kind": VoteKind.representatives_assembly, "issue_id": issue.id, "meeting_id": meeting.id, **more}
    return an_announced_vote(meeting.place, **values)


def opened(vote):
    return leading.open_vote(vote, actor_id=vote.created_by_id, now=now())


def record(meeting):
    return [(one.verb, one.payload) for one in stream_after(f"meeting:{meeting.id}") if "vote" in one.verb]


def test_below_quorum_no_vote_opens_and_the_arithmetic_is_told(assembly, delegates):
    attends(assembly, delegates[0])
    with pytest.raises(Refused, match=r"meetings\.below_quorum_of") as caught:
        opened(a_vote(assembly))
    facts = caught.value.refusal.facts
    assert (facts["phone"], facts["present"], facts["needed"], facts["missing"], facts["entitled"]) == (1, 1, 2, 1, 3)


def test_who_was_there_is_kept_when_it_opens_and_when_it_closes(assembly, delegates):
    attends(assembly, *delegates[:2])
    vote = opened(a_vote(assembly))
    assert assembly.vote_id == vote.id
    for one in delegates[:2]:
        cast(vote, one, "agree")
    attends(assembly, delegates[2])
    leading.close_vote(vote, actor_id=None, now=now())
    assert (vote.room["opened"]["present"], vote.room["closed"]["present"]) == (2, 3)
    assert [(verb, said["quorum"]["present"]) for verb, said in record(assembly)] == [
        ("meeting.vote_opened", 2), ("meeting.vote_ended", 3),
    ]  # fmt: skip
    assert assembly.vote_id is None
    leading.tally_vote(vote, actor_id=None, now=now())
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=now())
    assert assembly.agenda[0].issue.state is IssueState.adopted


@pytest.mark.parametrize(("agreeing", "verdict"), [(5, "not_adopted"), (6, "adopted")])
def test_who_sits_there_and_stays_silent_does_not_agree(assembly, delegates, tmp_path, agreeing, verdict):
    delegates += [a_representative(assembly.place) for _number in range(7)]
    attends(assembly, *delegates, a_resident(assembly.place))
    vote = opened(a_vote(assembly))
    for one in delegates[:agreeing]:
        cast(vote, one, "agree")
    leading.close_vote(vote, actor_id=None, now=now())
    leading.tally_vote(vote, actor_id=None, now=now())
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=now())
    steps = {step["name"]: step["facts"] for step in vote.result["steps"]}
    assert (vote.result["verdict"], vote.result["took_part"]) == (verdict, agreeing)
    assert (steps["quorum"]["have"], steps["approval"]["of"], steps["approval"]["needed"]) == (10, 10, 6)
    bundle = tmp_path / "vote.zip"
    bundle.write_bytes(db.session.scalars(select(VoteBundle.content).where(VoteBundle.vote_id == vote.id)).one())
    assert ("result", {"verdict": verdict}) in list(recounting().recount(str(bundle), (), None))


@pytest.mark.parametrize(
    ("kind", "tied"),
    [
        (VoteKind.representatives_assembly, ["cn-sh-2026", "plain-default"]),
        (VoteKind.residents_assembly, ["cn-sh-2026"]),
        (VoteKind.household_vote, []),
        (VoteKind.straw_vote, []),
    ],
)
def test_what_an_assembly_decides_is_voted_on_in_its_meeting_only(kind, tied):
    for name in ("cn-sh-2026", "plain-default"):
        refusal = why_not_without(shipped_ruleset(name), kind)
        assert (refusal.code if refusal else None) == ("votes.needs_meeting" if name in tied else None)
        assert why_not_without(shipped_ruleset(name), kind, in_meeting=True) is None


def test_the_committee_is_appraised_where_representatives_sit_by_those_who_watch_it(assembly, delegates, visit):
    watching, stranger = a_supervisor(assembly.place), a_supervisor(a_community())
    attends(assembly, *delegates[:2])
    commit()
    address = f"/places/{assembly.place.slug}/appraisal?meeting={assembly.id}"
    desk = visit(watching)
    assert f'value="{assembly.id}"' in desk.get(address).text
    visit(stranger).get(address, 403)
    moment = now().astimezone(SHANGHAI)
    times = {"opens_at": moment.isoformat()[:16], "closes_at": (moment + timedelta(hours=2)).isoformat()[:16]}
    led = desk.post(address, {"question": "今年居委会的工作怎么样？", "meeting": assembly.id, **times}, 303).location
    vote = papers.vote(int(led.split("/")[2]))
    desk.get(led)
    assert "今年居委会" in desk.get("/votes/desk").text
    visit(stranger).get(led, 404)
    preparing.announce_vote(vote, actor_id=watching.id, now=now())
    opened(vote)
    assert (vote.meeting_id, vote.room["opened"]["present"], assembly.vote_id) == (assembly.id, 2, vote.id)
    assert why_not_hold(VoteKind.committee_appraisal, meeting="hearing").code == "votes.appraised_elsewhere"
    assert why_not_hold(VoteKind.committee_appraisal, meeting="appraisal") is None


def test_without_its_meeting_it_is_not_even_prepared(assembly):
    with pytest.raises(Refused, match=r"votes\.needs_meeting"):
        a_draft(assembly.place, kind=VoteKind.representatives_assembly, issue_id=assembly.agenda[0].issue_id)


def test_with_too_few_at_the_close_nothing_is_decided(assembly, delegates):
    attends(assembly, *delegates[:2])
    vote = opened(a_vote(assembly))
    leading.close_vote(vote, actor_id=None, now=now())
    vote.room = {**vote.room, "closed": {"present": 1, "needed": 2}}
    with pytest.raises(Refused, match=r"votes\.too_few_in_the_room"):
        leading.tally_vote(vote, actor_id=None, now=now())


def test_the_calendar_opens_no_vote_of_a_meeting_and_a_break_none_either(assembly, delegates):
    attends(assembly, *delegates)
    vote = a_vote(assembly)
    assert vote.id not in papers.due_to_open(vote.opens_at + timedelta(hours=1))
    conducting.pause_meeting(assembly, now() + timedelta(minutes=10), actor_id=assembly.moderator_id, now=now())
    with pytest.raises(Refused, match=r"meetings\.paused"):
        opened(vote)
    assembly.state = MeetingState.closed
    with pytest.raises(Refused, match=r"meetings\.not_in_session"):
        opened(vote)


@pytest.mark.parametrize(
    ("kind", "meeting", "code"),
    [
        (VoteKind.representatives_assembly, MeetingKind.representatives_assembly, None),
        (VoteKind.household_vote, MeetingKind.representatives_assembly, None),
        (VoteKind.residents_assembly, MeetingKind.representatives_assembly, "votes.other_kind_of_meeting"),
        (VoteKind.representatives_assembly, None, "votes.no_such_meeting"),
    ],
)
def test_a_short_notice_of_another_meeting_does_not_serve_an_assembly(assembly, kind, meeting, code):
    number = assembly.id if meeting else 999
    prepare = lambda: a_draft(assembly.place, kind=kind, issue_id=assembly.agenda[0].issue_id, meeting_id=number)  # noqa: E731
    if code is None:
        assert prepare().meeting_id == assembly.id
        return
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        prepare()


def test_a_vote_of_another_community_is_not_held_here(assembly):
    with pytest.raises(Refused, match=r"votes\.no_such_meeting"):
        a_draft(a_community(), meeting_id=assembly.id)


def test_the_desk_says_why_nothing_can_be_put_to_the_vote(assembly, delegates, visit):
    commit()
    lead, url = visit(assembly.moderator), f"/meetings/{assembly.id}/desk"
    assert f"/vote?meeting={assembly.id}" not in lead.get(url).get_data(as_text=True)
    attends(assembly, *delegates)
    commit()
    assert f"/vote?meeting={assembly.id}" in lead.get(url).get_data(as_text=True)
