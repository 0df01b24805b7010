"""Real cities come over whole: the counts of their READMEs, the totals of their own figures, and nothing twice."""

from __future__ import annotations

import csv
import json
from collections import Counter

import pytest
from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.delivery.models import ActionItem
from deliberate.delivery.states import ActionState
from deliberate.importers.models import ImportRun
from deliberate.importers.rules import consul, decidim, follow_up
from deliberate.importers.services.elections import read_elections, take_over_elections
from deliberate.importers.services.run import digest_of, take_over
from deliberate.issues.models import Issue, Second
from deliberate.issues.states import IssueState
from deliberate.kit.clock import now
from deliberate.ledger.models import Entry
from deliberate.meetings.discussion.models import Contribution
from deliberate.search.queries import count

READERS = {
    "barcelona_pam_2016": decidim,
    "decide_madrid_2019": consul,
    "paris_bp_followup": follow_up,
    "taiwan_2025_budget_motions": follow_up,
}


def take(folder):
    parsed = READERS[folder.name].read(folder, folder.name)
    outcome = take_over(parsed, slug=folder.name, digest=digest_of(folder), now=now(), told=lambda _count: None)
    commit()
    return outcome


def rows(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_barcelona(session, shared_data):
    outcome = take(shared_data / "barcelona_pam_2016")
    assert outcome.counts == {"issues": 3791, "seconds": 87077, "comments": 12120, "meetings": 410, "actions": 1467}
    assert rows(Issue, Issue.state == IssueState.adopted) == 2860
    assert rows(Issue, Issue.state == IssueState.not_adopted) == 931
    # Each proposal's own figure equals the contributions counted from the threads.
    stated = {issue.external_ref: issue.figures["comments_stated"] for issue in issues()}
    assert stated == {issue.external_ref: issue.contribution_count for issue in issues()}
    assert count("escoles bressol") == count("ESCOLES BRESSOL") > 0
    assert count("educacio") == count("educació") > 100
    assert by_origin() == by_origin_in_the_file(shared_data / "barcelona_pam_2016" / "proposals_1.csv")
    again = take(shared_data / "barcelona_pam_2016")
    assert again.counts == outcome.counts
    assert rows(ImportRun) == 1


def issues():
    return db.session.scalars(select(Issue).where(Issue.source != "", Issue.external_ref.not_like("%:%"))).all()


def by_origin():
    names = {IssueState.adopted: "accepted", IssueState.not_adopted: "rejected"}
    return Counter((issue.figures["origin"], names[issue.state]) for issue in issues())


def by_origin_in_the_file(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Counter((row["source"], row["status"]) for row in csv.DictReader(file))


def test_madrid_threads_twenty_four_deep(session, shared_data):
    outcome = take(shared_data / "decide_madrid_2019")
    assert outcome.counts["issues"] == 54
    assert outcome.counts["comments"] == 3643
    # 1,887 answer something; 174 of these answer what the source no longer has.
    assert rows(Contribution, Contribution.parent_id.is_not(None)) == 1887 - 174
    assert db.session.scalar(select(func.max(Contribution.depth))) == 24
    votes = db.session.execute(select(func.sum(Contribution.agree_count), func.sum(Contribution.disagree_count))).one()
    with (shared_data / "decide_madrid_2019" / "comments.csv").open(encoding="utf-8", newline="") as file:
        assert sum(votes) == sum(int(row["numVotes"]) for row in csv.DictReader(file))


def test_paris_follow_up(session, shared_data):
    outcome = take(shared_data / "paris_bp_followup")
    assert outcome.counts["actions"] == 911
    assert rows(ActionItem, ActionItem.state == ActionState.closed) == 535
    assert rows(ActionItem, ActionItem.state == ActionState.abandoned) == 41
    finished = [
        ActionItem.state == ActionState.closed,
        ActionItem.due_on.is_not(None),
        ActionItem.closed_on.is_not(None),
    ]
    assert rows(ActionItem, *finished) == 510
    assert rows(ActionItem, *finished, ActionItem.closed_on > ActionItem.due_on) == 228
    assert rows(ActionItem, *finished, ActionItem.closed_on < ActionItem.due_on) == 23


def test_taiwan_motions(session, shared_data):
    outcome = take(shared_data / "taiwan_2025_budget_motions")
    assert outcome.counts["issues"] == 966
    assert {
        state: rows(Issue, Issue.state == state)
        for state in (IssueState.adopted, IssueState.deferred, IssueState.withdrawn)
    } == {
        IssueState.adopted: 717 + 16,
        IssueState.deferred: 144,
        IssueState.withdrawn: 73 + 16,
    }
    assert rows(Second) == outcome.counts["seconds"] > 900
    assert count("凍結", kinds=["issue"]) > 100
    assert count("預算", kinds=["issue"]) > 100


@pytest.mark.parametrize(
    ("name", "same"),
    [("poland_katowice_2020_zawodzie.pb", True), ("poland_gdynia_2020_kamienna-gora-large.pb", False)],
)
def test_an_election_is_counted_again_and_a_difference_is_said(session, shared_data, name, same):
    elections = read_elections(shared_data / "pabulib" / name)
    lines = list(take_over_elections(elections, name=None, slug=None, now=now(), told=lambda _count: None))
    assert ["its own rule differs" not in line for line in lines] == [same]
    again = list(take_over_elections(elections, name=None, slug=None, now=now(), told=lambda _count: None))
    assert again == lines


def test_the_record_keeps_one_entry_an_import(session, shared_data):
    outcome = take(shared_data / "taiwan_2025_budget_motions")
    entry = db.session.scalars(select(Entry).where(Entry.verb == "import.finished")).one()
    assert json.loads(json.dumps(entry.payload["counts"])) == outcome.counts
