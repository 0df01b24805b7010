"""Receipts, codes, roots and what few people hide: pure, with their exact borders."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.votes.proofs.disclosure import Group, merged, tells_too_much
from deliberate.votes.proofs.receipts import code_of, is_secret, new_secret, read_code, receipt_of
from deliberate.votes.proofs.trees import root_of

DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_a_receipt_is_the_digest_of_the_line_that_anybody_can_write_down():
    line = '["deliberate-ballot/1","ab",["agree"],[],"00112233445566778899aabbccddeeff"]'
    assert (
        receipt_of("ab", ["agree"], [], "00112233445566778899aabbccddeeff") == hashlib.sha256(line.encode()).hexdigest()
    )


def test_a_secret_is_sixteen_random_bytes():
    assert is_secret(new_secret())
    assert len({new_secret() for _ in range(50)}) == 50
    assert not any(is_secret(text) for text in ("", "0" * 31, "0" * 33, "G" * 32, "A" * 32))


def test_a_code_is_six_groups_of_four_digits():
    assert code_of("00010203" + "f" * 56) == "0001 0515 5535 5535 5535 5570"
    assert read_code("0001-0515-5535-5535-5535-5570") == code_of("00010203" + "f" * 56)


@given(DIGESTS, st.integers(0, 23), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(digest, place, more):
    digits = code_of(digest).replace(" ", "")
    wrong = f"{digits[:place]}{(int(digits[place]) + more) % 10}{digits[place + 1 :]}"
    assert read_code(digits) == code_of(digest)
    assert read_code(wrong) is None


@given(DIGESTS, st.integers(0, 22))
def test_two_digits_that_changed_places_are_noticed(digest, place):
    digits = code_of(digest).replace(" ", "")
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert read_code(swapped) == (code_of(digest) if swapped == digits else None)


@pytest.mark.parametrize(
    "typed", ["", "1234", "abcd efgh", "²²²² ²²²² ²²²² ²²²² ²²²² ²²²²", "0001 0515 5535 5535 5535 559"]
)
def test_what_is_no_code_is_no_code(typed):
    assert read_code(typed) is None


@given(st.sets(DIGESTS, max_size=12))
def test_a_root_knows_every_receipt_and_no_order(receipts):
    ordered = sorted(receipts)
    assert root_of(ordered) == root_of(reversed(ordered))
    for one in ordered:
        assert root_of(receipts - {one}) != root_of(receipts)


def test_a_root_of_two_is_the_digest_of_both_leaves():
    leaves = [hashlib.sha256(b"\x00" + bytes([one]) * 32).digest() for one in (1, 2)]
    assert root_of(["02" * 32, "01" * 32]) == hashlib.sha256(b"\x01" + leaves[0] + leaves[1]).hexdigest()


@pytest.mark.parametrize(
    ("voted", "choices", "hidden"),
    [
        (4, None, True),
        (5, None, False),
        (5, {"agree": 5}, True),
        (5, {"agree": 4, "disagree": 1}, False),
        (0, {}, True),
    ],
)
def test_few_or_of_one_mind_is_not_told(voted, choices, hidden):
    assert tells_too_much(voted, least=5, choices=choices) is hidden


GROUPS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8).map(
    lambda pairs: [Group(f"{at}", min(pair), max(pair)) for at, pair in enumerate(pairs)]
)


@given(GROUPS, st.integers(1, 10))
def test_no_group_shown_is_small_and_nothing_small_is_left_by_subtraction(groups, least):
    shown, rest = merged(groups, least=least)
    assert all(group.whole >= least for group in shown)
    parts = [*shown, *([rest] if rest else [])]
    assert sum(group.whole for group in parts) == sum(group.whole for group in groups)
    assert sum(group.voted for group in parts) == sum(group.voted for group in groups)
    assert rest is None or rest.whole >= least or not shown
