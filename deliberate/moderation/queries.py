"""Reading moderation: texts of higher areas, what waits on the workbench, and the public log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.moderation.models import Flag, Report, Ruling, WatchedWord
from deliberate.moderation.rules import marked
from deliberate.moderation.states import ReportState, RulingState
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below, places_of
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from deliberate.moderation.rules import Text
    from deliberate.moderation.states import HideReason
    from deliberate.renderings.rules import Original

    Teller = Callable[[int], Text | None]

A_DESK, A_LOG = 100, 50
_ALL_WATCHED = select(WatchedWord.__table__.c.word).distinct()


# ── texts of higher areas ──

_tellers: dict[str, Teller] = {}


def moderated(kind: str) -> Callable[[Teller], Teller]:
    """Let a higher area tell its texts, hidden ones too, and hear the events that hide and show them."""

    def register(teller: Teller) -> Teller:
        _tellers[kind] = teller
        return teller

    return register


def text(kind: str, subject_id: int) -> Text | None:
    """Return a text in the words of its own area, shown or hidden."""
    teller = _tellers.get(kind)
    return teller(subject_id) if teller else None


# ── one text ──


def reports_of(kind: str, subject_id: int) -> int:
    """Return how many people have reported a text and wait for an answer."""
    found = select(func.count()).select_from(Report).where(*_about(kind, subject_id))
    return db.session.scalar(found) or 0


def _about(kind: str, subject_id: int) -> tuple[ColumnElement[bool], ...]:
    return Report.kind == kind, Report.subject_id == subject_id, Report.state == ReportState.waiting


def has_reported(of: Text, account_id: int) -> bool:
    """Tell whether somebody has reported a text already."""
    found = select(Report.id).where(
        Report.kind == of.kind, Report.subject_id == of.subject_id, Report.account_id == account_id
    )
    return db.session.scalar(found) is not None


def watched_at(path: Collection[int]) -> list[str]:
    """Return the words watched at a place, given from the root down: its own and those of the places above."""
    found = select(WatchedWord.word).where(WatchedWord.place_id.in_(path))
    return sorted(set(db.session.scalars(found)))


def watched_by(place: Place) -> Sequence[WatchedWord]:
    """Return a place's own list."""
    found = select(WatchedWord).where(WatchedWord.place_id == place.id)
    return db.session.scalars(found.order_by(WatchedWord.word)).all()


def watched_anywhere() -> list[str]:
    """Return every word watched at any place: one cheap question, because it is asked for every text."""
    return list(db.session.connection().scalars(_ALL_WATCHED))


def rounds(of: Text) -> int:
    """Return how often a text has been hidden."""
    found = select(func.count()).select_from(Ruling)
    return db.session.scalar(found.where(Ruling.kind == of.kind, Ruling.subject_id == of.subject_id)) or 0


def ruling(ruling_id: int) -> Ruling | None:
    """Return a decision with its place."""
    return db.session.scalar(select(Ruling).where(Ruling.id == ruling_id).options(joinedload(Ruling.place)))


def ruling_on(kind: str, subject_id: int) -> Ruling | None:
    """Return the last decision about something."""
    found = select(Ruling).where(Ruling.kind == kind, Ruling.subject_id == subject_id)
    return db.session.scalar(found.order_by(Ruling.round.desc()).limit(1))


def locked(ruling_id: int) -> Ruling:
    """Return a decision as it is now, kept for this transaction."""
    found = select(Ruling).where(Ruling.id == ruling_id).with_for_update(of=Ruling)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


# ── for whoever reads the other side's words in another language ──


@told_by("appeal", Ruling, column="appeal_language")
def text_of_appeal(found: Ruling) -> Original:
    """Return an appeal as a text to translate."""
    return _between("appeal", found, {"text": found.appeal}, found.author_id)


@told_by("appeal_answer", Ruling, column="answer_language")
def text_of_answer(found: Ruling) -> Original:
    """Return the answer to an appeal as a text to translate."""
    return _between("appeal_answer", found, {"answer": found.answer}, found.ended_by_id)


def _between(kind: str, found: Ruling, texts: Mapping[str, str], author_id: int | None) -> Original:
    """Return what is between the author and those who decide, and nobody else's."""
    more = {"url": f"/moderation/{found.id}", "author_id": author_id, "matters_at": found.answer_by}
    return told(kind, found, texts, public=False, readers=(found.author_id,), **more)


# ── the workbench ──


@dataclass(frozen=True)
class Reported:
    """A text people have reported: the reasons given, each with how many gave it, and since when it waits."""

    text: Text
    reasons: Sequence[tuple[HideReason, int]]
    since: datetime

    @property
    def number(self) -> int:
        """Return how many people reported it."""
        return sum(number for _reason, number in self.reasons)


def reported_at(place_ids: Collection[int]) -> list[Reported]:
    """Return the reported texts that wait at some places and below, the longest waiting first."""
    first, number = func.min(Report.at), func.count()
    found = (
        select(Report.kind, Report.subject_id, Report.reason, number, first)
        .join(Place, Place.id == Report.place_id)
        .where(Report.state == ReportState.waiting, at_or_below(*places_of(place_ids)))
        .group_by(Report.kind, Report.subject_id, Report.reason)
        .order_by(first, Report.subject_id)
        .limit(A_DESK)
    )
    gathered: dict[tuple[str, int], tuple[datetime, list[tuple[HideReason, int]]]] = {}
    for kind, subject_id, reason, count, since in db.session.execute(found):
        gathered.setdefault((kind, subject_id), (since, []))[1].append((reason, count))
    texts = ((text(*key), *kept) for key, kept in gathered.items())
    return [Reported(of, reasons, since) for of, since, reasons in texts if of is not None]


def flagged_at(place_ids: Collection[int]) -> list[tuple[Text, list[tuple[str, bool]]]]:
    """Return texts with watched words that wait to be looked at, in pieces with the words marked, the oldest first."""
    found = select(Flag.kind, Flag.subject_id).join(Place, Place.id == Flag.place_id)
    waiting = (
        found.where(Flag.state == ReportState.waiting, at_or_below(*places_of(place_ids)))
        .order_by(Flag.at, Flag.id)
        .limit(A_DESK)
    )
    texts = (text(kind, subject_id) for kind, subject_id in db.session.execute(waiting))
    return [(of, marked(of.words, watched_at(of.place_path))) for of in texts if of is not None and of.shown]


def appeals_at(place_ids: Collection[int]) -> Sequence[Ruling]:
    """Return the appeals that wait for an answer, what is due first on top."""
    return _rulings(place_ids, Ruling.state == RulingState.appealed, Ruling.answer_by, A_DESK)


def lately_hidden(place_ids: Collection[int], *, most: int = 20) -> Sequence[Ruling]:
    """Return what was hidden last and can be shown again."""
    return _rulings(place_ids, Ruling.state == RulingState.standing, Ruling.at.desc(), most)


def _rulings(place_ids: Collection[int], which: ColumnElement[bool], order: Any, most: int) -> Sequence[Ruling]:
    found = select(Ruling).join(Place, Place.id == Ruling.place_id).where(which, at_or_below(*places_of(place_ids)))
    return db.session.scalars(found.options(joinedload(Ruling.place)).order_by(order, Ruling.id).limit(most)).all()


# ── the public log ──


def log_of(place: Place, *, offset: int = 0) -> Sequence[Ruling]:
    """Return a page of what was hidden at a place and below it, the newest first."""
    found = select(Ruling).join(Place, Place.id == Ruling.place_id).where(at_or_below(place))
    return db.session.scalars(found.order_by(Ruling.at.desc(), Ruling.id.desc()).limit(A_LOG).offset(offset)).all()


def log_size(place: Place) -> int:
    """Return how much was ever hidden at a place and below it."""
    found = select(func.count()).select_from(Ruling).join(Place, Place.id == Ruling.place_id)
    return db.session.scalar(found.where(at_or_below(place))) or 0


def hidden_since(place: Place, since: datetime) -> Iterable[tuple[datetime, HideReason]]:
    """Return when and why each text was hidden since a moment."""
    found = select(Ruling.at, Ruling.reason).join(Place, Place.id == Ruling.place_id)
    rows = db.session.execute(found.where(at_or_below(place), Ruling.at >= since))
    return [(at, reason) for at, reason in rows]
