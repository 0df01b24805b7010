"""The Pabulib format: real elections read whole, broken ones refused by line and reason."""

from __future__ import annotations

import csv

import pytest

from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.pabulib import parse
from deliberate.votes.methods.ballots import Ballot, scores
from deliberate.votes.methods.greedy import count

SMALL = """META
key;value
description;Two trees and a bench
num_projects;2
num_votes;3
budget;1000.50
vote_type;approval
max_length;2
PROJECTS
project_id;cost;votes;name;selected;target
a;700;2;"Trees; ""old"" ones";1;children
b;400,5;2;Bench;0;
VOTES
voter_id;age;vote
1;30;a,b
2;40;b
3;50;a
"""


@pytest.fixture(scope="module")
def elections(shared_data):
    pabulib_folder = shared_data / "pabulib"
    with (pabulib_folder / "index.csv").open(encoding="utf-8", newline="") as index:
        rows = list(csv.DictReader(index))
    return [(row, parse((pabulib_folder / row["file"]).read_bytes().decode("utf-8"))) for row in rows]


def test_all_sixty_elections_are_read_and_hold_what_the_index_says(elections):
    assert len(elections) == 60
    for row, election in elections:
        found = (len(election.projects), election.number_of_votes, election.budget)
        assert found == (int(row["num_projects"]), int(row["num_votes"]), int(row["budget"]) * 100), row["file"]


def test_recounting_the_ballots_gives_the_votes_and_points_the_cities_published(elections):
    assert [row["file"] for row, election in elections if election.miscounted()] == []


def test_plain_greedy_reproduces_exactly_the_elections_the_index_says(elections):
    reproduced = {
        row["file"]: set(count(election.ballots, election.options, election.terms()).winners) == election.funded
        for row, election in elections
    }
    assert reproduced == {row["file"]: row["plain_greedy_reproduces"] == "yes" for row, _ in elections}
    assert sum(reproduced.values()) == 40


@pytest.mark.parametrize(
    ("threshold", "skip", "places"),
    [
        (50, True, ["katowice_2020_piotrowice", "katowice_2021_kostuchna", "lodz_2020_nr-33", "lodz_2022_zdrowie"]),
        (0, False, ["gdynia_2020_kamienna", "poznan_2023_13", "poznan_2023_3", "poznan_2023_4", "wroclaw_2024"]),
    ],
    ids=["a least score of 50", "stop at the first that does not fit"],
)
def test_the_variants_of_greedy_explain_cities_that_plain_greedy_does_not(elections, threshold, skip, places):
    explained = [
        row["file"]
        for row, election in elections
        if row["plain_greedy_reproduces"] != "yes"
        and set(count(election.ballots, election.options, election.terms(threshold=threshold, skip=skip)).winners)
        == election.funded
    ]
    assert len(explained) == len(places)
    assert all(file.startswith(f"poland_{place}") for file, place in zip(explained, places, strict=True))


def test_a_small_election_is_read_field_by_field():
    election = parse("\ufeff" + SMALL.replace("\n", "\r\n"))
    trees, bench = election.projects
    assert (trees.name, trees.cost, trees.more) == ('Trees; "old" ones', 70000, {"target": "children"})
    assert (bench.cost, election.budget, election.funded) == (40050, 100050, {"a"})
    assert election.ballots == (Ballot(("a",)), Ballot(("a", "b")), Ballot(("b",)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vote_type;approval", "Vote_Type; Approval"),
        ("max_length;2\n", "max_length;2;;\n\n;;\n"),
        ("description;Two", 'description;"One"; and two'),
        ("num_votes;3", "num_votes: 3"),
        ("b;400,5;2;Bench;0;", 'b; 400.50 ; 2; "Bench" green;0;;'),
        ("1000.50", "1 000.5"),
        ("b;400,5;2;Bench;0;", 'b;4005e-1;2;"Bench\nby the well";0;'.replace("4005e-1", "400.5")),
        ("1;30;a,b", '1;30;" a, b,"'),
    ],
    ids=["letters", "empty fields", "a semicolon", "a colon", "quotes", "groups of digits", "two lines", "blanks"],
)
def test_what_people_write_is_read_like_the_small_election(old, new):
    assert old in SMALL
    found, plain = parse(SMALL.replace(old, new, 1)), parse(SMALL)
    assert (found.ballots, found.options, found.own_terms()) == (plain.ballots, plain.options, plain.own_terms())


KINDS = """META
key;value
budget;10{unit}
vote_type;{kind}
{more}PROJECTS
project_id;cost{column}
a;3{a}
b;4{b}
VOTES
voter_id;vote;points
1;{one}
2;b;{two}
"""


@pytest.mark.parametrize(
    ("said", "totals"),
    [
        ({"kind": "cumulative", "one": "a,b;3,1", "two": "2"}, {"a": 3, "b": 3}),
        ({"kind": "scoring", "one": "a,b;5,-2", "two": "-1"}, {"a": 5, "b": -3}),
        ({"kind": "scoring", "one": "a,b;0.5,2", "two": "1.25"}, {"a": 50, "b": 325}),
        ({"kind": "scoring", "one": "a,b;5,3", "two": "4", "more": "default_score;2\n"}, {"a": 7, "b": 7}),
        ({"kind": "ordinal", "one": "a,b;9,4", "two": "9"}, {"a": 9, "b": 13}),
        # Published numbers of ballots alone: decided by votes. Published sums under the same word: by points.
        ({"kind": "cumulative", "one": "a,b;3,1", "two": "2", "column": ";votes", "a": ";1", "b": ";2"}, {"a": 1, "b": 2}),
        ({"kind": "cumulative", "one": "a,b;3,1", "two": "2", "column": ";votes", "a": ";3", "b": ";3"}, {"a": 3, "b": 3}),
    ],
)  # fmt: skip
def test_the_score_is_of_the_kind_that_the_file_publishes(said, totals):
    filled = dict.fromkeys(("unit", "more", "column", "a", "b"), "") | said
    election = parse(KINDS.format(**filled))
    assert scores(election.ballots, election.options, election.terms()) == totals


@pytest.mark.parametrize(("most", "a", "b"), [("max_length;3\n", 3, 5), ("max_length;3\n", 2, 2), ("", 2, 3)])
def test_a_ranking_is_worth_what_the_published_score_says(most, a, b):
    """Three points for a first place, or as many as the ballot names, or as there are projects."""
    text = KINDS.format(
        kind="ordinal", unit="", more=most, column=";score", a=f";{a}", b=f";{b}", one="a,b;", two=""
    ).replace("vote;points", "vote;sex")
    election = parse(text)
    assert scores(election.ballots, election.options, election.terms()) == {"a": a, "b": b}


def test_amounts_smaller_than_a_hundredth_are_counted_in_smaller_parts():
    election = parse(KINDS.format(kind="approval", unit=".1234", more="", column="", a="", b="", one="a;", two=""))
    assert (election.unit, election.budget, election.options[0].cost) == (10_000, 101_234, 30_000)
    assert election.terms().unit == 10_000


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("META\n", "", 1, "does not begin with META"),
        ("voter_id;age;vote\n", "voter_id;age\n", 14, "needs one column vote"),
        ("2;40;b", "2;40;c", 16, "unknown project: 'c'"),
        ("1;30;a,b", "1;30;a,a", 15, "project a twice"),
        ("2;40;b", "2;40", 16, "2 fields where the header has 3"),
        ("b;400,5;", "b;lots;", 12, "cost is not an amount of money: 'lots'"),
        ("b;400,5;", "b;-4;", 12, "cost is not an amount of money: '-4'"),
        ("b;400,5;", "b;400,500;", 12, "cost can be read in two ways: '400,500'; write 400500, or 400.500"),
        ("b;400,5;2;", "b;400;two;", 12, "votes is not a whole number: 'two'"),
        ("b;400,5", "a;400", 12, "project a appears twice"),
        ("num_votes;3", "num_votes;4", 5, "num_votes says 4, the file holds 3"),
        ("num_projects;2", "num_projects;9", 4, "num_projects says 9, the file holds 2"),
        ("vote_type;approval", "vote_type;lottery", 7, "unknown vote_type: 'lottery'"),
        ("vote_type;approval", "vote_type;cumulative", 15, "0 points for 2 projects"),
        ("budget;1000.50", "budget;", 6, "budget is empty"),
        ("VOTES\nvoter_id;age;vote\n1;30;a,b\n2;40;b\n3;50;a\n", "", 12, "section VOTES is missing"),
        ("VOTES\n", "META\n", 13, "section META appears twice"),
        ('ones";1', "ones;1", 11, "cannot be read as fields"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_by_line_and_reason(old, new, line, reason):
    assert old in SMALL
    with pytest.raises(BallotFileError) as refusal:
        parse(SMALL.replace(old, new, 1))
    assert refusal.value.line == line
    assert reason in refusal.value.reason
