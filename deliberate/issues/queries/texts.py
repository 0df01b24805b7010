"""What an issue says, for whoever reads it in another language."""

from __future__ import annotations

from deliberate.issues.models import Issue
from deliberate.issues.queries import papers
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original


def text_of(issue: Issue) -> Original:
    """Return an issue as a text to translate; before it was looked at it is not everybody's."""
    return Original(
        kind="issue",
        subject_id=issue.id,
        place_id=issue.place_id,
        place_path=issue.place_path,
        language=issue.language,
        texts={"title": issue.title, "body": issue.body},
        url=f"/issues/{issue.id}",
        author_id=issue.author_id,
        matters_at=issue.deadline_at,
        public=issue.state.screened,
    )


def reason_of(issue: Issue) -> Original:
    """Return why an issue left the straight path last; the next time it is another text."""
    return Original(
        kind="issue_reason",
        subject_id=issue.id,
        place_id=issue.place_id,
        place_path=issue.place_path,
        language=issue.reason_language,
        texts={"reason": issue.reason_note},
        url=f"/issues/{issue.id}",
        author_id=issue.judged_by_id,
        matters_at=issue.appeal_until,
        public=issue.state.screened,
        readers=(issue.author_id,),
        passing=True,
    )


@told_by("issue", Issue, title="title")
def _told(issue_id: int) -> Original | None:
    found = papers.issue(issue_id)
    return text_of(found) if found is not None else None


@told_by("issue_reason", Issue, column="reason_language")
def _reason(issue_id: int) -> Original | None:
    found = papers.issue(issue_id)
    return reason_of(found) if found is not None else None
