"""Who represents the residents: entered by home and name, ended with a reason, taken from a list whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Level
from deliberate.ledger.queries import stream_after
from deliberate.places.models import RegisterEntry
from deliberate.places.queries.identity import identity_of
from deliberate.places.queries.mandates import home_in, on_roll_only, standing
from deliberate.places.queries.tree import ancestors
from deliberate.places.rules.mandates import Term, read_mandates
from deliberate.places.services.belonging import claim_membership
from deliberate.places.services.mandates import end_mandate, enter_mandate, import_mandates
from deliberate.places.states import Capacity, MembershipState
from deliberate.votes.queries.rolls import electors
from deliberate.votes.states import VoteKind
from tests.factories.people import a_community, a_moderator, an_account, units_of

ELECTED = Term(Capacity.representative, date(2025, 3, 1), date(2030, 2, 28), "3组")
HEAD = "楼栋,室号,姓名,身份,选举单位,任期开始,任期结束\n"


def refused(verb):
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value.refusal.code


@pytest.fixture
def area(session):
    return a_community()


def on_roll(session, home, name, **more):
    line = RegisterEntry(place_id=home.id, household="1", name=name, **more)
    session.add(line)
    session.flush()
    return line


def living_at(home, now, session):
    person = an_account()
    on_roll(session, home, person.name, phone=person.phone)
    claim_membership(person, home, Capacity.resident, now=now)
    return person


def test_a_neighbour_with_an_account_is_entered_votes_and_is_ended_with_a_reason(session, area, now):
    home, desk = units_of(area)[0], a_moderator(area)
    assert home_in(home.parent, f"{home.name}室") is home
    person = living_at(home, now, session)
    held = enter_mandate(home, f" {person.name}", ELECTED, actor_id=desk.id, now=now)
    assert (held.account_id, held.until, held.elected_by) == (person.id, date(2030, 2, 28), "3组")
    assert identity_of(person, now.date()).level is Level.representative
    assert standing(area) == [held]
    assert [one.account_id for one in electors(area, VoteKind.representatives_assembly)] == [person.id]
    assert refused(lambda: enter_mandate(home, person.name, ELECTED, now=now)) == "places.mandate_held"
    assert refused(lambda: end_mandate(held, " ", actor_id=desk.id, now=now)) == "places.mandate_reason"
    end_mandate(held, "居民会议 2026-11-20", actor_id=desk.id, now=now)
    assert refused(lambda: end_mandate(held, "x", now=now)) == "places.mandate_over"
    assert (standing(area), held.state) == ([], MembershipState.ended)
    assert not electors(area, VoteKind.representatives_assembly)
    entered, ended = stream_after(f"place:{home.id}")[-2:]
    assert (entered.verb, entered.payload["since"], entered.actor_id) == (
        "membership.mandate_entered", "2025-03-01", desk.id,
    )  # fmt: skip
    assert (ended.verb, ended.payload["reason"]) == ("membership.mandate_ended", "居民会议 2026-11-20")
    assert enter_mandate(home, person.name, ELECTED, now=now) is held


def test_who_has_no_account_must_stand_on_the_roll_and_keeps_the_seat_with_a_phone(session, area, now):
    home = units_of(area)[0]
    assert refused(lambda: enter_mandate(home, "陈阿婆", ELECTED, now=now)) == "places.not_on_roll"
    on_roll(session, home, "陈阿婆", phone="+8613900000001", capacity=Capacity.representative)
    assert [line.name for line, _home in on_roll_only(area)] == ["陈阿婆"]
    held = enter_mandate(home, "陈阿婆", ELECTED, now=now)
    assert (held.account.phone, on_roll_only(area), standing(area)) == (None, [], [held])
    own = an_account(name="陈阿婆", phone="+8613900000001")
    claim_membership(own, home, Capacity.resident, now=now)
    (kept,) = standing(area)
    assert (kept.account_id, kept.until) == (own.id, date(2030, 2, 28))


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (Term(Capacity.owner, date(2025, 3, 1)), "places.mandate_kind"),
        (Term(Capacity.committee_member, date(2099, 3, 1)), "places.mandate_not_begun"),
        (Term(Capacity.representative, date(2025, 3, 1), date(2025, 2, 1)), "places.mandate_backwards"),
    ],
)
def test_a_term_that_cannot_be_is_refused(area, now, term, code):
    assert refused(lambda: enter_mandate(units_of(area)[0], "王", term, now=now)) == code


def test_a_list_is_taken_whole(session, area, now):
    first, second = units_of(area)[:2]
    estate, building = (place.name for place in ancestors(first)[-3:-1])
    person = living_at(first, now, session)
    on_roll(session, second, "陈静")
    rows = f"{estate},{building},{first.name},{person.name},居民代表,1组,2025年3月1日,2030/2/28\n"
    rows += f"{estate},{building},{second.name},陈静,居委会成员,,2025-03-01,\n"
    lines, faults = read_mandates(("小区," + HEAD + rows).encode(), now.date())
    assert faults == ()
    bad, _none = read_mandates(
        ("小区," + HEAD + rows + f"{estate},{building},999,李雷,居民代表,,2025-03-01,\n").encode(), now.date()
    )
    assert [fault.code for fault in import_mandates(area, bad, now=now)] == ["places.mandate_no_home_line"]
    assert not standing(area)
    assert import_mandates(area, lines, now=now) == []
    assert [(one.capacity, one.until) for one in standing(area)] == [
        (Capacity.representative, date(2030, 2, 28)), (Capacity.committee_member, None),
    ]  # fmt: skip
    held = [fault.code for fault in import_mandates(area, lines, now=now)]
    assert held == ["places.mandate_held_line"] * 2


def test_of_a_list_every_line_without_a_home_or_a_name_is_named(session, area, now):
    home = units_of(area)[0]
    estate, building = (place.name for place in ancestors(home)[-3:-1])
    rows = f"{estate},{building},{home.name},没有这人,居民代表,,2025-03-01,\n,不存在,1,王,居民代表,,2025-03-01,\n"
    rows += f",{building},{home.name},王,居民代表,,2025-03-01,\n"
    lines, _faults = read_mandates(("小区," + HEAD + rows).encode(), now.date())
    assert [(fault.code, fault.facts["line"]) for fault in import_mandates(area, lines, now=now)] == [
        ("places.mandate_nobody_line", 2), ("places.mandate_no_home_line", 3),
        ("places.mandate_homes_alike", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1号楼,101,王,业主,,2025-03-01,", "mandate_bad_kind"),
        ("1号楼,101,王,居民代表,,去年,", "mandate_bad_day"),
        ("1号楼,101,王,居民代表,,2025-02-30,", "mandate_bad_day"),
        ("1号楼,101,王,居民代表,,2025-03-01,五年", "mandate_bad_day"),
        ("1号楼,101,王,居民代表,,2025-03-01,2024-03-01", "mandate_backwards_line"),
        ("1号楼,101,王,居民代表,,2099-03-01,", "mandate_not_begun_line"),
        ("1号楼,101,,居民代表,,2025-03-01,", "roll_cell_missing"),
        ("1号楼,101,王,居民代表,,,", "roll_cell_missing"),
        ("1号楼,101,好,居民代表,,2025-03-01,", "mandate_twice"),
    ],
)
def test_every_bad_line_of_a_list_is_named_and_none_is_read(row, code, now):
    good = "1号楼,101,好,居民代表,,2025-03-01,\n"
    lines, faults = read_mandates((HEAD + good + row + "\n").encode(), now.date())
    assert (lines, [(fault.code, fault.facts["line"]) for fault in faults]) == ((), [(f"places.{code}", 3)])


@pytest.mark.parametrize(
    ("text", "code"),
    [(HEAD, "mandates_empty"), ("楼栋,室号\n1,2\n", "roll_column_missing"), ("", "roll_column_missing")],
)
def test_a_table_without_lines_or_columns_is_no_list(text, code, now):
    assert read_mandates(text.encode(), now.date())[1][0].code == f"places.{code}"
