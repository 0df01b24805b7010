"""What decisions, action items and reports say, for whoever reads them in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.delivery.models import (
    ActionItem,
    Appraisal,
    Confirmation,
    Objection,
    ProgressReport,
    Resolution,
    SupervisionNote,
)
from deliberate.delivery.queries import items
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from deliberate.renderings.rules import Original


@told_by("resolution", Resolution, title="title")
def text_of_resolution(found: Resolution) -> Original:
    """Return a decision as a text to translate; what counts is the original."""
    texts, more = {"title": found.title, "text": found.text}, {"matters_at": found.notice_until}
    return told("resolution", found, texts, url=found.url, author_id=found.recorded_by_id, **more)


@told_by("action", ActionItem, title="title")
def text_of_action(item: ActionItem) -> Original:
    """Return an action item as a text to translate."""
    texts = {"title": item.title, "judged_how": item.judged_how}
    return told("action", item, texts, url=item.url, matters_at=item.confirm_until)


@told_by("report", ProgressReport)
def text_of_report(report: ProgressReport) -> Original:
    """Return what the responsible body reports as a text to translate."""
    at, more = report.action, {"author_id": report.author_id, "matters_at": report.action.confirm_until}
    return told("report", report, {"text": report.text}, at=at, url=at.url, **more)


# ── what is said about them: each of these may be another text tomorrow ──


@told_by("action_reason", ActionItem, column="reason_language")
def reason_of_action(item: ActionItem) -> Original:
    """Return why an item was put off or stands still."""
    texts = {"extension_reason": item.extension_reason, "stopped_because": item.stopped_because}
    return told("action_reason", item, texts, url=item.url, passing=True)


@told_by("confirmation", Confirmation)
def text_of_answer(answer: Confirmation) -> Original:
    """Return why a resident says that it is not solved."""
    at, more = answer.action, {"author_id": answer.account_id, "matters_at": answer.action.confirm_until}
    return told("confirmation", answer, {"reason": answer.reason}, at=at, url=at.url, passing=True, **more)


@told_by("objection", Objection)
def text_of_objection(one: Objection) -> Original:
    """Return an objection to a decision."""
    at, more = one.resolution, {"author_id": one.account_id, "matters_at": one.reply_due}
    return told("objection", one, {"text": one.text}, at=at, url=at.url, passing=True, **more)


@told_by("objection_answer", Objection, column="answer_language")
def answer_to_objection(one: Objection) -> Original:
    """Return what somebody answered to an objection."""
    at, more = one.resolution, {"author_id": one.answered_by_id}
    return told("objection_answer", one, {"answer": one.answer}, at=at, url=at.url, passing=True, **more)


@told_by("question", SupervisionNote)
def text_of_question(note: SupervisionNote) -> Original:
    """Return a question of the liaison."""
    more = {"url": note.url, "author_id": note.author_id}
    return told("question", note, {"text": note.text}, at=note.issue, passing=True, **more)


@told_by("question_answer", SupervisionNote, column="answer_language")
def answer_to_question(note: SupervisionNote) -> Original:
    """Return what somebody answered to the liaison."""
    more = {"url": note.url, "author_id": note.answered_by_id}
    return told("question_answer", note, {"answer": note.answer}, at=note.issue, passing=True, **more)


def text_of_appraisal(one: Appraisal, found: Resolution) -> Original:
    """Return what a resident added to a judgement; whose it is, nobody is told."""
    return told("appraisal", one, {"text": one.text}, at=found, url=found.url, passing=True)


@told_by("appraisal", Appraisal)
def _once_it_can_be_read(one: Appraisal) -> Original | None:
    found = items.appraised(one)
    return text_of_appraisal(one, found) if found is not None else None
