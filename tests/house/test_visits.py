"""The sweeps of tests/browser leave no page out: every address that can be fetched is visited or says why not."""

from __future__ import annotations

from tests.browser.visits import NOT_A_PAGE, ON_THE_WAY, VISITS


def fetched(app):
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}


def test_every_page_is_looked_at_or_says_why_not(app):
    missing = fetched(app) - set(VISITS) - set(ON_THE_WAY) - set(NOT_A_PAGE)
    assert missing == set(), "say in tests/browser/visits.py who looks at it"


def test_no_visit_outlives_its_page(app):
    # The demonstration's door and the living page are there only in the demonstration and in development.
    elsewhere = {"demo.door"}
    assert {*VISITS, *ON_THE_WAY, *NOT_A_PAGE} - fetched(app) - elsewhere == set()


def test_a_page_is_looked_at_or_not_but_not_both():
    assert set(VISITS) & set(NOT_A_PAGE) == set()
    assert [endpoint for endpoint, visits in VISITS.items() if not visits] == []
    assert [reason for reason in NOT_A_PAGE.values() if len(reason) < 5] == []
