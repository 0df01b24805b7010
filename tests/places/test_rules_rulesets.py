"""Rule sets: what is shipped, how a set is asked, and how a broken file is answered."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from deliberate.places.rules.reading import UnreadableError, read_ruleset, ruleset_from_plain, ruleset_to_plain
from deliberate.places.rules.rulesets import Basis, Rule, RuleSet, Unit, UnknownRuleError, WrongKindError
from deliberate.places.rules.shipped import shipped_ruleset, shipped_rulesets

HEAD = 'key = "t"\nversion = 1\njurisdiction = "any"\ntitle = "T"\n'


@pytest.mark.parametrize("name", shipped_rulesets())
def test_every_shipped_set_survives_the_way_through_the_database(name):
    ruleset = shipped_ruleset(name)
    assert ruleset_from_plain(json.loads(json.dumps(ruleset_to_plain(ruleset)))) == ruleset


def test_the_plain_default_rests_on_no_law():
    assert {rule.basis for rule in shipped_ruleset("plain-default").rules} == {Basis.default}


@pytest.mark.parametrize(
    ("key", "value", "unit", "basis", "article"),
    [
        ("screening.first_contact", 1, Unit.working_days, Basis.practice, "12345"),
        ("screening.decision", 5, Unit.working_days, Basis.practice, "12345"),
        ("seconding.floor", 10, Unit.persons, Basis.default, ""),
        ("seconding.share", Fraction(1, 100), Unit.fraction, Basis.default, ""),
        ("seconding.stairwell", 3, Unit.households, Basis.default, ""),
        ("petition.adults", Fraction(1, 10), Unit.fraction, Basis.statutory, "二十六"),
        ("petition.representatives", Fraction(1, 3), Unit.fraction, Basis.statutory, "二十六"),
        ("petition.owners_assembly", Fraction(1, 5), Unit.fraction, Basis.statutory, "第十三条"),
        ("meeting.residents_assembly.notice", 10, Unit.days, Basis.statutory, "第二十六条"),
        ("meeting.owners_assembly.notice", 15, Unit.days, Basis.statutory, "物业管理条例 第十四条"),
        ("meeting.hearing.notice", 10, Unit.days, Basis.default, "类推"),
        ("meeting.hearing.materials", 7, Unit.days, Basis.default, "类推"),
        ("vote.owners_assembly.special_area", Fraction(3, 4), Unit.fraction, Basis.statutory, "第二百七十八条"),
        ("vote.owners_part.participation_count", Fraction(2, 3), Unit.fraction, Basis.local, "第六十九条"),
        ("notice.public", 15, Unit.days, Basis.statutory, "第三十四条"),
        ("notice.owners_audit", 30, Unit.days, Basis.local, "第六十七条"),
        ("action.reminders", (7, 3, 1), Unit.days, Basis.default, ""),
        ("confirmation.silence", "no_answer", Unit.word, Basis.default, ""),
        ("vote.priority_poll.choices", 3, Unit.choices, Basis.default, ""),
    ],
)
def test_shanghai_2026_states_figure_unit_basis_and_article(key, value, unit, basis, article):
    rule = shipped_ruleset("cn-sh-2026").rule(key)
    assert (rule.value, rule.unit, rule.basis) == (value, unit, basis)
    assert article in rule.article


def test_what_rests_on_the_residents_committee_law_is_in_force_from_2026():
    ruleset = shipped_ruleset("cn-sh-2026")
    new_law = [rule for rule in ruleset.rules if rule.article.startswith("城市居民委员会组织法")]
    assert len(new_law) > 15
    assert all(rule.effective_from == date(2026, 1, 1) for rule in new_law)
    with pytest.raises(UnknownRuleError):
        ruleset.rule("notice.public", on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("key", "total", "needed"),
    [
        ("vote.residents_assembly.quorum", 100, 51),
        ("vote.residents_assembly.quorum", 101, 51),
        ("vote.representatives_assembly.quorum", 30, 20),
        ("vote.representatives_assembly.quorum", 31, 21),
        ("petition.adults", 2400, 240),
        ("petition.adults", 2401, 241),
        ("vote.owners_assembly.special_count", 400, 300),
    ],
)
def test_a_share_becomes_the_smallest_number_that_reaches_it(key, total, needed):
    rule = shipped_ruleset("cn-sh-2026").rule(key)
    assert rule.needed(total) == needed
    assert rule.reached_by(needed, total)
    assert not rule.reached_by(needed - 1, total)


def test_of_nobody_no_share_is_reached():
    assert not shipped_ruleset("cn-sh-2026").rule("vote.residents_assembly.quorum").reached_by(0, 0)


def test_a_figure_changes_on_its_day():
    old = Rule(key="a.b", value=7, unit=Unit.days, basis=Basis.local, article="1", effective_to=date(2026, 5, 31))
    new = Rule(key="a.b", value=10, unit=Unit.days, basis=Basis.local, article="2", effective_from=date(2026, 6, 1))
    ruleset = RuleSet(key="t", version=1, jurisdiction="any", title="T", rules=(old, new))
    assert ruleset.number("a.b", on=date(2026, 5, 31)) == 7
    assert ruleset.number("a.b", on=date(2026, 6, 1)) == 10
    assert ruleset.number("a.b") == 10


def test_asking_for_the_wrong_kind_of_value_is_an_error():
    ruleset = shipped_ruleset("cn-sh-2026")
    for wrong in (
        lambda: ruleset.number("petition.adults"),
        lambda: ruleset.share("seconding.floor"),
        lambda: ruleset.numbers("seconding.floor"),
        lambda: ruleset.rule("seconding.floor").words,
        lambda: ruleset.number("meeting.residents_assembly.party_study"),
    ):
        with pytest.raises(WrongKindError):
            wrong()


def test_switches_words_and_groups():
    ruleset = shipped_ruleset("cn-sh-2026")
    assert ruleset.switched_on("meeting.residents_assembly.party_study")
    assert not ruleset.switched_on("meeting.hearing.party_study")
    assert ruleset.rule("meeting.hearing.signatures").words == ("chair", "recorder")
    assert {rule.key for rule in ruleset.under("petition")} >= {"petition.adults", "petition.representatives"}
    assert ruleset.rule("notice.public").title_in("en") == "A public notice hangs"
    assert ruleset.rule("notice.public").title_in("zh_Hans_CN") == "公示期"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('key = "a.b"\nvalue = 1\nunit = "day"\nbasis = "default"', "line 5: a.b: unit 'day' is none of days"),
        ('key = "a.b"\nvalue = 1\nunit = "days"', "line 5: a.b lacks basis"),
        ('key = "A b"\nvalue = 1\nunit = "days"\nbasis = "default"', "line 5: A b is no key"),
        ('key = "a.b"\nvalue = 0.5\nunit = "fraction"\nbasis = "default"', "not exact; write a share as [2, 3]"),
        ('key = "a.b"\nvalue = [3, 2]\nunit = "fraction"\nbasis = "default"', "a share is [part, whole]"),
        ('key = "a.b"\nvalue = [1, 0]\nunit = "fraction"\nbasis = "default"', "a share is [part, whole]"),
        ('key = "a.b"\nvalue = -1\nunit = "days"\nbasis = "default"', "not below 0"),
        ('key = "a.b"\nvalue = 1\nunit = "switch"\nbasis = "default"', "true or false"),
        ('key = "a.b"\nvalue = 1\nunit = "days"\nbasis = "statutory"', "must name its article"),
        ('key = "a.b"\nvalue = 1\nunit = "days"\nbasis = "guess"', "basis 'guess' is none of statutory"),
        ('key = "a.b"\nvalue = 1\nunit = "days"\nbasis = "default"\ncolour = "red"', "unknown field colour"),
        ('key = "a.b"\nvalue = 1\nunit = "days"\nbasis = "default"\neffective_from = "soon"', "effective_from is not a day"),
    ],
)  # fmt: skip
def test_a_bad_rule_is_named_with_its_line(line, complaint):
    with pytest.raises(UnreadableError) as caught:
        read_ruleset(f"{HEAD}[[rule]]\n{line}\n")
    assert complaint in str(caught.value)


def test_all_faults_are_named_at_once():
    rule = '[[rule]]\nkey = "a.b"\nvalue = 1\nunit = "x"\nbasis = "y"\n'
    with pytest.raises(UnreadableError) as caught:
        read_ruleset(f'key = "t"\nversion = "1"\n{rule}{rule}')
    assert len(caught.value.faults) == 7


def test_the_same_days_may_not_have_two_figures():
    rule = '[[rule]]\nkey = "a.b"\nvalue = 1\nunit = "days"\nbasis = "default"\n'
    with pytest.raises(UnreadableError, match=r"a\.b stands twice"):
        read_ruleset(HEAD + rule + rule)


def test_broken_toml_names_its_line():
    with pytest.raises(UnreadableError, match="line 2"):
        read_ruleset('key = "t"\nversion = \n')
