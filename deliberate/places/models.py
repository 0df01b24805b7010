"""Tables of places, who belongs to them, who is charged with them, and by which rules."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.types import code, ident, line
from deliberate.kit.roles import Role
from deliberate.places.states import REPRESENTING, Capacity, Deed, Doubt, Ground, MembershipState, Paper, PlaceKind


class RuleSetVersion(db.Model):
    """A rule set as it stood: meetings and votes keep the version they started under."""

    __tablename__ = "rule_set_versions"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[ident]
    key: Mapped[code] = mapped_column(comment="such as cn-sh-2026")
    version: Mapped[int]
    rules: Mapped[dict[str, Any]] = mapped_column(comment="the whole set in the plain form of places.rules")
    added_at: Mapped[datetime]


class Place(db.Model):
    """A place in the tree; its path names every place above it."""

    __tablename__ = "places"
    __table_args__ = (Index("ix_places_path", "path", postgresql_ops={"path": "text_pattern_ops"}),)

    id: Mapped[ident]
    kind: Mapped[PlaceKind]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    path: Mapped[str] = mapped_column(String(120), default="", comment="ids from the root, such as 1.4.9.")
    slug: Mapped[code] = mapped_column(unique=True, comment="in addresses; ASCII")
    name: Mapped[line]
    names: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="locale → name in that language")
    position: Mapped[int] = mapped_column(default=0, comment="order among its siblings")
    households: Mapped[int] = mapped_column(default=0, comment="households below, counted at roll import")
    adults: Mapped[int] = mapped_column(default=0, comment="persons of 18 and over below")
    area_dm2: Mapped[int | None] = mapped_column(comment="exclusive floor area of a unit, 1 dm² = 0.01 m²")
    rule_set_id: Mapped[int | None] = mapped_column(ForeignKey("rule_set_versions.id"), comment="inherited downwards")
    service_points: Mapped[list[Any]] = mapped_column(default=list, comment="counters with hours; hold below too")

    parent: Mapped[Place | None] = relationship(remote_side="Place.id")

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to this one."""
        return tuple(int(part) for part in self.path.split(".") if part)

    @property
    def contact(self) -> str:
        """Return the telephone of the first service point of this place, if it has one of its own."""
        return str(self.service_points[0]["phone"]) if self.service_points else ""

    def name_in(self, locale: str) -> str:
        """Return the name in a language, else the authoritative one."""
        return str(self.names.get(locale) or self.name)


class Membership(db.Model):
    """A person belongs to a place, usually a unit, in some capacity."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("account_id", "place_id", "capacity"),)

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    capacity: Mapped[Capacity]
    state: Mapped[MembershipState] = mapped_column(default=MembershipState.pending)
    verified_how: Mapped[code] = mapped_column(default="", comment="register, building_head or desk")
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    seen: Mapped[Paper | None] = mapped_column(comment="what the desk looked at; no copy is kept")
    doubt: Mapped[Doubt | None] = mapped_column(comment="why it was not confirmed")
    doubt_note: Mapped[line] = mapped_column(default="", comment="the same in somebody's own words, for the person")
    since: Mapped[datetime]
    until: Mapped[date | None] = mapped_column(comment="last day of a term, of who represents; nothing ends by itself")
    elected_by: Mapped[line] = mapped_column(default="", comment="building or residents' group, of who represents")
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    place: Mapped[Place] = relationship()

    @property
    def elected(self) -> bool:
        """Tell whether somebody represents the residents by it now."""
        return self.capacity in REPRESENTING and self.state is MembershipState.verified


class RoleHolding(db.Model):
    """A person is charged with something at a place and everywhere below it."""

    __tablename__ = "role_holdings"

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    role: Mapped[Role]
    body: Mapped[line] = mapped_column(default="", comment="the organisation behind, such as a property company")
    since: Mapped[date]
    until: Mapped[date | None]

    account: Mapped[Account] = relationship()
    place: Mapped[Place] = relationship()


class RegisterEntry(db.Model):
    """A line of the imported roll: who may be matched to a unit by telephone number."""

    __tablename__ = "register_entries"
    __table_args__ = (UniqueConstraint("place_id", "household", "name"),)

    id: Mapped[ident]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True, comment="the unit")
    household: Mapped[code]
    name: Mapped[line]
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    capacity: Mapped[Capacity] = mapped_column(default=Capacity.resident)


class RegisterTry(db.Model):
    """Somebody compared a floor area with the register in vain; counted, so that nobody can guess."""

    __tablename__ = "register_tries"

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    at: Mapped[datetime]


class NamedHelper(db.Model):
    """A person without a phone has named a neighbour who may write things down for them."""

    __tablename__ = "named_helpers"

    id: Mapped[ident]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Account] = relationship(foreign_keys=[person_id])
    helper: Mapped[Account] = relationship(foreign_keys=[helper_id])


class AssistedAction(db.Model):
    """Something done on behalf of a person without a phone: for whom, by whom, on what ground."""

    __tablename__ = "assisted_actions"
    __table_args__ = (Index("ix_assisted_actions_subject", "subject"),)

    id: Mapped[ident]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    deed: Mapped[Deed]
    ground: Mapped[Ground]
    subject: Mapped[code] = mapped_column(comment="what it is about, such as issue:12")
    at: Mapped[datetime]

    person: Mapped[Account] = relationship(foreign_keys=[person_id])
    helper: Mapped[Account] = relationship(foreign_keys=[helper_id])


class Category(db.Model):
    """What an issue can be about; categories of a place hold below it too."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("place_id", "key"),)

    id: Mapped[ident]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    key: Mapped[code]
    name: Mapped[line]
    names: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)

    def name_in(self, locale: str) -> str:
        """Return the name in a language, else the authoritative one."""
        return str(self.names.get(locale) or self.name)
