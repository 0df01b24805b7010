"""Reading what was said; a page of threads takes the same few queries however many replies it has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy import Text as Written
from sqlalchemy.orm import joinedload

from deliberate.attachments.queries import photos_of, photos_of_each
from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.ledger.models import Entry
from deliberate.meetings.discussion.models import Agreement, Contribution, ReadUpTo, Talk, Wording
from deliberate.meetings.discussion.rules import Heard, Talking, put_in_order, reading_order
from deliberate.meetings.discussion.states import Order, Screening, Stance
from deliberate.meetings.models import AgendaItem, Attendance, Meeting
from deliberate.meetings.order.models import Step
from deliberate.moderation.queries import moderated, within
from deliberate.moderation.rules import Text
from deliberate.places.models import Place, RuleSetVersion
from deliberate.places.rules.reading import ruleset_from_plain, ruleset_from_text
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from deliberate.attachments.models import Photo

THREADS_A_PAGE = 20
KIND = "contribution"
EDIT_WINDOW = "discussion.edit_window"
# What was never shown stands nowhere but on the workbench; what was taken back keeps its place, without its words.
_READABLE = or_(Contribution.screening.is_(None), Contribution.screening != Screening.first)
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
_AGREED = (
    select(Agreement.contribution_id)
    .join(Contribution, Contribution.id == Agreement.contribution_id)
    .where(Contribution.meeting_id == bindparam("meeting_id"), Agreement.account_id == bindparam("account_id"))
)


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


def contribution(contribution_id: int) -> Contribution | None:
    """Return a contribution with where it was said."""
    found = select(Contribution).where(Contribution.id == contribution_id)
    return db.session.scalar(
        found.options(
            joinedload(Contribution.meeting).joinedload(Meeting.place),
            joinedload(Contribution.issue).joinedload(Issue.place),
            joinedload(Contribution.agenda_item).joinedload(AgendaItem.meeting),
        )
    )


def locked(contribution_id: int) -> Contribution:
    """Return a contribution as it is now, kept for this transaction."""
    db.session.flush()
    found = select(Contribution).where(Contribution.id == contribution_id).with_for_update(of=Contribution)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def photos_shown(contribution_id: int) -> tuple[Mapping[str, str | int], ...]:
    """Return a contribution's photos as the record and the phones have them."""
    return tuple(
        {"digest": one.digest, "width": one.width, "height": one.height} for one in photos_of(KIND, contribution_id)
    )


def photos_each(ids: Collection[int]) -> Mapping[int, Sequence[Photo]]:
    """Return the photos of some contributions: one query, none where nothing is asked."""
    return photos_of_each(KIND, ids)


def pinned_beside(said: Contribution) -> int:
    """Return how many contributions are pinned in the same talk."""
    found = select(func.count()).where(Contribution.pinned.is_(True), Contribution.meeting_id == said.meeting_id)
    same = Contribution.agenda_item_id == said.agenda_item_id, Contribution.issue_id == said.issue_id
    return db.session.scalar(found.where(*same)) or 0


def talk_of(agenda_item_id: int) -> Talk:
    """Return how an item is talked about; as usual where nothing was set."""
    found = db.session.scalar(select(Talk).where(Talk.agenda_item_id == agenda_item_id))
    return found or Talk(agenda_item_id=agenda_item_id, slow=0, slow_in={}, locked=False, screened=False)


def talks_in(meeting_id: int) -> Sequence[Talk]:
    """Return the items of a meeting that are not talked about as usual."""
    found = select(Talk).join(AgendaItem, AgendaItem.id == Talk.agenda_item_id)
    return db.session.scalars(found.where(AgendaItem.meeting_id == meeting_id).order_by(Talk.agenda_item_id)).all()


def has_been_shown(account_id: int) -> bool:
    """Tell whether anything somebody wrote stands where everybody can read it."""
    found = select(Contribution.id).where(
        Contribution.author_id == account_id, Contribution.hidden.is_(False), Contribution.screening.is_(None)
    )
    return db.session.scalar(found.limit(1)) is not None


def held_in(meeting_id: int, *, author_id: int | None = None) -> Sequence[Contribution]:
    """Return what waits to be read first in a meeting, of everybody or of one person, the longest waiting on top."""
    found = select(Contribution).where(Contribution.meeting_id == meeting_id, Contribution.screening == Screening.first)
    if author_id is not None:
        found = found.where(Contribution.author_id == author_id)
    return db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()


def held_at(place_ids: Collection[int], *, most: int = 50) -> Sequence[Contribution]:
    """Return what waits for a moderator at some places and below, the longest waiting on top."""
    where = func.coalesce(Meeting.place_id, Issue.place_id)
    found = (
        select(Contribution)
        .outerjoin(Meeting, Meeting.id == Contribution.meeting_id)
        .outerjoin(Issue, Issue.id == Contribution.issue_id)
        .join(Place, Place.id == where)
        .where(Contribution.screening.is_not(None), within(place_ids))
        .options(joinedload(Contribution.meeting), joinedload(Contribution.issue))
    )
    return db.session.scalars(found.order_by(Contribution.at, Contribution.id).limit(most)).all()


def pinned_in(meeting_id: int) -> list[int]:
    """Return what is kept on top in a meeting."""
    found = select(Contribution.id).where(Contribution.meeting_id == meeting_id, Contribution.pinned.is_(True))
    return list(db.session.scalars(found.order_by(Contribution.id)))


def replies_to(ids: Collection[int]) -> dict[int, int]:
    """Return how many replies some contributions have."""
    found = select(Contribution.parent_id, func.count()).where(Contribution.parent_id.in_(ids))
    counted = db.session.execute(found.group_by(Contribution.parent_id)) if ids else ()
    return {parent_id: number for parent_id, number in counted if parent_id}


def earlier_wordings(said: Contribution) -> Sequence[Wording]:
    """Return what a contribution said before it was mended, the oldest words first."""
    found = select(Wording).where(Wording.contribution_id == said.id)
    return db.session.scalars(found.order_by(Wording.until, Wording.id)).all()


def agreed_by(account_id: int, ids: Collection[int]) -> frozenset[int]:
    """Return with which of some contributions a person agrees: one query, none where nothing is asked."""
    if not ids:
        return frozenset()
    found = select(Agreement.contribution_id).where(
        Agreement.account_id == account_id, Agreement.contribution_id.in_(ids)
    )
    return frozenset(db.session.scalars(found))


def agreed_in(meeting_id: int, account_id: int) -> list[int]:
    """Return with what somebody agrees in a meeting."""
    return sorted(db.session.scalars(_AGREED, {"meeting_id": meeting_id, "account_id": account_id}))


def sent_before(client_id: str, *, sender_id: int) -> Contribution | None:
    """Return what the same phone has sent under the same id already."""
    return db.session.scalars(_SENT_BEFORE, {"client_id": client_id, "sender_id": sender_id}).first()


def last_about(author_id: int, *, issue_id: int) -> datetime | None:
    """Return when a person spoke last about an issue outside meetings."""
    return db.session.scalar(_LAST_ABOUT, {"author_id": author_id, "issue_id": issue_id})


def seq_of(contribution_id: int) -> int:
    """Return the contribution's place in the record, 0 for imported ones."""
    found = select(Entry.seq).where(
        Entry.subject == f"contribution:{contribution_id}", Entry.verb == "discussion.contributed"
    )
    return db.session.scalar(found) or 0


# ── threads ──


def page_of_threads(issue_id: int, *, page: int = 1, order: Order = Order.newest) -> tuple[list[Contribution], int]:
    """Return a page of threads about an issue, each root followed by its replies, and how many threads there are."""
    roots_in_order = _root_ids(issue_id, order)
    ids = roots_in_order[(page - 1) * THREADS_A_PAGE : page * THREADS_A_PAGE]
    threads = select(Contribution).where(or_(Contribution.id.in_(ids), Contribution.root_id.in_(ids)))
    threads = threads.where(_READABLE).order_by(Contribution.at, Contribution.id)
    said = db.session.scalars(threads).all() if ids else []
    roots = sorted((one for one in said if one.root_id is None), key=lambda one: ids.index(one.id))
    return reading_order(roots, [one for one in said if one.root_id is not None]), len(roots_in_order)


def _root_ids(issue_id: int, order: Order) -> list[int]:
    talk = _heard(Contribution.issue_id == issue_id, Contribution.meeting_id.is_(None))
    return put_in_order((one for one, root_id, _item in talk if root_id is None), order, talk=[one for one, *_ in talk])


def _heard(*where: ColumnElement[bool]) -> list[tuple[Heard, int | None, int | None]]:
    """Return as much of a talk as tells its order, with the root and the item of each: one light query."""
    found = select(
        Contribution.id,
        Contribution.author_id,
        Contribution.author_label,
        Contribution.at,
        Contribution.root_id,
        Contribution.agenda_item_id,
    ).where(*where, _READABLE)
    return [
        (Heard(ident, f"#{author}" if author else label, at), root_id, item_id)
        for ident, author, label, at, root_id, item_id in db.session.execute(found)
    ]


def ids_in(meeting_id: int, order: Order, *, item_id: int | None = None, questions: bool = False) -> list[int]:
    """Return what was said in a meeting in the order asked for, perhaps only under one item, or only the questions."""
    talk = _heard(Contribution.meeting_id == meeting_id)
    wanted = {one.ident for one, _root, item in talk if item_id in (None, item)}
    if questions:
        asked = select(Contribution.id).where(
            Contribution.meeting_id == meeting_id, Contribution.stance == Stance.question
        )
        wanted &= set(db.session.scalars(asked))
    everything = [one for one, *_ in talk]
    return put_in_order((one for one in everything if one.ident in wanted), order, talk=everything)


def ids_of_thread(root_id: int) -> list[int]:
    """Return a thread in reading order: what was said first, with every reply below what it replies to."""
    found = select(Contribution).where(or_(Contribution.id == root_id, Contribution.root_id == root_id), _READABLE)
    said = db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()
    roots = [one for one in said if one.id == root_id]
    return [one.id for one in reading_order(roots, [one for one in said if one.id != root_id])]


def page_with(of: Contribution, *, order: Order = Order.newest) -> int:
    """Return the number of the page on which a contribution about an issue is read in the given order."""
    root = db.session.get_one(Contribution, of.root_id) if of.root_id else of
    return _root_ids(root.issue_id or 0, order).index(root.id) // THREADS_A_PAGE + 1


def said_in(meeting_id: int, item_id: int | None = None) -> Sequence[Contribution]:
    """Return what was said in a meeting, or under one of its items, in reading order: one query."""
    found = select(Contribution).where(Contribution.meeting_id == meeting_id, _READABLE)
    if item_id is not None:
        found = found.where(Contribution.agenda_item_id == item_id)
    said = db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()
    return reading_order([one for one in said if one.parent_id is None], [one for one in said if one.parent_id])


def counts_in(meeting_ids: Sequence[int]) -> Mapping[int, int]:
    """Return how much was said in some meetings."""
    found = (
        select(Contribution.meeting_id, func.count())
        .where(Contribution.meeting_id.in_(meeting_ids))
        .group_by(Contribution.meeting_id)
    )
    return {meeting_id: number for meeting_id, number in db.session.execute(found) if meeting_id}


def read_up_to(meeting_id: int, account_id: int) -> int:
    """Return how far somebody has read a meeting's talk, on whichever device."""
    mine = select(ReadUpTo.seq).where(ReadUpTo.meeting_id == meeting_id, ReadUpTo.account_id == account_id)
    return db.session.scalar(mine) or 0


def merged_into(contribution_id: int) -> Sequence[Contribution]:
    """Return what says the same as a contribution and stands with it."""
    return db.session.scalars(select(Contribution).where(Contribution.merged_into_id == contribution_id)).all()


def unread_in(meeting_id: int) -> set[int]:
    """Return the contributions of a meeting that nobody reads now: hidden, or looked at by a moderator."""
    away = or_(Contribution.hidden.is_(True), Contribution.screening.is_not(None))
    return set(db.session.scalars(select(Contribution.id).where(Contribution.meeting_id == meeting_id, away)))


def edit_minutes(where: Issue | Meeting) -> int:
    """Return for how long one may mend what one has said here."""
    return ruleset_from_plain(where.rule_set_version.rules).number(EDIT_WINDOW)


# ── for whoever reads another language ──


def text_of(said: Contribution, where: Issue | Meeting) -> Original:
    """Return a contribution as a text to translate; in a meeting it matters until the meeting ends."""
    until = where.starts_at + timedelta(minutes=where.planned_minutes) if isinstance(where, Meeting) else None
    return Original(
        kind="contribution",
        subject_id=said.id,
        place_id=where.place_id,
        place_path=where.place_path,
        language=said.language,
        texts={"body": said.body},
        url=f"/contributions/{said.id}",
        author_id=said.author_id,
        matters_at=until,
        meeting_id=said.meeting_id,
    )


@told_by("contribution", Contribution)
def _told(contribution_id: int) -> Original | None:
    found = contribution(contribution_id)
    where = (found.meeting or found.issue) if found is not None and not found.hidden else None
    return text_of(found, where) if found is not None and where is not None else None


# ── for whoever looks at what breaks the rules ──


def moderated_text(said: Contribution) -> Text:
    """Return a contribution as moderation knows texts, shown or hidden."""
    where = said.meeting or said.issue
    return Text(
        kind="contribution",
        subject_id=said.id,
        place_id=where.place_id if where else 0,
        place_path=said.place_path,
        author_id=said.author_id,
        author_label=said.author_label,
        words=said.body,
        language=said.language,
        url=f"/contributions/{said.id}",
        where=where.title if where else "",
        shown=not said.hidden,
        author_url=f"/contributions/{said.id}/hide#restraining" if said.meeting_id else "",
    )


@moderated("contribution")
def _to_moderate(contribution_id: int) -> Text | None:
    found = contribution(contribution_id)
    return moderated_text(found) if found is not None else None
