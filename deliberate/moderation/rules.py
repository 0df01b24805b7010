"""Who may report, hide, show again, appeal and decide an appeal; and how the public log counts.

Nobody decides about their own text, and nobody decides the appeal against their own decision.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.moderation.states import OF_TEXTS, RULING, HideReason, RulingState
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

WORDS_MOST = 1000
WATCHED_MOST, WATCHED_LONGEST = 300, 40
# Behind the Latin letters, and before any script that writes without borders between words.
FIRST_ELSEWHERE = "\u0250"
DECISIONS = (RulingState.upheld, RulingState.overturned)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text as its own area tells it: what was written, by whom, where it stands, and whether it is shown.

    `author_url` leads to where something can be asked of whoever wrote it, where that is possible.
    """

    kind: str
    subject_id: int
    place_id: int
    place_path: tuple[int, ...]
    author_id: int | None
    author_label: str
    words: str
    language: str
    url: str
    where: str
    shown: bool
    author_url: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Return what names it among all texts."""
        return self.kind, self.subject_id


def why_not_report(*, shown: bool, is_author: bool, reason: HideReason | None, already: bool) -> Refusal | None:
    """Report what is shown and not one's own, once, for a reason of the list."""
    if not shown:
        return Refusal("moderation.not_shown")
    if is_author:
        return Refusal("moderation.own_text")
    if reason not in OF_TEXTS:
        return Refusal("moderation.reason_missing")
    return Refusal("moderation.reported_already") if already else None


def why_not_hide(*, shown: bool, reason: HideReason | None) -> Refusal | None:
    """Hide only what is shown, and only for a reason of the list."""
    if not shown:
        return Refusal("moderation.hidden_already")
    return None if reason in OF_TEXTS else Refusal("moderation.reason_missing")


def why_not_keep(*, reports: int) -> Refusal | None:
    """Answer reports that still wait."""
    return None if reports else Refusal("moderation.no_reports")


def why_not_lift(state: RulingState) -> Refusal | None:
    """Show again what is hidden and was not decided on appeal."""
    return RULING.why_not(state, RulingState.lifted)


def why_not_appeal(state: RulingState, *, is_author: bool, now: datetime, until: datetime) -> Refusal | None:
    """Its author may appeal once, in time."""
    if not is_author:
        return Refusal("moderation.not_the_author")
    if refusal := RULING.why_not(state, RulingState.appealed):
        return refusal
    return Refusal("moderation.appeal_too_late", until=until - timedelta(microseconds=1)) if now >= until else None


def why_not_decide(state: RulingState, *, hid_it: bool, is_author: bool) -> Refusal | None:
    """Another person than who hid it, and not the author, looks at it again."""
    if refusal := RULING.why_not(state, RulingState.upheld):
        return refusal
    if hid_it:
        return Refusal("moderation.own_decision")
    return Refusal("moderation.own_text") if is_author else None


def why_not_words(words: str) -> Refusal | None:
    """Say why, in bearable length: an appeal and its answer are read by people."""
    if not words.strip():
        return Refusal("moderation.words_missing")
    return Refusal("moderation.words_too_long", most=WORDS_MOST) if len(words.strip()) > WORDS_MOST else None


def why_not_outcome(outcome: RulingState | None) -> Refusal | None:
    """An appeal fails or succeeds."""
    return None if outcome in DECISIONS else Refusal("moderation.outcome_missing")


# ── words a community wants to be looked at ──


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text as it is compared, in one width and case; and from which of its letters each letter came."""
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKC", letter).casefold():
            letters.append(plain)
            origins.append(place)
    return "".join(letters), origins


def watched_in(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where watched words stand in a text, from and to, in order and without overlaps.

    Chinese has no borders between words, so a word is found anywhere; a Latin one only as a word of its own.
    """
    plain, origins = folded(text)
    found: list[tuple[int, int]] = []
    for word in words:
        wanted = folded(word)[0].strip()
        at = plain.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if not (_goes_on(plain, at - 1, at) or _goes_on(plain, end, end - 1)):
                found.append((origins[at], origins[end - 1] + 1))
            at = plain.find(wanted, at + 1)
    return _apart(sorted(found))


def _goes_on(plain: str, outside: int, inside: int) -> bool:
    """Tell whether a Latin word goes on beyond where the match begins or ends."""
    if not 0 <= outside < len(plain):
        return False
    return all(plain[place].isalnum() and plain[place] < FIRST_ELSEWHERE for place in (outside, inside))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in spans:
        if kept and begin < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((begin, end))
    return kept


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is a watched word."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for begin, end in watched_in(text, words):
        pieces += [(text[last:begin], False), (text[begin:end], True)]
        last = end
    return [piece for piece in (*pieces, (text[last:], False)) if piece[0]]


def as_list(text: str) -> list[str]:
    """Return what was written one word a line, without blanks and doubles."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list({folded(line)[0]: line for line in lines if line}.values())


def why_not_watch(words: Sequence[str]) -> Refusal | None:
    """Keep the list short enough to be looked through, and its words words."""
    if len(words) > WATCHED_MOST:
        return Refusal("moderation.too_many_words", most=WATCHED_MOST)
    long = next((word for word in words if len(word) > WATCHED_LONGEST), None)
    return Refusal("moderation.watched_too_long", word=long[:20], most=WATCHED_LONGEST) if long else None


@dataclass(frozen=True)
class Week:
    """How much was hidden in a week, by reason."""

    monday: date
    by_reason: tuple[tuple[HideReason, int], ...]

    @property
    def total(self) -> int:
        """Return how much it was in all."""
        return sum(number for _reason, number in self.by_reason)


def weeks(hidden: Iterable[tuple[datetime, HideReason]]) -> list[Week]:
    """Return counts by week and reason, the newest week first; a week begins on Monday at the place."""
    counts: dict[date, Counter[HideReason]] = {}
    for at, reason in hidden:
        day = local_day(at)
        counts.setdefault(day - timedelta(days=day.weekday()), Counter())[reason] += 1
    return [
        Week(monday, tuple((reason, counts[monday][reason]) for reason in HideReason if counts[monday][reason]))
        for monday in sorted(counts, reverse=True)
    ]
