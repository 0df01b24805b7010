"""Taking back one act: what it changed is as it was before, and a new entry of the record says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
from deliberate.issues.services.moving import schedule_issue, take_back_outcome
from deliberate.issues.states import IssueState
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.meetings.agenda import queries as agenda
from deliberate.meetings.agenda.services import let_wait
from deliberate.meetings.discussion.queries import contributions
from deliberate.meetings.discussion.services.saying import show_contribution
from deliberate.meetings.floor.services import clear_floor
from deliberate.meetings.minutes import queries as minutes
from deliberate.meetings.order import queries as order
from deliberate.meetings.polls import queries as polls
from deliberate.meetings.polls.services import UNDECIDED, reopen_poll, withdraw_poll
from deliberate.meetings.queries import programme
from deliberate.meetings.queries.attendance import presence
from deliberate.meetings.states import ItemState, MeetingState, Outcome, Phase
from deliberate.meetings.tidying import services as tidying
from deliberate.meetings.undoing import queries, rules
from deliberate.meetings.undoing.events import ActUndone
from deliberate.moderation.queries import ruling_on
from deliberate.moderation.services import lift_hiding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deliberate.ledger.models import Entry
    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True, kw_only=True)
class Undoing:
    """One entry about to be taken back, by whom and when."""

    meeting: Meeting
    entry: Entry
    actor_id: int
    now: datetime

    @property
    def payload(self) -> Mapping[str, Any]:
        """Return what the entry says."""
        return self.entry.payload or {}

    @property
    def item(self) -> AgendaItem:
        """Return the agenda item it is about."""
        wanted = self.payload.get("agenda_item_id")
        return next(item for item in self.meeting.agenda if item.id == wanted)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is different once it is taken back, as phones hold it."""

    meeting: Mapping[str, Any] = field(default_factory=dict)
    item: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


def undo(meeting: Meeting, seq: int, *, actor_id: int, now: datetime) -> Entry:
    """Take back an act of the chair; taking it back twice takes it back once."""
    meeting = programme.locked(meeting.id)
    entry, undone = queries.entry(meeting.id, seq), queries.undone_in(meeting.id)
    if entry is None or not entry.payload:
        raise Refused(Refusal("meetings.not_undoable"))
    if seq in undone:
        return entry
    published = minutes.is_published(meeting.id)
    ensure(rules.why_not_undo(meeting.state, entry.verb, seq=seq, undone=undone, published=published))
    change = _HOW[entry.verb](Undoing(meeting=meeting, entry=entry, actor_id=actor_id, now=now))
    db.session.flush()
    publish(
        ActUndone(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            undone_seq=seq,
            undone_verb=entry.verb,
            meeting=dict(change.meeting),
            item=dict(change.item),
            **change.about,
        )
    )
    return entry


# ── the agenda ──


def _unstart(act: Undoing) -> Change:
    """Turn away from an item again; what was said under it stays with it."""
    item = act.item
    ensure(rules.why_not_as_it_was(still=act.meeting.current_item_id == item.id))
    clear_floor(item.id, now=act.now)
    for poll in polls.standing(item.id):
        if poll.state in UNDECIDED:
            withdraw_poll(poll, actor_id=act.actor_id, now=act.now)
    item.state, item.started_at, act.meeting.current_item_id = ItemState.pending, None, None
    item.phase, item.phase_at, item.spent = None, None, {}
    if item.issue is not None and item.issue.state is IssueState.deliberating:
        at, meeting_id = act.meeting.starts_at, act.meeting.id
        schedule_issue(item.issue, meeting_id=meeting_id, starts_at=at, actor_id=act.actor_id, now=act.now)
    return Change(
        meeting={"current_item_id": None},
        item={"state": "pending", "started_at": None, "phase": None, "phase_at": None, "spent": {}},
        about={"agenda_item_id": item.id},
    )


def _unclose(act: Undoing) -> Change:
    """Take up an item again as if it had not ended; its issue comes back from where the outcome sent it."""
    item, outcome, other = act.item, Outcome(act.payload["outcome"]), act.meeting.current_item
    ensure(rules.why_not_as_it_was(still=item.state is ItemState.closed and queries.is_last(act.entry, act.entry.verb)))
    ensure(
        rules.why_not_reopen(
            other_open=other.title if other else "",
            issue=item.issue.state if item.issue else None,
            outcome=outcome,
            voted=item.issue is not None and queries.voted_on(item.issue.id),
        )
    )
    if item.issue is not None and item.issue.state is not IssueState.deliberating:
        take_back_outcome(item.issue, actor_id=act.actor_id, now=act.now)
    if act.meeting.state is MeetingState.closed:
        return _left_open(item)
    last = list(agenda.phases_of(item))[-1]
    phase = Phase(max(item.spent, key=[*Phase].index)) if item.spent else last
    item.state, item.closed_at, item.outcome, item.conclusion = ItemState.open, None, None, ""
    item.quorum = {}
    item.phase, item.phase_at, act.meeting.current_item_id = phase, act.now, item.id
    return Change(
        meeting={"current_item_id": item.id},
        item={
            "state": "open", "closed_at": None, "outcome": None, "conclusion": "", "quorum": {}, "phase": phase.value,
            "phase_at": act.now.isoformat(),
        },
        about={"agenda_item_id": item.id},
    )  # fmt: skip


def _left_open(item: AgendaItem) -> Change:
    """After the end nobody talks about it again: it stands as not finished, for another meeting."""
    item.state, item.closed_at, item.outcome, item.conclusion = ItemState.postponed, None, None, ""
    item.quorum = {}
    blank: dict[str, Any] = {"state": "postponed", "closed_at": None, "outcome": None, "conclusion": "", "quorum": {}}
    return Change(item=blank, about={"agenda_item_id": item.id})


def _go_on(act: Undoing) -> Change:
    """Let the meeting go on as if it had not been closed; what was not reached waits on its agenda again."""
    meeting, unfinished = act.meeting, act.payload.get("unfinished_item_id")
    left = [item for item in meeting.agenda if item.state is ItemState.postponed]
    ensure(rules.why_not_as_it_was(still=queries.is_last(act.entry, act.entry.verb)))
    ensure(
        rules.why_not_go_on(
            closed_at=act.entry.at,
            now=act.now,
            adjourned=meeting.adjourned_to_id is not None,
            issues=[item.issue.state for item in left if item.issue is not None],
        )
    )
    meeting.state, meeting.closed_at, meeting.stop_reason = MeetingState.in_session, None, ""
    for item in left:
        item.state = ItemState.pending
        if item.issue is not None and item.issue.state is IssueState.supported:
            at = meeting.starts_at
            schedule_issue(item.issue, meeting_id=meeting.id, starts_at=at, actor_id=act.actor_id, now=act.now)
        if item.id == unfinished:
            item.state, item.phase_at, meeting.current_item_id = ItemState.open, act.now, item.id
            item.phase = (
                Phase(max(item.spent, key=[*Phase].index)) if item.spent else next(iter(agenda.phases_of(item)))
            )
    return Change(meeting={"state": "in_session", "closed_at": None, "stop_reason": ""})


def _back_to_phase(act: Undoing) -> Change:
    """Go on with the phase before, as if it had never been left: the time since belongs to it."""
    item = act.item
    still = item.phase == act.payload["phase"] and queries.is_last(act.entry, act.entry.verb)
    ensure(rules.why_not_as_it_was(still=still and item.id == act.meeting.current_item_id))
    item.phase, item.phase_at = Phase(act.payload["before"]), act.entry.at
    return Change(
        item={"phase": item.phase.value, "phase_at": act.entry.at.isoformat()}, about={"agenda_item_id": item.id}
    )


def _unpark(act: Undoing) -> Change:
    matter = agenda.parked(act.payload["parked_id"])
    ensure(rules.why_not_as_it_was(still=matter is not None and not matter.carried))
    if matter is not None:
        matter.taken_back = True
    return Change(about={"parked_id": act.payload["parked_id"]})


def _uncarry(act: Undoing) -> Change:
    """Let a matter wait again that went on to another meeting or to an issue."""
    matter, to = agenda.parked(act.payload["parked_id"]), (act.payload["to_meeting_id"], act.payload["to_issue_id"])
    ensure(rules.why_not_as_it_was(still=matter is not None and (matter.carried_to_id, matter.issue_id) == to))
    if matter is not None:
        let_wait(matter)
    return Change()


# ── the evening ──


def _unpause(act: Undoing) -> Change:
    still = act.meeting.resumes_at is not None and queries.is_last(act.entry, act.entry.verb)
    ensure(rules.why_not_as_it_was(still=still))
    act.meeting.paused_at = act.meeting.resumes_at = None
    return Change(meeting={"resumes_at": None})


def _unresume(act: Undoing) -> Change:
    """Go back into the break, if it is not over by itself."""
    paused = queries.before(act.entry, "meeting.paused")
    until = datetime.fromisoformat(paused.payload["until"]) if paused and paused.payload else act.now
    ensure(rules.why_not_as_it_was(still=act.meeting.resumes_at is None and until > act.now))
    act.meeting.paused_at, act.meeting.resumes_at = act.entry.at, until
    return Change(meeting={"resumes_at": until.isoformat()})


def _give_back_chair(act: Undoing) -> Change:
    ensure(rules.why_not_as_it_was(still=queries.is_last(act.entry, act.entry.verb)))
    earlier = queries.before(act.entry, act.entry.verb)
    act.meeting.acting_chair_id = earlier.payload["chair_id"] if earlier and earlier.payload else None
    db.session.flush()
    db.session.refresh(act.meeting, ["acting_chair"])
    chair = act.meeting.chair
    return Change(meeting={"chair_id": act.meeting.chair_id, "chair": chair.display_name if chair else ""})


def _unlist(act: Undoing) -> Change:
    there = queries.attendance(act.payload["attendance_id"])
    ensure(rules.why_not_as_it_was(still=there is not None))
    ensure(rules.why_not_unlist(entered=there is not None and there.entered_by_id is not None))
    counted = presence(act.meeting).counted
    db.session.delete(there)
    db.session.flush()
    left = presence(act.meeting).counted if act.meeting.kind.body else counted
    about = {"attendance_id": act.payload["attendance_id"], "channel": act.payload["channel"]}
    return Change(about={**about, "counts": counted - left})


# ── words and questions ──


def _show_again(act: Undoing) -> Change:
    said = contributions.contribution(act.payload["contribution_id"])
    ensure(rules.why_not_as_it_was(still=said is not None and said.hidden))
    if said is not None:
        show_contribution(said, actor_id=act.actor_id, now=act.now)
    return Change()


def _part(act: Undoing) -> Change:
    said = _standing_so(act, lambda said: said.merged_into_id == act.payload["into_id"])
    tidying.part(said, actor_id=act.actor_id, now=act.now)
    return Change()


def _move_back(act: Undoing) -> Change:
    there = {one["contribution_id"]: one["agenda_item_id"] for one in act.payload["moved"]}
    said = _standing_so(act, lambda said: said.agenda_item_id == there[said.id] and said.parent_id is None)
    tidying.move_back(said, act.payload["was"], actor_id=act.actor_id, now=act.now)
    return Change()


def _open_replies(act: Undoing) -> Change:
    said = _standing_so(act, lambda said: said.closed == act.payload["reason"])
    tidying.open_replies(said, actor_id=act.actor_id, now=act.now)
    return Change()


def _standing_so(act: Undoing, still: Callable[[Contribution], bool]) -> Contribution:
    """Return the contribution an entry is about, if it still stands as the entry left it."""
    said = contributions.contribution(act.payload["contribution_id"])
    if said is None or not still(said):
        raise Refused(Refusal("meetings.changed_since"))
    return said


def _lift_step(act: Undoing) -> Change:
    """Take back what was asked of somebody, the way their appeal would."""
    made = order.step(act.payload["step_id"])
    ruling = ruling_on(act.payload["kind"], act.payload["step_id"])
    ensure(rules.why_not_as_it_was(still=made is not None and made.lifted_at is None))
    if ruling is not None:
        lift_hiding(ruling, actor_id=act.actor_id, now=act.now)
    return Change()


def _reopen_poll(act: Undoing) -> Change:
    """Let a question that was closed take answers again, or take an answer shown from the screens."""
    poll = polls.poll(act.payload["poll_id"])
    before = act.entry.verb.partition(".")[2]
    if poll is None or poll.state != before or poll.agenda_item_id != act.meeting.current_item_id:
        raise Refused(Refusal("meetings.changed_since"))
    reopen_poll(poll)
    return Change(about={"poll_id": act.payload["poll_id"]})


_HOW: Mapping[str, Callable[[Undoing], Change]] = {
    "meeting.closed": _go_on,
    "meeting.item_started": _unstart,
    "meeting.item_closed": _unclose,
    "meeting.phase_changed": _back_to_phase,
    "meeting.parked": _unpark,
    "meeting.parked_carried": _uncarry,
    "meeting.paused": _unpause,
    "meeting.resumed": _unresume,
    "meeting.chair_handed_over": _give_back_chair,
    "meeting.attended": _unlist,
    "discussion.hidden": _show_again,
    "order.step_taken": _lift_step,
    "discussion.merged": _part,
    "discussion.moved": _move_back,
    "discussion.replies_closed": _open_replies,
    "poll.closed": _reopen_poll,
    "poll.shown": _reopen_poll,
}
