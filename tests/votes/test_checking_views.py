"""Pages on which everybody checks a vote: the list, one's own ballot, the announcement, the bundle."""

from __future__ import annotations

import re

import pytest

from deliberate.db.base import db
from deliberate.ledger.queries import stream_after
from deliberate.ledger.rules import canonical, sha256, short_code
from deliberate.places.states import Capacity
from deliberate.votes.commands import votes
from deliberate.votes.proofs.receipts import code_of
from deliberate.votes.queries import papers
from deliberate.votes.services import casting, leading, sealing
from deliberate.votes.states import Choice, Unreturned
from tests.factories.people import a_community, a_member, units_of
from tests.factories.votes import a_published_vote, an_open_vote, cast, give, household_reps, owners_vote, sign_for
from tests.support.bundles import laid_out, recounting, unpacked

pytestmark = pytest.mark.usefixtures("session", "now")
SECRET = "5a" * 16


@pytest.fixture
def place(session):
    return a_community()


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def asked(visitor, vote, code):
    return text(visitor.post(f"/votes/{vote.id}/ballots", {"code": code}, 200))


def test_whether_a_ballot_lies_in_the_box_is_told_to_whoever_has_its_code_and_nothing_else(place, visit, now):
    voters = household_reps(place, 11)
    vote = an_open_vote(place)
    entry = papers.standings(vote.id, voters[0].id)[0].entry.id
    receipt = casting.cast_ballot(
        vote, ["agree"], entry_id=entry, account_id=voters[0].id, now=vote.opens_at, secret=SECRET
    )
    for voter in voters[1:]:
        cast(vote, voter, Choice.disagree)
    db.session.commit()
    guest, code = visit(), code_of(receipt)
    assert "It will be sealed with a later batch" in asked(guest, vote, code)
    assert "There is no ballot with this code" in asked(
        guest, vote, code.replace(code[0], str((int(code[0]) + 1) % 10))
    )
    assert "There is no ballot with this code" in asked(guest, vote, code_of("ab" * 32))
    sealing.seal_due(now)
    db.session.commit()
    seen = text(guest.get(f"/votes/{vote.id}/ballots"))
    assert "Batch 1" in seen
    shown = seen.split("<main")[1]
    assert not [word for word in ("Agree", "Disagree", "ballot-list") if word in shown]
    # How many there are is told by nothing; codes are made by chance and may hold any digits.
    assert not re.search(r"(?<![\w:-])11(?![\w:-])", shown)


def test_the_list_shows_every_ballot_once_the_result_is_out(place, visit):
    vote = a_published_vote(place, [(voter, Choice.agree) for voter in household_reps(place, 13)])
    db.session.commit()
    seen = text(visit().get(f"/votes/{vote.id}/ballots"))
    assert seen.count('<li id="b') == seen.count("<strong>Agree</strong>") == 13


def test_the_announcement_is_given_out_byte_for_byte(place, visit):
    vote = an_open_vote(place)
    db.session.commit()
    given = visit().get(f"/votes/{vote.id}/manifest.json")
    assert sha256(given.data) == vote.manifest_hash
    assert short_code(vote.manifest_hash) in text(visit().get(f"/votes/{vote.id}"))
    visit().get(f"/votes/{vote.id}/bundle.zip", 404)


@pytest.mark.parametrize("agree", [13, 12])
def test_the_bundle_of_a_real_vote_is_counted_again_and_its_digest_stands_on_page_and_record(
    place, visit, tmp_path, agree
):
    voters = household_reps(place, 20)
    vote = a_published_vote(place, [(one, "agree" if at < agree else "disagree") for at, one in enumerate(voters)])
    db.session.commit()
    given = visit().get(f"/votes/{vote.id}/bundle.zip")
    digest = sha256(given.data)
    seen = text(visit().get(f"/votes/{vote.id}"))
    told = stream_after(f"vote:{vote.id}")
    assert told[-1].payload["bundle_hash"] == digest
    assert digest in seen
    codes = [short_code(vote.manifest_hash), short_code(told[-2].digest)]
    assert all(code in seen for code in codes)
    said = list(recounting().recount(str(laid_out(unpacked(given.data), tmp_path)), codes))
    assert [name for name, _facts in said] == ["chain", "manifest", "roots", "spares", "receipts", "numbers", "valid", "result", "code", "code"]  # fmt: skip


def test_the_command_line_writes_the_bundle_and_counts_it_again(app, place, tmp_path):
    vote = a_published_vote(place, [(voter, Choice.agree) for voter in household_reps(place, 6)])
    running = an_open_vote(place)
    db.session.commit()
    run, file = app.test_cli_runner(), tmp_path / "vote.zip"
    assert run.invoke(votes, ["bundle", str(running.id), str(file)]).exit_code == 2
    written = run.invoke(votes, ["bundle", str(vote.id), str(file)])
    assert written.output.split()[0] == sha256(file.read_bytes())
    again = run.invoke(votes, ["recount", str(file), "--code", short_code(vote.manifest_hash)])
    assert (again.exit_code, again.output.count("[OK]")) == (0, 9)
    assert run.invoke(votes, ["recount", str(file), "--mine", "1234"]).exit_code == 1


@pytest.mark.parametrize(
    ("unreturned", "clause"), [(Unreturned.not_participating, ""), (Unreturned.follow_majority, "议事规则第9条")]
)
def test_an_owners_vote_is_counted_again_by_area_and_number_without_names(place, visit, tmp_path, unreturned, clause):
    owners = [a_member(unit, Capacity.owner) for unit in units_of(place)[:20]]
    vote = owners_vote(place, unreturned=unreturned, clause=clause)
    for at, owner in enumerate(owners):
        give(vote, owner, Choice.agree if at < 15 else Choice.disagree)
    for step in (leading.close_vote, leading.tally_vote):
        step(vote, actor_id=None, now=vote.closes_at)
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    files = unpacked(visit().get(f"/votes/{vote.id}/bundle.zip").data)
    said = dict(recounting().recount(str(laid_out(files, tmp_path))))
    assert said["result"] == {"verdict": "adopted"}
    assert files["ballots.csv"].decode().count(",agree,8950") == 15
    assert not [owner for owner in owners if owner.display_name in b"".join(files.values()).decode()]


def test_names_rooms_and_drafts_are_not_in_the_bundle(place, visit):
    vote = a_published_vote(place, [(voter, Choice.agree) for voter in household_reps(place, 6)])
    db.session.commit()
    files = unpacked(visit().get(f"/votes/{vote.id}/bundle.zip").data)
    whole = b"".join(files.values()).decode()
    assert "1号楼" not in whole.replace(vote.question, "")
    assert canonical(vote.manifest) == files["manifest.json"]
    drafted = files["chain.jsonl"].decode().splitlines()[0]
    assert '"payload":null' in drafted


def test_of_few_only_the_outcome_is_told_everywhere(place, visit, tmp_path):
    vote = a_published_vote(place, [(voter, Choice.agree) for voter in household_reps(place, 4)])
    db.session.commit()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert "Result: Too few took part" in seen
    assert "4 households took part. With so few, figures or single ballots would show who chose what" in seen
    assert "share-bar" not in seen
    assert "<strong>Agree" not in text(visit().get(f"/votes/{vote.id}/ballots"))
    assert [entry.payload["result"]["standings"] for entry in stream_after(f"vote:{vote.id}")[-1:]] == [[]]
    files = unpacked(visit().get(f"/votes/{vote.id}/bundle.zip").data)
    assert b"agree" not in files["ballots.csv"] + files["result.json"]
    said = list(recounting().recount(str(laid_out(files, tmp_path))))
    assert said[-1] == ("withheld", {})


def test_with_every_result_it_says_what_this_protects_against_and_what_not(place, visit):
    vote = a_published_vote(place, [(voter, Choice.agree) for voter in household_reps(place, 6)])
    db.session.commit()
    for language, does, does_not in (
        ("en", "What this protects against", "What it does not protect against"),
        ("zh-CN", "能防什么", "不能防什么"),
    ):
        seen = text(visit(language=language).get(f"/votes/{vote.id}"))
        assert does in seen
        assert does_not in seen
