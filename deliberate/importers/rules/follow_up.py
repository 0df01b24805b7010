"""Follow-up data: projects that won a budget (Paris), and motions with co-signers and results (Taiwan)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deliberate.delivery.states import ActionState
from deliberate.importers.rules.parsed import BadFile, BadLine, Parsed, ParsedAction, ParsedIssue
from deliberate.importers.rules.tables import Row, find_file, last_day_of, read_rows, zone
from deliberate.issues.states import IssueState

if TYPE_CHECKING:
    from pathlib import Path

PARIS, TAIPEI = zone("Europe/Paris"), zone("Asia/Taipei")
PROJECTS = (
    "identifiant_projet_gagnant",
    "titre_projet_gagnant",
    "edition",
    "avancement_projet",
    "direction_pilote_projet",
    "livraison_prev_projet",
    "ouverture_projet",
    "budget_global_projet_gagnant",
)
MOTIONS = ("ID", "result", "提案人", "連署人", "place", "日期", "名稱", "內容", "category", "cost", "action")
PROGRESS: dict[str, object] = {
    "FIN": ActionState.closed,
    "LIVRAISON": ActionState.reported_done,
    "TRAVAUX": ActionState.in_progress,
    "ETUDES": ActionState.in_progress,
    "PROCEDURES": ActionState.in_progress,
    "NON DEMARRE": ActionState.planned,
    "ABANDONNÉ": ActionState.abandoned,
}
# What a held-over motion became stands behind the arrow; the last word counts.
RESULTS: dict[str, object] = {
    "通過": IssueState.adopted,
    "保留": IssueState.deferred,
    "撤案": IssueState.withdrawn,
    "保留 > 撤案": IssueState.withdrawn,
    "保留 > 通過": IssueState.adopted,
    "否決": IssueState.not_adopted,
}
NOTHING = "NA"
LONGEST_TITLE = 60
CENTS = 100


def read(folder: Path, name: str) -> Parsed:
    """Return everything the folder holds, whichever of the two kinds it is."""
    bad: list[BadLine] = []
    if path := find_file(folder, "projects*.csv"):
        parsed = _projects(Parsed("follow-up", name, "fr"), path, bad)
    elif path := find_file(folder, "motions*.csv"):
        parsed = _motions(Parsed("follow-up", name, "zh_Hant"), path, bad)
    else:
        raise BadFile([BadLine("projects.csv | motions.csv", 0, "file_missing")])
    if bad:
        raise BadFile(bad)
    return parsed


def _projects(parsed: Parsed, path: Path, bad: list[BadLine]) -> Parsed:
    parsed.actions += [_action(row) for row in read_rows(path, PROJECTS, bad)]
    parsed.places = {item.place: item.place for item in parsed.actions if item.place}
    return parsed


def _action(row: Row) -> ParsedAction:
    state = PROGRESS[row.one_of("avancement_projet", PROGRESS)]
    abandoned = state is ActionState.abandoned
    budget = row["budget_global_projet_gagnant"]
    district = row["arrondissement_projet_gagnant"]
    return ParsedAction(
        ref=row.needed("identifiant_projet_gagnant"),
        issue=f"edition:{row.needed('edition')}",
        title=row.needed("titre_projet_gagnant"),
        text=row["adresse_projet_gagnant"],
        place=f"{district}e" if district.isdigit() else district,
        body=row["direction_pilote_projet"],
        state=state,  # type: ignore[arg-type]
        due_on=last_day_of(row["livraison_prev_projet"]),
        done_on=last_day_of(row["ouverture_projet"]),
        budget_cents=row.whole("budget_global_projet_gagnant") * CENTS if budget.isdigit() else None,
        figures={"theme": row["thematique"], "progress": row["avancement_projet"]},
        stopped_because=row["avancement_projet"] if abandoned else "",
    )


def _motions(parsed: Parsed, path: Path, bad: list[BadLine]) -> Parsed:
    parsed.issues += [_motion(row) for row in read_rows(path, MOTIONS, bad)]
    parsed.places = {item.place: item.place for item in parsed.issues if item.place}
    return parsed


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip() and part.strip() != NOTHING))


def _motion(row: Row) -> ParsedIssue:
    state = RESULTS[row.one_of("result", RESULTS)]
    text, proposers = row.needed("內容"), _names(row["提案人"])
    opening = re.split(r"[，。；]", text, maxsplit=1)[0][:LONGEST_TITLE]
    item = row["item"].split(">")[-1].strip() if row["item"] != NOTHING else ""
    title = f"{row['category']}：{item or opening}"
    signers = tuple(name for name in _names(row["連署人"]) if name not in proposers)
    return ParsedIssue(
        ref=row.needed("ID"),
        number=f"{row['filename']}-{row['序號']}" if row["filename"] else "",
        title=title,
        body=text,
        place=row["place"],
        category=row["category"],
        author="、".join(proposers),
        state=state,  # type: ignore[arg-type]
        at=row.moment("日期", "%Y-%m-%d", TAIPEI),
        seconds=len(signers),
        supporters=signers,
        where=row["名稱"],
        url=row["url"] if row["url"] != NOTHING else "",
        figures={
            "result": row["result"],
            "action": row["action"],
            "cost": row["cost"],
            "deleted": row["deleted"],
            "frozen": row["frozen"],
        },
    )
