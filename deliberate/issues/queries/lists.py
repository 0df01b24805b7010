"""Many issues: the public list, what waits on the desk, what has run out of time.

Lists read only the columns they show, because a community may have thousands of issues and one small computer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from deliberate.db.base import db
from deliberate.issues.models import Issue, Second
from deliberate.issues.states import UNSCREENED, IssueState
from deliberate.places.models import Place
from deliberate.search.models import SearchText
from deliberate.search.queries import matching

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select

    from deliberate.places.queries.standing import Spot

_S = IssueState
# What a reader asks for, in the order of the spine.
GROUPS: dict[str, frozenset[IssueState]] = {
    "gathering": frozenset({_S.seconding}),
    "coming": frozenset({_S.supported, _S.scheduled}),
    "talking": frozenset({_S.deliberating, _S.deciding, _S.deferred, _S.pilot, _S.to_assembly}),
    "doing": frozenset({
        _S.adopted, _S.public_notice, _S.objection_review, _S.implementing, _S.verifying, _S.appraising,
    }),
    "done": frozenset({_S.closed, _S.archived}),
    "left": frozenset({
        _S.not_accepted, _S.merged, _S.diverted, _S.shelved, _S.not_adopted, _S.withdrawn, _S.reopened,
    }),
}  # fmt: skip
SCREENED = frozenset(IssueState) - UNSCREENED
# Where somebody of the committee has to act.
ON_DESK = frozenset({
    _S.submitted, _S.screening, _S.reopened, _S.supported, _S.adopted, _S.deferred, _S.pilot, _S.to_assembly,
    _S.objection_review, _S.verifying,
})  # fmt: skip
ON_WATCH = frozenset({_S.seconding, _S.returned})
COLUMNS: tuple[Any, ...] = (
    Issue.id,
    Issue.number,
    Issue.title,
    Issue.language,
    Issue.state,
    Issue.second_count,
    Issue.assisted_count,
    Issue.seconds_needed,
    Issue.contribution_count,
    Issue.deadline_at,
    Issue.deadline_key,
    Issue.created_at,
    Issue.category_id,
    Issue.ball_body,
    Place.name.label("place_name"),
    Place.names.label("place_names"),
)
SORTS = ("new", "seconds", "deadline")


def lines_of_issues() -> Select[Any]:
    """Return the question for what a list shows of each issue, the name of the place it is about with it."""
    return select(*COLUMNS).join(Place, Place.id == Issue.scope_place_id)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader wants to see of the list."""

    place: Place | Spot | None = None
    group: str = ""
    category_id: int | None = None
    words: str = ""
    sort: str = "new"

    @property
    def shape(self) -> tuple[str, str, str, bool]:
        """Return what the question looks like, whatever place and kind it names."""
        where = "" if self.place is None else "below" if self.place.rule_set_id is None else "here"
        return where, self.group if self.group in GROUPS else "", self.sort, self.category_id is not None

    @property
    def facts(self) -> dict[str, Any]:
        """Return what is put into the question."""
        facts: dict[str, Any] = {}
        if self.place is not None:
            here = self.place.rule_set_id is not None
            facts |= {"place_id": self.place.id} if here else {"below": f"{self.place.path}%"}
        return facts if self.category_id is None else {**facts, "category_id": self.category_id}


def _conditions(where: str, group: str, sort: str, by_kind: bool) -> list[ColumnElement[bool]]:  # noqa: FBT001 - a shape
    """Return what a row must fulfil."""
    found: list[ColumnElement[bool]] = [Issue.state.in_(GROUPS[group])] if group else []
    if where == "here":
        found.append(Issue.place_id == bindparam("place_id"))
    if where == "below":
        found.append(Issue.scope_place_id.in_(select(Place.id).where(Place.path.like(bindparam("below")))))
    if by_kind:
        found.append(Issue.category_id == bindparam("category_id"))
    if sort == "deadline":
        found.append(Issue.deadline_at.is_not(None))
    return found


# Putting a question together costs more than asking it, so each shape is put together once.
@cache
def _page_of(*shape: Any) -> Select[Any]:
    screened = [] if shape[1] else [Issue.state.not_in(UNSCREENED)]
    found = lines_of_issues().where(*screened, *_conditions(*shape)).order_by(*_order(shape[2]))
    return found.limit(bindparam("most")).offset(bindparam("before"))


@cache
def _count_of(*shape: Any) -> Select[int]:
    # Named one by one, the states can be counted in an index alone.
    screened = [] if shape[1] else [Issue.state.in_(SCREENED)]
    return select(func.count()).select_from(Issue).where(*screened, *_conditions(*shape))


def _says(words: str) -> ColumnElement[bool]:
    condition = matching(words)
    if condition is None:
        return Issue.number == words.strip()
    return Issue.id.in_(select(SearchText.subject_id).where(SearchText.kind == "issue", condition))


def _order(sort: str) -> tuple[Any, ...]:
    if sort == "seconds":
        return (Issue.second_count.desc(), Issue.id.desc())
    if sort == "deadline":
        return (Issue.deadline_at, Issue.id)
    return (Issue.created_at.desc(), Issue.id.desc())


def _with_words(question: Select[Any], words: str) -> Select[Any]:
    return question.where(_says(words)) if words.strip() else question


def rows(wanted: Wanted, *, limit: int, offset: int = 0) -> Sequence[Row[Any]]:
    """Return one page of the list."""
    question = _with_words(_page_of(*wanted.shape), wanted.words)
    return db.session.execute(question, {**wanted.facts, "most": limit, "before": offset}).all()


def number_of(wanted: Wanted) -> int:
    """Return how many issues the list has."""
    return db.session.scalar(_with_words(_count_of(*wanted.shape), wanted.words), wanted.facts) or 0


def newest(place: Place, limit: int = 5) -> Sequence[Row[Any]]:
    """Return what was brought up last at a place."""
    return rows(Wanted(place=place), limit=limit)


def wanting_seconds(place: Place, account_id: int | None, limit: int = 3) -> Sequence[Row[Any]]:
    """Return what still needs neighbours behind it, soonest to end first, without what the reader stands behind."""
    found = lines_of_issues().where(Issue.place_id == place.id, Issue.state == _S.seconding)
    if account_id is not None:
        behind = select(Second.issue_id).where(Second.account_id == account_id)
        found = found.where(Issue.id.not_in(behind), Issue.author_id.is_distinct_from(account_id))
    return db.session.execute(found.order_by(Issue.deadline_at, Issue.id).limit(limit)).all()


def by_author(account_id: int, limit: int = 20) -> Sequence[Row[Any]]:
    """Return what somebody brought up, whatever became of it."""
    found = lines_of_issues().where(Issue.author_id == account_id).order_by(Issue.id.desc()).limit(limit)
    return db.session.execute(found).all()


def on_desk(place: Place, limit: int = 200) -> Sequence[Row[Any]]:
    """Return what waits for the committee and then what waits for others, each with what is due first on top."""
    found = (
        lines_of_issues()
        .where(Issue.place_id == place.id, Issue.state.in_(ON_DESK | ON_WATCH), Issue.source == "")
        .order_by(Issue.state.in_(ON_WATCH), Issue.deadline_at.is_(None), Issue.deadline_at, Issue.id)
        .limit(limit)
    )
    return db.session.execute(found).all()


def run_out(now: datetime, states: Collection[IssueState]) -> Sequence[Issue]:
    """Return the issues of some states whose deadline is over."""
    found = select(Issue).where(Issue.state.in_(states), Issue.deadline_at <= now).order_by(Issue.id)
    return db.session.scalars(found).all()


def by_number(place_id: int, number: str) -> Issue | None:
    """Return the issue with a receipt number."""
    return db.session.scalar(select(Issue).where(Issue.place_id == place_id, Issue.number == number.strip()))
