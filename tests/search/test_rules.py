"""How a text becomes tokens, and a question becomes one for each database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deliberate.search.rules import (
    LONGEST_QUERY,
    any_of,
    bigram_set,
    containment,
    folded,
    for_postgresql,
    for_sqlite,
    telling,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("路灯", "路灯 灯"),
        ("灯", "灯"),
        ("三号楼路灯", "三号 号楼 楼路 路灯 灯"),
        ("Carrer de l'Estació", "carrer de l estacio"),
        ("ＬＥＤ灯 2026", "led 灯 2026"),
        ("車棚、照明", "車棚 棚 照明 明"),
        ("", ""),
        ("——！", ""),
    ],
)
def test_bigrams_for_ideographs_bare_words_for_the_rest(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize("word", ["estació", "ESTACIÓ", "estacio", "Estaciò"])
def test_accents_and_capitals_do_not_matter(word):
    assert folded(word) == "estacio"


def test_a_question_becomes_phrases_that_must_all_occur():
    assert for_sqlite("三号楼 lamp") == '"三号 号楼" AND "lamp"*'
    assert for_postgresql("三号楼 lamp") == "('三号' <-> '号楼') & ('lamp':*)"
    assert for_sqlite("灯") == '"灯"*'
    assert (for_sqlite(" !? "), for_postgresql("")) == ("", "")


@given(some.text(max_size=300))
def test_whatever_is_typed_no_sign_of_the_query_language_gets_through(text):
    for sign in ('"', "'", "*", ":", "(", ")", "&", "|", "!", "<", "-"):
        assert sign not in tokens(text)
    assert len(for_sqlite(text)) <= 12 * LONGEST_QUERY + 20


@given(some.text(max_size=60))
def test_a_text_holds_itself_wholly(text):
    shared, size = containment(bigram_set(text), bigram_set(text))
    assert shared == size


def test_words_that_stand_everywhere_tell_nothing():
    assert telling("车棚的灯不亮 at the gate") == ["车棚", "亮", "the", "gate"]
    assert any_of(["车棚", "gate"], sqlite=True) == '"车棚" OR "gate"'
    assert any_of(["车棚", "gate"], sqlite=False) == "'车棚' | 'gate'"


def test_containment_is_an_exact_share_of_the_smaller():
    assert containment(bigram_set("路灯坏了"), bigram_set("三号楼路灯")) == (1, 4)
