"""Keeping order: how an item is talked about, and what a moderator reads before everybody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.discussion import rules
from deliberate.meetings.discussion.events import Contributed, ContributionHeldBack, ContributionShown, TalkSet
from deliberate.meetings.discussion.queries import contributions, upkeep
from deliberate.meetings.discussion.services.marking import about
from deliberate.meetings.discussion.services.saying import FINDABLE, count_in, make_it_findable, told
from deliberate.meetings.discussion.states import Screening
from deliberate.search.services import forget

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.meetings.discussion.models import Contribution, Talk
    from deliberate.meetings.discussion.states import LockReason
    from deliberate.meetings.models import AgendaItem


class Settings(TypedDict, total=False):
    """How an item is talked about; what is left out stays as it is."""

    slow: int | None
    slow_in: Mapping[str, int] | None
    locked: bool | None
    reason: LockReason | None
    screened: bool | None


def set_talk(item: AgendaItem, *, actor_id: int, now: datetime, **settings: Unpack[Settings]) -> Talk:
    """Say how often one may write under an item, whether at all, and whether a moderator reads first."""
    talk = upkeep.talk_of(item.id)
    before = _settings(talk)
    wanted = {**before, **{name: value for name, value in settings.items() if value is not None}}
    ensure(rules.why_not_slow(wanted["slow"], wanted["slow_in"]))
    # A reason is for what is locked, and for nothing else.
    wanted["reason"] = wanted["reason"] if wanted["locked"] else None
    if wanted != before:
        for name, value in wanted.items():
            setattr(talk, name, value)
        db.session.add(talk)
        publish(TalkSet(actor_id=actor_id, at=now, meeting_id=item.meeting_id, agenda_item_id=item.id, **wanted))
    return talk


def _settings(talk: Talk) -> dict[str, Any]:
    names = ("slow", "locked", "screened", "reason", "slow_in")
    return {name: getattr(talk, name) for name in names}


def hold(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Take a contribution back, to look at it again; its author is told, and nothing of it is lost."""
    said = contributions.locked(said.id)
    if said.screening is None:
        ensure(rules.why_not_hold(shown=said.shown))
        said.screening = Screening.again
        forget(FINDABLE, said.id)
        publish(ContributionHeldBack(actor_id=actor_id, at=now, **about(said)))
    return said


def release(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Let everybody read what waited: for the first time, or again."""
    said = contributions.locked(said.id)
    ensure(rules.why_not_release(said.screening))
    first, said.screening = said.screening is Screening.first, None
    photos = contributions.photos_shown(said.id)
    if first:
        if said.meeting_id is None and said.issue is not None:
            count_in(said, said.issue)
        # In the record the author says it now; who let it through stands on the workbench.
        publish(Contributed(**{**told(said, actor_id=said.author_id or said.entered_by_id, photos=photos), "at": now}))
    else:
        if said.meeting_id is None and said.issue is not None:
            make_it_findable(said, said.issue)
        publish(ContributionShown(actor_id=actor_id, at=now, body=said.body, photos=photos, **about(said)))
    return said
