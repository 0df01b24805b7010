"""What phones see of the run of show: an item with its phases, and what was put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.meetings.agenda import queries
from deliberate.meetings.polls.queries import counted, standing
from deliberate.meetings.polls.states import PollState
from deliberate.meetings.queries.attendance import attendances, presence
from deliberate.realtime.rules import Audience

if TYPE_CHECKING:
    from deliberate.meetings.agenda.models import ParkedMatter
    from deliberate.meetings.models import AgendaItem, Meeting

COUNTED_BY = ("by_phone", "assisted", "in_hall")


def agenda_item(one: AgendaItem) -> dict[str, Any]:
    """Return an item of the agenda as phones see it, with its phases, planned and used."""
    return {
        "id": one.id,
        "position": one.position,
        "kind": one.kind.value,
        "title": one.title,
        "issue_id": one.issue_id,
        "planned_minutes": one.planned_minutes,
        "state": one.state.value,
        "started_at": one.started_at.isoformat() if one.started_at else None,
        "closed_at": one.closed_at.isoformat() if one.closed_at else None,
        "outcome": one.outcome.value if one.outcome else None,
        "conclusion": one.conclusion,
        "plan": {phase.value: minutes for phase, minutes in queries.phases_of(one).items()},
        "phase": one.phase.value if one.phase else None,
        "phase_at": one.phase_at.isoformat() if one.phase_at else None,
        "spent": dict(one.spent),
        "quorum": dict(one.quorum),
    }


def following(meeting: Meeting) -> dict[str, Any] | None:
    """Return when and where a meeting that was adjourned goes on."""
    on = meeting.adjourned_to
    return {"id": on.id, "starts_at": on.starts_at.isoformat()} if on else None


def parked(meeting_id: int) -> list[dict[str, Any]]:
    """Return what was put aside, as phones see it."""
    return [_matter(one) for one in queries.parked_in(meeting_id)]


def _matter(one: ParkedMatter) -> dict[str, Any]:
    return {"parked_id": one.id, "agenda_item_id": one.agenda_item_id, "text": one.text, "said_by": one.said_by}


def there(meeting: Meeting, audience: Audience) -> dict[str, Any]:
    """Return how many are there and are needed; the names to those who keep the list."""
    found = presence(meeting)
    by_channel = {channel.value: count for channel, count in sorted(found.by_channel.items())}
    made: dict[str, Any] = {"total": found.present, "by_channel": by_channel, "needed": found.needed}
    made |= {"seats": found.seats, "entitled": found.entitled, "body": found.body.name if found.body else None}
    if audience is Audience.staff:
        made["people"] = [
            {
                "attendance_id": row.id,
                "label": row.label,
                "channel": row.channel.value,
                "held_by": row.held_by,
                "proof": row.proof,
                "seat": row.seat,
                "account_id": row.account_id,
            }
            for row in sorted(attendances(meeting.id), key=lambda row: row.id)
        ]
    return made


def polls(meeting: Meeting, audience: Audience) -> list[dict[str, Any]]:
    """Return the quick questions under the item being talked about; a result only once it is everybody's.

    What was counted in the hall is for those who count.
    """
    if meeting.current_item_id is None:
        return []
    return [
        {
            "poll_id": one.id,
            "agenda_item_id": one.agenda_item_id,
            "kind": one.kind.value,
            "question": one.question,
            "options": list(one.options),
            "state": one.state.value,
            "result": dict(zip(COUNTED_BY, one.result, strict=True)) if one.state is PollState.shown else None,
            "shown_at": one.shown_at.isoformat() if one.shown_at else None,
            "hall": _hall(one.id) if audience is Audience.staff else None,
        }
        for one in standing(meeting.current_item_id)
    ]


def _hall(poll_id: int) -> dict[str, Any] | None:
    found = counted(poll_id)
    return {**found, "counts": list(found["counts"])} if found["counts"] else None
