"""The page on which anything public is found."""

from __future__ import annotations

import pytest

from tests.factories.people import a_community
from tests.factories.texts import a_text


@pytest.fixture
def page(session, visit):
    place = a_community()
    for number in range(20):
        a_text(place, f"路灯 {number}", "三号楼门口")
    a_text(place, "Més ombra a la plaça", kind="contribution")
    session.commit()
    return lambda address, **more: visit(**more).get(address).get_data(as_text=True)


def test_everybody_finds_without_an_account(page):
    assert "What are you looking for?" in page("/search")
    assert "20 texts found" in page("/search?q=路灯")
    found = page("/search?q=placa")
    assert "1 text found" in found
    assert "Contribution" in found


def test_many_are_shown_in_pages_and_one_kind_alone(page):
    assert page("/search?q=路灯").count('class="card"') == 15
    assert page("/search?q=路灯&page=2").count('class="card"') == 5
    assert "Nothing was found" in page("/search?q=路灯&kind=contribution")
    assert "Nothing was found" in page("/search?q=没有的字")


def test_what_is_typed_is_shown_back_as_text(page):
    assert "<script>" not in page("/search?q=<script>alert(1)</script>").split("</head>")[1].replace("</script>", "")
