"""What officials and others have published, recounted: each check returns how many it looked at and what differs.

A difference that the data's own README explains is listed with that reason; any other one is a fault.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from deliberate.opinions.formats.votes import parse as parse_votes
from deliberate.votes.formats.choose import COMPARED, completion_of, read
from deliberate.votes.formats.pabulib import parse as parse_budget
from deliberate.votes.methods import equal_shares, greedy, instant_runoff, transferable
from deliberate.votes.methods.ballots import Terms
from deliberate.votes.methods.comparison import compared
from deliberate.votes.states import Quota, Utility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from deliberate.votes.formats.pabulib import Election

# The park board is published with four places cut at every step; floats of a JSON file are nearer than that.
NEAR, EXACT = 0.05, 1e-6


@dataclass
class Check:
    """One comparison with what was published."""

    looked_at: int = 0
    equal: int = 0
    explained: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def see(self, name: str, *, equal: bool, why: str = "") -> None:
        """Take one thing; what differs without a reason is a fault."""
        self.looked_at += 1
        self.equal += equal
        if not equal and why:
            self.explained[name] = why
        elif not equal:
            self.faults.append(name)

    @property
    def well(self) -> bool:
        """Tell whether nothing differs without a reason."""
        return self.looked_at > 0 and not self.faults


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


# ── budgets ──


# Poznań stops where a project does not fit, too; what is left goes to a stage for the whole city ("selected" 2).
STOPPING = {"greedy-no-skip", "greedy-custom"}
WITHDRAWN = "PROJEKT WYCOFANY"
# Marks of older copies that stand the other way round in Pabulib's current files.
SET_RIGHT = {"poland_krakow_2019_bienczyce.pb": {"6"}, "poland_krakow_2020_pradnik-czerwony.pb": {"15", "19"}}
# Two playgrounds in one wood, 910 with more votes: in Warsaw the lower of two that exclude each other is passed over.
EXCLUDED = {"poland_warszawa_2020_targowek.pb": "1667"}


def stood(election: Election, file: str) -> Election:
    """Return the election without what did not stand any more: withdrawn, as its name says, or excluded by another."""
    gone = {one.key for one in election.projects if WITHDRAWN in one.name or one.key == EXCLUDED.get(file)}
    return election.without(frozenset(gone) | election.withdrawn)


def funded(election: Election, rule: str, threshold: int) -> set[str]:
    """Return what a rule funds: its threshold and whether it skips what does not fit are part of it."""
    if rule.startswith("equalshares"):
        terms = replace(election.terms(), utility=Utility.cost, completion=completion_of(rule))
        outcome = equal_shares.count(election.ballots, election.options, terms)
        if rule.endswith(COMPARED):
            outcome = compared(outcome, election.ballots, election.options, terms)
        return set(outcome.winners)
    terms = election.terms(threshold=threshold, skip=rule not in STOPPING)
    return set(greedy.count(election.ballots, election.options, terms).winners)


def _why(row: dict[str, str]) -> str:
    """Return the reason that the README and its index give for a file that no rule reproduces."""
    rule, upstream = row["rule_upstream"], row["upstream_rule_reproduces_upstream_selected"]
    if upstream == "no":
        return f"Pabulib's own rule for it, {rule}, does not give its outcome either"
    if row["selected_vs_upstream"] != "identical":
        return f"this copy and Pabulib's current file disagree on what was funded ({row['selected_vs_upstream']})"
    if upstream == "yes":
        return f"{rule} gives the outcome of Pabulib's current file only; this older copy holds another budget"
    return ""


def _as_it_was(election: Election, row: dict[str, str]) -> str:
    """Say whether the rule gives the outcome once the older copy says what Pabulib's current file says.

    Gdynia gives a tenth of a district's money to small projects and nine tenths to large ones; the older copies hold
    the large ones' budget in both (Chylonia: 511,110 here, 56,790 now). In Kraków marks have been set right since.
    """
    least, marked = int(row["min_project_score_threshold_upstream"] or 0), set(election.funded)
    if row["file"].startswith("poland_gdynia") and row["file"].endswith("-small.pb"):
        right = replace(election, budget=election.budget // 9)
        fits = funded(right, row["rule_upstream"], least) == marked
        return "; with its own budget, a ninth of this, the rule gives the outcome" if fits else ""
    changed = SET_RIGHT.get(row["file"], set())
    fits = bool(changed) and funded(election, row["rule_upstream"], least) == marked ^ changed
    keys = ", ".join(sorted(changed))
    return f"; with the marks of {keys} set right there the rule gives the outcome" if fits else ""


def budgets(folder: Path) -> Check:
    """Count every participatory budget by its stated rule, as the index names it where the old file does not."""
    found = Check()
    for row in rows_of(folder / "index.csv"):
        election = parse_budget((folder / row["file"]).read_bytes().decode("utf-8"))
        official = set(election.funded)
        if row["file"].startswith("poland_swiecie"):
            outcome = rows_of(folder / "swiecie_2023_outcome.csv")
            official = {one["project_id"] for one in outcome if one["selected"] == "1"}
        threshold = int(row["min_project_score_threshold_upstream"] or 0)
        stated = {("greedy" if row["rule_in_file"].startswith("greedy") else row["rule_in_file"], 0)}
        stated.add((row["rule_upstream"] or row["rule_in_file"], threshold))
        # A project can have been withdrawn before the money was given or after; the name is the same.
        both = election, stood(election, row["file"])
        equal = any(funded(one, rule, least) == official for one in both for rule, least in sorted(stated))
        found.see(row["file"], equal=equal, why=_why(row) + _as_it_was(election, row))
    return found


# ── ranked elections ──


def ranked_winners(folder: Path) -> Check:
    """Find the winner of every published ranked-choice contest by instant runoff."""
    found, reports = Check(), folder / "ranked_vote_reports"
    for row in rows_of(reports / "ballots_to_reports.csv"):
        contest = read(folder / row["ballots"], ranked=True)
        report = json.loads((reports / row["report"]).read_text(encoding="utf-8"))
        published = report["candidates"][report["winner_candidate_index"]]["name"]
        winners = instant_runoff.count(contest.ballots, contest.options, Terms()).winners
        found.see(row["ballots"], equal=contest.names[winners[0]].casefold() == published.casefold())
    return found


def albany(folder: Path) -> Check:
    """Recount Albany 2022 round by round: quota and scores."""
    found, contest = Check(), read(folder / "albany_profile.csv", ranked=True)
    terms = Terms(seats=2, decimals=6, quota=Quota.droop_each_round)
    rounds = transferable.count(contest.ballots, contest.options, terms).rounds
    official = json.loads((folder / "official_rounds.json").read_text(encoding="utf-8"))
    for number, (mine, quota) in enumerate(zip(rounds, official["quotas"], strict=True), 1):
        found.see(f"quota {number}", equal=float(mine.quota) == quota)
    for number, (mine, theirs) in enumerate(zip(rounds, official["states"], strict=False), 1):
        tally = {contest.names[key]: float(score) for key, score in mine.tally.items()}
        apart = [abs(tally[name] - score) for name, score in theirs["scores"].items()]
        found.see(f"round {number}", equal=max(apart, default=0.0) < EXACT)
    return found


def minneapolis(folder: Path) -> Check:
    """Recount Minneapolis 2013: the park board round by round under two quotas, and the mayor."""
    found, contest = Check(), read(folder / "2013_minneapolis_park_ballots.csv", ranked=True)
    for which, quota in (("", Quota.droop), ("_hare", Quota.hare)):
        terms = Terms(seats=3, decimals=4, quota=quota)
        outcome = transferable.count(contest.ballots, contest.options, terms)
        report = folder / f"2013_minneapolis_park{which}_expected_detailed_report.json"
        official = json.loads(report.read_text(encoding="utf-8"))["results"]
        elected = {one["elected"] for each in official for one in each["tallyResults"] if "elected" in one}
        found.see(f"park board{which}: who is elected", equal=set(outcome.winners) == elected)
        for number, (mine, theirs) in enumerate(zip(outcome.rounds, official, strict=False), 1):
            tally = {
                contest.names[key].replace("UWI", "Undeclared Write-ins"): float(n) for key, n in mine.tally.items()
            }
            published = {name: float(score) for name, score in theirs["tally"].items()}
            near = tally.keys() == published.keys() and all(abs(tally[one] - published[one]) < NEAR for one in tally)
            found.see(f"park board{which}: round {number}", equal=near)
    mayor = read(folder / "2013_minneapolis_mayor_ballots.csv", ranked=True)
    found.see("mayor", equal=instant_runoff.count(mayor.ballots, mayor.options, Terms()).winners == ("BETSY HODGES",))
    return found


def northern_ireland(folder: Path) -> Check:
    """Reckon every official quota, and follow the votes from stage to stage."""
    found = Check()
    for file in sorted(folder.glob("*/*/ConstituencyCount.csv")):
        name = "/".join(file.parts[-3:-1])
        facts = next(iter(rows_of(file)), {})
        valid = _first_preferences(file.with_name("Count.csv"))
        seats, quota = (_number(facts, key) for key in ("Number_Of_Seats", "Quota"))
        if not valid or not quota:
            found.see(name, equal=False)
            continue
        found.see(name, equal=Terms(seats=seats).quota is Quota.droop and valid // (seats + 1) + 1 == quota)
    return found


def _first_preferences(file: Path) -> int:
    """Return all votes of the first stage.

    They are the valid poll: two files leave that blank, and Fermanagh's of 2016 says 47,918 where 47,177 were counted.
    """
    return sum(_number(row, "Total_Votes") for row in rows_of(file) if _number(row, "Count_Number") == 1)


def _number(facts: dict[str, Any], wanted: str) -> int:
    said = next((value for key, value in facts.items() if key.strip().casefold() == wanted.casefold()), "") or ""
    plain = said.replace(",", "").strip().split(".")[0]
    return int(plain) if plain.isdigit() else 0


# ── opinions ──


def polis(folder: Path) -> Check:
    """Tally every vote of nine conversations, and compare each statement with what Polis published."""
    found = Check()
    for conversation in sorted(folder.glob("*/votes.csv")):
        votes = parse_votes(conversation.read_text(encoding="utf-8-sig")).votes
        counts = Counter((statement, vote) for _person, statement, vote in votes)
        for row in rows_of(conversation.with_name("comments.csv")):
            mine = counts[row["comment-id"], 1], counts[row["comment-id"], -1]
            name = f"{conversation.parent.name} {row['comment-id']}"
            found.see(name, equal=mine == (int(row["agrees"]), int(row["disagrees"])))
    return found


def taiwan(folder: Path) -> Check:
    """Tally the matrices of the conversations in Taiwan, and compare each statement with the published one."""
    found = Check()
    for name, published, mine in _taiwan(folder):
        # In 19 of 20 conversations the first statement has exactly one agreement more than the matrix has rows for it.
        opener = name.endswith(" 1") and published == (mine[0] + 1, mine[1])
        why = "the opening statement's published tally holds one agreement whose voter is not in the matrix"
        found.see(name, equal=published == mine, why=why if opener else "")
    return found


def _taiwan(folder: Path) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    for matrix in sorted(folder.glob("*-participants-votes.csv")):
        name = matrix.name.removesuffix("-participants-votes.csv")
        tally = matrix.with_name(f"{name}-tally.json")
        if not tally.exists():
            continue
        held = parse_votes(matrix.read_text(encoding="utf-8-sig"))
        counts = Counter((statement, vote) for _person, statement, vote in held.votes)
        known = set(held.statements)
        for one in json.loads(tally.read_text(encoding="utf-8")):
            key = str(one["idx"])
            if key in known:
                yield f"{name} {key}", (int(one["n_agree"]), int(one["n_disagree"])), (counts[key, 1], counts[key, -1])
