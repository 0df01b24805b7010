"""Reading invitations: who is asked, who comes, and what has to be prepared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.kit.roles import Role
from deliberate.meetings.invitations import rules
from deliberate.meetings.invitations.models import Invitation
from deliberate.meetings.invitations.states import Answer
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.queries import programme
from deliberate.meetings.queries.readiness import needed_first
from deliberate.meetings.rules.plans import named
from deliberate.places.models import RoleHolding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from deliberate.kit.refusals import Refusal
    from deliberate.meetings.invitations.states import Need
    from deliberate.meetings.models import Meeting
    from deliberate.meetings.states import RuleWord

ASKED_FOR = (Role.building_head, Role.unit_handler, Role.supervisor, Role.liaison, Role.moderator, Role.recorder)


def invitation(invitation_id: int) -> Invitation | None:
    """Return one invitation with its meeting."""
    found = select(Invitation).where(Invitation.id == invitation_id).options(joinedload(Invitation.meeting))
    return db.session.scalar(found)


def own(meeting_id: int, account_id: int) -> Invitation | None:
    """Return a person's own invitation."""
    found = select(Invitation).where(Invitation.meeting_id == meeting_id, Invitation.account_id == account_id)
    return db.session.scalar(found)


def invited(meeting_id: int) -> Sequence[Invitation]:
    """Return everybody on the list: those who must be there first, then in the order they were asked."""
    found = select(Invitation).where(Invitation.meeting_id == meeting_id)
    found = found.order_by(Invitation.required.desc(), Invitation.id)
    return db.session.scalars(found.options(joinedload(Invitation.answered_by))).all()


def accounts_asked(meeting_id: int, only: Collection[int] | None = None) -> set[int]:
    """Return who can be told of their invitation in their inbox; perhaps only those of some invitations."""
    found = select(Invitation.account_id).where(
        Invitation.meeting_id == meeting_id, Invitation.account_id.is_not(None), Invitation.invited_by_id.is_not(None)
    )
    if only is not None:
        found = found.where(Invitation.id.in_(only))
    return {person for person in db.session.scalars(found) if person}


def counted(rows: Iterable[Invitation]) -> dict[Answer, int]:
    """Return how many gave each answer, none left out."""
    count = Counter(one.answer for one in rows)
    return {answer: count[answer] for answer in Answer}


def needed(rows: Iterable[Invitation]) -> dict[Need, int]:
    """Return how often each thing is needed by those who may come."""
    count = Counter(need for one in rows if one.answer is not Answer.not_coming for need in one.wanted)
    return dict(sorted(count.items()))


def words_of(meeting: Meeting) -> tuple[tuple[RuleWord, ...], tuple[RuleWord, ...]]:
    """Return as whom the rules want people to be there, and as whom they are invited to sit in."""
    parts = named(meeting.kind, programme.rules_of(meeting))
    return parts.get("must_attend", ()), parts.get("invited", ())


def missing(meeting: Meeting, rows: Iterable[Invitation]) -> list[RuleWord]:
    """Return as whom the rules want somebody there, and too few are asked yet."""
    asked = Counter(one.part for one in rows if one.part)
    must, may_sit = words_of(meeting)
    return rules.unasked([*must, *may_sit], asked, sides=sides_of(meeting))


def sides_of(meeting: Meeting) -> int:
    """Return how many sides a dispute has at least by the rules of the kind."""
    ruleset, key = programme.rules_of(meeting), f"meeting.{meeting.kind}.sides"
    return ruleset.number(key) if ruleset.has(key) else 1


@needed_first
def why_not_call(meeting: Meeting, _now: datetime) -> Refusal | None:
    """Say who must be asked before the meeting can be announced."""
    return rules.why_not_call_without(missing(meeting, invited(meeting.id)), sides=sides_of(meeting))


def candidates(meeting: Meeting, today: date) -> Sequence[Account]:
    """Return whom one would ask: those charged with something here, and whose issues are on the agenda."""
    charged = select(RoleHolding.account_id).where(
        RoleHolding.place_id.in_(meeting.place_path), RoleHolding.role.in_(ASKED_FOR), RoleHolding.since <= today
    )
    charged = charged.where((RoleHolding.until.is_(None)) | (RoleHolding.until >= today))
    authors = select(Issue.author_id).join(AgendaItem, AgendaItem.issue_id == Issue.id)
    authors = authors.where(AgendaItem.meeting_id == meeting.id)
    asked = select(Invitation.account_id).where(Invitation.meeting_id == meeting.id, Invitation.account_id.is_not(None))
    found = select(Account).where(Account.id.in_(charged) | Account.id.in_(authors), Account.id.not_in(asked))
    return db.session.scalars(found.order_by(Account.id)).all()
