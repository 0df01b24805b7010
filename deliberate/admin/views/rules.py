"""The roll and the rules of a place."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from deliberate.admin.forms import AdoptForm, ReasonForm, RollForm
from deliberate.admin.views.places import ADMINISTER, actor, bp
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal
from deliberate.places.queries import tree
from deliberate.places.rules.changing import typed_value, value_as_typed, why_not_change
from deliberate.places.rules.rolls import read_roll
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.places.services.rolls import import_roll
from deliberate.places.services.rule_sets import adopt_rule_set, change_rules
from deliberate.web.guards import requires

if TYPE_CHECKING:
    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet, Value

MOST_SHOWN = 200


@bp.route("/places/<string:slug>/roll", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def roll(place: Place) -> Any:
    """Take a table of households: all of it, or a report with every bad line."""
    form = RollForm()
    faults: tuple[Refusal, ...] = ()
    if form.sent:
        data = form.file.data.read()
        read = read_roll(data)
        faults = read.faults
        if not faults:
            digest = hashlib.sha256(data).hexdigest()
            done = import_roll(place, read.lines, digest=digest, actor_id=actor(), now=now())
            said = ngettext("%(num)d household is on the roll.", "%(num)d households are on the roll.", done.households)
            flash(said, "good")
            return redirect(url_for(".place", slug=place.slug), code=303)
    shown = {"faults": faults[:MOST_SHOWN], "more": max(0, len(faults) - MOST_SHOWN)}
    return render_template("admin/roll.html", form=form, place=place, **shown), 422 if faults else form.status


@bp.route("/places/<string:slug>/rules", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def adopt(place: Place) -> Any:
    """Let a shipped rule set hold here."""
    form = AdoptForm().offer()
    if form.sent:
        chosen, reason = shipped_ruleset(str(form.rule_set.data)), form.reason.data or ""
        if form.carry_out(lambda: adopt_rule_set(place, chosen, reason=reason, actor_id=actor(), now=now())):
            flash(_("These rules hold from now on. What has begun keeps the ones it began under."), "good")
            return redirect(url_for(".place", slug=place.slug), code=303)
    return render_template("admin/adopt.html", form=form, place=place, ruleset=_standing(place)), form.status


def _standing(place: Place) -> RuleSet | None:
    try:
        return tree.rules_at(place)
    except LookupError:
        return None


@bp.route("/places/<string:slug>/figures", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def figures(place: Place) -> Any:
    """Change figures that rest on no law; the change is a new version with its reason."""
    ruleset = _standing(place)
    if ruleset is None:
        return redirect(url_for(".adopt", slug=place.slug), code=303)
    form = ReasonForm()
    typed: dict[str, str] = {}
    if form.sent:
        values, typed, bad = _typed(ruleset)
        reason = form.reason.data or ""
        if bad:
            form.refusal = Refusal("places.rule_wrong_kind", key=bad)
        elif not values:
            form.refusal = Refusal("admin.nothing_changed")
        elif form.carry_out(lambda: change_rules(place, values, reason=reason, actor_id=actor(), now=now())):
            flash(_("These rules hold from now on. What has begun keeps the ones it began under."), "good")
            return redirect(url_for("places.rules", slug=place.slug), code=303)
    rows = [
        (rule, typed.get(rule.key, value_as_typed(rule)), why_not_change(rule, rule.value)) for rule in ruleset.rules
    ]
    return render_template("admin/figures.html", form=form, place=place, ruleset=ruleset, rows=rows), form.status


def _typed(ruleset: RuleSet) -> tuple[dict[str, Value], dict[str, str], str]:
    """Return the figures that were changed, everything as typed, and the first that cannot be read."""
    values: dict[str, Value] = {}
    typed: dict[str, str] = {}
    for rule in ruleset.rules:
        text = request.form.get(f"rule.{rule.key}")
        if text is None or text.strip() == value_as_typed(rule):
            continue
        typed[rule.key] = text
        value = typed_value(rule, text)
        if value is None:
            return values, typed, rule.key
        values[rule.key] = value
    return values, typed, ""
