"""What a meeting needs before it may be announced, and how early that must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal
from deliberate.meetings.states import (
    TRANSITIONS,
    Composition,
    ItemKind,
    MeetingKind,
    MeetingState,
    RuleWord,
)
from deliberate.places.rules.deadlines import earliest_lawful, local_day
from deliberate.places.states import PlaceKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.working_days import WorkingCalendar

TITLE_MOST = 120


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
    composition: str = ""
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
    return why_not_empty(items) or why_not_seat(kind, moderator_id=moderator_id, recorder_id=recorder_id)


def why_not_empty(items: int) -> Refusal | None:
    """A meeting has something to talk about."""
    return None if items else Refusal("meetings.agenda_empty")


def why_not_replan(state: MeetingState) -> Refusal | None:
    """Change a plan while nobody has been told of it."""
    return None if state is MeetingState.draft else Refusal("meetings.told_already", state=state)


def why_not_call(state: MeetingState) -> Refusal | None:
    """Only a draft is announced."""
    return TRANSITIONS.why_not(state, MeetingState.announced)


def why_not_unrecorded(kind: MeetingKind, *, recorder_id: int | None) -> Refusal | None:
    """A meeting whose record is asked for by law needs somebody to keep it."""
    return Refusal("meetings.recorder_missing") if kind.statutory and recorder_id is None else None


def why_not_in_part(kind: MeetingKind, place: PlaceKind) -> Refusal | None:
    """A body of the whole residential area is not called for one estate or building."""
    if kind.of_the_whole_area and place in {PlaceKind.estate, PlaceKind.building, PlaceKind.unit}:
        return Refusal("meetings.whole_area_only", kind=kind)
    return None


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


def compositions(kind: MeetingKind, ruleset: RuleSet) -> tuple[Composition, ...]:
    """Return how a meeting of a kind may be made up; the first is the usual one, none where there is no choice."""
    key = f"meeting.{kind}.composition"
    return tuple(Composition(word) for word in ruleset.rule(key).words) if ruleset.has(key) else ()


def composed(kind: MeetingKind, chosen: str, ruleset: RuleSet) -> str:
    """Return how a meeting is made up: as was chosen, else as usual."""
    open_to = compositions(kind, ruleset)
    return (chosen or open_to[0].value) if open_to else ""


def why_not_compose(kind: MeetingKind, composition: str, *, households: int, ruleset: RuleSet) -> Refusal | None:
    """Choose among what the law leaves open, and only what can be counted: the register knows homes, not ages."""
    open_to = compositions(kind, ruleset)
    if open_to and composition not in open_to:
        return Refusal("meetings.composition_unlawful", kind=kind)
    if composition == Composition.adults:
        return Refusal("meetings.adults_not_counted")
    return Refusal("meetings.households_unknown") if open_to and not households else None


def why_not_with_so_few(kind: MeetingKind, *, representatives: int, members: int, ruleset: RuleSet) -> Refusal | None:
    """Of those who sit in the representatives' meeting most are elected representatives."""
    key = f"meeting.{kind}.representatives"
    if not ruleset.has(key) or not members or representatives >= ruleset.rule(key).needed(members):
        return None
    return Refusal("meetings.too_few_representatives", representatives=representatives, members=members)


def why_not_cancel(state: MeetingState, *, reason: str) -> Refusal | None:
    """A meeting that has not begun can be called off; those who planned to come are owed the reason."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.cancelled):
        return refusal
    return None if reason.strip() else Refusal("meetings.reason_missing")


NAMED = ("convener", "chair", "must_attend", "invited", "signatures", "outcome")


def named(kind: MeetingKind, ruleset: RuleSet) -> dict[str, tuple[RuleWord, ...]]:
    """Return whom and what the rules name for a kind: who calls, leads, must come, is invited, signs; its fruit."""
    found = {part: f"meeting.{kind}.{part}" for part in NAMED if ruleset.has(f"meeting.{kind}.{part}")}
    known = {one.value for one in RuleWord}
    return {part: tuple(RuleWord(w) for w in ruleset.rule(key).words if w in known) for part, key in found.items()}
