"""After publication a sentence changes by an erratum that a second person approves; what it was stays to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.kit.refusals import Refusal
from deliberate.meetings.minutes.rules.lines import TEXT_MOST
from deliberate.meetings.minutes.states import ErratumState, MinutesState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Approved = Mapping[tuple[int, int], str]

REASON_MOST = 1000


def why_not_propose(
    state: MinutesState, *, was: str | None, becomes: str, reason: str, waiting: bool
) -> Refusal | None:
    """Propose another wording for a sentence of published minutes, with the reason; one at a time."""
    if state is not MinutesState.published:
        return Refusal("minutes.not_published", state=state)
    if was is None:
        return Refusal("minutes.no_such_sentence")
    if waiting:
        return Refusal("minutes.correction_waiting")
    if not becomes or becomes == was:
        return Refusal("minutes.correction_missing")
    if not reason:
        return Refusal("minutes.correction_reason_missing")
    if len(becomes) > TEXT_MOST or len(reason) > REASON_MOST:
        return Refusal("minutes.correction_too_long", most=TEXT_MOST, reason_most=REASON_MOST)
    return None


def why_not_decide(state: ErratumState, *, proposed_by: int, decider: int, reason: str | None = None) -> Refusal | None:
    """Let a second person decide; a no has its reason."""
    if state is not ErratumState.proposed:
        return Refusal("minutes.correction_decided", state=state)
    if proposed_by == decider:
        return Refusal("minutes.correction_second_person")
    if reason is not None and not reason.strip():
        return Refusal("minutes.correction_reason_missing")
    return None


def sentence_at(sections: Sequence[Mapping[str, Any]], place: tuple[int, int]) -> str | None:
    """Return the sentence at a place of the published text, if there is one."""
    section, sentence = place
    if not 0 <= section < len(sections):
        return None
    sentences = sections[section].get("sentences", ())
    return sentences[sentence]["text"] if 0 <= sentence < len(sentences) else None


def as_corrected(sections: Iterable[Mapping[str, Any]], approved: Approved) -> list[dict[str, Any]]:
    """Return the sections as they read now; a corrected sentence keeps its sources and says that it was corrected."""
    return [
        {
            **section,
            "sentences": [
                {**one, "text": approved[place, number], "corrected": True} if (place, number) in approved else {**one}
                for number, one in enumerate(section.get("sentences", ()))
            ],
        }
        for place, section in enumerate(sections)
    ]
