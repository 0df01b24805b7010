"""Inviting people, and writing down what they answer. Doing the same twice does it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.invitations import queries, rules
from deliberate.meetings.invitations.events import InvitationAnswered, InvitationWithdrawn, PeopleInvited
from deliberate.meetings.invitations.models import Invitation
from deliberate.meetings.invitations.states import Answer, Need
from deliberate.meetings.queries import programme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.meetings.models import Meeting
    from deliberate.meetings.states import RuleWord


@dataclass(frozen=True, kw_only=True)
class Guests:
    """Whom to ask: people with an account, and others by name; and as whom."""

    account_ids: Sequence[int] = ()
    names: Sequence[str] = ()
    part: RuleWord | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What somebody says to an invitation."""

    answer: Answer
    proxy: str = ""
    needs: tuple[Need, ...] = ()
    interpreter: str = ""
    note: str = ""


def invite(meeting: Meeting, guests: Guests, *, actor_id: int, now: datetime) -> list[int]:
    """Ask some people to come; whoever is on the list already stays as they are."""
    meeting = programme.locked(meeting.id)
    names = list(dict.fromkeys(name for text in guests.names if (name := " ".join(text.split()))))
    people = _people(guests.account_ids)
    before = len(queries.invited(meeting.id))
    ensure(rules.why_not_invite(meeting.state, names, people=len(people), before=before))
    must = guests.part in queries.words_of(meeting)[0]
    every = [*((one.id, one.display_name) for one in people), *((None, name) for name in names)]
    made = [
        _row(meeting, account_id, label, part=guests.part, required=must, invited_by_id=actor_id)
        for account_id, label in every
    ]
    new = [number for number in made if number is not None]
    if new:
        publish(
            PeopleInvited(
                actor_id=actor_id,
                at=now,
                meeting_id=meeting.id,
                place_id=meeting.place_id,
                title=meeting.title,
                count=len(new),
                invitation_ids=tuple(new),
            )
        )
    return new


def _people(wanted: Sequence[int]) -> Sequence[Account]:
    return db.session.scalars(select(Account).where(Account.id.in_(wanted))).all() if wanted else []


def _row(meeting: Meeting, account_id: int | None, label: str, **more: object) -> int | None:
    blank = {"part": None, "required": False, "invited_by_id": None}
    answer = {"answer": Answer.waiting, "proxy": "", "needs": [], "interpreter": "", "note": "", "note_language": ""}
    return insert_once(
        Invitation, meeting_id=meeting.id, account_id=account_id, label=label, **{**blank, **answer, **more}
    )


def take_off(invitation: Invitation, *, actor_id: int, now: datetime) -> Invitation:
    """Take somebody off the list who was asked by mistake; they may come like everybody else."""
    meeting = programme.locked(invitation.meeting_id)
    ensure(rules.why_not_take_off(meeting.state, required=invitation.required))
    db.session.delete(invitation)
    publish(InvitationWithdrawn(actor_id=actor_id, at=now, meeting_id=meeting.id, invitation_id=invitation.id))
    return invitation


def answer_own(meeting: Meeting, reply: Reply, *, person: Identity, now: datetime) -> Invitation:
    """Answer for oneself; whoever was not asked is welcome to say that they come, and what they need."""
    meeting = programme.locked(meeting.id, sharing=True)
    account_id = person.account_id or 0
    found = queries.own(meeting.id, account_id)
    if found is None:
        _ensure_answer(meeting, reply)
        _row(meeting, account_id, person.name)
        found = queries.own(meeting.id, account_id)
    if found is None:
        message = "an invitation is neither new nor there"
        raise LookupError(message)
    return answer_invitation(found, reply, actor_id=account_id, now=now)


def answer_invitation(invitation: Invitation, reply: Reply, *, actor_id: int, now: datetime) -> Invitation:
    """Write down an answer, one's own or what somebody without a phone said; another one replaces it."""
    meeting = programme.locked(invitation.meeting_id, sharing=True)
    _ensure_answer(meeting, reply)
    asked = Need.interpreter in reply.needs
    values = {
        "answer": reply.answer,
        "proxy": reply.proxy.strip() if reply.answer is Answer.by_proxy else "",
        "needs": [need.value for need in reply.needs],
        "interpreter": reply.interpreter.strip() if asked else "",
        "note": reply.note.strip(),
    }
    if all(getattr(invitation, name) == value for name, value in values.items()):
        return invitation
    for name, value in values.items():
        setattr(invitation, name, value)
    invitation.answered_at, invitation.answered_by_id = now, actor_id
    publish(
        InvitationAnswered(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            invitation_id=invitation.id,
            answer=reply.answer,
            by_another=actor_id != invitation.account_id,
        )
    )
    return invitation


def _ensure_answer(meeting: Meeting, reply: Reply) -> None:
    ensure(
        rules.why_not_answer(
            meeting.state,
            reply.answer,
            proxy=reply.proxy.strip(),
            needs=reply.needs,
            language=reply.interpreter.strip(),
            note=reply.note.strip(),
        )
    )
