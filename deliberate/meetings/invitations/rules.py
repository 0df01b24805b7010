"""When people can be invited and can answer, and what an answer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.invitations.states import Answer, Need
from deliberate.meetings.states import MeetingState, RuleWord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

NAME_MOST, NOTE_MOST, PEOPLE_MOST = 40, 200, 200


def why_not_invite(meeting: MeetingState, names: Collection[str], *, people: int, before: int) -> Refusal | None:
    """Invite until the meeting begins: people with an account, and others by name."""
    if meeting not in {MeetingState.draft, MeetingState.announced}:
        return Refusal("invitations.too_late", state=meeting)
    if not names and not people:
        return Refusal("invitations.nobody")
    if any(len(name) > NAME_MOST for name in names):
        return Refusal("meetings.name_too_long", most=NAME_MOST)
    return Refusal("invitations.too_many", most=PEOPLE_MOST) if before + len(names) + people > PEOPLE_MOST else None


def why_not_take_off(meeting: MeetingState, *, required: bool) -> Refusal | None:
    """Take somebody off the list who was asked by mistake; once all are told, whom the rules want stays on it."""
    if meeting not in {MeetingState.draft, MeetingState.announced}:
        return Refusal("invitations.too_late", state=meeting)
    return Refusal("invitations.needed") if required and meeting is MeetingState.announced else None


def unasked(wanted: Sequence[RuleWord], asked: Mapping[RuleWord, int], *, sides: int) -> list[RuleWord]:
    """Return as whom too few are asked: of the sides of a dispute as many as there are, of all others somebody."""
    least = {RuleWord.all_sides: sides}
    return [word for word in wanted if asked.get(word, 0) < least.get(word, 1)]


def why_not_call_without(missing: Sequence[RuleWord], *, sides: int) -> Refusal | None:
    """Whom the rules want there is asked before everybody else is told; all who are not are named at once."""
    if not missing:
        return None
    if missing[0] is RuleWord.all_sides:
        return Refusal("invitations.sides_missing", needed=sides)
    return Refusal("invitations.must_be_asked", parts=tuple(missing))


def why_not_answer(
    meeting: MeetingState, answer: Answer, *, proxy: str, needs: Collection[Need], language: str, note: str
) -> Refusal | None:
    """Answer while the meeting is still to come or under way; a proxy has a name, an interpreter a language."""
    if meeting not in {MeetingState.draft, MeetingState.announced, MeetingState.in_session}:
        return Refusal("invitations.over", state=meeting)
    if answer is Answer.waiting:
        return Refusal("invitations.answer_missing")
    if answer is Answer.by_proxy and not proxy:
        return Refusal("invitations.proxy_missing")
    if Need.interpreter in needs and not language:
        return Refusal("invitations.language_missing")
    if max(len(proxy), len(language)) > NAME_MOST:
        return Refusal("meetings.name_too_long", most=NAME_MOST)
    return Refusal("meetings.text_too_long", most=NOTE_MOST) if len(note) > NOTE_MOST else None
