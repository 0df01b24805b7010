"""A community to stand in, and the people of it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.places.models import Category, Membership, Place, RoleHolding, RuleSetVersion
from deliberate.places.queries.tree import below
from deliberate.places.rules.reading import ruleset_to_plain
from deliberate.places.rules.shipped import shipped_ruleset, shipped_rulesets
from deliberate.places.services.belonging import SENSITIVE
from deliberate.places.states import Capacity, MembershipState, PlaceKind
from deliberate.renderings.services import appoint_translator

if TYPE_CHECKING:
    from collections.abc import Sequence

_numbers = count(1)
RULE_SET = "cn-sh-2026"
ESTATES = (("虹景苑", "Hongjing Court"), ("荣华居", "Ronghua Residence"), ("古北新村", "Gubei New Village"))
BUILDINGS_AN_ESTATE, UNITS_A_BUILDING = 2, 4
CATEGORIES = (("safety", "安全", "Safety"), ("lighting", "照明", "Lighting"), ("parking", "停车", "Parking"))


def the_rule_set() -> RuleSetVersion:
    """Return the shipped Shanghai rule set as a row, added once."""
    found = db.session.query(RuleSetVersion).filter_by(key=RULE_SET).order_by(RuleSetVersion.version.desc()).first()
    if found is None:
        found = RuleSetVersion(key=RULE_SET, version=1, rules=_shipped(), added_at=now())
        db.session.add(found)
        db.session.flush()
    return found


def _shipped() -> dict[str, Any]:
    return ruleset_to_plain(shipped_ruleset(RULE_SET)) if RULE_SET in shipped_rulesets() else {}


def a_place(kind: PlaceKind, parent: Place | None = None, **more: Any) -> Place:
    """Return a place below another one, or a root."""
    number = next(_numbers)
    values = {"slug": f"{kind.value.replace('_', '-')}-{number}", "name": f"{kind.value} {number}", **more}
    place = Place(kind=kind, parent_id=parent.id if parent else None, **values)
    db.session.add(place)
    db.session.flush()
    place.path = f"{parent.path if parent else ''}{place.id}."
    db.session.flush()
    return place


def a_community(**more: Any) -> Place:
    """Return a residential area: three estates, six buildings, twenty-four units, the Shanghai rules, categories."""
    size = len(ESTATES) * BUILDINGS_AN_ESTATE * UNITS_A_BUILDING
    values = {"name": "虹景居民区", "names": {"en": "Hongjing"}, "households": size, "adults": size * 2, **more}
    area = a_place(PlaceKind.residential_area, rule_set_id=the_rule_set().id, **values)
    for position, (name, english) in enumerate(ESTATES):
        share = size // len(ESTATES)
        estate = a_place(
            PlaceKind.estate,
            area,
            name=name,
            names={"en": english},
            position=position,
            households=share,
            adults=share * 2,
        )
        for building in range(1, BUILDINGS_AN_ESTATE + 1):
            _a_building(estate, building)
    for position, (key, name, english) in enumerate(CATEGORIES):
        db.session.add(Category(place_id=area.id, key=key, name=name, names={"en": english}, position=position))
    db.session.flush()
    return area


def _a_building(estate: Place, number: int) -> None:
    counted = {"households": UNITS_A_BUILDING, "adults": UNITS_A_BUILDING * 2}
    building = a_place(PlaceKind.building, estate, name=f"{number}号楼", position=number, **counted)
    units = [
        Place(
            kind=PlaceKind.unit,
            parent_id=building.id,
            slug=f"{building.slug}-{floor}01",
            name=f"{floor}01",
            position=floor,
            households=1,
            adults=2,
            area_dm2=8950,
        )
        for floor in range(1, UNITS_A_BUILDING + 1)
    ]
    db.session.add_all(units)
    db.session.flush()
    for unit in units:
        unit.path = f"{building.path}{unit.id}."
    db.session.flush()


def estates_of(place: Place) -> Sequence[Place]:
    """Return the estates below a place."""
    return below(place, PlaceKind.estate)


def buildings_of(place: Place) -> Sequence[Place]:
    """Return the buildings below a place."""
    return below(place, PlaceKind.building)


def units_of(place: Place) -> Sequence[Place]:
    """Return the units below a place."""
    return below(place, PlaceKind.unit)


def an_account(**more: Any) -> Account:
    """Return a person who has signed in by phone and is not known otherwise."""
    number = next(_numbers)
    values = {
        "name": f"王小明{number}",
        "display_name": f"居民#{number}",
        "phone": f"+86138{number:08d}",
        "opened_at": now(),
        **more,
    }
    account = Account(**values)
    db.session.add(account)
    db.session.flush()
    return account


def a_member(place: Place, capacity: Capacity = Capacity.resident, **more: Any) -> Account:
    """Return a person verified in some capacity at a unit of the place, another unit each time."""
    account = an_account(**more)
    homes = units_of(place) or [place]
    belongs(account, homes[account.id % len(homes)], capacity)
    return account


def belongs(account: Account, home: Place, capacity: Capacity = Capacity.resident) -> None:
    """Let a person be verified in some capacity at a home."""
    db.session.add(
        Membership(
            account_id=account.id,
            place_id=home.id,
            capacity=capacity,
            state=MembershipState.verified,
            verified_how="register",
            since=now(),
        )
    )
    db.session.flush()


def a_resident(place: Place, **more: Any) -> Account:
    """Return a verified resident of the place."""
    return a_member(place, **more)


def an_elder(place: Place, **more: Any) -> Account:
    """Return a verified resident who reads the elder version."""
    return a_member(place, **{"name": "王秀英", "display_name": "王阿姨", "elder": True, **more})


def an_owner(place: Place, **more: Any) -> Account:
    """Return a verified owner."""
    return a_member(place, Capacity.owner, **more)


def a_household_rep(place: Place, **more: Any) -> Account:
    """Return somebody who speaks for a household."""
    return a_member(place, Capacity.household_rep, **more)


def a_representative(place: Place, **more: Any) -> Account:
    """Return an elected resident representative."""
    return a_member(place, Capacity.representative, **more)


def a_holder(place: Place, role: Role, body: str = "", **more: Any) -> Account:
    """Return a person charged with a role at the place."""
    proven = {"passphrase_hash": "opens nothing", "totp_secret": "A" * 32} if role in SENSITIVE else {}
    account = an_account(**{**proven, **more})
    db.session.add(RoleHolding(account_id=account.id, place_id=place.id, role=role, body=body, since=date(2020, 1, 1)))
    db.session.flush()
    return account


def a_moderator(place: Place, **more: Any) -> Account:
    """Return the one who screens issues and leads meetings."""
    return a_holder(place, Role.moderator, "居民委员会", **{"name": "陈静", "display_name": "陈书记", **more})


def a_recorder(place: Place, **more: Any) -> Account:
    """Return the one who keeps the minutes."""
    return a_holder(place, Role.recorder, "居民委员会", **{"name": "周敏", "display_name": "记录员小周", **more})


def a_liaison(place: Place, **more: Any) -> Account:
    """Return the one who watches whether what was decided is done."""
    return a_holder(place, Role.liaison, "街道党建办", **{"name": "李国强", "display_name": "联络员老李", **more})


def a_handler(place: Place, **more: Any) -> Account:
    """Return somebody of the property company who carries things out."""
    return a_holder(place, Role.unit_handler, "虹景物业", **{"name": "赵磊", "display_name": "物业小赵", **more})


def a_building_head(place: Place, **more: Any) -> Account:
    """Return the one who knows everybody on the stairs."""
    return a_holder(place, Role.building_head, **{"name": "孙梅", "display_name": "楼组长孙阿姨", **more})


def a_supervisor(place: Place, **more: Any) -> Account:
    """Return a member of the supervision committee."""
    return a_holder(place, Role.supervisor, "居务监督委员会", **{"name": "吴刚", "display_name": "监督员老吴", **more})


def an_admin(place: Place, **more: Any) -> Account:
    """Return the one who sets places, roles and rolls up."""
    return a_holder(place, Role.admin, **{"name": "郑凯", "display_name": "管理员", **more})


def a_translator(place: Place, *pairs: str, **more: Any) -> Account:
    """Return a neighbour who translates between some languages for the place."""
    account = an_account(**{"name": "李明", "display_name": "李明", **more})
    appoint_translator(place, account, pairs, now=now())
    return account
