"""The lines of our pictures stand where the numbers say, to the last square."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.web.drawings.lines import named, over_time, step_of
from deliberate.web.drawings.plans import plan, share_of, short_name, windows
from deliberate.web.drawings.shares import mark, stacked
from deliberate.web.drawings.squares import CELL, counted, each_square, squares

counts = st.lists(st.integers(0, 900), max_size=5)


@given(counts)
def test_the_pieces_of_a_bar_fill_it_without_gaps(values):
    pieces = stacked(values)
    ends = [float(piece.x[:-1]) + float(piece.width[:-1]) for piece in pieces]
    starts = [float(piece.x[:-1]) for piece in pieces]
    assert [piece.index for piece in pieces] == [index for index, value in enumerate(values) if value]
    assert starts[1:] == pytest.approx(ends[:-1], abs=0.01)
    assert not pieces or ends[-1] == pytest.approx(100, abs=0.01)


def test_a_bar_may_be_longer_than_what_is_in_it():
    assert [(piece.x, piece.width) for piece in stacked([30, 0, 20], whole=100)] == [
        ("0.000%", "30.000%"),
        ("30.000%", "20.000%"),
    ]
    assert stacked([]) == stacked([0, 0]) == []


@pytest.mark.parametrize(
    ("at", "whole", "x", "anchor"),
    [(601, 1200, "50.083%", "middle"), (1, 100, "1.000%", "start"), (67, 100, "67.000%", "middle"),
     (90, 100, "90.000%", "end"), (120, 100, "100.000%", "end"), (3, 0, "0%", "start")],
)  # fmt: skip
def test_a_mark_stands_at_its_number_and_its_words_stay_inside(at, whole, x, anchor):
    assert (mark(at, whole).x, mark(at, whole).anchor) == (x, anchor)


@pytest.mark.parametrize(("top", "step"), [(1, 1), (4, 1), (5, 2), (8, 2), (20, 5), (21, 10), (100, 50), (201, 100)])
def test_scales_count_in_round_steps(top, step):
    assert step_of(top) == step


def test_a_line_is_broken_where_nothing_is_known():
    line = over_time([100, 80, None, 50], top=100)
    assert [(one.index, after.index) for one, after in line.strokes] == [(0, 1)]
    assert [point.index for point in line.points] == [0, 1, 3]
    assert line.points[0].y < line.points[1].y < line.points[2].y <= line.ground
    assert line.levels[0] == (line.ground, 0)
    assert line.levels[-1][1] == 100


def test_a_line_of_nothing_and_of_one_is_still_a_picture():
    assert over_time([]).points == over_time([None, None]).points == []
    assert over_time([7]).points[0].x == "52.000%"


@given(st.integers(0, 60))
def test_words_never_run_into_each_other_and_the_last_is_written(count):
    shown = named(count)
    assert len(shown) <= 6
    assert not count or count - 1 in shown


@given(counts)
def test_every_household_is_one_square(values):
    picture = squares(values)
    drawn = dict.fromkeys(range(len(values)), 0)
    for patch in picture.patches:
        drawn[patch.index] += patch.width * patch.height // CELL**2
    if picture.each == 1:
        assert list(drawn.values()) == values
    assert all(patch.x + patch.width <= picture.width for patch in picture.patches)
    assert all(patch.y + patch.height <= picture.height for patch in picture.patches)


@given(counts, st.integers(1, 50))
def test_rounding_squares_loses_nobody(values, each):
    assert sum(counted(values, each)) == round(sum(values) / each)


def test_too_many_squares_stand_for_several_each():
    assert [each_square(total) for total in (0, 1500, 1501, 3001, 7501, 15_001)] == [1, 1, 2, 5, 10, 20]


@pytest.mark.parametrize(
    ("part", "whole", "share", "lit"),
    [(0, 40, 0, 0), (1, 400, 1, 1), (20, 40, 50, 5), (399, 400, 99, 9), (40, 40, 100, 10), (0, 0, None, 0)],
)
def test_a_house_lights_a_window_for_every_tenth(part, whole, share, lit):
    assert share_of(part, whole) == share
    assert [window.lit for window in windows(share)].count(True) == lit


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("12号楼", "12号楼"),
        ("Tower 12", "Tower 12"),
        ("东风新村西区小楼", "东风新村西…"),
        ("Riverside Mansion", "Riverside M…"),
    ],
)
def test_a_name_ends_where_its_house_ends(name, short):
    assert short_name(name) == short


def test_houses_stand_three_in_a_row_beside_each_other():
    houses, height = plan([(1, 2)] * 4)
    assert [house.x for house in houses[:3]] == ["0.000%", "34.167%", "68.333%"]
    assert houses[3].y - houses[0].y == 7.0
    assert height == 14.0
    assert plan([]) == ([], 0)
