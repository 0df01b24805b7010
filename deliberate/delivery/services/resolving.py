"""From the decision to the day it takes effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.delivery import rules
from deliberate.delivery.events import (
    ObjectionAnswered,
    ObjectionRaised,
    ResolutionInForce,
    ResolutionPosted,
    ResolutionRecorded,
    ResolutionRevoked,
)
from deliberate.delivery.models import Objection, Resolution
from deliberate.delivery.queries import items as queries
from deliberate.delivery.services.following import follow
from deliberate.delivery.states import ObjectionOutcome, ResolutionState
from deliberate.issues.services import moving as issues
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.rules.deadlines import deadline, local_day
from deliberate.search.services import Findable, make_findable

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.issues.models import Issue

# What a new decision on the same issue takes the place of.
REPLACEABLE = frozenset({ResolutionState.in_notice, ResolutionState.under_review})


def record_resolution(  # noqa: PLR0913 - a resolution is made of all of these
    issue: Issue,
    *,
    title: str,
    text: str,
    actor_id: int | None,
    now: datetime,
    meeting_id: int | None = None,
    vote_id: int | None = None,
) -> Resolution:
    """Write down in plain words what was decided on an adopted issue."""
    ensure(rules.why_not_record(issue.state, text=text))
    made = Resolution(
        number=_number(issue, now),
        issue=issue,
        place=issue.place,
        meeting_id=meeting_id,
        vote_id=vote_id,
        title=title.strip() or issue.title,
        text=text.strip(),
        state=ResolutionState.adopted,
        adopted_at=now,
        recorded_by_id=actor_id,
    )
    earlier = [one for one in queries.resolutions_of(issue.id) if one.state in REPLACEABLE]
    db.session.add(made)
    db.session.flush()
    for one in earlier:
        revoke_resolution(one, made.number, actor_id=actor_id, now=now)
    make_findable(Findable("resolution", made.id, made.place_id, made.title, made.text, made.url))
    publish(
        ResolutionRecorded(
            actor_id=actor_id,
            at=now,
            resolution_id=made.id,
            issue_id=issue.id,
            text=made.text,
            vote_id=vote_id,
            meeting_id=meeting_id,
        )
    )
    return made


def _number(issue: Issue, now: datetime) -> str:
    year = f"R{local_day(now).year}-"
    last = queries.last_number(issue.place_id, year)
    return f"{year}{int(last.removeprefix(year)) + 1 if last else 1:03d}"


def post_notice(resolution: Resolution, *, actor_id: int | None, now: datetime) -> Resolution:
    """Post it for everybody for as long as the rule set says, counted from tomorrow."""
    ensure(rules.why_not_post(resolution.state, text=resolution.text))
    ruleset, calendar = queries.rules_and_calendar(resolution.issue.rule_set_version)
    until = deadline(ruleset.rule("notice.public"), now, calendar)
    resolution.state, resolution.notice_until = ResolutionState.in_notice, until
    issues.notice_issue(resolution.issue, until=until, actor_id=actor_id, now=now)
    publish(
        ResolutionPosted(
            actor_id=actor_id, at=now, resolution_id=resolution.id, issue_id=resolution.issue_id, until=until
        )
    )
    return resolution


def object_to(resolution: Resolution, text: str, *, account_id: int, now: datetime) -> Objection:
    """Object to a posted decision, with a reason; it waits until the objection is answered."""
    ensure(rules.why_not_object(resolution.state, text=text, now=now, until=resolution.notice_until))
    ruleset, calendar = queries.rules_and_calendar(resolution.issue.rule_set_version)
    due = deadline(ruleset.rule("objection.reply"), now, calendar)
    made = Objection(resolution_id=resolution.id, account_id=account_id, text=text.strip(), at=now, reply_due=due)
    db.session.add(made)
    db.session.flush()
    if resolution.state is ResolutionState.in_notice:
        resolution.state = ResolutionState.under_review
        issues.review_objections(resolution.issue, actor_id=account_id, now=now)
    publish(
        ObjectionRaised(
            actor_id=account_id,
            at=now,
            resolution_id=resolution.id,
            issue_id=resolution.issue_id,
            objection_id=made.id,
            text=made.text,
            reply_due=due,
        )
    )
    return made


def answer_objection(
    resolution: Resolution,
    objection: Objection,
    *,
    outcome: ObjectionOutcome,
    answer: str,
    actor_id: int,
    now: datetime,
) -> Objection:
    """Answer with reasons; when the last one is answered the notice hangs on, or the work begins."""
    ensure(rules.why_not_answer_objection(answered=objection.answered_at is not None, text=answer))
    until = resolution.notice_until
    objection.outcome, objection.answer = outcome, answer.strip()
    objection.answered_by_id, objection.answered_at = actor_id, now
    db.session.flush()
    settled = outcome is ObjectionOutcome.dismissed and not queries.open_objections(resolution.id)
    if until and now < until and settled and resolution.state is ResolutionState.under_review:
        resolution.state = ResolutionState.in_notice
        issues.notice_issue(resolution.issue, until=until, actor_id=actor_id, now=now)
    publish(
        ObjectionAnswered(
            actor_id=actor_id,
            at=now,
            resolution_id=resolution.id,
            issue_id=resolution.issue_id,
            objection_id=objection.id,
            outcome=outcome,
            answer=objection.answer,
        )
    )
    if outcome is ObjectionOutcome.upheld and resolution.state is not ResolutionState.revoked:
        revoke_resolution(resolution, objection.answer, actor_id=actor_id, now=now)
    return objection


def revoke_resolution(resolution: Resolution, reason: str, *, actor_id: int | None, now: datetime) -> Resolution:
    """Take it back; the issue waits for a meeting to talk about it again."""
    ensure(rules.why_not_revoke(resolution.state, reason=reason))
    resolution.state, resolution.notice_until = ResolutionState.revoked, None
    publish(
        ResolutionRevoked(
            actor_id=actor_id, at=now, resolution_id=resolution.id, issue_id=resolution.issue_id, reason=reason.strip()
        )
    )
    return resolution


def take_effect(resolution: Resolution, *, actor_id: int | None, now: datetime) -> Resolution:
    """Begin the work once the notice has hung its days and every objection has its answer."""
    ensure(
        rules.why_not_take_effect(
            resolution.state,
            now=now,
            until=resolution.notice_until,
            open_objections=queries.open_objections(resolution.id),
            challenged=queries.vote_challenged(resolution),
        )
    )
    resolution.state = ResolutionState.in_force
    issues.implement_issue(resolution.issue, actor_id=actor_id, now=now)
    publish(ResolutionInForce(actor_id=actor_id, at=now, resolution_id=resolution.id, issue_id=resolution.issue_id))
    follow(resolution, actor_id=actor_id, now=now)
    return resolution
