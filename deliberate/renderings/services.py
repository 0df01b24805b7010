"""Asking for a translation, writing, checking and doubting one; saying who translates, and which language is which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refusal, ensure
from deliberate.kit.roles import Role
from deliberate.kit.tongues import TRANSLATED, primary
from deliberate.ledger.services import erase_payloads
from deliberate.places.queries import people
from deliberate.places.rules.deadlines import local_day
from deliberate.places.services.belonging import end_role, grant_role
from deliberate.renderings import queries, rules
from deliberate.renderings.events import (
    LanguageNamed,
    RenderingAsked,
    RenderingChecked,
    RenderingDoubted,
    RenderingOutdated,
    RenderingWritten,
    TranslatorAppointed,
)
from deliberate.renderings.models import Rendering, RenderingAsker, TranslatorPair
from deliberate.renderings.states import RENDERING, RenderingState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from deliberate.accounts.models import Account
    from deliberate.kit.permits import Identity
    from deliberate.places.models import Place
    from deliberate.renderings.rules import Original


def ask(of: Original, language: str, identity: Identity, *, now: datetime) -> Rendering:
    """Ask for a text in a language: counted once a person; the first to ask puts it into the queue."""
    ensure(rules.why_not_ask(of, language, already=False))
    wanted = _the(of, language, now)
    _begin_anew(wanted, of)
    asker = {"rendering_id": wanted.id, "account_id": identity.account_id or 0, "at": now}
    ensure(rules.why_not_ask(of, language, already=not _once(RenderingAsker, asker)))
    wanted.asked += 1
    wanted.matters_at = of.matters_at
    publish(RenderingAsked(actor_id=identity.account_id, at=now, asked=wanted.asked, **_about(wanted, of)))
    return wanted


def write(
    of: Original, language: str, texts: Mapping[str, str], identity: Identity, *, seen: str, now: datetime
) -> Rendering:
    """Write a translation of the wording that was `seen`, in whole."""
    own = identity.account_id is not None and identity.account_id == of.author_id
    ensure(rules.why_not_translate(of, language, is_author=own, pairs=_pairs(of, identity)))
    ensure(rules.why_not_write(of, texts, seen=seen))
    made = _the(of, language, now)
    ensure(RENDERING.why_not(made.state, RenderingState.written))
    made.state, made.of, made.written_at = RenderingState.written, of.digest, now
    made.texts = {name: texts[name].strip() for name in of.said}
    made.translator_id, made.translator_label, made.by_author = identity.account_id, identity.name, own
    made.checker_id, made.checker_label, made.checked_at, made.doubt = None, "", None, ""
    written = RenderingWritten(
        actor_id=identity.account_id,
        at=now,
        title=made.title,
        url=made.url,
        texts=made.texts,
        of=made.of,
        translator_label=made.translator_label,
        **_about(made, of),
    )
    publish(written)
    return made


def check(of: Original, language: str, identity: Identity, *, now: datetime) -> Rendering:
    """Find a translation right, as a second person who knows both languages."""
    made = _the(of, language, now)
    ensure(rules.why_not_translate(of, language, is_author=False, pairs=_pairs(of, identity)))
    ensure(rules.why_not_check(written=bool(made.texts), is_translator=made.translator_id == identity.account_id))
    ensure(RENDERING.why_not(made.state, RenderingState.checked))
    made.state, made.doubt = RenderingState.checked, ""
    made.checker_id, made.checker_label, made.checked_at = identity.account_id, identity.name, now
    publish(RenderingChecked(actor_id=identity.account_id, at=now, **_about(made, of)))
    return made


def doubt(of: Original, language: str, identity: Identity, *, note: str, now: datetime) -> Rendering:
    """Say what is wrong with a translation: it goes back to the queue and is shown as doubted."""
    made = _the(of, language, now)
    ensure(rules.why_not_doubt(written=bool(made.texts), note=note))
    ensure(RENDERING.why_not(made.state, RenderingState.doubted))
    made.state, made.doubt = RenderingState.doubted, note.strip()
    told = {**_about(made, of), "title": made.title, "note": made.doubt}
    publish(RenderingDoubted(actor_id=identity.account_id, at=now, **told))
    return made


def follow(of: Original, *, actor_id: int | None, now: datetime) -> None:
    """Send translations of an earlier wording back to the queue, because the original was reworded."""
    for made in queries.all_of(of):
        made.title, made.source_language = of.title, primary(of.language)
        if made.texts and made.of != of.digest and RENDERING.allow(made.state, RenderingState.outdated):
            made.state = RenderingState.outdated
            publish(RenderingOutdated(actor_id=actor_id, at=now, **_about(made, of)))


def forget(kind: str, subject_id: int, *, actor_id: int | None, now: datetime) -> None:
    """Erase the translations of a text that is no longer shown, also what the record says of them."""
    gone = select(Rendering.id).where(Rendering.kind == kind, Rendering.subject_id == subject_id)
    for number in db.session.scalars(gone).all():
        erase_payloads(f"rendering:{number}", actor_id=actor_id, now=now)
        db.session.execute(delete(RenderingAsker).where(RenderingAsker.rendering_id == number))
        db.session.execute(delete(Rendering).where(Rendering.id == number))


def name_language(of: Original, language: str, identity: Identity, *, now: datetime) -> None:
    """Say in which language a text is, because its letters had told a wrong one."""
    ensure(None if language in TRANSLATED else Refusal("renderings.unknown_language"))
    queries.name_language(of, language)
    for made in queries.all_of(of):
        made.source_language = language
    publish(
        LanguageNamed(actor_id=identity.account_id, at=now, kind=of.kind, subject_id=of.subject_id, language=language)
    )


def appoint_translator(
    place: Place, account: Account, pairs: Collection[str], *, now: datetime, actor_id: int | None = None
) -> None:
    """Let somebody translate for a place between some languages; without any, they no longer do."""
    ensure(rules.why_not_appoint(pairs))
    held = people.holding(place.id, account.id, Role.translator, local_day(now))
    if pairs and held is None:
        grant_role(place, account, Role.translator, now=now, actor_id=actor_id)
    if not pairs and held is not None:
        end_role(held, now=now, actor_id=actor_id)
    mine = (TranslatorPair.account_id == account.id) & (TranslatorPair.place_id == place.id)
    db.session.execute(delete(TranslatorPair).where(mine))
    for pair in sorted(pairs):
        db.session.add(TranslatorPair(account_id=account.id, place_id=place.id, pair=pair, since=now))
    db.session.flush()
    publish(
        TranslatorAppointed(
            actor_id=actor_id, at=now, place_id=place.id, account_id=account.id, pairs=tuple(sorted(pairs))
        )
    )


def _pairs(of: Original, identity: Identity) -> frozenset[str]:
    translator = identity.holds(Role.translator, of.place_path)
    return queries.pairs_of(identity.account_id, of.place_path, translator=translator)


def _begin_anew(made: Rendering, of: Original) -> None:
    """Put a passing text back into the queue when another one has taken its place: nobody has asked for this one."""
    if of.passing and made.texts and made.of != of.digest and RENDERING.allow(made.state, RenderingState.outdated):
        made.state, made.asked, made.title, made.url = RenderingState.outdated, 0, of.title, of.url
        db.session.execute(delete(RenderingAsker).where(RenderingAsker.rendering_id == made.id))


def _about(made: Rendering, of: Original) -> dict[str, Any]:
    return {
        "meeting_id": of.meeting_id,
        "rendering_id": made.id, "kind": made.kind, "subject_id": made.subject_id, "language": made.language,
    }  # fmt: skip


def _the(of: Original, language: str, now: datetime) -> Rendering:
    """Return the row of a text in a language, made when it is missing, kept for this transaction."""
    wanted = {"kind": of.kind, "subject_id": of.subject_id, "language": language}
    values = {
        "state": RenderingState.waiting,
        "source_language": primary(of.language),
        "place_id": of.place_id,
        "asked": 0,
        "asked_at": now,
        "title": of.title,
        "url": of.url,
        "texts": {},
        "of": "",
        "translator_label": "",
        "checker_label": "",
        "by_author": False,
        "doubt": "",
    }
    _once(Rendering, {**wanted, **values})
    found = select(Rendering).filter_by(**wanted).with_for_update(of=Rendering)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def _once(model: Any, values: dict[str, Any]) -> bool:
    """Insert a row unless it is there; the database decides, also between two workers."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    made = insert(model).values(**values).on_conflict_do_nothing().returning(model.__table__.primary_key.columns[0])
    return db.session.execute(made).first() is not None
