"""Proposals, meetings and actions become issues, meetings and action items."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.delivery.models import ActionItem, Resolution
from deliberate.delivery.states import ResolutionState
from deliberate.importers.rules.parsed import ParsedIssue
from deliberate.importers.services.bulk import insert_rows, known_refs
from deliberate.issues.models import Issue, Second
from deliberate.issues.rules import ball_holder
from deliberate.issues.states import IssueState, Scope
from deliberate.meetings.models import Meeting
from deliberate.meetings.states import MeetingKind, MeetingState
from deliberate.search.models import SearchText
from deliberate.search.services import Findable, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deliberate.importers.rules.parsed import Parsed, ParsedAction, ParsedMeeting
    from deliberate.places.models import Category, Place


class Store:
    """Writes one parsed folder into one community."""

    def __init__(
        self,
        parsed: Parsed,
        *,
        root: Place,
        places: Mapping[str, Place],
        categories: Mapping[str, Category],
        rule_set_version_id: int,
        now: datetime,
    ) -> None:
        """Keep what every row needs."""
        self.parsed, self.root, self.places, self.categories = parsed, root, places, categories
        self.rule_set_version_id, self.now = rule_set_version_id, now
        self._numbers = Counter(item.number for item in parsed.issues)

    def _number(self, item: ParsedIssue) -> str:
        """Return the number it had; where the source gave one number twice, its id makes the difference."""
        if not item.number:
            return item.ref
        return item.number if self._numbers[item.number] == 1 else f"{item.number} ({item.ref})"

    def _place_id(self, name: str) -> int:
        return self.places[name].id if name in self.places else self.root.id

    def issues(self, told: Callable[[int], None]) -> dict[str, Issue]:
        """Write the issues that are not there yet, and return all of this source by their foreign id."""
        source = self.parsed.source
        known = known_refs(Issue, source, place_id=self.root.id)
        fresh = [item for item in self.parsed.issues if item.ref not in known]
        made = insert_rows(Issue, [self._issue(item) for item in fresh], told)
        self._supporters(fresh, made)
        self._findable(fresh, made)
        rows = db.session.scalars(select(Issue).where(Issue.source == source, Issue.place_id == self.root.id))
        return {issue.external_ref: issue for issue in rows}

    def _issue(self, item: ParsedIssue) -> dict[str, Any]:
        category = self.categories.get(item.category)
        return {
            "number": self._number(item),
            "place_id": self.root.id,
            "scope_place_id": self._place_id(item.place),
            "scope": Scope.subdistrict,
            "title": item.title,
            "body": item.body,
            "language": self.parsed.language,
            "category_id": category.id if category else None,
            "where_text": item.where,
            "author_label": item.author,
            "state": item.state,
            "state_since": item.at,
            "ball_holder": ball_holder(item.state),
            "second_count": item.seconds,
            "seconds_needed": 0,
            "created_at": item.at,
            "rule_set_version_id": self.rule_set_version_id,
            "source": self.parsed.source,
            "external_ref": item.ref,
            "external_url": item.url,
            "figures": item.figures,
        }

    def _supporters(self, fresh: list[ParsedIssue], made: list[int]) -> None:
        rows = [
            {"issue_id": ident, "label": name, "at": item.at}
            for item, ident in zip(fresh, made, strict=True)
            for name in item.supporters
        ]
        insert_rows(Second, rows, lambda _count: None)

    def _findable(self, fresh: list[ParsedIssue], made: list[int]) -> None:
        rows = [
            row_of(Findable("issue", ident, self.root.id, item.title, item.body, f"/issues/{ident}"))
            for item, ident in zip(fresh, made, strict=True)
        ]
        insert_rows(SearchText, rows, lambda _count: None)

    def meetings(self, told: Callable[[int], None]) -> None:
        """Write the meetings that were held."""
        known = known_refs(Meeting, self.parsed.source)
        fresh = [item for item in self.parsed.meetings if f"{self.root.id}/{item.ref}" not in known]
        insert_rows(Meeting, [self._meeting(item) for item in fresh], told)

    def _meeting(self, item: ParsedMeeting) -> dict[str, Any]:
        return {
            "place_id": self._place_id(item.place),
            "kind": MeetingKind.heart_to_heart,
            "title": item.title,
            "purpose": item.purpose,
            "language": self.parsed.language,
            "state": MeetingState.closed,
            "round_no": 1,
            "starts_at": item.at,
            "where_text": item.where,
            "join_code": _join_code(self.root.id, item.ref),
            "rule_set_version_id": self.rule_set_version_id,
            "closed_at": item.at,
            "attendance_reported": item.attendance,
            "source": self.parsed.source,
            "external_ref": f"{self.root.id}/{item.ref}",
            "figures": item.figures,
        }

    def actions(self, decisions: Mapping[str, Resolution], told: Callable[[int], None]) -> None:
        """Write the action items below the decisions they belong to."""
        issue_ids = [resolution.issue_id for resolution in decisions.values()]
        known = set(db.session.scalars(select(ActionItem.external_ref).where(ActionItem.issue_id.in_(issue_ids))))
        fresh = [item for item in self.parsed.actions if item.ref not in known]
        made = insert_rows(ActionItem, [self._action(item, decisions[item.issue]) for item in fresh], told)
        rows = [
            row_of(Findable("action", ident, self.root.id, item.title, item.text, f"/actions/{ident}"))
            for item, ident in zip(fresh, made, strict=True)
        ]
        insert_rows(SearchText, rows, lambda _count: None)

    def _action(self, item: ParsedAction, decision: Resolution) -> dict[str, Any]:
        closed = datetime.combine(item.done_on, time(12), UTC) if item.done_on else None
        return {
            "resolution_id": decision.id,
            "issue_id": decision.issue_id,
            "place_id": self._place_id(item.place),
            "title": item.title,
            "responsible_body": item.body,
            "judged_how": item.text,
            "language": self.parsed.language,
            "due_on": item.due_on,
            "first_due_on": item.due_on,
            "state": item.state,
            "state_since": closed or self.now,
            "closed_at": closed,
            "closed_on": item.done_on,
            "stopped_because": item.stopped_because,
            "budget_cents": item.budget_cents,
            "source": self.parsed.source,
            "external_ref": item.ref,
            "figures": item.figures,
        }

    def decisions(self) -> dict[str, Resolution]:
        """Return the resolution of every group of actions, made with its issue where it is new."""
        wanted = list(dict.fromkeys(item.issue for item in self.parsed.actions))
        known = known_refs(Issue, self.parsed.source, place_id=self.root.id)
        made: dict[str, Resolution] = {}
        for ref in wanted:
            if ref in known:
                found = select(Resolution).where(Resolution.issue_id == known[ref])
                made[ref] = db.session.scalars(found).one()
            else:
                made[ref] = self._decision(ref)
        return made

    def _begun(self, label: str) -> datetime:
        """Return when a collecting issue began: its edition's year, or with the first proposal of the source."""
        if label.isdigit():
            return datetime(int(label), 1, 1, tzinfo=UTC)
        return min((item.at for item in self.parsed.issues), default=self.now)

    def _decision(self, ref: str) -> Resolution:
        label = ref.split(":", 1)[1] or self.root.name
        title = f"{self.parsed.name} · {label}"
        issue = Issue(
            **{
                **self._issue(_umbrella(ref, title, self._begun(label))),
                "number": ref,
                "scope_place_id": self._place_id(label),
            }
        )
        db.session.add(issue)
        db.session.flush()
        made = Resolution(
            number=ref,
            issue_id=issue.id,
            place_id=self.root.id,
            title=title,
            text=title,
            language=self.parsed.language,
            state=ResolutionState.in_force,
            adopted_at=issue.created_at,
        )
        db.session.add(made)
        db.session.flush()
        return made


def _join_code(place_id: int, ref: str) -> str:
    """Return six letters and digits that are always the same for the same meeting."""
    return base64.b32encode(hashlib.sha256(f"{place_id}/{ref}".encode()).digest())[:6].decode()


def _umbrella(ref: str, title: str, now: datetime) -> ParsedIssue:
    return ParsedIssue(
        ref=ref,
        number=ref,
        title=title,
        body=title,
        place="",
        category="",
        author="",
        state=IssueState.implementing,
        at=now,
    )
