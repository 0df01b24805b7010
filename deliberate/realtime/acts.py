"""What can be done in the room: one table for socket and HTTP, each act guarded, parsed and given to its service.

Every service does the same thing once, however often it is asked; so a repeat is answered with the first answer.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.kit.roles import Role
from deliberate.meetings.discussion import rules as discussion_rules
from deliberate.meetings.discussion.permissions import DiscussionPermission
from deliberate.meetings.discussion.queries import contributions, texts, threads, upkeep
from deliberate.meetings.discussion.services.saying import Speech, say_in
from deliberate.meetings.discussion.states import HideReason
from deliberate.meetings.floor import queries as floor_queries
from deliberate.meetings.floor import rules as floor_rules
from deliberate.meetings.floor import services as floor
from deliberate.meetings.floor.permissions import FloorPermission
from deliberate.meetings.floor.states import RequestKind
from deliberate.meetings.notes.permissions import NotePermission
from deliberate.meetings.order.queries import steps_in
from deliberate.meetings.order.rules import Person, whom
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.polls import queries as poll_queries
from deliberate.meetings.polls import services as polls
from deliberate.meetings.polls.permissions import PollPermission
from deliberate.meetings.polls.states import PollKind
from deliberate.meetings.queries.attendance import attendance_of, holders
from deliberate.meetings.rules import coming
from deliberate.meetings.services import attending, conducting, running
from deliberate.meetings.states import Channel, Outcome, Stance
from deliberate.moderation.services import hide_text
from deliberate.places.rules.deadlines import local_day
from deliberate.realtime import evening, queries
from deliberate.realtime.act import ELSEWHERE, UNKNOWN, Act, Fields
from deliberate.realtime.act import actor as _actor
from deliberate.realtime.act import item_of as _item
from deliberate.realtime.act import one_of as _one_of
from deliberate.realtime.marks import own_step
from deliberate.realtime.rooms import keeps_list
from deliberate.realtime.talk import TALK, said_here
from deliberate.web.guards import check, identity, may
from deliberate.web.sockets import parse
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.floor.models import SpeakingRequest
    from deliberate.meetings.models import Meeting
    from deliberate.meetings.polls.models import Poll
    from deliberate.realtime.queries import Seen

CLIENT_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


def perform(seen: Seen, verb: str, client_id: str, data: Any, *, at: datetime) -> dict[str, Any]:
    """Do what came at a moment, and return where it stands in the meeting's record."""
    act = ACTS.get(verb)
    if act is None or not CLIENT_ID.fullmatch(client_id):
        raise Refused(UNKNOWN)
    meeting = queries.whole(seen.id, agenda=False) if act.whole else seen
    check(act.permission, meeting)
    fields = parse({} if data is None else data, act.needs, act.may_have)
    if fields is None:
        raise Refused(UNKNOWN)
    subject, entry = act.do(meeting, {**fields, "client_id": client_id, "at": at})
    seq = queries.seq_of(seen.stream, subject, entry)
    if verb == "attend" or entry == "discussion.held":
        return {"seq": seq, "me": standing(queries.whole(seen.id, agenda=False))}
    return {"seq": seq}


def standing(meeting: Meeting) -> dict[str, Any]:
    """Return what the asker is here and may do, with the sentence where not; what the state decides the phone sees."""
    person = identity()
    attended = person.signed_in and attendance_of(meeting.id, person.account_id or 0) is not None
    belongs = attended or person.lives_in(meeting.place_path)
    belongs = belongs or any(person.holds(role, meeting.place_path) for role in person.roles)
    speak = discussion_rules.why_not_as_guest(person.level, belongs=belongs, in_meeting=True)
    attend = coming.why_not_attend(meeting.state, level=person.level, now=now(), starts_at=meeting.starts_at)
    return {
        "account_id": person.account_id,
        "name": person.name,
        "attended": attended,
        "chair": person.signed_in and meeting.chair_id == person.account_id,
        "chairs": _chairs(meeting),
        "lead": may(MeetingPermission.lead, meeting),
        "staff": keeps_list(person, meeting),
        "hide": may(DiscussionPermission.hide, meeting),
        "record": may(NotePermission.write, meeting),
        "mark_answered": may(DiscussionPermission.mark_answered, meeting),
        "held": [_own_held(one) for one in upkeep.held_in(meeting.id, author_id=_actor())] if person.signed_in else [],
        "agrees": contributions.agreed_in(meeting.id, person.account_id) if person.account_id else [],
        **_order(meeting),
        "place": threads.read_up_to(meeting.id, person.account_id) if person.account_id else 0,
        "speak": _told(speak),
        "attend": _told(attend),
        "leans": poll_queries.leanings_of(meeting.current_item_id, person.account_id),
    }


def _order(meeting: Meeting) -> dict[str, Any]:
    """Return by what a phone knows that a step concerns its owner, and the steps that stand."""
    account_id = identity().account_id
    if account_id is None:
        return {"whom": None, "steps": []}
    return {
        "whom": whom(meeting.whisper, account_id),
        "steps": [own_step(one) for one in steps_in(meeting.id, towards=Person(account_id=account_id or 0))],
    }


def _own_held(one: Contribution) -> dict[str, Any]:
    """Return one's own words that wait for a moderator, so that nobody thinks they are lost."""
    return {"contribution_id": one.id, "client_id": one.client_id, "body": one.body, "stance": one.stance.value}


def _chairs(meeting: Meeting) -> list[dict[str, Any]]:
    """Return who could be given the chair, to those who can give it."""
    if not may(MeetingPermission.lead, meeting) or meeting.state.over:
        return []
    able = holders(meeting.place, Role.moderator, local_day(now()))
    return [{"account_id": one.id, "name": one.display_name} for one in able]


def _told(refusal: Refusal | None) -> dict[str, str] | None:
    return None if refusal is None else {"code": refusal.code, "message": word(refusal)}


def _say(meeting: Seen, fields: Fields) -> tuple[str, str]:
    channel = _one_of(Channel, fields["channel"] or Channel.phone)
    said_by = " ".join((fields["said_by"] or "").split())
    if said_by:
        check(DiscussionPermission.enter_others, meeting)
    stance = _one_of(Stance, fields["stance"] or Stance.neutral)
    _take_side(fields["agenda_item_id"], stance, label=said_by)
    speech = Speech(
        body=fields["body"],
        stance=stance,
        client_id=fields["client_id"],
        parent_id=fields["parent_id"],
        said_by=said_by,
        channel=channel if said_by else Channel.phone,
    )
    said = say_in(meeting.id, fields["agenda_item_id"], speech, speaker=identity(), now=fields["at"])
    if said is None:
        raise Refused(ELSEWHERE)
    return f"contribution:{said.id}", "discussion.held" if said.screening else "discussion.contributed"


def _take_side(agenda_item_id: int, stance: Stance, *, label: str) -> None:
    """Refuse a side to whoever has said that they take none; most words and most people need no question."""
    if stance in {Stance.support, Stance.against}:
        recused = floor_queries.takes_no_side(agenda_item_id, account_id=_actor(), label=label)
        ensure(floor_rules.why_not_take_side(stance, recused=recused))


def _hide(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    said = said_here(meeting, fields["contribution_id"])
    if not said.hidden:
        text = texts.moderated_text(said)
        hide_text(text, _one_of(HideReason, fields["reason"]), actor_id=_actor(), now=now())
    return f"contribution:{said.id}", "discussion.hidden"


def _attend(meeting: Meeting, _fields: Fields) -> tuple[str, str]:
    there = attending.attend(meeting, person=identity(), now=now())
    return f"attendance:{there.id}", "meeting.attended"


def _enter(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    channel = _one_of(Channel, fields["channel"])
    there = attending.enter_attendance(meeting, fields["label"], channel=channel, actor_id=_actor(), now=now())
    return f"attendance:{there.id}", "meeting.attended"


def _open(meeting: Meeting, _fields: Fields) -> tuple[str, str]:
    running.open_meeting(meeting, actor_id=_actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.opened"


def _close(meeting: Meeting, _fields: Fields) -> tuple[str, str]:
    running.close_meeting(meeting, actor_id=_actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.closed"


def _start_item(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    item = running.start_item(_item(meeting, fields["agenda_item_id"]), actor_id=_actor(), now=now())
    return f"agenda_item:{item.id}", "meeting.item_started"


def _close_item(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    item = _item(meeting, fields["agenda_item_id"])
    outcome = _one_of(Outcome, fields["outcome"]) if fields["outcome"] else None
    ensure(None if outcome else Refusal("meetings.outcome_missing"))
    running.close_item(item, outcome, fields["conclusion"] or "", actor_id=_actor(), now=now())
    return f"agenda_item:{item.id}", "meeting.item_closed"


def _pause_meeting(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    try:
        until = datetime.fromisoformat(fields["until"])
    except ValueError as error:
        raise Refused(UNKNOWN) from error
    if until.tzinfo is None:
        raise Refused(UNKNOWN)
    conducting.pause_meeting(meeting, until, actor_id=_actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.paused"


def _resume_meeting(meeting: Meeting, _fields: Fields) -> tuple[str, str]:
    conducting.resume_meeting(meeting, actor_id=_actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.resumed"


def _stop_meeting(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    conducting.stop_meeting(meeting, fields["reason"], actor_id=_actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.closed"


def _hand_over(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    conducting.hand_over(meeting, fields["account_id"], fields["reason"], actor_id=_actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.chair_handed_over"


# ── the floor ──


def _request(meeting: Meeting, fields: Fields) -> SpeakingRequest:
    found = floor_queries.request(fields["request_id"])
    if found is None or found.meeting_id != meeting.id:
        raise Refused(Refusal("realtime.other_meeting"))
    return found


def _ask(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    label = " ".join((fields["label"] or "").split())
    if label:
        check(FloorPermission.enter_others, meeting)
    ask = floor.Ask(
        client_id=fields["client_id"],
        stance=_one_of(Stance, fields["stance"] or Stance.neutral),
        kind=_one_of(RequestKind, fields["kind"] or RequestKind.turn),
        label=label,
        channel=_one_of(Channel, fields["channel"] or Channel.hall) if label else Channel.phone,
    )
    made = floor.ask_for_floor(_item(meeting, fields["agenda_item_id"]), ask, person=identity(), now=now())
    return f"request:{made.id}", "floor.asked"


def _withdraw(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    found = _request(meeting, fields)
    if found.account_id != _actor():
        check(FloorPermission.enter_others, meeting)
    floor.withdraw_request(found, actor_id=_actor(), now=now())
    return f"request:{found.id}", "floor.withdrawn"


def _end_turn(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    found = _request(meeting, fields)
    if found.account_id != _actor():
        check(FloorPermission.lead, meeting)
    floor.end_turn(found, actor_id=_actor(), now=now())
    return f"request:{found.id}", "floor.ended"


def _extend(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    found = floor.extend_turn(_request(meeting, fields), fields["seconds"], actor_id=_actor(), now=now())
    return f"request:{found.id}", "floor.extended"


def _floor_act(do: Callable[..., SpeakingRequest], entry: str) -> Act:
    """Return an act of the chair that needs nothing but the request."""

    def act(meeting: Meeting, fields: Fields) -> tuple[str, str]:
        return f"request:{do(_request(meeting, fields), actor_id=_actor(), now=now()).id}", entry

    return Act(FloorPermission.lead, act, {"request_id": int}, {})


def _recuse(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    label = " ".join((fields["label"] or "").split())
    if label:
        check(FloorPermission.enter_others, meeting)
    item = _item(meeting, fields["agenda_item_id"])
    floor.recuse(item, fields["reason"], person=identity(), label=label, now=now())
    return f"agenda_item:{item.id}", "floor.recused"


# ── quick questions ──


def _poll(meeting: Meeting, fields: Fields) -> Poll:
    found = poll_queries.poll(fields["poll_id"])
    if found is None or found.meeting_id != meeting.id:
        raise Refused(Refusal("realtime.other_meeting"))
    return found


def _open_poll(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    options = fields["options"] or []
    if not all(isinstance(text, str) for text in options):
        raise Refused(UNKNOWN)
    asked = polls.Question(
        client_id=fields["client_id"],
        kind=_one_of(PollKind, fields["kind"]),
        question=fields["question"],
        options=tuple(options),
    )
    made = polls.open_poll(_item(meeting, fields["agenda_item_id"]), asked, actor_id=_actor(), now=now())
    return f"poll:{made.id}", "poll.opened"


def _answer(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    label = " ".join((fields["label"] or "").split())
    if label:
        check(PollPermission.count_hall, meeting)
    found = _poll(meeting, fields)
    _take_side(found.agenda_item_id, Stance.support, label=label)
    polls.answer_poll(found, fields["choice"], person=identity(), label=label)
    # Single answers are not on record; what stands there is the question.
    return f"poll:{found.id}", "poll.opened"


def _count_hall(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    counts, helped = fields["counts"], fields["helped"] or []
    if not all(type(count) is int for count in (*counts, *helped)):
        raise Refused(UNKNOWN)
    found = _poll(meeting, fields)
    polls.count_hall(found, counts, helped, actor_id=_actor(), now=now())
    return f"poll:{found.id}", "poll.hall_counted"


def _poll_act(do: Callable[..., Poll], entry: str) -> Act:
    """Return an act of the chair that needs nothing but the question."""

    def act(meeting: Meeting, fields: Fields) -> tuple[str, str]:
        return f"poll:{do(_poll(meeting, fields), actor_id=_actor(), now=now()).id}", entry

    return Act(PollPermission.lead, act, {"poll_id": int}, {})


ACTS: Mapping[str, Act] = {
    **evening.ACTS,
    "contribute": Act(
        DiscussionPermission.contribute,
        _say,
        {"agenda_item_id": int, "body": str},
        {"stance": str, "parent_id": int, "said_by": str, "channel": str},
        whole=False,
    ),
    "hide": Act(DiscussionPermission.hide, _hide, {"contribution_id": int, "reason": str}, {}),
    "attend": Act(MeetingPermission.attend, _attend, {}, {}),
    "enter": Act(MeetingPermission.enter_others, _enter, {"label": str, "channel": str}, {}),
    "open": Act(MeetingPermission.lead, _open, {}, {}),
    "close": Act(MeetingPermission.lead, _close, {}, {}),
    "pause_meeting": Act(MeetingPermission.lead, _pause_meeting, {"until": str}, {}),
    "resume_meeting": Act(MeetingPermission.lead, _resume_meeting, {}, {}),
    "stop_meeting": Act(MeetingPermission.lead, _stop_meeting, {"reason": str}, {}),
    "hand_over": Act(MeetingPermission.lead, _hand_over, {"account_id": int, "reason": str}, {}),
    "start_item": Act(MeetingPermission.lead, _start_item, {"agenda_item_id": int}, {}),
    "close_item": Act(
        MeetingPermission.lead, _close_item, {"agenda_item_id": int}, {"outcome": str, "conclusion": str}
    ),
    "ask_floor": Act(
        FloorPermission.ask, _ask, {"agenda_item_id": int}, {"stance": str, "kind": str, "label": str, "channel": str}
    ),
    "withdraw": Act(FloorPermission.ask, _withdraw, {"request_id": int}, {}),
    "call": _floor_act(floor.call_speaker, "floor.called"),
    "skip": _floor_act(floor.skip_speaker, "floor.skipped"),
    "pause": _floor_act(floor.pause_turn, "floor.paused"),
    "resume": _floor_act(floor.resume_turn, "floor.resumed"),
    "extend": Act(FloorPermission.lead, _extend, {"request_id": int, "seconds": int}, {}),
    "end_turn": Act(FloorPermission.ask, _end_turn, {"request_id": int}, {}),
    "recuse": Act(FloorPermission.ask, _recuse, {"agenda_item_id": int, "reason": str}, {"label": str}),
    "open_poll": Act(
        PollPermission.lead, _open_poll, {"agenda_item_id": int, "kind": str, "question": str}, {"options": list}
    ),
    "answer_poll": Act(PollPermission.answer, _answer, {"poll_id": int, "choice": int}, {"label": str}),
    "close_poll": _poll_act(polls.close_poll, "poll.closed"),
    "count_hall": Act(PollPermission.count_hall, _count_hall, {"poll_id": int, "counts": list}, {"helped": list}),
    "show_poll": _poll_act(polls.show_poll, "poll.shown"),
    "withdraw_poll": _poll_act(polls.withdraw_poll, "poll.withdrawn"),
    **{verb: Act(*row) for verb, row in TALK.items()},
}
