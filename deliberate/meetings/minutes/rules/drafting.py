"""From the record of a meeting to a first draft of its minutes: what was agreed, who said what, and where it stands.

Nothing here knows a language: `say` turns a key and its facts into a sentence.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.minutes.rules.evening import parked, quorum
from deliberate.meetings.minutes.rules.noted import noted, with_notes
from deliberate.meetings.minutes.rules.record import standing
from deliberate.meetings.minutes.rules.spoken import Said, spoken
from deliberate.meetings.minutes.rules.turns import recusals, spoken_turns
from deliberate.meetings.minutes.states import SectionKey
from deliberate.meetings.polls.states import Temperature
from deliberate.meetings.states import Channel, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deliberate.meetings.minutes.rules.lines import Sentence
    from deliberate.meetings.minutes.rules.record import Line, Say

    Section = dict[str, Any]

_NOT_SETTLED = frozenset({Outcome.not_agreed, Outcome.second_round, Outcome.deferred})
_FOLLOWED_UP = frozenset(Outcome) - {Outcome.not_agreed, Outcome.noted}


def draft(record: Sequence[Line], say: Say) -> list[Section]:
    """Return the sections of a first draft; every sentence names the entries it rests on."""
    record = standing(record)
    said = spoken(record)
    items = [line for line in record if line.verb == "meeting.item_started" and line.payload]
    ends = {
        line.payload["agenda_item_id"]: line for line in record if line.verb == "meeting.item_closed" and line.payload
    }
    sections, notes = [_attendance(record, say)], noted(record)
    for line in items:
        item = line.payload["agenda_item_id"]
        talk = [one for one in said if one.item == item]
        found = _item(line, ends.get(item), talk, say)
        beside = {
            SectionKey.turns: spoken_turns(record, item, say),
            SectionKey.recused: recusals(record, item, say),
            SectionKey.polls: _polls(record, item, say),
        }
        found += [_section(key, sentences, item_id=item) for key, sentences in beside.items()]
        sections += with_notes(found, item, notes)
    ending = [_actions(ends.values(), say), _section(SectionKey.parked, parked(record, say)), _closing(record, say)]
    sections += with_notes(ending, None, notes)
    return [section for section in sections if section["sentences"] or section["key"] == SectionKey.item]


def _section(key: SectionKey, sentences: list[Sentence], **more: Any) -> Section:
    return {"key": key.value, "sentences": sentences, **more}


def _attendance(record: Iterable[Line], say: Say) -> Section:
    opened = [line for line in record if line.verb == "meeting.opened"]
    attended = [line for line in record if line.verb == "meeting.attended" and line.payload]
    sentences: list[Sentence] = [
        {"text": say("opened", {"at": line.at, "title": line.payload.get("title", "")}), "sources": [line.seq]}
        for line in opened
    ]
    counted = Counter(Channel(line.payload["channel"]) for line in attended)
    for channel, number in sorted(counted.items()):
        sources = [line.seq for line in attended if line.payload["channel"] == channel]
        sentences.append({"text": say("attended", {"channel": channel, "number": number}), "sources": sources})
    return _section(SectionKey.attendance, sentences)


def _item(started: Line, closed: Line | None, talk: list[Said], say: Say) -> list[Section]:
    item, title = started.payload["agenda_item_id"], started.payload["title"]
    outcome = Outcome(closed.payload["outcome"]) if closed else None
    sides = {
        SectionKey.views_for: [one for one in talk if one.stance is Stance.support],
        SectionKey.views_against: [one for one in talk if one.stance is Stance.against],
    }
    minority: list[Said] = []
    if outcome is Outcome.agreed:
        minority = sides.pop(SectionKey.views_against)
    elif outcome is Outcome.not_agreed:
        minority = sides.pop(SectionKey.views_for)
    answers = _answers(talk)
    supplements = [one for one in talk if one.stance is Stance.supplement and one.seq not in answers]
    found = [
        _section(SectionKey.item, [], title=title),
        *([_result(closed, outcome, say)] if closed and outcome else []),
        *(_section(key, [_quoted(one, say) for one in views]) for key, views in sides.items()),
        _section(SectionKey.supplements, [_quoted(one, say) for one in supplements]),
        _section(SectionKey.questions, _questions(talk, say)),
        _section(SectionKey.minority, [_quoted(one, say) for one in minority]),
    ]
    return [{**section, "item_id": item} for section in found]


def _result(closed: Line, outcome: Outcome, say: Say) -> Section:
    facts = {"outcome": outcome, "conclusion": closed.payload.get("conclusion", "")}
    text = say("outcome" if facts["conclusion"] else "outcome_only", facts)
    key = SectionKey.not_agreed if outcome in _NOT_SETTLED else SectionKey.agreed
    told = [text, *quorum(closed.payload.get("quorum") or {}, say)]
    return _section(key, [{"text": one, "sources": [closed.seq]} for one in told])


def _quoted(one: Said, say: Say) -> Sentence:
    return {"text": one.told("said", say), "sources": one.sources}


def _answers(talk: list[Said]) -> set[int]:
    asked = {one.ident for one in talk if one.stance is Stance.question}
    return {one.seq for one in talk if one.parent in asked and one.stance in {Stance.supplement, Stance.neutral}}


def _questions(talk: list[Said], say: Say) -> list[Sentence]:
    """Return each question with the answers given right under it."""
    sentences: list[Sentence] = []
    answers = _answers(talk)
    for one in talk:
        if one.stance is not Stance.question:
            continue
        given = [reply for reply in talk if reply.parent == one.ident and reply.seq in answers]
        said = [one.told("asked", say), *(reply.told("answered", say) for reply in given)]
        if not given:
            said.append(say("not_answered", {}))
        sentences.append({"text": " ".join(said), "sources": [seq for each in (one, *given) for seq in each.sources]})
    return sentences


def _polls(record: Sequence[Line], item: int, say: Say) -> list[Sentence]:
    """Return each quick question put under an item with its answers, once they were shown."""
    shown = {line.payload["poll_id"]: line for line in record if line.verb == "poll.shown" and line.payload}
    put = [line for line in record if line.verb == "poll.opened" and line.payload.get("agenda_item_id") == item]
    sentences: list[Sentence] = []
    for line in put:
        if result := shown.get(line.payload["poll_id"]):
            counts = [result.payload[name] for name in ("by_phone", "assisted", "in_hall")]
            names: Sequence[object] = line.payload["options"] or list(Temperature)
            answers = [
                say("poll_answer", {"option": name, "number": sum(numbers)})
                for name, numbers in zip(names, zip(*counts, strict=True), strict=True)
            ]
            facts = {"question": line.payload["question"], "answers": " ".join(answers)}
            sentences.append({"text": say("poll", facts), "sources": [line.seq, result.seq]})
    return sentences


def _actions(closed: Iterable[Line], say: Say) -> Section:
    """Propose what has to be done next; who and until when is for people to fill in."""
    sentences: list[Sentence] = [
        {"text": say(f"next_{outcome}", {"title": line.payload["title"]}), "sources": [line.seq]}
        for line in closed
        if (outcome := Outcome(line.payload["outcome"])) in _FOLLOWED_UP
    ]
    return _section(SectionKey.actions, sentences)


def _closing(record: Sequence[Line], say: Say) -> Section:
    """Tell how the evening went: breaks, who led from when on, and how it ended."""
    turns = {
        "meeting.paused": _paused,
        "meeting.chair_handed_over": _handed_over,
        "meeting.adjourned": _adjourned,
        "meeting.closed": _ended,
    }
    sentences: list[Sentence] = []
    for line in record:
        if line.verb in turns:
            key, facts = turns[line.verb](line.payload)
            sentences.append({"text": say(key, {"at": line.at, **facts}), "sources": [line.seq]})
    return _section(SectionKey.close, sentences)


def _paused(payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "paused", {"until": datetime.fromisoformat(payload["until"])}


def _handed_over(payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "handed_over", {"chair": payload["chair"], "reason": payload["reason"]}


def _adjourned(payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "adjourned", {"to": datetime.fromisoformat(payload["starts_at"]), "reason": payload["reason"]}


def _ended(payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    facts = {"number": payload.get("postponed", 0), "reason": payload.get("reason", "")}
    if facts["reason"]:
        return "stopped", facts
    return ("postponed" if facts["number"] else "closed"), facts
