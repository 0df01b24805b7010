"""What is asked whenever somebody is about to say something: in as few questions as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text as Written
from sqlalchemy import and_, bindparam, cast, exists, func, or_, select

from deliberate.db.base import db
from deliberate.meetings.discussion.models import Contribution, Talk
from deliberate.meetings.discussion.rules import Talking
from deliberate.meetings.models import AgendaItem, Attendance, Meeting
from deliberate.meetings.order.models import Step
from deliberate.places.models import Place, RuleSetVersion
from deliberate.places.rules.reading import ruleset_from_plain, ruleset_from_text

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue

EDIT_WINDOW = "discussion.edit_window"
# Put together once: these are asked whenever somebody says something.
_SENT_BEFORE = select(Contribution).where(
    Contribution.client_id == bindparam("client_id"),
    or_(Contribution.author_id == bindparam("sender_id"), Contribution.entered_by_id == bindparam("sender_id")),
)
_LAST_ABOUT = select(func.max(Contribution.at)).where(
    Contribution.author_id == bindparam("author_id"),
    Contribution.issue_id == bindparam("issue_id"),
    Contribution.meeting_id.is_(None),
)
_SAID, _MEETING, _ITEM, _TALK, _PLACE, _VERSION, _THERE, _STEP = (
    one.__table__ for one in (Contribution, Meeting, AgendaItem, Talk, Place, RuleSetVersion, Attendance, Step)
)
_TALKING = (
    select(
        _MEETING.c.id, _MEETING.c.state, _MEETING.c.acting_chair_id, _MEETING.c.moderator_id, _PLACE.c.path,
        # As text: taking a rule set apart costs more than all the rest, and the same text is taken apart once.
        cast(_VERSION.c.rules, Written).label("rules"),
        _ITEM.c.id.label("item_id"), _ITEM.c.state.label("item_state"), _ITEM.c.issue_id, _ITEM.c.phase,
        _TALK.c.slow, _TALK.c.slow_in, _TALK.c.locked, _TALK.c.screened,
        select(func.max(_SAID.c.at)).where(_SAID.c.author_id == bindparam("speaker_id"))
        .where(_SAID.c.meeting_id == bindparam("meeting_id")).scalar_subquery().label("last"),
        select(func.max(_SAID.c.id))
        .where(
            _SAID.c.client_id == bindparam("client_id"),
            or_(_SAID.c.author_id == bindparam("speaker_id"), _SAID.c.entered_by_id == bindparam("speaker_id")),
        )
        .scalar_subquery().label("known_id"),
        exists().where(_THERE.c.meeting_id == bindparam("meeting_id"))
        .where(_THERE.c.account_id == bindparam("speaker_id")).label("attends"),
        exists().where(_STEP.c.meeting_id == bindparam("meeting_id"), _STEP.c.lifted_at.is_(None))
        .where(_STEP.c.account_id == bindparam("speaker_id")).label("restrained"),
    )
    .select_from(_MEETING)
    .join(_PLACE, _PLACE.c.id == _MEETING.c.place_id)
    .join(_VERSION, _VERSION.c.id == _MEETING.c.rule_set_version_id)
    .join(_ITEM, and_(_ITEM.c.meeting_id == _MEETING.c.id, _ITEM.c.id == bindparam("item_id")))
    .outerjoin(_TALK, _TALK.c.agenda_item_id == _ITEM.c.id)
    .where(_MEETING.c.id == bindparam("meeting_id"))
)  # fmt: skip


def talking(meeting_id: int, item_id: int, *, speaker_id: int, client_id: str) -> Talking | None:
    """Return it in one question, if the item is one of the meeting's; ask after the meeting was locked."""
    asked = {"meeting_id": meeting_id, "item_id": item_id, "speaker_id": speaker_id, "client_id": client_id}
    row = db.session.connection().execute(_TALKING, asked).first()
    if row is None:
        return None
    return Talking(
        meeting_id=row.id,
        state=row.state,
        chair_id=row.acting_chair_id or row.moderator_id,
        place_path=tuple(int(part) for part in row.path.split(".") if part),
        rules=ruleset_from_text(row.rules),
        item_id=row.item_id,
        item_state=row.item_state,
        issue_id=row.issue_id,
        slow=row.slow or 0,
        slow_in=row.slow_in or {},
        phase=row.phase,
        locked=bool(row.locked),
        screened=bool(row.screened),
        last=row.last,
        known_id=row.known_id,
        attends=row.attends,
        restrained=row.restrained,
    )


def has_been_shown(account_id: int) -> bool:
    """Tell whether anything somebody wrote stands where everybody can read it."""
    found = select(Contribution.id).where(
        Contribution.author_id == account_id, Contribution.hidden.is_(False), Contribution.screening.is_(None)
    )
    return db.session.scalar(found.limit(1)) is not None


def sent_before(client_id: str, *, sender_id: int) -> Contribution | None:
    """Return what the same phone has sent under the same id already."""
    return db.session.scalars(_SENT_BEFORE, {"client_id": client_id, "sender_id": sender_id}).first()


def last_about(author_id: int, *, issue_id: int) -> datetime | None:
    """Return when a person spoke last about an issue outside meetings."""
    return db.session.scalar(_LAST_ABOUT, {"author_id": author_id, "issue_id": issue_id})


def edit_minutes(where: Issue | Meeting) -> int:
    """Return for how long one may mend what one has said here."""
    return ruleset_from_plain(where.rule_set_version.rules).number(EDIT_WINDOW)
