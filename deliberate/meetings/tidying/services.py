"""Putting together, moving and closing, and taking each of them back; nothing anybody said or agreed with is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.discussion.queries import contributions
from deliberate.meetings.discussion.services.marking import about, supporters
from deliberate.meetings.queries import programme
from deliberate.meetings.tidying import queries, rules
from deliberate.meetings.tidying.events import (
    ContributionMerged,
    ContributionMoved,
    ContributionParted,
    RepliesClosed,
    RepliesOpened,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.discussion.states import LockReason
    from deliberate.meetings.models import AgendaItem

STANDS = ("agenda_item_id", "issue_id", "parent_id", "root_id", "depth")


def merge(said: Contribution, into: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Let what says the same stand with another: both can be read, and each supporter counts once."""
    _ensure_running(said)
    first, second = sorted((said.id, into.id))
    contributions.locked(first)
    contributions.locked(second)
    if said.merged_into_id == into.id:
        return said
    pair = rules.Pair(
        itself=said.id == into.id,
        same_talk=(said.meeting_id, said.agenda_item_id) == (into.meeting_id, into.agenda_item_id),
        shown=said.shown and into.shown,
        merged=said.merged_into_id is not None or into.merged_into_id is not None,
        gathers=bool(contributions.merged_into(said.id)),
    )
    ensure(rules.why_not_merge(pair))
    said.merged_into_id = into.id
    into.agrees = supporters(into, [*contributions.merged_into(into.id)])
    told = {"into_id": into.id, "agrees": into.agrees, **about(said)}
    publish(ContributionMerged(actor_id=actor_id, at=now, **told))
    return said


def _ensure_running(said: Contribution) -> None:
    """Lock the meeting it was said in, and see that it goes on."""
    meeting = programme.locked(said.meeting_id) if said.meeting_id is not None else None
    ensure(rules.why_not_tidy(meeting.state if meeting is not None else None))


def part(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Let it stand by itself again, each with its own support."""
    said = contributions.locked(said.id)
    if said.merged_into_id is None:
        return said
    into = contributions.locked(said.merged_into_id)
    said.merged_into_id = None
    into.agrees = supporters(into, contributions.merged_into(into.id))
    told = {"into_id": into.id, "agrees": into.agrees, **about(said)}
    publish(ContributionParted(actor_id=actor_id, at=now, **told))
    return said


def move(said: Contribution, item: AgendaItem, *, actor_id: int, now: datetime) -> Contribution:
    """Put a contribution under another item of the same meeting, with everything that replies to it."""
    _ensure_running(said)
    said = contributions.locked(said.id)
    merged = said.merged_into_id is not None or bool(contributions.merged_into(said.id))
    same, here = said.meeting_id == item.meeting_id, said.agenda_item_id == item.id
    ensure(rules.why_not_move(same_meeting=same, here_already=here, merged=merged))
    family, depth = queries.with_replies(said), said.depth
    was = tuple(_stands(one) for one in family)
    for one in family:
        one.agenda_item_id, one.issue_id, one.moved = item.id, item.issue_id, True
        one.depth -= depth
        one.root_id = said.id
    said.parent_id = said.root_id = None
    _announce(said, family, was, actor_id=actor_id, now=now)
    return said


def move_back(said: Contribution, was: Sequence[Mapping[str, Any]], *, actor_id: int, now: datetime) -> Contribution:
    """Put it back where it stood, with what replied to it then."""
    stood = {one["contribution_id"]: one for one in was}
    family = queries.those(list(stood))
    before = tuple(_stands(one) for one in family)
    for one in family:
        for name in STANDS:
            setattr(one, name, stood[one.id][name])
    _announce(said, family, before, actor_id=actor_id, now=now)
    return said


def _stands(one: Contribution) -> dict[str, int | None]:
    return {"contribution_id": one.id, **{name: getattr(one, name) for name in STANDS}}


def _announce(
    said: Contribution, family: Sequence[Contribution], was: tuple[dict[str, int | None], ...], *, actor_id: int,
    now: datetime,
) -> None:  # fmt: skip
    moved = tuple(_stands(one) for one in family)
    publish(ContributionMoved(actor_id=actor_id, at=now, moved=moved, was=was, **about(said)))


def close_replies(said: Contribution, reason: LockReason | None, *, actor_id: int, now: datetime) -> Contribution:
    """Take no more replies in a thread, and say why."""
    _ensure_running(said)
    said = contributions.locked(said.id)
    ensure(rules.why_not_close(reason, root=said.root_id is None, shown=said.shown))
    if reason is not None and said.closed is not reason:
        said.closed = reason
        publish(RepliesClosed(actor_id=actor_id, at=now, reason=reason, **about(said)))
    return said


def open_replies(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Take replies again."""
    said = contributions.locked(said.id)
    if said.closed is not None:
        said.closed = None
        publish(RepliesOpened(actor_id=actor_id, at=now, **about(said)))
    return said
