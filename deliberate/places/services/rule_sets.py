"""Which rules hold at a place: taking a shipped set, taking a file, changing a figure as a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.events import RuleSetAdopted
from deliberate.places.models import Place, RuleSetVersion
from deliberate.places.queries.tree import rule_set_version
from deliberate.places.rules.changing import changed, own_key, why_not_change
from deliberate.places.rules.reading import ruleset_from_plain, ruleset_to_plain
from deliberate.places.rules.shipped import shipped_ruleset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.places.rules.rulesets import RuleSet, Value


def shipped_rule_set(name: str) -> RuleSet:
    """Return a rule set that comes with the product."""
    return shipped_ruleset(name)


def adopt_rule_set(
    place: Place, ruleset: RuleSet, *, now: datetime, actor_id: int | None = None, reason: str = ""
) -> RuleSetVersion:
    """Let a rule set hold at a place and below; the same set is kept once, another one of that name gets a number."""
    version = _kept(ruleset, now)
    place.rule_set_id = version.id
    publish(
        RuleSetAdopted(
            actor_id=actor_id,
            at=now,
            place_id=place.id,
            rule_set=version.key,
            version=version.version,
            reason=reason,
        )
    )
    return version


def _kept(ruleset: RuleSet, now: datetime) -> RuleSetVersion:
    """Return the row of a rule set, added if no row says the same."""
    same = select(RuleSetVersion).where(RuleSetVersion.key == ruleset.key, RuleSetVersion.version == ruleset.version)
    known = db.session.scalar(same)
    if known is not None and known.rules == ruleset_to_plain(ruleset):
        return known
    if known is not None:
        last = db.session.scalar(select(func.max(RuleSetVersion.version)).where(RuleSetVersion.key == ruleset.key)) or 0
        ruleset = replace(ruleset, version=last + 1)
    made = RuleSetVersion(key=ruleset.key, version=ruleset.version, rules=ruleset_to_plain(ruleset), added_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def change_rules(
    place: Place, values: Mapping[str, Value], *, reason: str, actor_id: int | None, now: datetime
) -> RuleSetVersion:
    """Change figures that rest on no law, as a new version of the place's own; what has begun keeps the old ones."""
    ruleset = ruleset_from_plain(rule_set_version(place).rules)
    for key, value in values.items():
        ensure(why_not_change(ruleset.rule(key), value))
    own = own_key(ruleset.key, place.slug)
    return adopt_rule_set(
        place, changed(ruleset, values, key=own, reason=reason), now=now, actor_id=actor_id, reason=reason
    )
