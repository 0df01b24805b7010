"""Saying something, writing down what somebody says, and hiding what breaks the rules or showing it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update

from deliberate.attachments.services import attach_photos
from deliberate.db.base import db
from deliberate.db.once import row_once
from deliberate.issues.models import Issue
from deliberate.issues.services.standing import ruleset_of
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.kit.tongues import language_of
from deliberate.meetings.discussion import rules
from deliberate.meetings.discussion.events import Contributed, ContributionHeld, ContributionHidden, ContributionShown
from deliberate.meetings.discussion.models import Contribution, Wording
from deliberate.meetings.discussion.queries import contributions, speaking
from deliberate.meetings.discussion.states import HideReason, Screening
from deliberate.meetings.order.queries import taken_towards, taken_towards_name
from deliberate.meetings.order.rules import why_not_speak
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.states import Channel
from deliberate.search.services import Findable, forget, make_findable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from deliberate.attachments.services import Kept
    from deliberate.kit.permits import Identity, Placed
    from deliberate.meetings.discussion.rules import Talking
    from deliberate.meetings.discussion.states import LockReason, Stance
    from deliberate.meetings.models import AgendaItem, Meeting

FINDABLE = "contribution"
PAUSE = "discussion.pause"
SCREEN_FIRST = "discussion.screen_first"


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What a phone or a desk sends; `said_by` names somebody without a phone whose words are written down."""

    body: str
    stance: Stance
    client_id: str
    parent_id: int | None = None
    said_by: str = ""
    language: str = ""
    channel: Channel = Channel.phone
    photos: tuple[Kept, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Where:
    """The talk something belongs to: an agenda item of a meeting, or an issue outside meetings."""

    issue_id: int | None
    meeting_id: int | None = None
    agenda_item_id: int | None = None

    def holds(self, other: Contribution | None) -> bool:
        """Tell whether another contribution belongs to the same talk."""
        if other is None or other.meeting_id != self.meeting_id:
            return False
        return other.agenda_item_id == self.agenda_item_id and other.issue_id == self.issue_id


def contribute(meeting: Meeting, item: AgendaItem, speech: Speech, *, speaker: Identity, now: datetime) -> Contribution:
    """Say something to the open item of a meeting; the same client id gives back what it made the first time."""
    said = say_in(meeting.id, item.id, speech, speaker=speaker, now=now)
    if said is None:
        message = "the item is another meeting's"
        raise LookupError(message)
    return said


def say_in(meeting_id: int, item_id: int, speech: Speech, *, speaker: Identity, now: datetime) -> Contribution | None:
    """Say something to an item of a meeting, by their numbers; None where the item is another meeting's."""
    programme.share(meeting_id)
    speaker_id = speaker.account_id or 0
    talk = speaking.talking(meeting_id, item_id, speaker_id=speaker_id, client_id=speech.client_id)
    if talk is None:
        return None
    if talk.known_id is not None:
        return db.session.get_one(Contribution, talk.known_id)
    ensure(rules.why_not_speak_in(talk.state, talk.item_state))
    if speech.said_by:
        ensure(why_not_speak(taken_towards_name(talk.meeting_id, speech.said_by), agenda_item_id=talk.item_id))
    leads = not speech.said_by and talk.chair_id == speaker.account_id
    if not speech.said_by and not leads:
        belongs = belongs_to(talk, speaker) or talk.attends
        ensure(rules.why_not_as_guest(speaker.level, belongs=belongs, in_meeting=True))
        ensure(rules.why_not_so_soon(talk.last, now=now, pause=talk.rules.number(PAUSE)))
    waits = _waits(talk, speech, speaker=speaker, now=now)
    where = Where(meeting_id=talk.meeting_id, agenda_item_id=talk.item_id, issue_id=talk.issue_id)
    said, _fresh = _write(speech, where, speaker=speaker, leads=leads, waits=waits, now=now)
    return said


def _waits(talk: Talking, speech: Speech, *, speaker: Identity, now: datetime) -> bool:
    """Keep the order the moderator has set for an item; return whether a moderator reads it first."""
    charged = speaker_is_charged(talk, speaker)
    if not charged:
        taken = taken_towards(talk.meeting_id, speaker.account_id or 0) if talk.restrained else ()
        ensure(why_not_speak(taken, agenda_item_id=talk.item_id))
        ensure(rules.why_not_now(locked=talk.locked))
        ensure(rules.why_not_slowly(talk.last, now=now, slow=rules.slow_now(talk.slow, talk.slow_in, talk.phase)))
    first_words = not charged and bool(talk.rules.rule(SCREEN_FIRST).value)
    return rules.must_be_read_first(
        charged=charged or bool(speech.said_by),
        first_time=first_words and not speaking.has_been_shown(speaker.account_id or 0),
        first_words=first_words,
        everything=talk.screened,
    )


def speaker_is_charged(where: Placed, speaker: Identity) -> bool:
    """Tell whether somebody is charged with anything at a place."""
    return any(speaker.holds(role, where.place_path) for role in speaker.roles)


def comment(issue: Issue, speech: Speech, *, speaker: Identity, now: datetime) -> Contribution:
    """Say something about an issue outside meetings; sending twice says it once."""
    last = speaking.last_about(speaker.account_id or 0, issue_id=issue.id)
    if known := speaking.sent_before(speech.client_id, sender_id=speaker.account_id or 0):
        return known
    ensure(rules.why_not_comment_on(issue.state))
    if not speech.said_by:
        ensure(rules.why_not_as_guest(speaker.level, belongs=belongs_to(issue, speaker), in_meeting=False))
        ensure(rules.why_not_so_soon(last, now=now, pause=ruleset_of(issue).number(PAUSE)))
    charged = bool(speech.said_by) or speaker_is_charged(issue, speaker)
    first_words = not charged and bool(ruleset_of(issue).rule(SCREEN_FIRST).value)
    first_time = first_words and not speaking.has_been_shown(speaker.account_id or 0)
    waits = rules.must_be_read_first(charged=charged, first_time=first_time, first_words=first_words, everything=False)
    said, fresh = _write(speech, Where(issue_id=issue.id), speaker=speaker, leads=False, waits=waits, now=now)
    if fresh and not waits:
        count_in(said, issue)
    return said


def count_in(said: Contribution, issue: Issue) -> None:
    """Count one more contribution about an issue, and let the search find it."""
    one_more = update(Issue).where(Issue.id == issue.id).values(contribution_count=Issue.contribution_count + 1)
    db.session.execute(one_more)
    make_it_findable(said, issue)


def make_it_findable(said: Contribution, issue: Issue) -> None:
    """Let the search find it."""
    path = f"/contributions/{said.id}"
    make_findable(Findable(FINDABLE, said.id, issue.place_id, issue.title, said.body, path))


def belongs_to(where: Placed, speaker: Identity) -> bool:
    """Tell whether somebody lives at the place, or is charged with anything there."""
    return speaker.lives_in(where.place_path) or speaker_is_charged(where, speaker)


def attends(meeting: Meeting, speaker: Identity) -> bool:
    """Tell whether somebody is on the attendance list."""
    return attendance.attendance_of(meeting.id, speaker.account_id or 0) is not None


def _write(
    speech: Speech, where: Where, *, speaker: Identity, leads: bool, waits: bool, now: datetime
) -> tuple[Contribution, bool]:
    """Keep it and announce it, unless it came in by another door in the same moment; tell whether it is new."""
    parent = db.session.get(Contribution, speech.parent_id) if speech.parent_id else None
    if speech.parent_id:
        hidden, closed = parent is not None and not parent.shown, _closed(parent)
        ensure(rules.why_not_reply(same_talk=where.holds(parent), hidden=hidden, closed=closed))
    ensure(rules.why_not_say(speech.body, stance=speech.stance, is_reply=parent is not None, leads=leads))
    screening = Screening.first if waits else None
    said: Contribution | None = row_once(Contribution, **_row(speech, where, parent, speaker, now), screening=screening)
    if said is None:
        return _already(speech, speaker), False
    if speech.photos:
        attach_photos(speech.photos, subject=(FINDABLE, said.id), actor_id=speaker.account_id, now=now)
    photos = contributions.photos_shown(said.id) if speech.photos else ()
    publish((ContributionHeld if waits else Contributed)(**told(said, actor_id=speaker.account_id, photos=photos)))
    return said, True


def _closed(parent: Contribution | None) -> LockReason | None:
    """Return why nobody replies in a thread any more."""
    root = db.session.get(Contribution, parent.root_id) if parent is not None and parent.root_id else parent
    return root.closed if root is not None else None


def _row(speech: Speech, where: Where, parent: Contribution | None, speaker: Identity, now: datetime) -> dict[str, Any]:
    body = speech.body.strip()
    by_another = bool(speech.said_by)
    return {
        "client_id": speech.client_id,
        "meeting_id": where.meeting_id,
        "agenda_item_id": where.agenda_item_id,
        "issue_id": where.issue_id,
        "parent_id": parent.id if parent else None,
        "root_id": (parent.root_id or parent.id) if parent else None,
        "depth": parent.depth + 1 if parent else 0,
        "author_id": None if by_another else speaker.account_id,
        "author_label": speech.said_by.strip() or speaker.name,
        "entered_by_id": speaker.account_id if by_another else None,
        "stance": speech.stance,
        "body": body,
        "language": speech.language or language_of(body, speaker.language),
        "channel": speech.channel,
        "at": now,
    }


def _already(speech: Speech, speaker: Identity) -> Contribution:
    known = speaking.sent_before(speech.client_id, sender_id=speaker.account_id or 0)
    if known is None:
        message = "a contribution is neither new nor there"
        raise LookupError(message)
    return known


def told(said: Contribution, *, actor_id: int | None, photos: Sequence[Mapping[str, str | int]]) -> dict[str, Any]:
    """Return a contribution as its event tells it."""
    return {
        "actor_id": actor_id,
        "at": said.at,
        "contribution_id": said.id,
        "meeting_id": said.meeting_id,
        "issue_id": said.issue_id,
        "agenda_item_id": said.agenda_item_id,
        "client_id": said.client_id or "",
        "parent_id": said.parent_id,
        "root_id": said.root_id,
        "depth": said.depth,
        "stance": said.stance,
        "body": said.body,
        "language": said.language,
        "author_label": said.author_label,
        "channel": said.channel,
        "photos": tuple(photos),
    }


def hide_contribution(said: Contribution, reason: HideReason | None, *, actor_id: int, now: datetime) -> Contribution:
    """Show it no longer, for a reason of the list; it stays in the record, and its author is told."""
    ensure(rules.why_not_hide(hidden=said.hidden, reason=reason))
    said.hidden, said.hidden_reason, said.hidden_by_id = True, reason, actor_id
    said.screening = None
    forget(FINDABLE, said.id)
    publish(
        ContributionHidden(
            actor_id=actor_id,
            at=now,
            contribution_id=said.id,
            meeting_id=said.meeting_id,
            issue_id=said.issue_id,
            agenda_item_id=said.agenda_item_id,
            author_id=said.author_id,
            reason=HideReason(reason or ""),
        )
    )
    return said


def show_contribution(said: Contribution, *, actor_id: int | None, now: datetime) -> Contribution:
    """Show again what was hidden and should not have been."""
    ensure(rules.why_not_show(hidden=said.hidden))
    said.hidden, said.hidden_reason, said.hidden_by_id = False, None, None
    if said.meeting_id is None and said.issue is not None:
        make_it_findable(said, said.issue)
    publish(
        ContributionShown(
            actor_id=actor_id,
            at=now,
            contribution_id=said.id,
            meeting_id=said.meeting_id,
            issue_id=said.issue_id,
            agenda_item_id=said.agenda_item_id,
            body=said.body,
            photos=contributions.photos_shown(said.id),
        )
    )
    return said


def forget_wordings(contribution_id: int) -> None:
    """Erase what a contribution said before it was mended."""
    db.session.execute(delete(Wording).where(Wording.contribution_id == contribution_id))
