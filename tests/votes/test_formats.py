"""Files of ballots from elsewhere: each format read whole, and what is wrong with one named by its line."""

from __future__ import annotations

import pytest

from deliberate.votes.formats.choose import read
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.methods.ballots import Ballot, number_of

HEAD = "# DATA TYPE: {kind}\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Li\n# ALTERNATIVE NAME 2: Wu\n# ALTERNATIVE NAME 3: Gu\n"
BLT = '3 2\n-3\n2 1 3 2 0 # a remark\n1 2=1 0\n1 - 2 0\n0\n"Li Na"\n"Wu"\n"Gu"\n"Ward 1"\n'
# The annotated example of OpaVote's help, and that of Algorithm 123, which Droop and OpenTally document.
OPAVOTE = """4 2          # Four candidates are competing for two seats
-2           # Bob has withdrawn
1 4 1 3 2 0  # First ballot
1 4 3 0
6 4 3 0      # Amy first, Chuck second with a weight of 6
1 0          # An empty ballot
1 2 - 3 0    # Bob first, no one second, Chuck third
1 2=3 1 0    # Bob and Chuck first, Diane second
0            # End of ballots marker
"Diane"      # Candidate 1
"Bob"
"Chuck"
"Amy"
"Gardening Club Election"  # Title
"""
HILL = '4 2\n-2\n3 1 3 4 0\n4 1 3 2 0\n2 4 1 3 0\n1 2 0\n0\n"Adam"\n"Basil"\n"Charlotte"\n"Donald"\n"Title"\n'
FIVE = [
    Ballot((), count=1),
    Ballot(("1", "3"), count=4),
    Ballot(("1", "3", "4"), count=3),
    Ballot(("4", "1", "3"), count=2),
]
READ = {
    "a.soi": (HEAD.format(kind="soi") + "2: 1,3\n1: 2\n", [Ballot(("1", "3"), count=2), Ballot(("2",))]),
    "a.toc": (HEAD.format(kind="toc") + "4: {1,3},2\n", [Ballot(("1", "3", "2"), count=4, levels=(1, 1, 2))]),
    "a.cat": (HEAD.format(kind="cat") + "4: {1,3},{2}\n1: {},{1,2,3}\n", [Ballot((), count=1), Ballot(("1", "3"), count=4)]),
    "a.blt": (BLT, [Ballot(("1", "2"), count=2), Ballot(("2",)), Ballot(("2", "1"), levels=(1, 1))]),
    "opavote.blt": (OPAVOTE, [Ballot(()), Ballot(("3",)), Ballot(("3", "1")), Ballot(("4", "1", "3")), Ballot(("4", "3"), count=7)]),
    "hill.blt": (HILL, FIVE),
    "one-line.blt": (HILL.replace("\n", " "), FIVE),
    "remarks.blt": ("/* counted\nby hand */ " + HILL, FIVE),
    "options.blt": (HILL.replace("4 2\n", "4 2\n[nick ad ba ch do]\n[tie do ch ba ad]\n[droop rule=meek precision=8]\n", 1).replace("3 1 3 4", "3.0 ad ch do").replace("-2", "-ba"), FIVE),
    "a.dat": ("1 Ward\n1 2 2 4\nLi, A\nWu, B\n3 2 1\n1 1 0\n", [Ballot(("1",)), Ballot(("2", "1"), count=3)]),
    "a.csv": ("count,choice1,choice2\n3,Li,Wu\n1,undervote,Wu\n2,Wu,Wu\n", [Ballot(("Li", "Wu"), count=3), Ballot(("Wu",), count=3)]),
    "b.csv": ("voter_id;Li;Wu\n7;2;1\n8;1;\n", [Ballot(("Li",)), Ballot(("Wu", "Li"))]),
}  # fmt: skip
# The same two ballots, Li before Wu, as programs and people write them; each must be read like the plain one.
ODD = {
    "order.csv": b"choice2,choice1\nWu,Li\nWu,Li\n",
    "words.csv": b"First choice,Second choice\nLi,Wu\nLi,Wu\n",
    "stamped.csv": b"Timestamp;Rank 1;Rank 2\n2026-01-01;Li;Wu\n2026-01-02;Li;Wu\n",
    "whole.csv": b"id,ballot\n1,Li > Wu\n2,Li>Wu\n",
    "mac.csv": b"\xef\xbb\xbfchoice1,choice2\rLi,Wu\rLi,Wu\r",
    "office.csv": "choice1\tchoice2\r\nLi\tWu\r\nLi\tWu\r\n".encode("utf-16"),
    "chinese.csv": "首选,次选,提交时间\nLi,Wu,上午\nLi,Wu,下午\n".encode("gb18030"),
    "headless.csv": b"Li,Wu\nLi,Wu,skipped\n",
    "twice.csv": b"choice1,choice2,choice3\nLi,Li,Wu\nLi,skipped,Wu\n",
    "machine.csv": b"Cast Vote Record,Precinct,Mayor 1st Choice,Mayor 2nd Choice\n1,P,Li,Wu\n2,Q,Li,Wu\n",
    "city.csv": b"cast,DEM Mayor Choice 1 of 5 Citywide (0269),DEM Mayor Choice 2 of 5 Citywide (0269)\n1,Li,Wu\n2,Li,Wu\n",
    "identity.blt": b'2 1\n(voter 7) 1 01 2 0\n(8) 1 1 2 0\n0\n"Li"\n"Wu"\n',
    "unnamed.toi": b"# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 2: Wu\n1: 1,2\n1: {1},{2}\n",
    "line.blt": b'2 1\n1 1 2 0 1 1 2 0 0\n"Li" "Wu" "Title"\n',
    "nameless.blt": b'2 1\n2 1 2 0\n0\n""\n"Wu"\n"Title"\n',
    "old.soc": b"2\n1,Li\n2,Wu\n2,2,1\n2,1,2\n",
    "spaced.toi": b"# a remark\n# ALTERNATIVE NAME 1: Li\n# Alternative  Name 2: Wu\n2 : 1, {2}\n",
}


PB = (
    "META\nkey;value\nnum_votes;1\nbudget;1000,50\nvote_type;approval\n{}\nPROJECTS\nproject_id;cost;name\n"
    '1;500;"Park; with ""bench"""\n2;600.5;Zielony "Skwer"\nVOTES\nvoter_id;vote\n7;"1,2"\n'
)
BAD = {
    "a.soi": (HEAD.format(kind="soi") + "2: 1,4\n", 6, "unknown alternative"),
    "b.soi": (HEAD.format(kind="soi") + "2: 1,1\n", 6, "twice"),
    "c.soi": (HEAD.format(kind="soi") + "many: 1\n", 6, "how many"),
    "d.soi": (HEAD.format(kind="soi") + "# NUMBER VOTERS: 9\n2: 1\n", 6, "the file holds 2"),
    "e.soi": (HEAD.format(kind="soi") + "2: {1,2}\n", 6, "strict"),
    "f.soc": (HEAD.format(kind="soc") + "2: 1,2\n", 6, "complete"),
    "g.soi": (HEAD.format(kind="soi") + "2: 1,{2\n", 6, "cannot be read"),
    "h.soi": ("2: 1\n", 1, "names no alternative"),
    "a.blt": ("2\n", 1, "two numbers"),
    "b.blt": ('2 1\n1 3 0\n0\n"a"\n"b"\n', 2, "unknown candidate"),
    "c.blt": ('2 1\n1 1\n0\n"a"\n"b"\n', 2, "ends with 0"),
    "d.blt": ("2 1\n1 1 0\n", 2, "not ended"),
    "e.blt": ('2 1\n1 1 0\n0\n"a"\n', 4, "1 names follow"),
    "a.dat": ("Ward\n1 2 1\n", 2, "four numbers"),
    "b.dat": ("Ward\n1 2 1 1\na\nb\n1 x 0\n", 5, "whole numbers"),
    "a.csv": ("choice1,choice2\nLi\n", 2, "1 fields"),
    "b.csv": ("Li,Wu\n1,many\n", 2, "whole number"),
    "c.csv": ("", 1, "empty"),
    "d.csv": ("choice1,choice2\n", 1, "no ballot follows"),
    "e.csv": ("choice1\nL\0i\n", 2, "byte 0"),
    "f.csv": ("ballot\nLi > Wu > Li\n", 2, "twice"),
    "f.blt": ('2 0\n1 1 0\n0\n"a"\n"b"\n', 1, "no seat"),
    "g.blt": ('2 1\n[order a b]\n1 a 0\n0\n"a"\n"b"\n', 2, "option in brackets"),
    "h.blt": ('2 1\n[nick a]\n1 a 0\n0\n"a"\n"b"\n', 2, "1 short names"),
    "i.blt": ('2 1\n[nick a b\n1 a 0\n0\n"a"\n"b"\n', 2, "not closed"),
    "j.blt": ('2 1\n-3\n1 1 0\n0\n"a"\n"b"\n', 2, "unknown candidate"),
    "k.blt": ('2 1\n1.5 1 0\n0\n"a"\n"b"\n', 2, "a whole number: '1.5'"),
    "g.csv": ("Li,Wu\n1,2.5\n", 2, "not a whole number: '2.5'"),
    "h.csv": ('choice1,choice2\n"Li","Wu\n', 2, "cannot be read as fields"),
    "j.toc": (HEAD.format(kind="toc") + "2: {1,{2,3}}\n", 6, "cannot be read"),
    "k.csv": ("Mayor 1st Choice,Judge 1st Choice\nLi,Wu\n", 1, "several contests stand in one table, .*: Mayor; Judge"),
    "m.csv": ("choice1,choice2\nskipped,\n", 1, "no ballot names anybody"),
    "l.csv": ("Li,Wu\nGu,Mo\n", 2, "not a whole number: 'Gu'"),
    "l.blt": ('2 1\n1 0=1 0\n0\n"a"\n"b"\n', 2, "unknown candidate: '0'"),
    "m.blt": ("2 1\n" + "9" * 5000 + ' 1 0\n0\n"a"\n"b"\n', 2, "how many there are"),
    "k.soi": (
        "# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: Li\n# ALTERNATIVE NAME 2: Wu\n1: 1\n",
        1,
        "says 1, the file holds 2",
    ),
    "l.soi": (HEAD.format(kind="soi") + "9" * 5000 + ": 1\n", 6, "how many"),
    "i.soi": ("2\n1,Li\n2,Wu\n", 3, "then the sums"),
    "a.pb": ("PROJECTS\n", 1, "META is missing"),
    "b.pb": (PB.format("max_length;many"), 6, "max_length is not a whole number"),
    "c.pb": (PB.format("min_project_score_threshold;1.5"), 6, "threshold is not a whole number"),
    "d.pb": (PB.format("rule;greedy").replace('"1,2"', '"1,2'), 13, "a quotation mark is never closed"),
    "a.xlsx": ("", 1, "unknown kind"),
}


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_whole(tmp_path, name):
    text, ballots = READ[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(read(tmp_path / name, ranked=True).ballots) == ballots


@pytest.mark.parametrize("name", ODD)
def test_what_programs_and_people_save_is_read_like_the_plain_file(tmp_path, name):
    (tmp_path / name).write_bytes(ODD[name])
    contest = read(tmp_path / name, ranked=True)
    first, second = ("Li", "Wu") if name.endswith(".csv") else ("1", "2")
    assert list(contest.ballots) == [Ballot((first, second), count=2)]
    assert contest.names[second] == "Wu"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_line_and_reason(tmp_path, name):
    text, line, reason = BAD[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BallotFileError, match=reason) as caught:
        read(tmp_path / name, ranked=True)
    assert caught.value.line == line


def test_a_budget_is_read_however_its_names_are_quoted(tmp_path):
    (tmp_path / "a.pb").write_bytes(b"\xef\xbb\xbf" + PB.format("rule;greedy").replace("\n", "\r\n").encode())
    contest = read(tmp_path / "a.pb", ranked=False)
    assert contest.names == {"1": 'Park; with "bench"', "2": 'Zielony "Skwer"'}
    assert (contest.terms.budget, [one.cost for one in contest.options]) == (100_050, [50_000, 60_050])


def test_a_file_may_say_who_comes_first_among_equals(tmp_path):
    (tmp_path / "a.blt").write_text(
        '3 1\n[nick a b c]\n[tie c a]\n1 a 0\n1 b 0\n1 c 0\n0\n"A"\n"B"\n"C"\n', encoding="utf-8"
    )
    assert [one.key for one in read(tmp_path / "a.blt", ranked=True).options] == ["3", "1", "2"]


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"Li,Wu\n1,2\n\xff,1\n")
    with pytest.raises(BallotFileError, match="UTF-8") as caught:
        read(tmp_path / "a.csv", ranked=True)
    assert caught.value.line == 3


def test_numbers_under_a_name_are_points_when_points_are_asked_for(tmp_path):
    (tmp_path / "a.csv").write_text("Li,Wu\n5,0\n2,7\n")
    contest = read(tmp_path / "a.csv", ranked=False)
    assert contest.scored
    assert list(contest.ballots) == [Ballot(("Li",), (5,)), Ballot(("Li", "Wu"), (2, 7))]


def test_every_real_file_is_read_with_as_many_ballots_as_it_says(shared_data):
    files = [
        *(file for file in shared_data.glob("preflib_elections/*/*-*.*") if file.suffix != ".txt"), *sorted(shared_data.glob("nsw_*/*.soi"))[:3],
        *sorted(shared_data.glob("scotland_2022_stv/*/*.dat"))[::4],
    ]  # fmt: skip
    assert len(files) > 100
    assert [file.name for file in files if not read(file, ranked=True).options] == []
    assert number_of(read(shared_data / "albany_2022_stv" / "albany_profile.csv", ranked=True).ballots) > 7_000
