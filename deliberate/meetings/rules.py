"""When a meeting may be announced, opened, walked through and closed. Figures come from the rule set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.meetings.states import (
    ITEM_TRANSITIONS,
    TRANSITIONS,
    ItemKind,
    ItemState,
    MeetingKind,
    MeetingState,
    Outcome,
    RuleWord,
)
from deliberate.places.rules.deadlines import earliest_lawful, local_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from deliberate.meetings.states import Presence
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

TITLE_MOST = 120
TEXT_MOST = 2000
NAME_MOST = 40
# Outcomes that settle something: they need those present whom the rule set asks for.
DECIDING = frozenset({Outcome.agreed, Outcome.not_agreed, Outcome.pilot})


@dataclass(frozen=True, kw_only=True)
class PlannedItem:
    """A line of the agenda before anything is stored."""

    title: str
    kind: ItemKind = ItemKind.discussion
    issue_id: int | None = None
    planned_minutes: int = 15


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A meeting as a moderator plans it, before anything is stored; `carries` are matters an earlier one put aside."""

    kind: MeetingKind
    title: str
    starts_at: datetime
    items: tuple[PlannedItem, ...]
    purpose: str = ""
    planned_minutes: int = 90
    where_text: str = ""
    moderator_id: int | None = None
    recorder_id: int | None = None
    urgent_reason: str = ""
    party_study: str = ""
    called_by: str = ""
    previous_id: int | None = None
    carries: tuple[int, ...] = ()


class Notice(NamedTuple):
    """From when on a meeting may lawfully take place, as usual and with a written reason of urgency."""

    usual: datetime
    urgent: datetime


def notice(kind: MeetingKind, now: datetime, *, ruleset: RuleSet, calendar: WorkingCalendar) -> Notice:
    """Return the first lawful moments for a meeting announced now; without a shorter period both are the same."""
    usual = now
    if ruleset.has(f"meeting.{kind}.notice"):
        usual = earliest_lawful(ruleset.rule(f"meeting.{kind}.notice"), now, calendar)
    if ruleset.switched_on(f"meeting.{kind}.notice_waivable"):
        return Notice(usual, now)
    if ruleset.has(f"meeting.{kind}.notice_urgent"):
        return Notice(usual, earliest_lawful(ruleset.rule(f"meeting.{kind}.notice_urgent"), now, calendar))
    return Notice(usual, usual)


def why_not_announce(
    kind: MeetingKind,
    starts_at: datetime,
    *,
    now: datetime,
    ruleset: RuleSet,
    calendar: WorkingCalendar,
    urgent_reason: str = "",
) -> Refusal | None:
    """Refuse a notice that is too short, and say the earliest lawful date; urgency needs a reason in writing."""
    if starts_at <= now:
        return Refusal("meetings.starts_in_the_past")
    first = notice(kind, now, ruleset=ruleset, calendar=calendar)
    if starts_at >= first.usual:
        return None
    usual = local_day(first.usual)
    if first.urgent == first.usual:
        return Refusal("meetings.notice_too_short", kind=kind, earliest=usual)
    if starts_at < first.urgent:
        return Refusal("meetings.too_short_even_if_urgent", kind=kind, earliest=usual, urgent=first.urgent)
    if not urgent_reason.strip():
        return Refusal("meetings.urgent_reason_missing", kind=kind, earliest=usual)
    return None


def materials_until(kind: MeetingKind, starts_at: datetime, *, ruleset: RuleSet) -> date | None:
    """Return the last day on which papers must be with the participants, where the kind asks for papers."""
    key = f"meeting.{kind}.materials"
    if not ruleset.has(key):
        return None
    return local_day(starts_at) - timedelta(days=ruleset.number(key))


def why_not_seat(kind: MeetingKind, *, moderator_id: int | None, recorder_id: int | None) -> Refusal | None:
    """Where law or procedure asks for it, the one who leads does not keep the record."""
    if kind.statutory and moderator_id is not None and moderator_id == recorder_id:
        return Refusal("meetings.moderator_is_recorder", kind=kind)
    return None


def why_not_schedule(
    kind: MeetingKind, *, title: str, items: int, moderator_id: int | None, recorder_id: int | None
) -> Refusal | None:
    """A meeting needs a name, something to talk about, and the right people on its two chairs."""
    if not title.strip():
        return Refusal("meetings.title_missing")
    if len(title) > TITLE_MOST:
        return Refusal("meetings.title_too_long", most=TITLE_MOST)
    if not items:
        return Refusal("meetings.agenda_empty")
    return why_not_seat(kind, moderator_id=moderator_id, recorder_id=recorder_id)


def why_not_replan(state: MeetingState) -> Refusal | None:
    """Change a plan while nobody has been told of it."""
    return None if state is MeetingState.draft else Refusal("meetings.told_already", state=state)


def why_not_call(state: MeetingState, *, needs_recorder: bool, recorder_id: int | None) -> Refusal | None:
    """Only a draft is announced, and a meeting whose record is asked for by law needs somebody to keep it."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.announced):
        return refusal
    return Refusal("meetings.recorder_missing") if needs_recorder and recorder_id is None else None


def why_not_study(kind: MeetingKind, *, party_study: str, ruleset: RuleSet) -> Refusal | None:
    """Assemblies: that the Party organisation has studied the matter stands on the record before they are called."""
    if ruleset.switched_on(f"meeting.{kind}.party_study") and not party_study.strip():
        return Refusal("meetings.party_study_missing", kind=kind)
    return None


def why_not_convene(kind: MeetingKind, *, called_by: str, ruleset: RuleSet) -> Refusal | None:
    """Committees call their own meetings; what another body calls needs its call in writing."""
    convener = named(kind, ruleset).get("convener", (RuleWord.committee,))
    if RuleWord.committee in convener or called_by.strip():
        return None
    return Refusal("meetings.convener_not_entitled", kind=kind, convener=convener[0])


def why_not_cancel(state: MeetingState, *, reason: str) -> Refusal | None:
    """A meeting that has not begun can be called off; those who planned to come are owed the reason."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.cancelled):
        return refusal
    return None if reason.strip() else Refusal("meetings.reason_missing")


def present_needed(kind: MeetingKind, ruleset: RuleSet, *, entitled: int | None) -> int:
    """Return how many must be there to decide: a number, a share of those entitled, or the sides of a dispute."""
    if ruleset.has(f"meeting.{kind}.present"):
        return ruleset.number(f"meeting.{kind}.present")
    if ruleset.has(f"meeting.{kind}.sides"):
        return ruleset.number(f"meeting.{kind}.sides") * ruleset.number(f"meeting.{kind}.each_side")
    if ruleset.has(f"meeting.{kind}.quorum") and entitled is not None:
        return max(1, ruleset.rule(f"meeting.{kind}.quorum").needed(entitled))
    return 0


NAMED = ("convener", "chair", "must_attend", "invited", "signatures", "outcome")


def named(kind: MeetingKind, ruleset: RuleSet) -> dict[str, tuple[RuleWord, ...]]:
    """Return whom and what the rules name for a kind: who calls, leads, must come, is invited, signs; its fruit."""
    found = {part: f"meeting.{kind}.{part}" for part in NAMED if ruleset.has(f"meeting.{kind}.{part}")}
    known = {one.value for one in RuleWord}
    return {part: tuple(RuleWord(w) for w in ruleset.rule(key).words if w in known) for part, key in found.items()}


def why_not_decide_here(kind: MeetingKind, outcome: Outcome | None) -> Refusal | None:
    """What owners decide they decide by ballot, however many are in the room."""
    return Refusal("meetings.by_ballot_only", kind=kind) if kind.by_ballot_only and outcome in DECIDING else None


def why_not_attend(state: MeetingState, *, level: Level, now: datetime, starts_at: datetime) -> Refusal | None:
    """Sign in on the day, by phone at least known by number; from the moment it is closed nobody joins a list."""
    if level.rank < Level.phone.rank:
        return Refusal("meetings.sign_in_to_attend")
    if state is MeetingState.in_session:
        return None
    if state is not MeetingState.announced:
        return Refusal("meetings.not_running", state=state)
    if local_day(now) != local_day(starts_at):
        return Refusal("meetings.not_today", starts_at=starts_at)
    return None


def why_not_enter(state: MeetingState, *, label: str) -> Refusal | None:
    """Enter somebody in the hall or helped by another, by name."""
    if state not in {MeetingState.announced, MeetingState.in_session}:
        return Refusal("meetings.not_running", state=state)
    if not label.strip():
        return Refusal("meetings.name_missing")
    return Refusal("meetings.name_too_long", most=NAME_MOST) if len(label) > NAME_MOST else None


def why_not_proxy(label: str, *, held_by: str, proof: str, here: bool, held: int, most: int | None) -> Refusal | None:
    """Count somebody as there by proxy: who acts is in the room, on paper, and for few enough others."""
    if not held_by:
        return Refusal("meetings.proxy_missing")
    if held_by == label or not here:
        return Refusal("meetings.proxy_not_here", name=held_by)
    if not proof:
        return Refusal("meetings.proof_missing")
    if len(proof) > TITLE_MOST:
        return Refusal("meetings.text_too_long", most=TITLE_MOST)
    if most is not None and held >= most:
        return Refusal("meetings.proxies_full", name=held_by, most=most)
    return None


# ── running ──


def why_not_open(state: MeetingState, *, now: datetime, starts_at: datetime) -> Refusal | None:
    """Open on the announced day, when people are there; a missed day needs a new notice."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.in_session):
        return refusal
    if local_day(now) < local_day(starts_at):
        return Refusal("meetings.too_early", starts_at=starts_at)
    if local_day(now) > local_day(starts_at):
        return Refusal("meetings.day_missed", starts_at=starts_at)
    return None


def why_not_start_item(meeting: MeetingState, item: ItemState, *, other_open: str = "") -> Refusal | None:
    """One item at a time; `other_open` is the title of the one still being talked about."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if other_open:
        return Refusal("meetings.other_item_open", title=other_open)
    return ITEM_TRANSITIONS.why_not(item, ItemState.open)


def why_not_close_item(
    meeting: MeetingState,
    item: ItemState,
    *,
    outcome: Outcome | None,
    conclusion: str,
    has_issue: bool,
    presence: Presence,
) -> Refusal | None:
    """An outcome and a sentence for it; with too few present nothing is decided, but everything may be talked over."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if refusal := ITEM_TRANSITIONS.why_not(item, ItemState.closed):
        return refusal
    if outcome is None:
        return Refusal("meetings.outcome_missing")
    if has_issue and outcome is Outcome.noted:
        return Refusal("meetings.issue_needs_outcome")
    if len(conclusion) > TEXT_MOST:
        return Refusal("meetings.text_too_long", most=TEXT_MOST)
    if not conclusion.strip() and outcome is not Outcome.noted:
        return Refusal("meetings.conclusion_missing")
    if outcome in DECIDING and not presence.reached:
        return _below(presence)
    return None


def _below(presence: Presence) -> Refusal:
    """Say with the whole arithmetic why nothing is decided."""
    facts = {**presence.frozen, "missing": presence.missing}
    if presence.body is not None:
        return Refusal("meetings.below_quorum_of", **{**facts, "body": presence.body})
    del facts["entitled"]
    return Refusal("meetings.below_quorum", **facts)


def why_not_vote(state: MeetingState, *, resumes_at: datetime | None, presence: Presence) -> Refusal | None:
    """Put a question to the vote in the room: the meeting goes on, and enough are there to decide."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    return why_not_while_paused(resumes_at=resumes_at) or (None if presence.reached else _below(presence))


def why_not_close(state: MeetingState, *, open_item: str = "") -> Refusal | None:
    """Close when no item hangs in the air."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.closed):
        return refusal
    return Refusal("meetings.item_still_open", title=open_item) if open_item else None


def why_not_while_paused(*, resumes_at: datetime | None) -> Refusal | None:
    """During a break nobody is called, asked or decided upon: those who went out would miss it."""
    return Refusal("meetings.paused", until=resumes_at) if resumes_at else None


def why_not_pause(state: MeetingState, *, paused: bool, until: datetime | None = None, now: datetime) -> Refusal | None:
    """Take a break in a meeting that goes on, until a moment of the same day."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    if paused:
        return Refusal("meetings.paused_already")
    if until is None or until <= now:
        return Refusal("meetings.break_ends_in_the_past")
    return Refusal("meetings.break_past_today") if local_day(until) != local_day(now) else None


def why_not_resume(state: MeetingState) -> Refusal | None:
    """Go on after a break, early or late."""
    return None if state is MeetingState.in_session else Refusal("meetings.not_in_session", state=state)


def why_not_stop(state: MeetingState, *, reason: str) -> Refusal | None:
    """End a meeting in the middle of an item; everybody is told why."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    return _why_not_reason(reason)


@dataclass(frozen=True, kw_only=True)
class Seats:
    """Who leads and who records at this moment."""

    chair_id: int | None
    recorder_id: int | None


def why_not_hand_over(
    kind: MeetingKind, state: MeetingState, to_id: int, *, seats: Seats, may_lead: bool, reason: str
) -> Refusal | None:
    """Give the chair to somebody who may lead here, for a reason everybody reads; leader and recorder stay two."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    if to_id == seats.chair_id:
        return Refusal("meetings.leads_already")
    if not may_lead:
        return Refusal("meetings.may_not_lead")
    return why_not_seat(kind, moderator_id=to_id, recorder_id=seats.recorder_id) or _why_not_reason(reason)


def _why_not_reason(reason: str) -> Refusal | None:
    if not reason.strip():
        return Refusal("meetings.reason_for_all_missing")
    return Refusal("meetings.text_too_long", most=TEXT_MOST) if len(reason) > TEXT_MOST else None
