"""Setting a community up without code: places, roles, roll, categories, rules."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from deliberate.accounts.commands import full_number
from deliberate.accounts.queries import account_by_phone
from deliberate.db.session import transaction
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Role
from deliberate.places.queries import people, tree
from deliberate.places.rules.mandates import read_mandates
from deliberate.places.rules.reading import UnreadableError, read_ruleset
from deliberate.places.rules.rolls import read_roll
from deliberate.places.rules.service_points import ServicePoint
from deliberate.places.rules.shipped import shipped_ruleset, shipped_rulesets
from deliberate.places.services.belonging import end_role, grant_role
from deliberate.places.services.mandates import import_mandates
from deliberate.places.services.rolls import import_roll
from deliberate.places.services.rule_sets import adopt_rule_set
from deliberate.places.services.tree import add_category, add_place, rename_place, set_service_points
from deliberate.places.states import PlaceKind
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deliberate.accounts.models import Account
    from deliberate.kit.refusals import Refusal
    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet

TELL = {"help_option_names": ["-h", "--help"]}


@contextmanager
def writing() -> Iterator[None]:
    """Write all of it or nothing, and say a refusal as a sentence."""
    try:
        with transaction():
            yield
    except Refused as refused:
        with force_locale("en"):
            raise click.ClickException(word(refused.refusal)) from refused


def _at(slug: str) -> Place:
    found = tree.place_by_slug(slug)
    if found is None:
        message = f"there is no place {slug}; `deliberate place list` shows all"
        raise click.ClickException(message)
    return found


def _person(phone: str) -> Account:
    found = account_by_phone(phone)
    if found is None:
        message = f"nobody has the number {phone}; for staff, `deliberate account staff-add` comes first"
        raise click.ClickException(message)
    return found


# ── places ──


@click.group(context_settings=TELL)
def place() -> None:
    """Add and list places: residential area, estate, building, unit."""


@place.command("add")
@click.argument("kind", type=click.Choice([kind.value for kind in PlaceKind]))
@click.argument("name")
@click.option("--slug", default="", help="Name in addresses; by default made of the name.")
@click.option("--in", "parent", help="Slug of the place it stands in.")
@click.option("--english", default="", help="Name in English.")
@click.option("--rules", "rule_set", type=click.Choice(shipped_rulesets()), help="Shipped rule set that holds there.")
@with_appcontext
def place_add(kind: str, name: str, slug: str, parent: str | None, english: str, rule_set: str | None) -> None:
    """Add a place. A community is a place with a rule set: give --rules for the residential area."""
    with writing():
        above = _at(parent) if parent else None
        made = add_place(PlaceKind(kind), name, slug=slug, parent=above, now=now())
        if english:
            rename_place(made, name, names={"en": english}, now=now())
        if rule_set:
            adopt_rule_set(made, shipped_ruleset(rule_set), now=now())
        click.echo(f"{made.slug}: {made.name}")


@place.command("list")
@click.argument("slug", required=False)
@click.option("--units", is_flag=True, help="Show every room too.")
@with_appcontext
def place_list(slug: str | None, *, units: bool) -> None:
    """List all places, or a place and what is below it."""
    roots = [_at(slug)] if slug else list(tree.roots())
    for root in roots:
        for item in tree.in_order(tree.below(root)):
            if item.kind is not PlaceKind.unit or units:
                depth = len(item.place_path) - len(root.place_path)
                counted = f", {item.households} households" if item.households else ""
                click.echo(f"{'  ' * depth}{item.slug}  {item.name} ({item.kind.value}{counted})")


@place.command("service-point")
@click.argument("slug")
@click.argument("name", required=False)
@click.argument("phone", required=False)
@click.option("--english", default="", help="Name in English.")
@click.option("--address", default="", help="Where to go.")
@click.option("--weekdays", default="", help="Hours on working days, such as 08:30-11:30,13:30-17:00.")
@click.option("--saturday", default="", help="Hours on Saturdays.")
@click.option("--sunday", default="", help="Hours on Sundays.")
@click.option("--holidays", is_flag=True, help="Open on public holidays too, at the hours of Sunday.")
@click.option("--remove", is_flag=True, help="Take the service point of this name away.")
@with_appcontext
def place_service_point(slug: str, name: str | None, phone: str | None, **more: Any) -> None:
    """List, add, change or remove the service points of a place: who is called when somebody presses Help me."""
    with writing():
        at = _at(slug)
        points = tree.own_service_points(at)
        others = [point for point in points if point.name != name]
        if name and more.pop("remove"):
            set_service_points(at, others, now=now())
        elif name:
            set_service_points(at, [*others, ServicePoint(name, phone or "", **more)], now=now())
        for point in tree.service_points(at):
            click.echo(f"{point.name}  {point.phone}  {point.weekdays}; {point.saturday}; {point.sunday}")


# ── roles ──


@click.group(context_settings=TELL)
def role() -> None:
    """Give and end roles; a role reaches from its place to everything below."""


@role.command("grant")
@click.argument("slug")
@click.argument("role_name", metavar="ROLE", type=click.Choice([item.value for item in Role]))
@click.argument("phone", callback=full_number)
@click.option("--body", default="", help="Organisation behind, such as the property company.")
@with_appcontext
def role_grant(slug: str, role_name: str, phone: str, body: str) -> None:
    """Charge the person with a telephone number with a role at a place."""
    with writing():
        grant_role(_at(slug), _person(phone), Role(role_name), body=body, now=now())
    click.echo(f"{phone} is {role_name} of {slug}")


@role.command("end")
@click.argument("slug")
@click.argument("role_name", metavar="ROLE", type=click.Choice([item.value for item in Role]))
@click.argument("phone", callback=full_number)
@with_appcontext
def role_end(slug: str, role_name: str, phone: str) -> None:
    """End a role."""
    today = now().astimezone(SHANGHAI).date()
    with writing():
        held = people.holding(_at(slug).id, _person(phone).id, Role(role_name), today)
        if held is None:
            message = f"{phone} is not {role_name} of {slug}"
            raise click.ClickException(message)
        end_role(held, now=now())
    click.echo(f"{phone} is no longer {role_name} of {slug}")


# ── roll ──


def _tell_faults(faults: Sequence[Refusal]) -> NoReturn:
    """Name every bad line and end."""
    with force_locale("en"):
        for fault in faults:
            click.echo(word(fault), err=True)
    message = f"{len(faults)} faults; nothing was imported"
    raise click.ClickException(message)


@click.group(context_settings=TELL)
def roll() -> None:
    """Import the roll of units, households and people."""


@roll.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@with_appcontext
def roll_import(slug: str, file: Path, *, dry_run: bool) -> None:
    """Import a CSV file below a place: building, unit, floor area, household, name, phone, capacity.

    Headers in Chinese or English, UTF-8 or GB18030. All of it or nothing: every bad line is named.
    """
    data = file.read_bytes()
    read = read_roll(data)
    if read.faults:
        _tell_faults(read.faults)
    if dry_run:
        click.echo(f"{len(read.lines)} lines are good; nothing was written")
        return
    with writing():
        done = import_roll(_at(slug), read.lines, digest=hashlib.sha256(data).hexdigest(), now=now())
    click.echo(f"{done.units} units, {done.households} households, {done.persons} persons")


# ── representatives ──


@click.group(context_settings=TELL)
def mandate() -> None:
    """Enter who represents the residents and who sits on their committee."""


@mandate.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def mandate_import(slug: str, file: Path) -> None:
    """Import a CSV file: estate, building, unit, name, capacity, elected by, since, until.

    Headers in Chinese or English, UTF-8 or GB18030. All of it or nothing: every bad line is named.
    """
    lines, bad = read_mandates(file.read_bytes(), now().astimezone(SHANGHAI).date())
    with writing():
        faults = list(bad) or import_mandates(_at(slug), lines, now=now())
    if faults:
        _tell_faults(faults)
    click.echo(f"{len(lines)} people are entered")


# ── categories ──


@click.group(context_settings=TELL)
def category() -> None:
    """Add what issues can be about."""


@category.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--english", default="", help="Name in English.")
@with_appcontext
def category_add(slug: str, name: str, english: str) -> None:
    """Add a category to a place; it holds below it too."""
    with writing():
        made = add_category(_at(slug), name, names={"en": english} if english else {}, now=now())
    click.echo(f"{made.key}: {name}")


@category.command("list")
@click.argument("slug")
@with_appcontext
def category_list(slug: str) -> None:
    """List the categories that hold at a place."""
    for item in tree.categories(_at(slug)):
        click.echo(f"{item.key}: {item.name}")


# ── rules ──


@click.group(context_settings=TELL)
def rules() -> None:
    """Show and adopt rule sets."""


def _ruleset(name: str) -> RuleSet:
    if name in shipped_rulesets():
        return shipped_ruleset(name)
    path = Path(name)
    if not path.is_file():
        message = f"{name} is neither a file nor one of: {', '.join(shipped_rulesets())}"
        raise click.ClickException(message)
    try:
        return read_ruleset(path.read_text(encoding="utf-8"))
    except UnreadableError as error:
        raise click.ClickException("\n" + "\n".join(error.faults)) from error


@rules.command("list")
def rules_list() -> None:
    """List the rule sets that come with the product."""
    for name in shipped_rulesets():
        click.echo(f"{name}: {shipped_ruleset(name).title}")


@rules.command("show")
@click.argument("name")
def rules_show(name: str) -> None:
    """Show the figures of a shipped rule set or of a file, each with what it rests on."""
    found = _ruleset(name)
    click.echo(f"{found.name}  {found.title}")
    for rule in found.rules:
        click.echo(f"{rule.key:<44} {rule.value!s:<14} {rule.unit.value:<13} {rule.basis.value:<10} {rule.article}")


@rules.command("adopt")
@click.argument("slug")
@click.argument("name")
@click.option("--reason", default="", help="Who decided it, and when.")
@with_appcontext
def rules_adopt(slug: str, name: str, reason: str) -> None:
    """Let a shipped rule set, or one from a file, hold at a place; what has begun keeps its figures."""
    found = _ruleset(name)
    with writing():
        version = adopt_rule_set(_at(slug), found, reason=reason, now=now())
        click.echo(f"{slug} goes by {version.key} v{version.version}")
