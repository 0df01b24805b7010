"""What an issue says, for whoever reads it in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues.models import Issue
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from deliberate.renderings.rules import Original


@told_by("issue", Issue, title="title")
def text_of(issue: Issue) -> Original:
    """Return an issue as a text to translate; before it was looked at it is not everybody's."""
    return told(
        "issue",
        issue,
        {"title": issue.title, "body": issue.body},
        url=f"/issues/{issue.id}",
        author_id=issue.author_id,
        matters_at=issue.deadline_at,
        public=issue.state.screened,
    )


@told_by("issue_reason", Issue, column="reason_language")
def reason_of(issue: Issue) -> Original:
    """Return why an issue left the straight path last; the next time it is another text."""
    return told(
        "issue_reason",
        issue,
        {"reason": issue.reason_note},
        url=f"/issues/{issue.id}",
        author_id=issue.judged_by_id,
        matters_at=issue.appeal_until,
        public=issue.state.screened,
        readers=(issue.author_id,),
        passing=True,
    )
