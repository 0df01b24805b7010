"""Reading translations: what a page needs in one query, the translators' queue, and the texts of higher areas."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import and_, bindparam, case, func, select, tuple_
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.kit.tongues import reads
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below
from deliberate.renderings.models import Rendering, RenderingAsker, TranslatorPair
from deliberate.renderings.rules import PAIRS, SOON_HOURS, Original
from deliberate.renderings.states import TO_DO, RenderingState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    Teller = Callable[[Any], Original | None]
    Key = tuple[str, int]

A_QUEUE = 100
Tells = TypeVar("Tells", bound="Teller")


class Known(NamedTuple):
    """What there is of a translation, and whether the reader has asked for it."""

    rendering: Rendering
    mine: bool


# ── texts of higher areas ──


class Told(NamedTuple):
    """How an area tells one kind of text: by which function, from which table, and which column names its language."""

    teller: Teller
    model: Any
    column: str


class Listed(NamedTuple):
    """How lists call the rows of a table: the kind of text, and the field that is its title."""

    kind: str
    field: str


_told: dict[str, Told] = {}
_listed: dict[Any, Listed] = {}


def told_by(kind: str, model: Any, *, column: str = "language", title: str = "") -> Callable[[Tells], Tells]:
    """Let a higher area tell its texts: the function returns a row as one, or None. Lists show the field of a title."""

    def register(teller: Tells) -> Tells:
        _told[kind] = Told(teller, model, column)
        if title:
            _listed[model] = Listed(kind, title)
        return teller

    return register


def told(kind: str, row: Any, texts: Mapping[str, str], *, at: Any = None, **more: Any) -> Original:
    """Return what somebody wrote into a row as a text to translate; it belongs where the row does, or what it is on."""
    at = at or row
    return Original(
        kind=kind,
        subject_id=row.id,
        place_id=at.place_id,
        place_path=at.place_path,
        language=getattr(row, _told[kind].column),
        texts=texts,
        **more,
    )


def listed(model: Any) -> Listed:
    """Return how lists call the rows of a table."""
    return _listed[model]


def title_among(key: Key, words: Mapping[Key, Mapping[str, str]]) -> str:
    """Return the title among the translated words of a text; empty where there is none."""
    field = next((one.field for one in _listed.values() if one.kind == key[0]), "")
    return words.get(key, {}).get(field, "")


def loaded(reader: str) -> Collection[Key]:
    """Return the rows with a title this request has read so far that are in another language than the reader's."""
    rows = [(_listed.get(type(row)), row.__dict__) for row in db.session.identity_map.values()]
    foreign = [(known, row) for known, row in rows if known and not reads(reader, row.get("language") or "")]
    return {(known.kind, row["id"]) for known, row in foreign if "id" in row}


def original(kind: str, subject_id: int) -> Original | None:
    """Return a text in the words of its own area."""
    how = _told.get(kind)
    row = db.session.get(how.model, subject_id) if how else None
    return how.teller(row) if how and row is not None else None


def all_told() -> Iterator[Original]:
    """Return every text there is, kind by kind, oldest first."""
    for how in _told.values():
        for row in db.session.scalars(select(how.model).order_by(how.model.id)).all():
            if (of := how.teller(row)) is not None:
                yield of


def name_language(of: Original, language: str) -> None:
    """Write down in which language a text is, in the row it stands in."""
    how = _told[of.kind]
    setattr(db.session.get_one(how.model, of.subject_id), how.column, language)


# ── what a page needs ──

# Put together once: most pages ask one of them.
_ASKED = and_(
    Rendering.language == bindparam("language"),
    tuple_(Rendering.kind, Rendering.subject_id).in_(bindparam("keys", expanding=True)),
)
_WORDS = select(Rendering.kind, Rendering.subject_id, Rendering.texts).where(_ASKED)
_MINE = and_(RenderingAsker.rendering_id == Rendering.id, RenderingAsker.account_id == bindparam("reader"))
_KNOWN = select(Rendering, RenderingAsker.account_id).outerjoin(RenderingAsker, _MINE).where(_ASKED)


def known_of(keys: Collection[Key], language: str, reader_id: int | None) -> Mapping[Key, Known]:
    """Return what there is of some texts in a language: one query, none where nothing is asked."""
    if not keys:
        return {}
    found = db.session.execute(_KNOWN, {"language": language, "keys": list(keys), "reader": reader_id or 0})
    return {(row.kind, row.subject_id): Known(row, asker is not None) for row, asker in found}


def words_of(keys: Collection[Key], language: str) -> Mapping[Key, Mapping[str, str]]:
    """Return the translated words of some texts, for a list: one query, none where nothing is asked."""
    if not keys:
        return {}
    found = db.session.execute(_WORDS, {"language": language, "keys": list(keys)})
    return {(kind, subject_id): texts for kind, subject_id, texts in found if texts}


def titles_at(places: Collection[tuple[str, str]], language: str) -> Mapping[tuple[str, str], str]:
    """Return translated titles by address and original title, for messages that quote one: one query, or none."""
    if not places:
        return {}
    found = select(Rendering.url, Rendering.title, Rendering.texts).where(
        Rendering.language == language,
        Rendering.kind.in_({kind for kind, field in _listed.values() if field == "title"}),
        Rendering.url.in_({url for url, _title in places}),
    )
    return {(url, title): texts["title"] for url, title, texts in db.session.execute(found) if texts.get("title")}


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
    here = at_or_below(*places)
    found = select(Rendering).join(Place, Place.id == Rendering.place_id).where(here)
    found = found.where((Rendering.source_language + "-" + Rendering.language).in_(pairs))
    if besides is None:
        found = found.where(Rendering.state.in_(TO_DO))
    else:
        found = found.where(Rendering.state == RenderingState.written, Rendering.translator_id != besides)
    soon = (Rendering.matters_at > now) & (Rendering.matters_at <= now + timedelta(hours=SOON_HOURS))
    order = (case((soon, 0), else_=1), Rendering.asked.desc(), Rendering.asked_at, Rendering.id)
    return db.session.scalars(found.options(joinedload(Rendering.place)).order_by(*order).limit(A_QUEUE)).all()


def waiting_at(place: Place) -> int:
    """Return how many texts of a place wait for a translator."""
    found = select(func.count()).select_from(Rendering).join(Place, Place.id == Rendering.place_id)
    return db.session.scalar(found.where(at_or_below(place), Rendering.state.in_(TO_DO))) or 0
