"""Readers name every bad line, and take nothing of a folder that has one."""

from __future__ import annotations

from datetime import date

import pytest

from deliberate.importers.rules import consul, decidim, follow_up
from deliberate.importers.rules.parsed import BadFile, ParsedComment
from deliberate.importers.rules.tables import last_day_of, plain_text
from deliberate.importers.services.threads import by_depth
from deliberate.kit.clock import now

PROPOSALS = ",".join(decidim.PROPOSALS)
COMMENTS = ",".join(decidim.COMMENTS)
GOOD = "6,BCN-6,Una plaça,Text,Gràcia,Bon viure,Educació,accepted,22/01/2016,26"


def folder(tmp_path, **files):
    for name, lines in files.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def bad_lines(read, path):
    with pytest.raises(BadFile) as bad:
        read(path, "Somewhere")
    return [(item.file, item.line, item.code) for item in bad.value.lines]


def test_a_good_folder_is_read_whole(tmp_path):
    path = folder(
        tmp_path, proposals_1=[PROPOSALS, GOOD], comments_1=[COMMENTS, "3,6,,1,01/02/2016 11:27:33,12,1,<p>Sí</p>"]
    )
    parsed = decidim.read(path, "Barcelona")
    assert parsed.counts() == {
        "places": 1, "issues": 1, "seconds": 26, "comments": 1, "replies": 0, "meetings": 0, "actions": 0,
    }  # fmt: skip
    assert parsed.comments[0].body == "Sí"
    assert parsed.comments[0].stance == "for"


def test_every_bad_line_is_named_not_just_the_first(tmp_path):
    rows = [
        PROPOSALS,
        GOOD,
        "7,BCN-7,,Text,Gràcia,A,B,accepted,22/01/2016,26",
        "8,BCN-8,Title,Text,Gràcia,A,B,perhaps,22/01/2016,many",
        "9,BCN-9,Title,Text,Gràcia,A,B,accepted,2016-01-22,26",
        "10,BCN-10,Title",
    ]
    assert bad_lines(decidim.read, folder(tmp_path, proposals_1=rows)) == [
        ("proposals_1.csv", 3, "missing"),
        ("proposals_1.csv", 4, "unknown_value"),
        ("proposals_1.csv", 4, "not_whole"),
        ("proposals_1.csv", 5, "bad_date"),
        ("proposals_1.csv", 6, "wrong_number_of_fields"),
    ]


def test_a_quoted_line_break_does_not_shift_the_line_numbers(tmp_path):
    rows = [
        PROPOSALS,
        '6,BCN-6,Una plaça,"Text\nover\nthree lines",Gràcia,A,B,accepted,22/01/2016,26',
        "7,B,,T,G,A,B,accepted,22/01/2016,1",
    ]
    assert bad_lines(decidim.read, folder(tmp_path, proposals_1=rows)) == [("proposals_1.csv", 5, "missing")]


@pytest.mark.parametrize(
    ("read", "files", "expected"),
    [
        (decidim.read, {}, ("proposals*.csv", 0, "file_missing")),
        (decidim.read, {"proposals": ["id,title"]}, ("proposals.csv", 1, "columns_missing")),
        (consul.read, {"proposals": [",".join(consul.PROPOSALS)]}, ("comments*.csv", 0, "file_missing")),
        (follow_up.read, {}, ("projects.csv | motions.csv", 0, "file_missing")),
        (follow_up.read, {"motions": ["ID"]}, ("motions.csv", 1, "columns_missing")),
    ],
)
def test_a_folder_that_is_not_what_it_should_be(tmp_path, read, files, expected):
    assert bad_lines(read, folder(tmp_path, **files)) == [expected]


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "proposals.csv").write_bytes((PROPOSALS + "\n" + GOOD).encode("latin-1"))
    assert bad_lines(decidim.read, tmp_path) == [("proposals.csv", 0, "not_utf8")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("no tags, 2 < 3", "no tags, 2 < 3"),
        ("<script>alert(1)</script>x", "alert(1)x"),
        ("  spaces  ", "spaces"),
    ],
)
def test_tags_go_and_words_stay(text, plain):
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2019-02", date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 29)),
        ("2019-13", None),
        ("Non ouvert", None),
        ("", None),
    ],
)
def test_a_month_ends_on_its_last_day(month, day):
    assert last_day_of(month) == day


def comment(ref, parent):
    return ParsedComment(ref, "1", parent, "neutral", "text", "#1", now(), 0, 0)


def test_parents_come_before_their_answers_even_when_the_file_says_otherwise():
    layers = by_depth([comment("3", "2"), comment("2", "1"), comment("1", None), comment("4", "removed")])
    assert [[item.ref for item in layer] for layer in layers] == [["1", "4"], ["2"], ["3"]]


def test_contributions_that_answer_each_other_in_a_circle_stand_at_the_top():
    layers = by_depth([comment("1", "2"), comment("2", "1"), comment("3", None)])
    assert [[item.ref for item in layer] for layer in layers] == [["3", "1", "2"]]
