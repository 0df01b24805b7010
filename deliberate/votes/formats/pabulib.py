"""The Pabulib format (.pb): a participatory-budget election in three sections, META, PROJECTS and VOTES.

Lines are semicolon-separated, fields may be quoted, lists inside a field are comma-separated. Nothing about a voter
is kept: ballots with the same content are added up as they are read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.sections import Piles, Row, sections
from deliberate.votes.methods.ballots import Ballot, Option, Terms, grouped, number_of, scores
from deliberate.votes.states import Scoring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Number = int | Decimal

SCORINGS = {
    "approval": Scoring.votes,
    "choose-1": Scoring.votes,
    "ordinal": Scoring.places,
    "cumulative": Scoring.points,
    "scoring": Scoring.points,
}
# What is counted with must be a number, or the file would be counted by another rule than its own.
WHOLE = {"max_length", "min_project_score_threshold"}
CENTS = 100
# What Pabulib gives a project that was withdrawn after the vote: it cannot win, and ends no round.
WITHDRAWN = 999_999_999
_POINTS = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project on the ballot; money in hundredths of the file's currency, or smaller parts where it needs them."""

    key: str
    name: str
    cost: int
    votes: int | None
    score: Decimal | None
    selected: int | None
    more: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Election:
    """A whole file: what it says of itself, its projects and its ballots.

    Money is counted in `unit` parts of the currency, points in `parts` parts of a point.
    """

    meta: Mapping[str, str]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    budget: int
    vote_type: str
    scoring: Scoring = Scoring.votes
    unit: int = CENTS
    parts: int = 1

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the projects as the counting methods want them, in the file's order."""
        return tuple(Option(project.key, project.cost) for project in self.projects)

    @property
    def number_of_votes(self) -> int:
        """Return how many ballots the file holds."""
        return number_of(self.ballots)

    @property
    def funded(self) -> frozenset[str]:
        """Return the projects the city funded by its rule; marks above 1 mean money found later."""
        return frozenset(project.key for project in self.projects if project.selected == 1)

    @property
    def begins(self) -> date | None:
        """Return the first day of voting, if the file says it to the day."""
        return _day(self.meta.get("date_begin", ""))

    @property
    def ends(self) -> date | None:
        """Return the last day of voting, if the file says it to the day."""
        return _day(self.meta.get("date_end", ""))

    @property
    def withdrawn(self) -> frozenset[str]:
        """Return the projects whose cost says that they were withdrawn."""
        return frozenset(project.key for project in self.projects if project.cost == WITHDRAWN * self.unit)

    def without(self, keys: frozenset[str]) -> Election:
        """Return the election as if some projects had not been on the ballot."""
        if not keys:
            return self
        left = tuple(project for project in self.projects if project.key not in keys)
        return replace(self, projects=left, ballots=tuple(grouped(_without(one, keys) for one in self.ballots)))

    def own_terms(self) -> Terms:
        """Return the terms the file itself names: newer files say threshold and whether projects are skipped."""
        threshold = _whole(self.meta, "min_project_score_threshold") or 0
        return self.terms(threshold=threshold, skip=self.meta.get("rule") != "greedy-no-skip")

    def terms(self, *, threshold: int = 0, skip: bool = True) -> Terms:
        """Return the terms under which the ballots are counted."""
        return Terms(
            budget=self.budget,
            scoring=self.scoring,
            most_points=_whole(self.meta, "max_length") or len(self.projects),
            threshold=threshold * self.parts,
            skip=skip,
            unit=self.unit,
        )

    def miscounted(self) -> tuple[str, ...]:
        """Return the projects whose number of votes or score in the file is not what its ballots say."""
        named = scores(self.ballots, self.options, Terms())
        worth = scores(self.ballots, self.options, self.terms())
        return tuple(
            project.key
            for project in self.projects
            if project.votes not in {None, named[project.key]}
            or project.score not in {None, Decimal(worth[project.key]) / self.parts}
        )


def parse(text: str) -> Election:
    """Return the election that the text holds, or raise `BallotFileError` for the first line that is wrong."""
    piles = Piles()
    held = sections(text.removeprefix("\ufeff"), piles)
    meta_lines = {row.cells["key"].strip().lower(): row for row in held["META"]}
    meta = {key: row.cells["value"].strip() for key, row in meta_lines.items()}
    vote_type = meta.get("vote_type", "").lower()
    if vote_type not in SCORINGS:
        raise BallotFileError(_line(meta_lines, "vote_type"), f"unknown vote_type: {vote_type!r}")
    if "budget" not in meta_lines:
        raise BallotFileError(1, "META has no budget")
    in_meta = {key: Row(row.line, meta) for key, row in meta_lines.items()}
    for key in WHOLE & set(meta_lines):
        in_meta[key].whole(key)
    budget = in_meta["budget"].money("budget")
    unit = max(CENTS, _parts([budget, *(row.money("cost") for row in held["PROJECTS"])], CENTS))
    projects = tuple(_projects(held["PROJECTS"], unit))
    ranked, parts, scoring = vote_type == "ordinal", 1, SCORINGS[vote_type]
    if scoring is Scoring.points or (ranked and piles.pointed):
        default = in_meta["default_score"].number("default_score") if "default_score" in meta else None
        ballots, parts = _pointed(piles, projects, default or 0, ranked=ranked)
        scoring = Scoring.points
    else:
        ballots = _ballots(piles, projects, ranked=ranked)
    _same_number(meta_lines, "num_projects", len(projects))
    _same_number(meta_lines, "num_votes", number_of(ballots))
    return _by_its_own_score(
        Election(
            meta=meta,
            projects=projects,
            ballots=ballots,
            budget=int(budget * unit),
            vote_type=vote_type,
            scoring=scoring,
            unit=unit,
            parts=parts,
        )
    )


def _parts(numbers: Iterable[Number], least: int) -> int:
    """Return the power of ten, at least so large, in whose parts all the numbers are whole."""
    places = (number.normalize().as_tuple().exponent for number in numbers if isinstance(number, Decimal))
    return max((10**-place for place in places if isinstance(place, int) and place < 0), default=least, key=int)


def _whole(meta: Mapping[str, str], key: str) -> int | None:
    return Row(1, meta).whole(key)


def _day(text: str) -> date | None:
    """Return a day written 8.06.2020 or 2020-06-08."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _projects(rows: list[Row], unit: int) -> Iterator[Project]:
    """Yield the projects in the file's order; no two share an id."""
    seen: set[str] = set()
    for row in rows:
        key = row.text("project_id")
        if key in seen:
            raise BallotFileError(row.line, f"project {key} appears twice")
        seen.add(key)
        known = {"project_id", "name", "cost", "votes", "score", "selected"}
        yield Project(
            key=key,
            name=row.cells.get("name", "").strip() or key,
            cost=int(row.money("cost") * unit),
            votes=row.whole("votes"),
            score=row.number("score"),
            selected=row.whole("selected"),
            more={name: value.strip() for name, value in row.cells.items() if name not in known and value.strip()},
        )


def _ballots(piles: Piles, projects: Sequence[Project], *, ranked: bool) -> tuple[Ballot, ...]:
    """Return the ballots; the order of what they name matters only where the vote is a ranking."""
    # Each id once, however many ballots name it.
    known = {project.key: project.key for project in projects}
    said = ((_choices(row, known), number) for row, number in piles.taken())
    return tuple(grouped(Ballot(keys if ranked else tuple(sorted(keys)), count=number) for keys, number in said))


def _pointed(
    piles: Piles, projects: Sequence[Project], default: Number, *, ranked: bool
) -> tuple[tuple[Ballot, ...], int]:
    """Return ballots with points, and in how many parts a point is counted: one, unless some points are broken."""
    known = {project.key: project.key for project in projects}
    given = []
    for row, number in piles.taken():
        keys = _choices(row, known)
        points = _points(row, len(keys))
        if default:
            rest = [key for key in known if key not in keys]
            keys, points = (*keys, *rest), [*points, *(default for _ in rest)]
        # Where the vote is a ranking its order is kept; else ballots that give the same are the same.
        pairs = list(zip(keys, points, strict=True))
        given.append((pairs if ranked else sorted(pairs), number))
    parts = _parts((one for pairs, _ in given for _, one in pairs), 1)
    return tuple(
        grouped(Ballot(tuple(k for k, _ in pairs), tuple(int(p * parts) for _, p in pairs), n) for pairs, n in given)
    ), parts


def _choices(row: Row, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the projects that a ballot names."""
    voted = row.cells["vote"].strip().strip(",")
    keys = tuple(key.strip() for key in voted.split(",")) if voted else ()
    for key in keys:
        if key not in known:
            raise BallotFileError(row.line, f"the ballot names an unknown project: {key!r}")
    if len(set(keys)) != len(keys):
        twice = Counter(keys).most_common(1)[0][0]
        raise BallotFileError(row.line, f"the ballot names project {twice} twice")
    return tuple(map(known.__getitem__, keys))


def _points(row: Row, expected: int) -> list[Number]:
    """Return the points of a ballot, one number for each project it names."""
    given = row.cells.get("points", "").strip().strip(",")
    numbers = [number.strip() for number in given.split(",")] if given else []
    if len(numbers) != expected:
        raise BallotFileError(row.line, f"{len(numbers)} points for {expected} projects")
    if not all(number.isascii() and _POINTS.fullmatch(number) for number in numbers):
        raise BallotFileError(row.line, f"points are not numbers: {given!r}")
    return [int(number) if number.isdigit() else Decimal(number) for number in numbers]


def _by_its_own_score(election: Election) -> Election:
    """Return the election with the kind of score that its own results are of.

    A file that publishes numbers of ballots alone was decided by votes, whatever its ballots say; older files write
    sums of points under `votes`. A ranking may be worth its own length, or the longest allowed, down to one.
    """
    if election.scoring is Scoring.votes:
        return election
    wrong = election.miscounted()
    if not wrong and all(one.score is None and one.votes is not None for one in election.projects):
        return replace(election, scoring=Scoring.votes)
    if wrong and election.scoring is Scoring.places:
        lengths = (replace(one, points=tuple(range(len(one.choices), 0, -1))) for one in election.ballots)
        other = replace(election, scoring=Scoring.points, ballots=tuple(lengths))
        return election if other.miscounted() else other
    return election


def _without(ballot: Ballot, keys: frozenset[str]) -> Ballot:
    kept = [place for place, key in enumerate(ballot.choices) if key not in keys]
    points = tuple(ballot.points[place] for place in kept) if ballot.points else ()
    return replace(ballot, choices=tuple(ballot.choices[place] for place in kept), points=points)


def _same_number(meta: Mapping[str, Row], key: str, found: int) -> None:
    """Refuse a file whose META announces another number than its section holds."""
    if key in meta and meta[key].cells["value"].strip() != str(found):
        raise BallotFileError(meta[key].line, f"{key} says {meta[key].cells['value'].strip()}, the file holds {found}")


def _line(meta: Mapping[str, Row], key: str) -> int:
    """Return the line of a META entry, or the first line where there is none."""
    return meta[key].line if key in meta else 1
