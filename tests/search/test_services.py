"""Both databases find the same texts: two Chinese characters, accented Catalan, beginnings of words."""

from __future__ import annotations

import pytest

from deliberate.search.queries import count, find
from deliberate.search.services import Findable, forget, make_findable
from tests.factories.people import a_community
from tests.factories.texts import a_text

TEXTS = {
    "lamp": ("非机动车棚加装照明", "孩子放学看不清台阶，希望装感应灯。"),
    "lift": ("3号楼电梯", "Elevator broken again, 12 天没修。"),
    "station": ("Reforma de l'estació de Gràcia", "Volem més ombra i bancs a la plaça."),
    "station bare": ("La estacion antigua", "Sin acento tambien se encuentra."),
    "japanese": ("自転車置き場の照明", "夜は暗いです。"),
}


@pytest.fixture
def texts(session):
    place = a_community()
    return {a_text(place, *text): name for name, text in TEXTS.items()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("照明", {"lamp", "japanese"}),
        ("车棚", {"lamp"}),
        ("灯", {"lamp"}),
        ("感应灯", {"lamp"}),
        ("棚车", set()),
        ("estació", {"station", "station bare"}),
        ("ESTACIO", {"station", "station bare"}),
        ("gràcia ombra", {"station"}),
        ("plaça", {"station"}),
        ("gràcia 照明", set()),
        ("elev", {"lift"}),
        ("3号楼", {"lift"}),
        ("12", {"lift"}),
        ("置き場", {"japanese"}),
        ("", set()),
        ("'; DROP TABLE issues; --", set()),
        ('" OR *', set()),
    ],
)
def test_what_is_found(texts, query, found):
    rows = find(query)
    assert {texts[row.subject_id] for row in rows} == found
    assert count(query) == len(rows)


def test_the_newest_comes_first_in_pages_by_kind_and_place(session):
    here, there = a_community(), a_community()
    first, second = a_text(here, "路灯一"), a_text(there, "路灯二")
    said = a_text(here, "路灯三", kind="contribution")
    assert [row.subject_id for row in find("路灯")] == [said, second, first]
    assert [row.subject_id for row in find("路灯", limit=1, offset=1)] == [second]
    assert [row.subject_id for row in find("路灯", kinds=["issue"])] == [second, first]
    assert [row.subject_id for row in find("路灯", place_ids=[here.id])] == [said, first]


def test_a_changed_text_is_found_by_its_new_words_only_and_a_forgotten_one_not_at_all(session):
    place = a_community()
    number = a_text(place, "路灯坏了")
    make_findable(Findable("issue", number, place.id, "电梯坏了", "", "/issues/1"))
    session.flush()
    assert (count("路灯"), count("电梯")) == (0, 1)
    forget("issue", number)
    session.flush()
    assert count("电梯") == 0
