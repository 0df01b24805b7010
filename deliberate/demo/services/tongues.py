"""What neighbours have put into other languages, and what waits for the translator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.demo.rules import english, tongues
from deliberate.issues.queries.texts import text_of
from deliberate.kit.tongues import reads
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries.texts import text_of as text_of_said
from deliberate.renderings.queries import all_told, known_of
from deliberate.renderings.services import appoint_translator, ask, write

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue
    from deliberate.renderings.rules import Original

PAIRS = ("en-zh", "zh-en", "ko-zh", "zh-ko", "ko-en", "ja-zh", "ja-en", "en-ja")


def translate(people: People, issues: dict[str, Issue], now: datetime) -> None:
    """Appoint the translator, write what is written, and let neighbours ask for the rest."""
    translator = people.account("translator")
    appoint_translator(people.area, translator, PAIRS, now=now - timedelta(days=60))
    told = tongues()
    who = people.identity(translator)
    for number, one in enumerate(told["translations"]):
        of = _text(one, issues)
        texts = {name: text.strip() for name, text in one["texts"].items()}
        write(of, one["into"], texts, who, seen=of.digest, now=now - timedelta(hours=9 - number))
    for one in told["asked"]:
        for number, reader in enumerate(one["readers"]):
            at = now - timedelta(hours=5, minutes=11 * number)
            ask(_text(one, issues), one["into"], people.identity(reader), now=at)


def put_into_english(people: People, now: datetime) -> None:
    """Let the translator write what of the whole community is known in English and was not written yet."""
    who, known = people.identity(people.account("translator")), english()
    waiting = {of.key: of for of in all_told() if of.public and not reads("en", of.language)}
    written = known_of(waiting.keys(), "en", None)
    for key, of in waiting.items():
        texts = {name: known.get("".join(text.split()), "") for name, text in of.said.items()}
        if key not in written and all(texts.values()):
            write(of, "en", texts, who, seen=of.digest, now=now)


def _text(one: dict[str, Any], issues: dict[str, Issue]) -> Original:
    issue = issues[one["issue"]]
    if "said" not in one:
        return text_of(issue)
    sent = f"demo-{one['issue']}-{one['said']}"
    said = db.session.scalars(select(Contribution).where(Contribution.client_id == sent)).one()
    return text_of_said(said)
