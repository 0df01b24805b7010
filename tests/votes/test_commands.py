"""`deliberate count`: elections of others, counted on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from deliberate.votes.commands import count

BUDGET = (
    "META\nkey;value\nnum_projects;3\nnum_votes;3\nbudget;100\nvote_type;{kind}\nrule;{rule}\n{more}PROJECTS\n"
    "project_id;cost\na;60\nb;50\nc;40\nVOTES\nvoter_id;vote;points\n1;a,c;1,9\n2;a;1\n3;b;5\n"
)


@pytest.fixture
def run(tmp_path):
    def counted(name, text, *arguments):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(count, [str(file), *arguments])

    return counted


def told(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_holds_winners_rounds_ties_and_the_rule(run):
    found = told(run("a.blt", '3 1\n4 1 0\n3 2 3 0\n2 3 2 0\n0\n"Li"\n"Wu"\n"Gu"\n', "--method", "irv", "--json"))
    assert found["winners"] == ["2"]
    assert [each["eliminated"] for each in found["rounds"]] == [["3"], []]
    assert found["rounds"][0]["transfers"] == {"2": "2"}
    assert found["ties"] == []
    assert "runoff" in found["rule"]
    assert found["names"] == {"1": "Li", "2": "Wu", "3": "Gu"}


def test_text_tells_a_long_count_in_few_lines(run):
    names = "".join(f'"Candidate {at}"\n' for at in range(1, 61))
    ballots = "".join(f"{at} {at} 0\n" for at in range(1, 61))
    said = run("a.blt", f"60 1\n{ballots}0\n{names}", "--method", "irv")
    assert said.exit_code == 0
    lines = said.stdout.splitlines()
    assert lines[1:4] == ["Round 1, quota 916", f"  {1:>16}  Candidate 1 out", f"  {60:>16}  Candidate 60"]
    assert lines[8] == f"  {'':>16}  and 54 more"
    assert lines[-1] == "      and 39 more; --json tells all"
    assert len([line for line in lines if line.endswith(" elected")]) == 1


def test_seats_come_from_the_file_unless_the_command_says_otherwise(run):
    text = '3 2\n4 1 0\n3 2 0\n2 3 0\n0\n"Li"\n"Wu"\n"Gu"\n'
    assert told(run("a.blt", text, "--method", "stv", "--json"))["winners"] == ["1", "2"]
    assert told(run("a.blt", text, "--method", "meek", "--seats", "1", "--json"))["winners"] == ["1"]


def test_greedy_ranks_by_the_kind_of_score_the_file_has(run):
    by_votes = told(run("a.pb", BUDGET.format(kind="approval", rule="greedy", more=""), "--method", "greedy", "--json"))
    by_points = told(
        run("a.pb", BUDGET.format(kind="cumulative", rule="greedy", more=""), "--method", "greedy", "--json")
    )
    assert by_votes["winners"] == ["a", "c"]
    assert by_points["winners"] == ["c", "b"]


@pytest.mark.parametrize(
    ("rule", "more", "winners"),
    [
        ("greedy", "", ["a", "c"]),
        ("greedy-no-skip", "", ["a"]),
        ("greedy-threshold", "min_project_score_threshold;2\n", ["a"]),
        ("greedy-no-skip", "min_project_score_threshold;2\n", ["a"]),
        ("equalshares", "", ["a"]),
        ("equalshares/add1", "", ["a"]),
        # More people find what they asked for in the greedy result.
        ("equalshares-comparison", "", ["a", "c"]),
        ("equalshares/add1-comparison", "", ["a", "c"]),
        ("greedy-exclusive", "", ["a", "c"]),
        ("greedy-custom", "unit;Helsinki\n", ["a", "c"]),
        ("greedy-custom", "unit;Poznań\n", ["a"]),
    ],
)
def test_file_applies_the_rule_that_the_file_names(run, rule, more, winners):
    found = told(run("a.pb", BUDGET.format(kind="approval", rule=rule, more=more), "--method", "file", "--json"))
    assert found["winners"] == winners
    assert bool(found["notes"]) == (rule in {"greedy-exclusive", "greedy-custom"})


@pytest.mark.parametrize(
    ("name", "text", "method", "said"),
    [
        ("a.pb", BUDGET.format(kind="approval", rule="wheel of fortune", more=""), "file", "wheel of fortune"),
        ("a.blt", '1 1\n1 1 0\n0\n"Li"\n', "greedy", "neither costs nor a budget"),
        ("a.csv", "Li,Wu\n1\n", "borda", "line 2: 1 fields"),
    ],
)
def test_a_bad_file_ends_with_status_2_its_line_and_the_reason(run, name, text, method, said):
    result = run(name, text, "--method", method)
    assert result.exit_code == 2
    assert said in result.stderr
    assert name in result.stderr


def test_a_project_withdrawn_after_the_vote_ends_no_round(run):
    text = BUDGET.format(kind="approval", rule="greedy-no-skip", more="").replace("a;60", "a;999999999")
    found = told(run("a.pb", text, "--method", "file", "--json"))
    assert (found["winners"], found["scores"]) == (["b", "c"], {"b": 1, "c": 1})


def test_instant_runoff_fills_one_seat_whatever_the_file_says(run):
    text = '2 2\n4 1 0\n3 2 0\n0\n"Li"\n"Wu"\n'
    found = told(run("a.blt", text, "--method", "irv", "--json"))
    assert (found["seats"], found["winners"]) == (1, ["1"])
    assert run("a.blt", text, "--method", "irv", "--seats", "2").exit_code == 2


@pytest.mark.parametrize("method", ["borda", "schulze", "ranked-pairs", "irv", "plurality", "approval", "score"])
def test_without_a_ballot_nobody_wins_but_the_uncontested(run, method):
    found = told(run("a.blt", '2 2\n0\n"Li"\n"Wu"\n', "--method", method, "--json"))
    assert (found["winners"], found["ballots"], found["ties"]) == ([], 0, [])
    assert told(run("a.blt", '2 2\n0\n"Li"\n"Wu"\n', "--method", "stv", "--json"))["winners"] == ["1", "2"]


@pytest.mark.parametrize("method", ["ranked-pairs", "schulze"])
def test_all_whom_nobody_beats_share_the_first_place(run, method):
    """Two ballots of six: three are beaten by nobody, though two of them beat more than the third."""
    names = "".join(f'"{one}"\n' for one in "abcdef")
    found = told(run("a.blt", f"6 1\n1 5 6 3 2 0\n1 4 1 6 0\n0\n{names}", "--method", method, "--json"))
    assert (set(found["winners"]), set(found["ties"][0])) == ({"4", "5", "6"}, {"4", "5", "6"})


def test_ranked_pairs_tells_when_only_the_list_decided(run):
    """Three stand in a circle, each comparison as clear as the others."""
    text = '3 1\n1 1 2 3 0\n1 2 3 1 0\n1 3 1 2 0\n0\n"Li"\n"Wu"\n"Gu"\n'
    found = told(run("a.blt", text, "--method", "ranked-pairs", "--json"))
    assert (found["winners"], found["ties"]) == (["1"], [["1", "2", "3"]])
    assert "then by the list" in found["rule"]


def test_people_can_read_the_answer_too(run):
    result = run("a.csv", "count,choice1,choice2\n4,Li,Wu\n3,Wu,Li\n2,Gu,Wu\n", "--method", "instant-runoff")
    assert result.exit_code == 0
    assert "1. * Wu (Wu): 5" in result.stdout
