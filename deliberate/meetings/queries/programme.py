"""Meetings and their agendas; the number of queries never depends on the number of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Text, bindparam, cast, func, inspect, or_, select
from sqlalchemy.orm import joinedload, selectinload

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.issues.states import IssueState
from deliberate.meetings.models import AgendaItem, Attendance, Meeting
from deliberate.meetings.states import MeetingState
from deliberate.places.models import Place, RuleSetVersion
from deliberate.places.queries.tree import at_or_below, rules_at
from deliberate.places.rules.reading import ruleset_from_plain, ruleset_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select

    from deliberate.places.rules.rulesets import RuleSet

UPCOMING = (MeetingState.announced, MeetingState.in_session)
SCHEDULABLE = (
    IssueState.supported, IssueState.deliberating, IssueState.deferred, IssueState.pilot, IssueState.to_assembly,
    IssueState.objection_review,
)  # fmt: skip
# Put together once: these are asked whenever somebody says something.
_NOW = {"populate_existing": True}
_SHARED = (
    select(Meeting)
    .where(Meeting.id == bindparam("meeting_id"))
    .with_for_update(read=True, of=Meeting)
    .options(joinedload(Meeting.place))
    .execution_options(**_NOW)
)
_SHARE = (
    select(Meeting.__table__.c.id).where(Meeting.__table__.c.id == bindparam("meeting_id")).with_for_update(read=True)
)
_LOCKED = (
    select(Meeting)
    .where(Meeting.id == bindparam("meeting_id"))
    .with_for_update(of=Meeting)
    .options(selectinload(Meeting.agenda).joinedload(AgendaItem.issue))
    .execution_options(**_NOW)
)
# As text: taking a rule set apart costs more than everything else that is asked when somebody speaks.
_RULES = select(cast(RuleSetVersion.rules, Text)).where(RuleSetVersion.id == bindparam("version_id"))
_ITEM_NOW = select(AgendaItem).where(AgendaItem.id == bindparam("item_id")).execution_options(**_NOW)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the list of meetings."""

    place: Place | None = None
    drafts: bool = False


def meeting(meeting_id: int) -> Meeting | None:
    """Return a meeting with its place, its people, its agenda and the issues on it."""
    return db.session.scalar(_whole().where(Meeting.id == meeting_id))


def meeting_by_code(join_code: str) -> Meeting | None:
    """Return the meeting of a poster's code, however it was typed."""
    return db.session.scalar(select(Meeting).where(Meeting.join_code == join_code.strip().upper()))


def item(item_id: int) -> AgendaItem | None:
    """Return an agenda item with its meeting and issue."""
    found = select(AgendaItem).where(AgendaItem.id == item_id)
    return db.session.scalar(
        found.options(joinedload(AgendaItem.meeting).joinedload(Meeting.place), joinedload(AgendaItem.issue))
    )


def locked(meeting_id: int, *, sharing: bool = False) -> Meeting:
    """Return the meeting as it is now, locked until the transaction ends; those who only speak share the lock."""
    db.session.flush()
    return db.session.scalars(_SHARED if sharing else _LOCKED, {"meeting_id": meeting_id}).one()


def share(meeting_id: int) -> None:
    """Keep a meeting as it is until the transaction ends, beside others who only speak; SQLite has one writer."""
    db.session.flush()
    if db.engine.dialect.name != "sqlite":
        db.session.connection().execute(_SHARE, {"meeting_id": meeting_id})


def item_now(item_id: int) -> AgendaItem:
    """Return an agenda item as it is now; ask after locking its meeting."""
    return db.session.scalars(_ITEM_NOW, {"item_id": item_id}).one()


def _whole() -> Select[Meeting]:
    return select(Meeting).options(
        joinedload(Meeting.place),
        joinedload(Meeting.moderator),
        joinedload(Meeting.recorder),
        joinedload(Meeting.acting_chair),
        joinedload(Meeting.rule_set_version),
        selectinload(Meeting.agenda).joinedload(AgendaItem.issue),
    )


def rules_of(meeting: Meeting) -> RuleSet:
    """Return the rules the meeting was scheduled under."""
    if "rule_set_version" in inspect(meeting).unloaded:
        return ruleset_from_text(db.session.scalars(_RULES, {"version_id": meeting.rule_set_version_id}).one())
    return ruleset_from_plain(meeting.rule_set_version.rules)


def rules_for(place: Place) -> RuleSet:
    """Return the rules a new meeting at a place would stand under."""
    return rules_at(place)


def last_where(place: Place) -> str:
    """Return where a place met last, which is where it will most likely meet again."""
    found = select(Meeting.where_text).where(Meeting.place_id == place.id, Meeting.where_text != "")
    return db.session.scalar(found.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1)) or ""


# ── lists ──


def meetings(asked: Asked) -> Select[Meeting]:
    """Return the meetings somebody asked for, in no order yet."""
    found = select(Meeting).options(joinedload(Meeting.place), selectinload(Meeting.agenda))
    if asked.place is not None:
        found = found.join(Place, Place.id == Meeting.place_id).where(at_or_below(asked.place))
    return found if asked.drafts else found.where(Meeting.state != MeetingState.draft)


def upcoming(found: Select[Meeting], *, limit: int = 30) -> Sequence[Meeting]:
    """Return those still to come or under way, the next one first."""
    chosen = found.where(Meeting.state.in_(UPCOMING)).order_by(Meeting.starts_at, Meeting.id)
    return db.session.scalars(chosen.limit(limit)).unique().all()


def past(found: Select[Meeting], *, limit: int, offset: int = 0) -> Sequence[Meeting]:
    """Return those that are over, the latest first."""
    chosen = found.where(Meeting.state.not_in(UPCOMING)).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    return db.session.scalars(chosen.limit(limit).offset(offset)).unique().all()


def drafts(found: Select[Meeting]) -> Sequence[Meeting]:
    """Return those in preparation, the next one first."""
    chosen = found.where(Meeting.state == MeetingState.draft).order_by(Meeting.starts_at, Meeting.id)
    return db.session.scalars(chosen).unique().all()


def past_public(found: Select[Meeting], *, limit: int) -> Sequence[Meeting]:
    """Return those that were announced once and are over, the latest first."""
    return past(found.where(Meeting.state != MeetingState.draft), limit=limit)


def number_past(found: Select[Meeting]) -> int:
    """Return how many are over."""
    chosen = found.where(Meeting.state.not_in(UPCOMING)).with_only_columns(Meeting.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def next_at(place: Place) -> Meeting | None:
    """Return the meeting people of a place can join now or next."""
    found = upcoming(meetings(Asked(place=place)), limit=1)
    return found[0] if found else None


def of_issue(issue_id: int) -> Sequence[AgendaItem]:
    """Return every public agenda item about an issue with its meeting, the latest first."""
    found = (
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.issue_id == issue_id, Meeting.state != MeetingState.draft)
        .options(joinedload(AgendaItem.meeting))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    return db.session.scalars(found).all()


def last_about(issue_ids: Sequence[int]) -> Meeting | None:
    """Return the latest meeting that talked about one of the issues: a new one is its next round."""
    found = (
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.issue_id.in_(issue_ids), Meeting.state == MeetingState.closed)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    return db.session.scalars(found.limit(1)).first()


def attended_by(account_id: int, *, limit: int = 10) -> Sequence[Meeting]:
    """Return the meetings a person was at, the latest first."""
    found = (
        select(Meeting)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.account_id == account_id)
        .options(joinedload(Meeting.place))
        .order_by(Meeting.starts_at.desc())
    )
    return db.session.scalars(found.limit(limit)).all()


def waiting_for(account_id: int) -> Sequence[Meeting]:
    """Return the meetings a person leads or records that are not over, the next one first."""
    found = (
        select(Meeting)
        .where(or_(Meeting.moderator_id == account_id, Meeting.recorder_id == account_id))
        .where(Meeting.state.not_in((MeetingState.closed, MeetingState.cancelled)))
        .options(joinedload(Meeting.place))
        .order_by(Meeting.starts_at)
    )
    return db.session.scalars(found).all()


def schedulable(place: Place) -> Sequence[Issue]:
    """Return the issues of a place that may be put on an agenda, the most pressing first."""
    found = (
        select(Issue)
        .join(Place, Place.id == Issue.place_id)
        .where(at_or_below(place), Issue.state.in_(SCHEDULABLE))
        .order_by(Issue.deadline_at.is_(None), Issue.deadline_at, Issue.id)
    )
    return db.session.scalars(found.limit(100)).all()
