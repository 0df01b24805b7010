"""CONSUL: proposals with deep threads."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.importers.rules.parsed import BadFile, BadLine, Parsed, ParsedComment, ParsedIssue
from deliberate.importers.rules.tables import Row, find_files, plain_text, read_rows, zone
from deliberate.issues.states import IssueState

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

LOCAL = zone("Europe/Madrid")
STATES: dict[str, object] = {"open": IssueState.seconding, "archived": IssueState.shelved}
PROPOSALS = ("id", "url", "code", "title", "userId", "date", "summary", "text", "numComments", "status", "numSupports")
COMMENTS = (
    "id",
    "parentId",
    "proposalId",
    "userId",
    "userType",
    "date",
    "time",
    "text",
    "numPositiveVotes",
    "numNegativeVotes",
)
TOP = "-1"
_CLOCK = re.compile(r"(?:\d+ days )?(\d{1,2}):(\d{2}):(\d{2})")


def read(folder: Path, name: str) -> Parsed:
    """Return everything the folder holds, or raise `BadFile` with every bad line."""
    parsed = Parsed("consul", name, "es")
    bad: list[BadLine] = []
    for path in find_files(folder, "proposals*.csv"):
        parsed.issues += [_issue(row) for row in read_rows(path, PROPOSALS, bad)]
    lines: dict[str, int] = {}
    for path in find_files(folder, "comments*.csv"):
        for row in read_rows(path, COMMENTS, bad):
            parsed.comments.append(_comment(row))
            lines[row["id"]] = row.line
    if bad:
        raise BadFile(bad)
    known = set(lines)
    parsed.notes += [
        BadLine("comments", lines[item.ref], "parent_removed", item.parent)
        for item in parsed.comments
        if item.parent and item.parent not in known
    ]
    return parsed


def _issue(row: Row) -> ParsedIssue:
    state = STATES[row.one_of("status", STATES)]
    return ParsedIssue(
        ref=row.needed("id"),
        number=row["code"],
        title=row.needed("title"),
        body="\n\n".join(part for part in (plain_text(row["summary"]), plain_text(row["text"])) if part),
        place="",
        category="",
        author=f"#{row['userId']}",
        state=state,  # type: ignore[arg-type]
        at=row.moment("date", "%Y-%m-%d", LOCAL),
        seconds=row.whole("numSupports"),
        url=row["url"],
        figures={"comments_stated": row.whole("numComments")},
    )


def _moment(row: Row) -> datetime:
    day = row.moment("date", "%Y-%m-%d", LOCAL)
    clock = _CLOCK.fullmatch(row["time"])
    if not clock:
        row.refuse("bad_date", f"time={row['time']}")
        return day
    return day + timedelta(hours=int(clock[1]), minutes=int(clock[2]), seconds=int(clock[3]))


def _comment(row: Row) -> ParsedComment:
    kind = f" ({row['userType']})" if row["userType"] else ""
    return ParsedComment(
        ref=row.needed("id"),
        issue=row.needed("proposalId"),
        parent=None if row["parentId"] in {TOP, ""} else row["parentId"],
        stance="neutral",
        body=plain_text(row["text"]),
        author=f"#{row['userId']}{kind}",
        at=_moment(row),
        agree=row.whole("numPositiveVotes"),
        disagree=row.whole("numNegativeVotes"),
    )
