"""The roll as offices export it: whatever is wrong is named by its line, nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.places.rules.rolls import area_in_dm2, read_roll
from deliberate.places.states import Capacity

CHINESE = "楼栋,室号,面积,户号,姓名,手机,身份\n1号楼,101,89.5,A1,王秀英,13812345678,业主\n1号楼,101,89.50,A1,王强,,\n"
ENGLISH = "Building;Unit;Floor area;Household;Name;Phone\n1;101;89.50;A1;Wang Xiuying;+86 138 1234 5678\n"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("89.5", 8950),
        ("89.50", 8950),
        ("89", 8900),
        ("89.05", 8905),
        ("0.01", 1),
        ("８９．５", 8950),
        ("89.5㎡", 8950),
        ("89.5 平方米", 8950),
        ("", 0),
        ("89.505", None),
        ("89.", None),
        (".5", None),
        ("89,5", None),
        ("0", None),
        ("0.00", None),
        ("-89", None),
        ("九十", None),
        ("㎡", None),
        ("1234567", None),
    ],
)
def test_areas_become_whole_square_decimetres_or_nothing(typed, kept):
    assert area_in_dm2(typed) == kept


@given(st.integers(1, 99_999_999))
def test_every_area_with_two_decimals_survives(dm2):
    assert area_in_dm2(f"{dm2 // 100}.{dm2 % 100:02d}") == dm2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headers_in_the_encodings_offices_use(encoding):
    roll = read_roll(CHINESE.encode(encoding))
    assert roll.faults == ()
    first, second = roll.lines
    assert (first.building, first.unit, first.area_dm2, first.household) == ("1号楼", "101", 8950, "A1")
    assert (first.name, first.phone, first.capacity) == ("王秀英", "+8613812345678", Capacity.owner)
    assert (second.phone, second.capacity, second.area_dm2) == (None, Capacity.resident, 8950)


def test_english_headers_with_semicolons():
    (line,) = read_roll(ENGLISH.encode()).lines
    assert (line.name, line.phone, line.area_dm2) == ("Wang Xiuying", "+8613812345678", 8950)


def test_a_household_without_number_is_that_of_its_unit():
    (line,) = read_roll("building,unit,name\n1,101,王\n".encode()).lines
    assert (line.household, line.area_dm2) == ("101", None)


def codes(text):
    return [(fault.code.removeprefix("places."), fault.facts.get("line")) for fault in read_roll(text.encode()).faults]


HEAD = "楼栋,室号,面积,户号,姓名,手机,身份\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("roll_column_missing", None)] * 3),
        ("楼栋,室号,年龄,姓名\n", [("roll_column_unknown", None)]),
        ("楼栋,楼号,室号,姓名\n", [("roll_column_twice", None)]),
        (HEAD, [("roll_empty", None)]),
        (HEAD + "1,101,89.555,A,王,,\n", [("roll_bad_area", 2)]),
        (HEAD + "1,101,89.5,A,王,1234,\n", [("roll_bad_phone", 2)]),
        (HEAD + "1,101,89.5,A,王,,国王\n", [("roll_bad_capacity", 2)]),
        (HEAD + ",101,89.5,A,,,\n", [("roll_cell_missing", 2), ("roll_cell_missing", 2)]),
        (HEAD + "1,101,89.5,A,王,,,多\n", [("roll_cells_too_many", 2)]),
        (HEAD + f"{'楼' * 61},101,89.5,A,王,,\n", [("roll_cell_long", 2)]),
        (HEAD + "1,101,,A,王,,\n\n1,101,,A,王,,\n", [("roll_person_twice", 4)]),
        (HEAD + "1,101,89.5,A,王,,\n1,101,98.5,A,李,,\n", [("roll_two_areas", 3)]),
    ],
)
def test_what_is_wrong_is_named_by_its_line(text, found):
    assert codes(text) == found


def test_every_bad_line_is_named_and_no_line_is_taken():
    roll = read_roll((HEAD + "1,101,x,A,王,,\n1,102,89,B,李,,\n1,103,89,C,张,1,\n").encode())
    assert [fault.facts["line"] for fault in roll.faults] == [2, 4]
    assert roll.lines == ()


def test_bytes_that_are_no_text_are_refused():
    assert [fault.code for fault in read_roll(b"\xff\xff\x00\x81").faults] == ["places.roll_unreadable"]


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(data):
    roll = read_roll(data)
    assert bool(roll.faults) is not bool(roll.lines)
