"""Reading translations: what a page needs in one query, the translators' queue, and the texts of higher areas."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.places.models import Place
from deliberate.renderings.models import Rendering, RenderingAsker, TranslatorPair
from deliberate.renderings.rules import PAIRS, SOON_HOURS
from deliberate.renderings.states import TO_DO, RenderingState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from deliberate.renderings.rules import Original

    Teller = Callable[[int], Original | None]
    Key = tuple[str, int]

A_QUEUE = 100


class Known(NamedTuple):
    """What there is of a translation, and whether the reader has asked for it."""

    rendering: Rendering
    mine: bool


# ── texts of higher areas ──

_tellers: dict[str, tuple[Teller, Any]] = {}


def told_by(kind: str, model: Any) -> Callable[[Teller], Teller]:
    """Let a higher area tell its texts: the function returns a text, or None."""

    def register(teller: Teller) -> Teller:
        _tellers[kind] = (teller, model)
        return teller

    return register


def original(kind: str, subject_id: int) -> Original | None:
    """Return a text in the words of its own area."""
    teller, _model = _tellers.get(kind, (None, None))
    return teller(subject_id) if teller else None


def row_of(of: Original) -> Any:
    """Return the row a text stands in."""
    return db.session.get_one(_tellers[of.kind][1], of.subject_id)


# ── what a page needs ──


def known_of(keys: Collection[Key], language: str, reader_id: int | None) -> Mapping[Key, Known]:
    """Return what there is of some texts in a language: one query, none where nothing is asked."""
    if not keys:
        return {}
    mine = and_(RenderingAsker.rendering_id == Rendering.id, RenderingAsker.account_id == (reader_id or 0))
    found = select(Rendering, RenderingAsker.account_id).outerjoin(RenderingAsker, mine)
    found = found.where(Rendering.language == language, _any_of(keys))
    return {(row.kind, row.subject_id): Known(row, asker is not None) for row, asker in db.session.execute(found)}


def _any_of(keys: Collection[Key]) -> ColumnElement[bool]:
    by_kind: dict[str, list[int]] = {}
    for kind, subject_id in keys:
        by_kind.setdefault(kind, []).append(subject_id)
    return or_(*(and_(Rendering.kind == kind, Rendering.subject_id.in_(ids)) for kind, ids in by_kind.items()))


def titles_of(kind: str, ids: Collection[int], language: str) -> Mapping[int, str]:
    """Return the translated titles of some texts, for a list: one query, none where nothing is asked."""
    if not ids:
        return {}
    found = select(Rendering.subject_id, Rendering.texts).where(
        Rendering.kind == kind, Rendering.subject_id.in_(ids), Rendering.language == language
    )
    return {subject_id: texts["title"] for subject_id, texts in db.session.execute(found) if texts.get("title")}


def written(kind: str, ids: Collection[int]) -> Sequence[Rendering]:
    """Return the translations of some texts into all languages: one query, none where nothing is asked."""
    if not ids:
        return []
    found = select(Rendering).where(Rendering.kind == kind, Rendering.subject_id.in_(ids))
    return db.session.scalars(found.where(Rendering.state != RenderingState.waiting).order_by(Rendering.language)).all()


def all_of(of: Original) -> Sequence[Rendering]:
    """Return a text in all languages it was asked for or translated into."""
    found = select(Rendering).where(Rendering.kind == of.kind, Rendering.subject_id == of.subject_id)
    return db.session.scalars(found.order_by(Rendering.language)).all()


def rendering(of: Original, language: str) -> Rendering | None:
    """Return a text in one language, if it was asked for or translated."""
    found = select(Rendering).where(
        Rendering.kind == of.kind, Rendering.subject_id == of.subject_id, Rendering.language == language
    )
    return db.session.scalar(found)


def askers(rendering_id: int) -> set[int]:
    """Return who asked for a translation."""
    return set(db.session.scalars(select(RenderingAsker.account_id).where(RenderingAsker.rendering_id == rendering_id)))


# ── translators ──


def pairs_of(account_id: int | None, place_path: Sequence[int], *, translator: bool) -> frozenset[str]:
    """Return between which languages somebody translates at a place; the role without any pair means all."""
    if account_id is None or not translator:
        return frozenset()
    found = select(TranslatorPair.pair).where(
        TranslatorPair.account_id == account_id, TranslatorPair.place_id.in_(place_path)
    )
    return frozenset(db.session.scalars(found)) or frozenset(PAIRS)


def pairs_at(place_ids: Collection[int]) -> Sequence[TranslatorPair]:
    """Return who translates what at some places."""
    found = select(TranslatorPair).where(TranslatorPair.place_id.in_(place_ids))
    return db.session.scalars(found.options(joinedload(TranslatorPair.account)).order_by(TranslatorPair.id)).all()


def queue(
    places: Sequence[Place], pairs: Collection[str], *, now: datetime, besides: int | None = None
) -> Sequence[Rendering]:
    """Return what waits for a translator at some places and below.

    What a meeting or vote needs soon stands first, then what most people asked for. With `besides`, what waits to be
    checked by somebody other than who wrote it.
    """
    if not places or not pairs:
        return []
    here = or_(*(Place.path.like(f"{place.path}%") for place in places))
    found = select(Rendering).join(Place, Place.id == Rendering.place_id).where(here)
    found = found.where((Rendering.source_language + "-" + Rendering.language).in_(pairs))
    if besides is None:
        found = found.where(Rendering.state.in_(TO_DO))
    else:
        found = found.where(Rendering.state == RenderingState.written, Rendering.translator_id != besides)
    soon = (Rendering.matters_at > now) & (Rendering.matters_at <= now + timedelta(hours=SOON_HOURS))
    order = (case((soon, 0), else_=1), Rendering.asked.desc(), Rendering.asked_at, Rendering.id)
    return db.session.scalars(found.options(joinedload(Rendering.place)).order_by(*order).limit(A_QUEUE)).all()


def places_of(ids: Collection[int]) -> Sequence[Place]:
    """Return some places."""
    return db.session.scalars(select(Place).where(Place.id.in_(ids)).order_by(Place.path)).all()


def waiting_at(place: Place) -> int:
    """Return how many texts of a place wait for a translator."""
    found = select(func.count()).select_from(Rendering).join(Place, Place.id == Rendering.place_id)
    return db.session.scalar(found.where(Place.path.like(f"{place.path}%"), Rendering.state.in_(TO_DO))) or 0
