"""What an author does: hand in, complete, take back, appeal; and taking up again what had come to rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.issues import rules
from deliberate.issues.events import IssueProposed, IssueReopened, IssueResubmitted, IssueWithdrawn
from deliberate.issues.models import Issue
from deliberate.issues.queries import papers
from deliberate.issues.queries.texts import text_of
from deliberate.issues.services.standing import move
from deliberate.issues.states import BallHolder, IssueState, ReasonCode, Scope
from deliberate.kit.refusals import ensure
from deliberate.kit.tongues import language_of
from deliberate.places.queries.tree import rule_set_version
from deliberate.places.rules.deadlines import local_day
from deliberate.places.services.assisting import note_help
from deliberate.places.states import Deed, PlaceKind
from deliberate.renderings.services import follow

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.places.models import Place
    from deliberate.places.rules.assisting import Help

DIGITS = 4
SCOPES = {
    PlaceKind.unit: Scope.stairwell,
    PlaceKind.building: Scope.stairwell,
    PlaceKind.estate: Scope.estate,
    PlaceKind.residential_area: Scope.residential_area,
}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person brings up; `client_id` is made with the form, so that sending it twice makes one issue.

    `origin` names what it came from, in the words of an area above: whoever knows it links the two.
    """

    title: str
    body: str
    where: Place
    where_text: str = ""
    category_id: int | None = None
    language: str = ""
    client_id: str | None = None
    origin: str = ""

    def language_for(self, reader: str) -> str:
        """Return the language the author named, else what the letters tell."""
        return self.language or language_of(f"{self.title} {self.body}", reader)


def propose(wish: Wish, identity: Identity, *, community: Place, now: datetime, help_: Help | None = None) -> Issue:
    """Hand in a matter and get a receipt number for it; with `help_`, somebody writes it down for the author."""
    ensure(rules.why_not_propose(identity.level, title=wish.title, body=wish.body))
    papers.lock_community(community.id)
    author_id = identity.account_id
    if author_id and wish.client_id and (known := papers.sent_before(author_id, wish.client_id)):
        return known
    issue = Issue(
        number=_next_number(community, now),
        client_id=wish.client_id,
        place=community,
        author_id=author_id,
        author_label=identity.name,
        rule_set_version=rule_set_version(community),
        state=IssueState.submitted,
        state_since=now,
        ball_holder=BallHolder.moderator,
        created_at=now,
    )
    _write(issue, wish, identity)
    db.session.add(issue)
    db.session.flush()
    if help_ and author_id:
        issue.assisted_id = note_help(author_id, help_, Deed.propose, subject=f"issue:{issue.id}", now=now).id
    event = IssueProposed(
        actor_id=help_.helper_id if help_ else author_id,
        at=now,
        issue_id=issue.id,
        receipt=issue.number,
        title=issue.title,
        place_id=community.id,
        origin=wish.origin,
        on_behalf_of=author_id if help_ else None,
        ground=help_.ground if help_ else None,
    )
    return move(issue, IssueState.submitted, event)


def _next_number(community: Place, now: datetime) -> str:
    year = local_day(now).year
    last = papers.last_number(community.id, year)
    following = int(last.partition("-")[2]) + 1 if last else 1
    return f"{year}-{following:0{DIGITS}}"


def _write(issue: Issue, wish: Wish, identity: Identity) -> None:
    issue.title, issue.body = wish.title.strip(), wish.body.strip()
    issue.scope_place, issue.scope = wish.where, SCOPES.get(wish.where.kind, Scope.subdistrict)
    issue.where_text, issue.category_id = wish.where_text.strip(), wish.category_id
    issue.language = wish.language_for(identity.language)


def _says(issue: Issue, wish: Wish) -> bool:
    """Tell whether an issue stands as somebody wishes: a phone that got no answer sends the same once more."""
    said = (issue.title, issue.body, issue.scope_place_id, issue.where_text, issue.category_id)
    return said == (wish.title.strip(), wish.body.strip(), wish.where.id, wish.where_text.strip(), wish.category_id)


def resubmit(issue: Issue, wish: Wish, identity: Identity, *, now: datetime) -> Issue:
    """Complete what had been asked for, and hand it in again under the same number."""
    issue = papers.locked(issue.id)
    mine = identity.account_id is not None and identity.account_id == issue.author_id
    if mine and issue.state is IssueState.submitted and _says(issue, wish):
        return issue
    ensure(rules.why_not_resubmit(issue.state, is_author=mine))
    ensure(rules.why_not_propose(identity.level, title=wish.title, body=wish.body))
    _write(issue, wish, identity)
    db.session.flush()
    follow(text_of(issue), actor_id=identity.account_id, now=now)
    event = IssueResubmitted(actor_id=identity.account_id, at=now, issue_id=issue.id, title=issue.title)
    return move(issue, IssueState.submitted, event)


def withdraw_issue(issue: Issue, identity: Identity, *, reason: ReasonCode, now: datetime) -> Issue:
    """Take back one's own issue before it stands on an agenda."""
    issue = papers.locked(issue.id)
    mine = identity.account_id is not None and identity.account_id == issue.author_id
    ensure(rules.why_not_withdraw(issue.state, is_author=mine, reason=reason))
    event = IssueWithdrawn(actor_id=identity.account_id, at=now, issue_id=issue.id, reason=reason)
    return move(issue, IssueState.withdrawn, event, reason=reason)


def appeal(issue: Issue, identity: Identity, *, note: str, now: datetime) -> Issue:
    """Ask for a second person to look at a no; that is possible once."""
    issue = papers.locked(issue.id)
    mine = identity.account_id is not None and identity.account_id == issue.author_id
    ensure(rules.why_not_appeal(issue.state, is_author=mine, now=now, until=issue.appeal_until, note=note))
    issue.appeal_until, issue.taken_by_id = None, None
    event = IssueReopened(
        actor_id=identity.account_id, at=now, issue_id=issue.id, reason=ReasonCode.appeal, note=note.strip()
    )
    return move(issue, IssueState.reopened, event, reason=ReasonCode.appeal, note=note.strip())


def reopen(
    issue: Issue, *, note: str, actor_id: int | None, now: datetime, reason: ReasonCode = ReasonCode.new_facts
) -> Issue:
    """Take up again what had come to rest, on facts that were not known then."""
    issue = papers.locked(issue.id)
    ensure(rules.why_not_reopen(issue.state, note=note))
    issue.taken_by_id, issue.merged_into_id = None, None
    event = IssueReopened(actor_id=actor_id, at=now, issue_id=issue.id, reason=reason, note=note.strip())
    return move(issue, IssueState.reopened, event, reason=reason, note=note.strip())
