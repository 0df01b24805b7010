"""What each event of a meeting's stream looks like on a phone, and who gets to see how much of it.

Every verb that can stand in a meeting's stream is in `SHAPES` or in `NOT_PUSHED`; a test asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

# More than this behind, a fresh snapshot is quicker than the entries.
MOST_ITEMS = 500
# How many contributions a snapshot holds; older ones are fetched when somebody scrolls up.
LATEST = 80
# How many captions a phone holds.
CAPTIONS = 20
TICK, STRETCH, LONGEST_TICK = 0.05, 2.5, 2.0
UNNOTICED, SELDOM = 0.1, 10
CONTRIBUTED = "discussion.contributed"
SHOWN = "discussion.shown"
# What carries the words of a contribution.
EDITED = "discussion.edited"
HELD = "discussion.held"
SAID = frozenset({CONTRIBUTED, SHOWN, EDITED, HELD})


class Audience(StrEnum):
    """A class of phones in a room; each gets its own bytes."""

    public = "public"
    staff = "staff"


@dataclass(frozen=True)
class Shape:
    """Which fields of an event go out: to everybody, and to those who keep the list; and whether its actor is named."""

    everyone: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    names_actor: bool = True

    def fields(self, audience: Audience) -> tuple[str, ...]:
        """Return the payload fields this audience gets."""
        return self.everyone + self.staff if audience is Audience.staff else self.everyone


SHAPES: Mapping[str, Shape] = {
    "meeting.announced": Shape(("title", "starts_at", "urgent_reason")),
    "meeting.opened": Shape(("present",)),
    "meeting.item_started": Shape(("agenda_item_id",)),
    "meeting.item_closed": Shape(("agenda_item_id", "outcome", "conclusion", "quorum")),
    "meeting.agenda_planned": Shape(("plans",)),
    "meeting.phase_changed": Shape(("agenda_item_id", "phase")),
    "meeting.undone": Shape(
        ("undone_seq", "undone_verb", "meeting", "item", "agenda_item_id", "parked_id", "poll_id", "channel", "counts"),
        ("attendance_id",),
    ),
    "meeting.adjourned": Shape(("to_id", "starts_at", "reason", "items")),
    "meeting.parked": Shape(("parked_id", "agenda_item_id", "text", "said_by")),
    # Who is there is on the moderator's list only; everybody sees how many.
    "meeting.attended": Shape(
        ("channel", "counts"), ("attendance_id", "label", "held_by", "proof", "seat", "account_id"), names_actor=False
    ),
    "meeting.vote_opened": Shape(("vote_id", "question", "quorum")),
    "meeting.vote_ended": Shape(("vote_id", "quorum")),
    "meeting.paused": Shape(("until",)),
    "meeting.resumed": Shape(),
    "meeting.chair_handed_over": Shape(("chair_id", "chair", "reason")),
    "meeting.closed": Shape(("present", "postponed", "reason")),
    "meeting.cancelled": Shape(("reason",)),
    CONTRIBUTED: Shape((
        "contribution_id", "client_id", "agenda_item_id", "parent_id", "root_id", "depth", "stance", "body",
        "language", "author_label", "channel", "photos",
    )),
    HELD: Shape(staff=(
        "contribution_id", "client_id", "agenda_item_id", "parent_id", "root_id", "depth", "stance", "body",
        "language", "author_label", "channel", "photos",
    ), names_actor=False),
    "discussion.held_back": Shape(("contribution_id",), names_actor=False),
    "discussion.merged": Shape(("contribution_id", "into_id", "agrees")),
    "discussion.parted": Shape(("contribution_id", "into_id", "agrees")),
    "discussion.moved": Shape(("contribution_id", "moved")),
    "discussion.replies_closed": Shape(("contribution_id", "reason")),
    "discussion.replies_opened": Shape(("contribution_id",)),
    "discussion.talk_set": Shape(("agenda_item_id", "slow", "slow_in", "locked", "screened", "reason")),
    "discussion.hidden": Shape(("contribution_id", "reason"), names_actor=False),
    SHOWN: Shape(("contribution_id", "body", "photos"), names_actor=False),
    EDITED: Shape(("contribution_id", "body", "language")),
    # Who agrees is nobody's business; how many, everybody's.
    "discussion.agreed": Shape(("contribution_id", "agrees"), names_actor=False),
    "discussion.agreement_withdrawn": Shape(("contribution_id", "agrees"), names_actor=False),
    "discussion.pinned": Shape(("contribution_id",)),
    "discussion.unpinned": Shape(("contribution_id",)),
    "discussion.answered": Shape(("contribution_id", "answered_by", "answer_id")),
    "discussion.reopened": Shape(("contribution_id",)),
    # Whom it concerns only their own phone knows, and those who lead the meeting.
    "order.step_taken": Shape(
        ("step_id", "kind", "reason", "agenda_item_id", "whom"), ("account_id", "label"), names_actor=False
    ),
    "order.step_lifted": Shape(("step_id", "whom"), names_actor=False),
    "floor.asked": Shape((
        "request_id", "queue", "agenda_item_id", "account_id", "label", "kind", "stance", "channel", "turns_before",
    )),
    "floor.withdrawn": Shape(("request_id", "queue"), names_actor=False),
    "floor.called": Shape(("request_id", "queue", "seconds")),
    "floor.skipped": Shape(("request_id", "queue")),
    "floor.extended": Shape(("request_id", "queue", "seconds")),
    "floor.paused": Shape(("request_id", "queue")),
    "floor.resumed": Shape(("request_id", "queue", "paused_seconds")),
    "floor.ended": Shape(("request_id", "queue", "used")),
    "floor.recused": Shape(("agenda_item_id", "account_id", "label", "reason")),
    "poll.opened": Shape(("poll_id", "agenda_item_id", "kind", "question", "options")),
    "poll.closed": Shape(("poll_id", "answered")),
    "poll.hall_counted": Shape((), ("poll_id", "agrees", "counts")),
    "poll.shown": Shape(("poll_id", "by_phone", "assisted", "in_hall")),
    "poll.withdrawn": Shape(("poll_id",), names_actor=False),
    # What single people answer reaches no phone; the room hears that one can answer, and no longer.
    "conversation.opened": Shape(("conversation_id", "title")),
    "conversation.closed": Shape(("conversation_id", "people"), names_actor=False),
    # Captions: what the recorder has finished writing. Links and kinds are for the minutes.
    "note.written": Shape(("note_id", "agenda_item_id", "text", "language"), names_actor=False),
    "note.struck": Shape(("note_id",), names_actor=False),
    "rendering.written": Shape(("rendering_id", "kind", "subject_id", "language", "texts", "translator_label")),
    "minutes.drafted": Shape(),
    "minutes.confirming": Shape(("until",)),
    "minutes.published": Shape(("digest",)),
}  # fmt: skip
# Nobody is in the room yet, or it concerns those who confirm the minutes or translate on pages of their own.
NOT_PUSHED = frozenset({
    "meeting.scheduled", "meeting.replanned", "meeting.invited", "meeting.paper_added", "meeting.paper_withdrawn",
    "meeting.invitation_answered", "meeting.invitation_withdrawn", "meeting.parked_carried",
    "minutes.amended", "minutes.confirmed", "minutes.erratum_proposed",
    "minutes.erratum_approved", "minutes.erratum_declined", "rendering.asked", "rendering.checked",
    "rendering.doubted", "rendering.outdated",
})  # fmt: skip


class Record(NamedTuple):
    """A ledger entry with its actor's name, detached from the database; `payload` is None once erased."""

    seq: int
    at: datetime
    verb: str
    subject: str
    payload: Mapping[str, Any] | None
    actor_id: int | None
    actor_name: str
    actor_role: str


def item(record: Record, audience: Audience, hidden: Mapping[int, str]) -> dict[str, Any] | None:
    """Return what this audience gets of an entry, or None when nothing.

    `hidden` maps hidden contributions to the reason: what was hidden later is not said again when the past is replayed.
    """
    shape = SHAPES.get(record.verb)
    if shape is None:
        return None
    payload = record.payload
    data: dict[str, Any] = {name: (payload or {}).get(name) for name in shape.fields(audience)}
    if payload is None:
        data = {f"{record.subject.partition(':')[0]}_id": int(record.subject.partition(":")[2]), "erased": True}
    elif record.verb in SAID and data.get("contribution_id") in hidden:
        data.update(body="", hidden=hidden[data["contribution_id"]])
        if data.get("photos"):
            data["photos"] = []
    named = shape.names_actor or audience is Audience.staff
    actor = {"id": record.actor_id, "name": record.actor_name, "role": record.actor_role} if named else None
    return {"seq": record.seq, "at": record.at.isoformat(), "verb": record.verb, "actor": actor, "data": data}


def as_it_is_now(shown: list[dict[str, Any]], marks: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put to contributions what became of them since they were said; what is not so is left out."""
    for one in shown:
        data = one["data"]
        if one["verb"] == CONTRIBUTED and not data.get("erased"):
            data.update(marks.get(data["contribution_id"], {}))
            if "hidden" in data:
                data["body"] = ""
    return shown


def with_translations(shown: list[dict[str, Any]], known: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put translations to the contributions they belong to, as a snapshot shows them; what is hidden has none."""
    for one in shown:
        data = one["data"]
        if one["verb"] in SAID and data.get("contribution_id") in known and not data.get("hidden"):
            data["renderings"] = known[data["contribution_id"]]
    return shown


def items(records: Iterable[Record], audience: Audience, hidden: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return what this audience gets of some entries; what it may not see is absent."""
    made = (item(record, audience, hidden) for record in records)
    return [one for one in made if one is not None]


def batch(first: int, last: int, shown: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one shape of push, replay and polling: it covers the whole range from `first` to `last`."""
    return {"from": first, "to": last, "items": shown}


def too_far_behind(after: int, head: int) -> bool:
    """Tell whether a phone needs a fresh snapshot: too much to send, or a record that is not ours."""
    return head - after > MOST_ITEMS or after > head or after < 0


def next_tick(took: float) -> float:
    """Return how long to gather before the next fan-out: longer when the last one took long.

    Up to a tenth of a second, which nobody notices, sending may take a tenth of the time; past it more of it.
    """
    return min(LONGEST_TICK, max(TICK, min(UNNOTICED, took * SELDOM), took * STRETCH))
