"""What can be done with contributions in the room, beside saying them: rows of the table of acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.meetings.discussion.permissions import DiscussionPermission
from deliberate.meetings.discussion.queries import contributions
from deliberate.meetings.discussion.services import keeping, marking
from deliberate.meetings.discussion.states import LockReason, Screening
from deliberate.meetings.order.permissions import OrderPermission
from deliberate.meetings.order.rules import Person
from deliberate.meetings.order.services import Ask, take_step
from deliberate.meetings.queries.attendance import line as attendance_line
from deliberate.meetings.tidying import services as tidying
from deliberate.moderation.states import HideReason, Restraint
from deliberate.realtime.act import ELSEWHERE, item_of, one_of
from deliberate.web.guards import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.models import Meeting

    Does = Callable[[Meeting, dict[str, Any]], tuple[str, str]]
    Row = tuple[StrEnum, Does, Mapping[str, type], Mapping[str, type]]

Fields = dict[str, Any]


def said_here(meeting: Meeting, contribution_id: int) -> Contribution:
    """Return a contribution of this meeting, or refuse."""
    found = contributions.contribution(contribution_id)
    if found is None or found.meeting_id != meeting.id:
        raise Refused(Refusal("realtime.other_meeting"))
    return found


def _actor() -> int:
    return identity().account_id or 0


def _act(do: Callable[..., Contribution], entry: str) -> Callable[[Meeting, Fields], tuple[str, str]]:
    """Return an act of whoever is charged with it that needs nothing but the contribution."""

    def act(meeting: Meeting, fields: Fields) -> tuple[str, str]:
        said = do(said_here(meeting, fields["contribution_id"]), actor_id=_actor(), now=now())
        return f"contribution:{said.id}", entry

    return act


def _edit(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said = marking.edit(said_here(meeting, fields["contribution_id"]), fields["body"], person=identity(), now=now())
    return f"contribution:{said.id}", "discussion.edited"


def _agree(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said = marking.agree(said_here(meeting, fields["contribution_id"]), person=identity(), now=now())
    return f"contribution:{said.id}", "discussion.agreed"


def _disagree(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said = marking.withdraw_agreement(said_here(meeting, fields["contribution_id"]), person=identity(), now=now())
    return f"contribution:{said.id}", "discussion.agreement_withdrawn"


def _mark_answered(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    answer = said_here(meeting, fields["answer_id"]) if fields["answer_id"] else None
    said = said_here(meeting, fields["contribution_id"])
    marking.mark_answered(said, fields["answered_by"], answer=answer, actor_id=_actor(), now=now())
    return f"contribution:{said.id}", "discussion.answered"


def _set_talk(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    item = next((one for one in meeting.agenda if one.id == fields["agenda_item_id"]), None)
    if item is None:
        raise Refused(Refusal("realtime.other_meeting"))
    given = {key: fields[key] for key in ("slow", "slow_in", "locked", "screened")}
    given["reason"] = one_of(LockReason, fields["reason"]) if fields["reason"] else None
    keeping.set_talk(item, **given, actor_id=_actor(), now=now())
    return f"agenda_item:{item.id}", "discussion.talk_set"


def _release(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said = said_here(meeting, fields["contribution_id"])
    first = said.screening is Screening.first
    keeping.release(said, actor_id=_actor(), now=now())
    return f"contribution:{said.id}", "discussion.contributed" if first else "discussion.shown"


def _merge(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said, into = said_here(meeting, fields["contribution_id"]), said_here(meeting, fields["into_id"])
    tidying.merge(said, into, actor_id=_actor(), now=now())
    return f"contribution:{said.id}", "discussion.merged"


def _move(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said, item = said_here(meeting, fields["contribution_id"]), item_of(meeting, fields["agenda_item_id"])
    if said.agenda_item_id != item.id:
        tidying.move(said, item, actor_id=_actor(), now=now())
    return f"contribution:{said.id}", "discussion.moved"


def _close_replies(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said, reason = said_here(meeting, fields["contribution_id"]), one_of(LockReason, fields["reason"])
    tidying.close_replies(said, reason, actor_id=_actor(), now=now())
    return f"contribution:{said.id}", "discussion.replies_closed"


def _restrain(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said = said_here(meeting, fields["contribution_id"])
    kind, reason = one_of(Restraint, fields["kind"]), one_of(HideReason, fields["reason"])
    person = Person(account_id=said.author_id, label=said.author_label)
    ask = Ask(kind=kind, reason=reason, url=f"/contributions/{said.id}")
    made = take_step(meeting, person, ask, actor_id=_actor(), now=now())
    return f"step:{made.id}", "order.step_taken"


def _restrain_attendee(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    there = attendance_line(meeting.id, fields["attendance_id"])
    if there is None:
        raise Refused(ELSEWHERE)
    kind, reason = one_of(Restraint, fields["kind"]), one_of(HideReason, fields["reason"])
    person = Person(account_id=there.account_id, label=there.label)
    ask = Ask(kind=kind, reason=reason, url=f"/meetings/{meeting.id}")
    made = take_step(meeting, person, ask, actor_id=_actor(), now=now())
    return f"step:{made.id}", "order.step_taken"


_P = DiscussionPermission
_ONE: Mapping[str, type] = {"contribution_id": int}
TALK: Mapping[str, Row] = {
    "edit": (_P.contribute, _edit, {**_ONE, "body": str}, {}),
    "agree": (_P.contribute, _agree, _ONE, {}),
    "withdraw_agreement": (_P.contribute, _disagree, _ONE, {}),
    "set_talk": (
        _P.keep_order,
        _set_talk,
        {"agenda_item_id": int},
        {"slow": int, "slow_in": dict, "locked": bool, "screened": bool, "reason": str},
    ),
    "restrain_attendee": (
        OrderPermission.restrain,
        _restrain_attendee,
        {"attendance_id": int, "kind": str, "reason": str},
        {},
    ),
    "restrain": (OrderPermission.restrain, _restrain, {**_ONE, "kind": str, "reason": str}, {}),
    "merge": (_P.keep_order, _merge, {**_ONE, "into_id": int}, {}),
    "part": (_P.keep_order, _act(tidying.part, "discussion.parted"), _ONE, {}),
    "move": (_P.keep_order, _move, {**_ONE, "agenda_item_id": int}, {}),
    "close_replies": (_P.keep_order, _close_replies, {**_ONE, "reason": str}, {}),
    "open_replies": (_P.keep_order, _act(tidying.open_replies, "discussion.replies_opened"), _ONE, {}),
    "hold": (_P.keep_order, _act(keeping.hold, "discussion.held_back"), _ONE, {}),
    "release": (_P.keep_order, _release, _ONE, {}),
    "pin": (_P.pin, _act(marking.pin, "discussion.pinned"), _ONE, {}),
    "unpin": (_P.pin, _act(marking.unpin, "discussion.unpinned"), _ONE, {}),
    "mark_answered": (_P.mark_answered, _mark_answered, {**_ONE, "answered_by": str}, {"answer_id": int}),
    "reopen_question": (_P.mark_answered, _act(marking.reopen_question, "discussion.reopened"), _ONE, {}),
}
