"""Who is not on a roll reads the one reason that helps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deliberate.places.states import Capacity as Cap
from deliberate.places.states import MembershipState as M
from deliberate.votes.electorates.entitled import Held, why_not_entitled
from deliberate.votes.states import Ground as Why

FROZEN = datetime(2026, 11, 1, tzinfo=UTC)
BEFORE, AFTER = FROZEN - timedelta(days=1), FROZEN + timedelta(days=1)


@pytest.mark.parametrize(
    ("ground", "held", "code"),
    [
        pytest.param(Why.owner, [], "not_of_this_place", id="a stranger"),
        pytest.param(Why.owner, [Held(Cap.owner, M.ended, BEFORE)], "not_of_this_place", id="sold the home"),
        pytest.param(Why.owner, [Held(Cap.resident, M.verified, BEFORE)], "only_owner", id="a tenant"),
        pytest.param(Why.owner, [Held(Cap.owner, M.pending, BEFORE)], "not_confirmed_yet", id="not looked at yet"),
        pytest.param(Why.owner, [Held(Cap.owner, M.verified, AFTER)], "came_later", id="bought after the freeze"),
        pytest.param(Why.owner, [Held(Cap.owner, M.verified, BEFORE)], "spoken_for", id="counted with somebody else"),
        pytest.param(
            Why.household_rep, [Held(Cap.resident, M.verified, BEFORE)], "only_household_rep", id="not the rep"
        ),
        pytest.param(Why.household_rep, [Held(Cap.household_rep, M.verified, BEFORE)], "spoken_for", id="two reps"),
        pytest.param(
            Why.representative, [Held(Cap.resident, M.verified, BEFORE)], "only_representative", id="a resident"
        ),
        pytest.param(
            Why.adult_resident, [Held(Cap.owner, M.verified, BEFORE)], "only_adult_resident", id="lives elsewhere"
        ),
    ],
)
def test_the_reason_that_helps(ground, held, code):
    assert why_not_entitled(ground, held, frozen_at=FROZEN).code == f"votes.{code}"


def test_who_is_known_elsewhere_is_not_asked_to_say_where_they_live():
    assert why_not_entitled(Why.owner, [], frozen_at=FROZEN, elsewhere=True).code == "votes.of_another_place"


def test_who_came_later_reads_both_days():
    refusal = why_not_entitled(Why.owner, [Held(Cap.owner, M.verified, AFTER)], frozen_at=FROZEN)
    assert refusal.facts == {"since": AFTER, "frozen_at": FROZEN}
