"""Keeping order: how an item is talked about, and what a moderator reads before everybody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.discussion import queries, rules
from deliberate.meetings.discussion.events import Contributed, ContributionHeldBack, ContributionShown, TalkSet
from deliberate.meetings.discussion.services.marking import about
from deliberate.meetings.discussion.services.saying import FINDABLE, count_in, make_it_findable, told
from deliberate.meetings.discussion.states import Screening
from deliberate.search.services import forget

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.discussion.models import Contribution, Talk
    from deliberate.meetings.models import AgendaItem


def set_talk(
    item: AgendaItem,
    *,
    slow: int | None = None,
    locked: bool | None = None,
    screened: bool | None = None,
    actor_id: int,
    now: datetime,
) -> Talk:
    """Say how often one may write under an item, whether at all, and whether a moderator reads first."""
    talk = queries.talk_of(item.id)
    before = (talk.slow, talk.locked, talk.screened)
    ensure(rules.why_not_slow(talk.slow if slow is None else slow))
    talk.slow = talk.slow if slow is None else slow
    talk.locked = talk.locked if locked is None else locked
    talk.screened = talk.screened if screened is None else screened
    if (talk.slow, talk.locked, talk.screened) != before:
        db.session.add(talk)
        settings: dict[str, Any] = {"slow": talk.slow, "locked": talk.locked, "screened": talk.screened}
        publish(TalkSet(actor_id=actor_id, at=now, meeting_id=item.meeting_id, agenda_item_id=item.id, **settings))
    return talk


def hold(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Take a contribution back, to look at it again; its author is told, and nothing of it is lost."""
    said = queries.locked(said.id)
    if said.screening is None:
        ensure(rules.why_not_hold(shown=said.shown))
        said.screening = Screening.again
        forget(FINDABLE, said.id)
        publish(ContributionHeldBack(actor_id=actor_id, at=now, **about(said)))
    return said


def release(said: Contribution, *, actor_id: int, now: datetime) -> Contribution:
    """Let everybody read what waited: for the first time, or again."""
    said = queries.locked(said.id)
    ensure(rules.why_not_release(said.screening))
    first, said.screening = said.screening is Screening.first, None
    photos = queries.photos_shown(said.id)
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
