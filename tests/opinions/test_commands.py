"""`deliberate opinions`: conversations of others, tallied and drawn on the command line."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from deliberate.opinions.commands import opinions

PLAIN = "participant,statement,vote\nann,s1,agree\nbob,s1,-1\nann,s1,pass\nann,s2,1\n"


def told(file, *arguments):
    result = CliRunner().invoke(opinions, [str(file), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_plain_table_is_tallied_and_too_few_people_make_no_groups(tmp_path):
    (tmp_path / "a.csv").write_text(PLAIN)
    found = json.loads(told(tmp_path / "a.csv", "--json"))
    assert [{key: one[key] for key in ("id", "agree", "people", "people_pass")} for one in found["statements"]] == [
        {"id": "s1", "agree": 1, "people": 2, "people_pass": 1},
        {"id": "s2", "agree": 1, "people": 1, "people_pass": 0},
    ]
    assert found["groups"] == []
    assert found["null_test"]["verdict"] == "too few people"
    assert "too few people" in told(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "held",
    [
        b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        b"\n".join(b";".join(line.split(b",")[::-1]) for line in PLAIN.encode().splitlines()),
        PLAIN.replace("participant", "Participant ID").replace("\n", "\r").encode(),
        PLAIN.replace("participant,statement,vote", "居民,观点,态度").replace("agree", "同意").encode("gb18030"),
    ],
    ids=["a mark and two-byte lines", "a spreadsheet's text", "columns the other way round", "an old Mac", "Chinese"],
)
def test_what_people_save_is_read_like_the_plain_table(tmp_path, held):
    (tmp_path / "a.csv").write_bytes(held)
    (tmp_path / "b.csv").write_text(PLAIN)
    assert told(tmp_path / "a.csv", "--json") == told(tmp_path / "b.csv", "--json")


def test_ids_of_any_length_numbers_of_any_make_and_odd_spaces_are_read(tmp_path):
    votes = "用户,观点,态度\n{0},{1},1.00\n8,{1},－１\n9,7,-0\nann,a\u2028b,赞成\n"
    (tmp_path / "a.csv").write_text(votes.format("9" * 5000, "8" * 5000))
    found = json.loads(told(tmp_path / "a.csv", "--json"))["statements"]
    assert [(len(one["id"]), one["agree"], one["disagree"], one["pass"]) for one in found] == [
        (5000, 1, 1, 0),
        (1, 0, 0, 1),
        (3, 1, 0, 0),
    ]


def test_names_from_elsewhere_beside_the_numbers_are_no_statement(tmp_path):
    head = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n"
    (tmp_path / "a.csv").write_text(f"{head}0,somebody@example.org,0,0,2,1,1,1,-1\n")
    assert [one["id"] for one in json.loads(told(tmp_path / "a.csv", "--json"))["statements"]] == ["0", "1"]


@pytest.mark.parametrize("name", ["brexit-consensus", "london.youth.policing", "bg2050-volunteers"])
def test_tallies_are_those_that_polis_published(shared_data, name):
    folder = shared_data / "polis_opendata" / name
    found = {one["id"]: one for one in json.loads(told(folder / "votes.csv", "--json"))["statements"]}
    with (folder / "comments.csv").open(encoding="utf-8-sig") as rows:
        for row in csv.DictReader(rows):
            one = found.get(row["comment-id"], {"agree": 0, "disagree": 0})
            assert (one["agree"], one["disagree"]) == (int(row["agrees"]), int(row["disagrees"])), row["comment-id"]


@pytest.mark.parametrize("name", ["brexit-consensus", "15-per-hour-seattle"])
def test_both_exports_of_one_conversation_say_the_same(shared_data, name):
    folder = shared_data / "polis_opendata" / name
    lists, matrix = (json.loads(told(folder / name, "--json")) for name in ("votes.csv", "participants-votes.csv"))
    words = ("id", "people_agree", "people_disagree", "people_pass")
    assert [[one[word] for word in words] for one in lists["statements"]] == [
        [one[word] for word in words] for one in matrix["statements"]
    ]
    assert lists["placed"] == matrix["placed"]
    for said in ("groups", "null_test", "consensus"):
        assert lists[said] == matrix[said]
    # Seattle's two groups are so little clearer than shuffled ones that all shuffles are needed to say so.
    assert matrix["null_test"]["shuffles"] == (24 if name == "brexit-consensus" else 99)
    assert matrix["groups"]
    assert all(group["size"] >= 5 and group["representative"] for group in matrix["groups"])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "empty"),
        ("statement,vote\nx,1\n", 1, "no column for the participant"),
        ("participant,statement,vote\na,x,maybe\n", 2, "a vote is"),
        ("participant,statement,vote\na,x\n", 2, "2 fields"),
        ("participant,statement,vote\na,,1\n", 2, "statement is empty"),
        ("participant,0,1\na,1,2\n", 2, "a vote is"),
        ("timestamp,comment-id,voter-id,vote\nnow,1,1,1\n", 2, "timestamp"),
        ("participant\na\n", 1, "names no statement"),
        ("participant,statement,vote\n", 1, "no vote follows"),
        ("participant,vote\na,1\n", 1, "no column for the statement"),
        ("participant,statement\na,x\n", 1, "no column for the vote"),
        ("participant,7,7\na,1,-1\n", 1, "'7' twice"),
        ("participant,7,8\na,1,-1\na,1,1\n", 3, "stands in line 2 already"),
        (f"timestamp,comment-id,voter-id,vote\n{'9' * 5000},1,1,1\n", 2, "timestamp"),
    ],
)
def test_a_bad_file_ends_with_status_2_its_line_and_the_reason(tmp_path, text, line, reason):
    (tmp_path / "a.csv").write_text(text)
    result = CliRunner().invoke(opinions, [str(tmp_path / "a.csv"), "--json"])
    assert result.exit_code == 2
    assert f"line {line}: " in result.stderr
    assert reason in result.stderr
