"""Decidim: proposals with threads, meetings, and the actions a plan adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.delivery.states import ActionState
from deliberate.importers.rules.parsed import (
    BadFile,
    BadLine,
    Parsed,
    ParsedAction,
    ParsedComment,
    ParsedIssue,
    ParsedMeeting,
)
from deliberate.importers.rules.tables import Row, find_file, find_files, plain_text, read_rows, zone
from deliberate.issues.states import IssueState

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = zone("Europe/Madrid")
STATES: dict[str, object] = {
    "accepted": IssueState.adopted,
    "rejected": IssueState.not_adopted,
    "": IssueState.screening,
    "evaluating": IssueState.screening,
    "withdrawn": IssueState.withdrawn,
}
STANCES: dict[str, object] = {"1": "for", "0": "neutral", "-1": "against", "": "neutral"}
PROPOSALS = (
    "id",
    "code",
    "title",
    "summary",
    "district",
    "category",
    "subcategory",
    "status",
    "created_at",
    "total_votes",
)
COMMENTS = ("id", "proposal_id", "ancestry", "alignment", "created_at", "total_likes", "total_dislikes", "body")
MEETINGS = (
    "ID de cita",
    "Títol",
    "Descripció",
    "Data",
    "Adreça",
    "Districte",
    "Assistents",
    "Propostes",
    "Intervencions",
)
RESULTS = ("ID", "Districte", "Títol", "Descripció", "Propostes", "Suports", "Comentaris", "Participants")
WHOLE_CITY = ""


def read(folder: Path, name: str) -> Parsed:
    """Return everything the folder holds, or raise `BadFile` with every bad line."""
    parsed = Parsed("decidim", name, "ca")
    bad: list[BadLine] = []
    for path in find_files(folder, "proposals*.csv"):
        parsed.issues += [_issue(row) for row in read_rows(path, PROPOSALS, bad)]
    for path in sorted(folder.glob("comments*.csv")):
        parsed.comments += [_comment(row) for row in read_rows(path, COMMENTS, bad)]
    meetings, results = find_file(folder, "meetings*.csv"), find_file(folder, "action_plans*.csv")
    if meetings:
        parsed.meetings += [_meeting(row) for row in read_rows(meetings, MEETINGS, bad)]
    if results:
        parsed.actions += [_result(row) for row in read_rows(results, RESULTS, bad)]
    if bad:
        raise BadFile(bad)
    named = [item.place for item in parsed.issues]
    named += [item.place for item in parsed.meetings] + [item.place for item in parsed.actions]
    parsed.places = {name: name for name in named if name}
    return parsed


def _category(row: Row, category: str, subcategory: str) -> str:
    return " · ".join(part for part in (row[category], row[subcategory]) if part)


def _issue(row: Row) -> ParsedIssue:
    state = STATES[row.one_of("status", STATES)]
    return ParsedIssue(
        ref=row.needed("id"),
        number=row["code"],
        title=row.needed("title"),
        body=plain_text(row["summary"]),
        place=row["district"],
        category=_category(row, "category", "subcategory"),
        author=row["author_id"] and f"#{row['author_id']}",
        state=state,  # type: ignore[arg-type]
        at=row.moment("created_at", "%d/%m/%Y", LOCAL),
        seconds=row.whole("total_votes"),
        url=row["url"],
        figures={"origin": row["source"], "comments_stated": row.whole("total_comments")},
    )


def _comment(row: Row) -> ParsedComment:
    ancestors = [part for part in row["ancestry"].split("/") if part]
    return ParsedComment(
        ref=row.needed("id"),
        issue=row.needed("proposal_id"),
        parent=ancestors[-1] if ancestors else None,
        stance=str(STANCES[row.one_of("alignment", STANCES)]),
        body=plain_text(row["body"]),
        author=f"#{row['author_id']}" if row["author_id"] else "",
        at=row.moment("created_at", "%d/%m/%Y %H:%M:%S", LOCAL),
        agree=row.whole("total_likes"),
        disagree=row.whole("total_dislikes"),
    )


def _meeting(row: Row) -> ParsedMeeting:
    return ParsedMeeting(
        ref=row.needed("ID de cita"),
        title=row.needed("Títol"),
        purpose=plain_text(row["Descripció"]),
        place=row["Districte"],
        where=row["Adreça"],
        at=row.moment("Data", "%d/%m/%Y", LOCAL),
        attendance=row.whole("Assistents"),
        figures={"proposals": row.whole("Propostes"), "interventions": row.whole("Intervencions")},
        url=row["URL"],
    )


def _result(row: Row) -> ParsedAction:
    return ParsedAction(
        ref=row.needed("ID"),
        issue=f"plan:{row['Districte'] or WHOLE_CITY}",
        title=row.needed("Títol"),
        text=plain_text(row["Descripció"]),
        place=row["Districte"],
        body=_category(row, "Categoria", "Subcategoria"),
        state=ActionState.planned,
        due_on=None,
        done_on=None,
        budget_cents=None,
        figures={
            "proposals": row.whole("Propostes"),
            "supports": row.whole("Suports"),
            "comments": row.whole("Comentaris"),
            "participants": row.whole("Participants"),
        },
    )
