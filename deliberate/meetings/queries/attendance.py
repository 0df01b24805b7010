"""Who is there, how many are needed, and who could be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.meetings.models import Attendance, Meeting
from deliberate.meetings.queries.programme import rules_of
from deliberate.meetings.rules.coming import present_needed
from deliberate.meetings.states import Body, Channel, Presence
from deliberate.places.models import Membership, Place, RoleHolding
from deliberate.places.queries.tree import at_or_below
from deliberate.places.rules.deadlines import local_day
from deliberate.places.states import REPRESENTING, Capacity, MembershipState, PlaceKind
from deliberate.votes.electorates.seats import SEATS_MOST, Seat, seats_named
from deliberate.votes.queries.rolls import electors
from deliberate.votes.states import VoteKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from deliberate.meetings.states import MeetingKind

# By law the members of the residents' committee sit in the representatives' meeting beside the representatives.
_SITTING = {Body.representatives: REPRESENTING, Body.households: (Capacity.household_rep,)}
# Put together once: it is asked whenever a phone comes in or somebody speaks.
_THERE = select(Attendance).where(
    Attendance.meeting_id == bindparam("meeting_id"), Attendance.account_id == bindparam("account_id")
)


def counts(meeting_id: int) -> Mapping[Channel, int]:
    """Return how many are there on each channel."""
    found = (
        select(Attendance.channel, func.count()).where(Attendance.meeting_id == meeting_id).group_by(Attendance.channel)
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def presence(meeting: Meeting) -> Presence:
    """Return how many are there and how many are needed to decide."""
    needed = present_needed(meeting.kind, rules_of(meeting), entitled=meeting.entitled)
    body = meeting.kind.body
    taken = len(seats_taken(meeting.id)) if body else None
    return Presence(counts(meeting.id), needed, meeting.entitled, taken, body)


def seats_taken(meeting_id: int) -> frozenset[str]:
    """Return which seats of a fixed body are taken; a household that came by two phones sits on one."""
    found = select(Attendance.seat).where(Attendance.meeting_id == meeting_id, Attendance.seat != "")
    return frozenset(seat for line in db.session.scalars(found) for seat in line.split())


def seat_of(meeting: Meeting, account_id: int) -> str:
    """Return which seats somebody who signs in takes, one after the other; empty for guests, and without a fixed body.

    Who speaks for two households sits for both, as both vote. Asked of every phone that comes in, so it reads what this
    person holds only.
    """
    body = meeting.kind.body
    if body is None:
        return ""
    if body is Body.supervisors:
        held = {one.id for one in holders(meeting.place, Role.supervisor, local_day(now()))}
        return f"account:{account_id}" if account_id in held else ""
    found = (
        select(Membership.place_id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            Membership.account_id == account_id,
            Membership.capacity.in_(_SITTING[body]),
            Membership.state == MembershipState.verified,
            at_or_below(meeting.place),
        )
        .order_by(Membership.place_id)
    )
    homes = db.session.scalars(found).all()
    if body is Body.representatives:
        return f"account:{account_id}" if homes else ""
    return " ".join(f"unit:{home}" for home in homes[:SEATS_MOST])


def body_of(meeting: Meeting) -> Sequence[Seat]:
    """Return every seat of the body a meeting is of."""
    body = meeting.kind.body
    if body is None:
        return ()
    if body is Body.supervisors:
        found = holders(meeting.place, Role.supervisor, local_day(now()))
        return [Seat(f"account:{one.id}", one.display_name) for one in found]
    return [Seat(one.elector, one.label) for one in electors(meeting.place, VoteKind(body))]


def seat_entered(meeting: Meeting, label: str) -> str:
    """Return which seats a line entered by hand speaks of."""
    return "" if meeting.kind.body is None else seats_named(label, body_of(meeting), taken=seats_taken(meeting.id))


def attendance_of(meeting_id: int, account_id: int) -> Attendance | None:
    """Return the person's line on the list."""
    return db.session.scalar(_THERE, {"meeting_id": meeting_id, "account_id": account_id})


def line(meeting_id: int, attendance_id: int) -> Attendance | None:
    """Return a line of this meeting's list by its number."""
    found = db.session.get(Attendance, attendance_id)
    return found if found is not None and found.meeting_id == meeting_id else None


def entered(meeting_id: int, label: str) -> Attendance | None:
    """Return the line of somebody entered by name."""
    found = select(Attendance).where(
        Attendance.meeting_id == meeting_id, Attendance.account_id.is_(None), Attendance.label == label
    )
    return db.session.scalar(found)


def proxies_held(meeting_id: int, held_by: str) -> int:
    """Return for how many others somebody in the room acts."""
    found = select(func.count()).where(Attendance.meeting_id == meeting_id, Attendance.held_by == held_by)
    return db.session.scalar(found) or 0


def is_here(meeting_id: int, label: str) -> bool:
    """Tell whether somebody of that name is on the list, and not by proxy."""
    found = select(Attendance.id).where(
        Attendance.meeting_id == meeting_id, Attendance.label == label, Attendance.channel != Channel.proxy
    )
    return db.session.scalars(found.limit(1)).first() is not None


def attendances(meeting_id: int) -> Sequence[Attendance]:
    """Return the whole list, in the order of arrival; it is for those who lead and record."""
    found = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.at, Attendance.id)
    return db.session.scalars(found).all()


def accounts_there(meeting_id: int) -> int:
    """Return how many of those present can be asked through the platform."""
    found = select(func.count()).where(Attendance.meeting_id == meeting_id, Attendance.account_id.is_not(None))
    return db.session.scalar(found) or 0


def entitled_at(place: Place, kind: MeetingKind) -> int | None:
    """Return how many seats the body of a kind has; none where it has no body."""
    if kind.body is Body.representatives:
        return members(place, REPRESENTING)
    if kind.body is Body.supervisors:
        return len(holders(place, Role.supervisor, local_day(now())))
    return homes(place) if kind.body is Body.households else None


def homes(place: Place) -> int:
    """Return how many homes there are below a place: each has one seat and one vote, however many households it holds.

    The register may know two households in one home. Seats and rolls count homes, so what is needed does too: of what
    nobody can sit on, nothing can be asked.
    """
    found = select(func.count()).where(Place.path.like(f"{place.path}%"), Place.kind == PlaceKind.unit)
    return db.session.scalar(found) or 0


def members(place: Place, capacities: Sequence[Capacity]) -> int:
    """Return how many people belong to a place in one of some capacities, each counted once."""
    found = (
        select(func.count(Membership.account_id.distinct()))
        .join(Place, Place.id == Membership.place_id)
        .where(
            at_or_below(place),
            Membership.capacity.in_(capacities),
            Membership.state == MembershipState.verified,
        )
    )
    return db.session.scalar(found) or 0


def holders(place: Place, role: Role, today: date) -> Sequence[Account]:
    """Return the people charged with a role at a place or above it, for choosing who leads and who records."""
    found = (
        select(Account)
        .join(RoleHolding, RoleHolding.account_id == Account.id)
        .where(RoleHolding.role == role, RoleHolding.place_id.in_(place.place_path), RoleHolding.since <= today)
        .where((RoleHolding.until.is_(None)) | (RoleHolding.until >= today))
        .order_by(Account.id)
        .distinct()
    )
    return db.session.scalars(found).all()
