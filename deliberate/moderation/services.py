"""Reporting a text, hiding it, showing it again, appealing, and deciding the appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.ledger.services import erase_payloads
from deliberate.moderation import queries, rules
from deliberate.moderation.events import (
    AppealDecided,
    AppealMade,
    HidingLifted,
    PersonRestrained,
    TextFlagged,
    TextHidden,
    TextKept,
    TextReported,
    WordsWatched,
    stream_of,
)
from deliberate.moderation.models import Flag, Report, Ruling, WatchedWord
from deliberate.moderation.states import HideReason, ReportState, RulingState
from deliberate.places.models import Place
from deliberate.places.queries.tree import rules_at
from deliberate.places.rules.deadlines import deadline
from deliberate.places.rules.shipped import calendar_for
from deliberate.renderings import services as renderings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.moderation.rules import Text
    from deliberate.places.rules.assisting import Help

# The same periods as for an issue that was not accepted.
WINDOW, ANSWER = "appeal.window", "appeal.answer"


def report(of: Text, reason: HideReason | None, *, reporter_id: int, now: datetime) -> int:
    """Say that a text breaks the rules; return how many people wait for an answer about it."""
    own = of.author_id == reporter_id
    before = queries.has_reported(of, reporter_id)
    ensure(rules.why_not_report(shown=of.shown, is_author=own, reason=reason, already=before))
    values = {"account_id": reporter_id, "reason": reason, "at": now, "state": ReportState.waiting}
    kept = insert_once(Report, kind=of.kind, subject_id=of.subject_id, place_id=of.place_id, **values)
    ensure(rules.why_not_report(shown=of.shown, is_author=own, reason=reason, already=kept is None))
    number = queries.reports_of(of.kind, of.subject_id)
    about = _about(of)
    publish(TextReported(actor_id=reporter_id, at=now, reason=HideReason(reason or ""), reports=number, **about))
    return number


def look_at(kind: str, subject_id: int, words: str, *, now: datetime) -> None:
    """Have a moderator look at what was just written, if it has a watched word in it; it stays shown."""
    # Most texts have none of them, and then nothing more is asked.
    watched = queries.watched_anywhere()
    of = queries.text(kind, subject_id) if watched and rules.watched_in(words, watched) else None
    if of is not None:
        _flag(of, now=now)


def _flag(of: Text, *, now: datetime) -> None:
    if not rules.watched_in(of.words, queries.watched_at(of.place_path)):
        return
    values = {"place_id": of.place_id, "at": now, "state": ReportState.waiting}
    fresh = insert_once(Flag, kind=of.kind, subject_id=of.subject_id, **values) is not None
    if fresh or _look_again(of, now=now):
        publish(TextFlagged(actor_id=None, at=now, **_about(of)))


def _look_again(of: Text, *, now: datetime) -> bool:
    """Let a text that was looked at wait once more, because its words are others now."""
    again = update(Flag).where(Flag.kind == of.kind, Flag.subject_id == of.subject_id)
    kept = again.where(Flag.state == ReportState.kept).values(state=ReportState.waiting, at=now)
    return db.session.scalars(kept.returning(Flag.id)).first() is not None


def watch_words(place: Place, words: Sequence[str], *, actor_id: int | None, now: datetime) -> bool:
    """Put a community's list in place of the one before; tell whether it is kept."""
    ensure(rules.why_not_watch(words))
    before = {one.word: one for one in queries.watched_by(place)}
    added, removed = [word for word in words if word not in before], [word for word in before if word not in words]
    for word in removed:
        db.session.delete(before[word])
    db.session.add_all(WatchedWord(place_id=place.id, word=word) for word in added)
    db.session.flush()
    if added or removed:
        changed = {"added": len(added), "removed": len(removed), "watched": len(words)}
        publish(WordsWatched(actor_id=actor_id, at=now, place_id=place.id, **changed))
    return True


def keep_text(of: Text, *, actor_id: int, now: datetime) -> int:
    """Leave a reported text as it is; return how many reports this answers."""
    answered = _answer_reports(of, ReportState.kept)
    ensure(rules.why_not_keep(reports=answered))
    publish(TextKept(actor_id=actor_id, at=now, reports=answered, **_about(of)))
    return answered


def hide_text(of: Text, reason: HideReason | None, *, actor_id: int, now: datetime) -> Ruling:
    """Show a text no longer, for a reason of the list; its owner hides it, its author is told and may appeal."""
    ensure(rules.why_not_hide(shown=of.shown, reason=reason))
    ruling = _rule(of, reason, actor_id=actor_id, now=now)
    # Another moderator was quicker by a moment.
    ensure(rules.why_not_hide(shown=ruling is not None, reason=reason))
    _answer_reports(of, ReportState.hidden)
    return _announced(TextHidden, ruling, actor_id=actor_id, now=now)


def restrain(of: Text, reason: HideReason, *, actor_id: int, now: datetime) -> Ruling:
    """Put on record that somebody was asked to stop; they are told, and may appeal as with a hidden text."""
    return _announced(PersonRestrained, _rule(of, reason, actor_id=actor_id, now=now), actor_id=actor_id, now=now)


def _rule(of: Text, reason: HideReason | None, *, actor_id: int, now: datetime) -> Ruling | None:
    """Write the decision down, with the days for an appeal; nothing when it is there already."""
    made = insert_once(
        Ruling,
        kind=of.kind,
        subject_id=of.subject_id,
        round=queries.rounds(of) + 1,
        place_id=of.place_id,
        author_id=of.author_id,
        where=of.where[:400],
        url=of.url,
        reason=reason,
        hidden_by_id=actor_id,
        at=now,
        state=RulingState.standing,
        appeal_until=_period(of.place_id, WINDOW, now),
        appeal="",
        appeal_language="",
        answer="",
        answer_language="",
    )
    return db.session.get_one(Ruling, made) if made is not None else None


def _announced(
    event: type[TextHidden | PersonRestrained], ruling: Ruling | None, *, actor_id: int, now: datetime
) -> Ruling:
    if ruling is None:
        message = "a decision is neither new nor there"
        raise LookupError(message)
    told = {"reason": ruling.reason, "appeal_until": ruling.appeal_until, **_of_ruling(ruling)}
    publish(event(actor_id=actor_id, at=now, **told))
    return ruling


def lift_hiding(ruling: Ruling, *, actor_id: int, now: datetime) -> Ruling:
    """Show a text again, because it should not have been hidden."""
    ruling = queries.locked(ruling.id)
    ensure(rules.why_not_lift(ruling.state))
    ruling.state, ruling.ended_by_id, ruling.ended_at = RulingState.lifted, actor_id, now
    publish(HidingLifted(actor_id=actor_id, at=now, **_of_ruling(ruling)))
    return ruling


def appeal(ruling: Ruling, words: str, *, author_id: int, now: datetime) -> Ruling:
    """Ask another person to look at one's hidden text again."""
    return _appealed(queries.locked(ruling.id), words, author_id, now=now)


def appeal_for(ruling: Ruling, words: str, *, help_: Help, now: datetime) -> Ruling:
    """Write down the appeal of somebody without a phone, as they say it or hand it in."""
    ruling = queries.locked(ruling.id)
    return _appealed(ruling, words, ruling.author_id, help_=help_, now=now)


def _appealed(ruling: Ruling, words: str, author_id: int | None, *, help_: Help | None = None, now: datetime) -> Ruling:
    own = ruling.author_id == author_id
    ensure(rules.why_not_appeal(ruling.state, is_author=own, now=now, until=ruling.appeal_until))
    ensure(rules.why_not_words(words))
    until = _period(ruling.place_id, ANSWER, now)
    ruling.state, ruling.appeal, ruling.appealed_at = RulingState.appealed, words.strip(), now
    ruling.answer_by = until
    if help_ is not None:
        ruling.appeal_helper_id, ruling.appeal_ground = help_.helper_id, help_.ground
    about = {"ground": ruling.appeal_ground, **_of_ruling(ruling)}
    actor_id = help_.helper_id if help_ is not None else author_id
    publish(AppealMade(actor_id=actor_id, at=now, text=ruling.appeal, answer_by=until, **about))
    return ruling


def decide_appeal(ruling: Ruling, outcome: RulingState | None, answer: str, *, actor_id: int, now: datetime) -> Ruling:
    """Decide an appeal as another person, and say why."""
    ruling = queries.locked(ruling.id)
    hid, own = ruling.hidden_by_id == actor_id, ruling.author_id == actor_id
    ensure(rules.why_not_decide(ruling.state, hid_it=hid, is_author=own))
    ensure(rules.why_not_outcome(outcome) or rules.why_not_words(answer))
    ruling.state, ruling.answer = RulingState(outcome or ""), answer.strip()
    ruling.ended_by_id, ruling.ended_at = actor_id, now
    about = _of_ruling(ruling)
    publish(AppealDecided(actor_id=actor_id, at=now, outcome=ruling.state, answer=ruling.answer, **about))
    return ruling


def forget(kind: str, subject_id: int, *, actor_id: int | None, now: datetime) -> None:
    """Erase what an appeal and its answer said about a text that is erased by law; that it was hidden stays counted."""
    here = (Ruling.kind == kind) & (Ruling.subject_id == subject_id)
    forgotten = db.session.scalars(update(Ruling).where(here).values(appeal="", answer="").returning(Ruling.id)).all()
    for number in forgotten:
        renderings.forget("appeal", number, actor_id=actor_id, now=now)
        renderings.forget("appeal_answer", number, actor_id=actor_id, now=now)
    if forgotten:
        erase_payloads(stream_of(kind, subject_id), actor_id=actor_id, now=now)


def _answer_reports(of: Text, state: ReportState) -> int:
    return sum(_answer(kept, of, state) for kept in (Report, Flag))


def _answer(kept: type[Report | Flag], of: Text, state: ReportState) -> int:
    here = (kept.kind == of.kind) & (kept.subject_id == of.subject_id) & (kept.state == ReportState.waiting)
    return len(db.session.scalars(update(kept).where(here).values(state=state).returning(kept.id)).all())


def _period(place_id: int, key: str, since: datetime) -> datetime:
    ruleset = rules_at(db.session.get_one(Place, place_id))
    return deadline(ruleset.rule(key), since, calendar_for(ruleset))


def _about(of: Text) -> dict[str, Any]:
    return {"kind": of.kind, "subject_id": of.subject_id, "place_id": of.place_id}


def _of_ruling(ruling: Ruling) -> dict[str, Any]:
    about = {"kind": ruling.kind, "subject_id": ruling.subject_id, "place_id": ruling.place_id}
    return {**about, "ruling_id": ruling.id}
