"""Roles and identity levels: the words every area's permissions are written in (domain reference, X2)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is charged with at a place, and at every place below it."""

    moderator = "moderator"
    recorder = "recorder"
    liaison = "liaison"
    unit_handler = "unit_handler"
    building_head = "building_head"
    service_desk = "service_desk"
    supervisor = "supervisor"
    teller = "teller"
    scrutineer = "scrutineer"
    translator = "translator"
    admin = "admin"


class Level(StrEnum):
    """How well the platform knows a person; each level includes those before it."""

    guest = "guest"
    phone = "phone"
    resident = "resident"
    household_rep = "household_rep"
    owner = "owner"
    representative = "representative"

    @property
    def rank(self) -> int:
        """Return the level's place in the order, guest being 0."""
        return list(Level).index(self)
