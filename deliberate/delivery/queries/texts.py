"""What decisions, action items and reports say, for whoever reads them in another language."""

from __future__ import annotations

from deliberate.db.base import db
from deliberate.delivery.models import ActionItem, ProgressReport, Resolution
from deliberate.delivery.queries import items
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original


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


@told_by("resolution", Resolution)
def _resolution(resolution_id: int) -> Original | None:
    found = items.resolution(resolution_id)
    return text_of_resolution(found) if found is not None else None


@told_by("action", ActionItem)
def _action(item_id: int) -> Original | None:
    found = items.action(item_id)
    return text_of_action(found) if found is not None else None


@told_by("report", ProgressReport)
def _report(report_id: int) -> Original | None:
    found = db.session.get(ProgressReport, report_id)
    return text_of_report(found, found.action) if found is not None else None
