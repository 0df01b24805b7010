"""What decisions, action items and reports say, for whoever reads them in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
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
from deliberate.issues.queries import papers
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.issues.models import Issue


def text_of_resolution(found: Resolution) -> Original:
    """Return a decision as a text to translate; what counts is the original."""
    return Original(
        kind="resolution",
        subject_id=found.id,
        place_id=found.place_id,
        place_path=found.place_path,
        language=found.language,
        texts={"title": found.title, "text": found.text},
        url=f"/resolutions/{found.id}",
        author_id=found.recorded_by_id,
        matters_at=found.notice_until,
    )


def text_of_action(item: ActionItem) -> Original:
    """Return an action item as a text to translate."""
    return Original(
        kind="action",
        subject_id=item.id,
        place_id=item.place_id,
        place_path=item.place_path,
        language=item.language,
        texts={"title": item.title, "judged_how": item.judged_how},
        url=f"/actions/{item.id}",
        matters_at=item.confirm_until,
    )


def text_of_report(report: ProgressReport, item: ActionItem) -> Original:
    """Return what the responsible body reports as a text to translate."""
    return Original(
        kind="report",
        subject_id=report.id,
        place_id=item.place_id,
        place_path=item.place_path,
        language=report.language,
        texts={"text": report.text},
        url=f"/actions/{item.id}",
        author_id=report.author_id,
        matters_at=item.confirm_until,
    )


# ── what is said about them: each of these may be another text tomorrow ──


def _said(kind: str, subject_id: int, at: Any, language: str, texts: Mapping[str, str], **more: Any) -> Original:
    """Return what somebody wrote to a decision, an item or an issue as a text to translate."""
    place = {"place_id": at.place_id, "place_path": at.place_path}
    return Original(
        kind=kind, subject_id=subject_id, language=language, texts=texts, passing=True, **place, **more
    )  # fmt: skip


def reason_of_action(item: ActionItem) -> Original:
    """Return why an item was put off or stands still."""
    texts = {"extension_reason": item.extension_reason, "stopped_because": item.stopped_because}
    return _said("action_reason", item.id, item, item.reason_language, texts, url=f"/actions/{item.id}")


def text_of_answer(answer: Confirmation, item: ActionItem) -> Original:
    """Return why a resident says that it is not solved."""
    more = {"url": f"/actions/{item.id}", "author_id": answer.account_id, "matters_at": item.confirm_until}
    return _said("confirmation", answer.id, item, answer.language, {"reason": answer.reason}, **more)


def texts_of_objection(one: Objection, found: Resolution) -> tuple[Original, Original]:
    """Return an objection and its answer as two texts, for two people wrote them."""
    url = f"/resolutions/{found.id}"
    said = {"url": url, "author_id": one.account_id, "matters_at": one.reply_due}
    answered = {"url": url, "author_id": one.answered_by_id}
    return (
        _said("objection", one.id, found, one.language, {"text": one.text}, **said),
        _said("objection_answer", one.id, found, one.answer_language, {"answer": one.answer}, **answered),
    )


def texts_of_note(note: SupervisionNote, issue: Issue) -> tuple[Original, Original]:
    """Return a question of the liaison and its answer as two texts."""
    url = f"/actions/{note.action_item_id}" if note.action_item_id else f"/issues/{issue.id}"
    said, answered = {"url": url, "author_id": note.author_id}, {"url": url, "author_id": note.answered_by_id}
    return (
        _said("question", note.id, issue, note.language, {"text": note.text}, **said),
        _said("question_answer", note.id, issue, note.answer_language, {"answer": note.answer}, **answered),
    )


def text_of_appraisal(one: Appraisal, found: Resolution) -> Original:
    """Return what a resident added to a judgement; whose it is, nobody is told."""
    return _said("appraisal", one.id, found, one.language, {"text": one.text}, url=f"/resolutions/{found.id}")


@told_by("resolution", Resolution, title="title")
def _resolution(resolution_id: int) -> Original | None:
    found = items.resolution(resolution_id)
    return text_of_resolution(found) if found is not None else None


@told_by("action", ActionItem, title="title")
def _action(item_id: int) -> Original | None:
    found = items.action(item_id)
    return text_of_action(found) if found is not None else None


@told_by("report", ProgressReport)
def _report(report_id: int) -> Original | None:
    found = db.session.get(ProgressReport, report_id)
    return text_of_report(found, found.action) if found is not None else None


@told_by("action_reason", ActionItem, column="reason_language")
def _action_reason(item_id: int) -> Original | None:
    found = items.action(item_id)
    return reason_of_action(found) if found is not None else None


@told_by("confirmation", Confirmation)
def _answer(answer_id: int) -> Original | None:
    found = db.session.get(Confirmation, answer_id)
    item = items.action(found.action_item_id) if found is not None else None
    return text_of_answer(found, item) if found is not None and item is not None else None


def _objected(objection_id: int, which: int) -> Original | None:
    one = items.objection(objection_id)
    found = items.resolution(one.resolution_id) if one is not None else None
    return texts_of_objection(one, found)[which] if one is not None and found is not None else None


@told_by("objection", Objection)
def _objection(objection_id: int) -> Original | None:
    return _objected(objection_id, 0)


@told_by("objection_answer", Objection, column="answer_language")
def _objection_answer(objection_id: int) -> Original | None:
    return _objected(objection_id, 1)


def _asked(note_id: int, which: int) -> Original | None:
    note = items.note(note_id)
    issue = papers.issue(note.issue_id) if note is not None else None
    return texts_of_note(note, issue)[which] if note is not None and issue is not None else None


@told_by("question", SupervisionNote)
def _question(note_id: int) -> Original | None:
    return _asked(note_id, 0)


@told_by("question_answer", SupervisionNote, column="answer_language")
def _question_answer(note_id: int) -> Original | None:
    return _asked(note_id, 1)


@told_by("appraisal", Appraisal)
def _appraisal(appraisal_id: int) -> Original | None:
    one = db.session.get(Appraisal, appraisal_id)
    found = items.appraised(one) if one is not None else None
    return text_of_appraisal(one, found) if one is not None and found is not None else None
