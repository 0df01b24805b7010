"""The issue follows its action items: carried out, checked, judged, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from deliberate.db.base import db
from deliberate.delivery import rules
from deliberate.delivery.events import AppraisalOpened, ResolutionAppraised, ResolutionClosed, ResolutionRated
from deliberate.delivery.models import Appraisal, Resolution
from deliberate.delivery.queries import items as queries
from deliberate.delivery.states import AppraisalOutcome, Rating, ResolutionState
from deliberate.issues.services import moving as issues
from deliberate.issues.states import IssueState
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.rules.deadlines import deadline

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.roles import Level

_MOVES = {
    IssueState.implementing: issues.implement_issue,
    IssueState.verifying: issues.verify_issue,
    IssueState.appraising: issues.appraise_issue,
}


def follow(resolution: Resolution, *, actor_id: int | None, now: datetime) -> None:
    """Move the issue to where its items stand; when all are finished, residents are asked to judge."""
    db.session.flush()
    states = [item.state for item in resolution.actions]
    issue, wanted = resolution.issue, rules.standing(states)
    if issue.state not in _MOVES or issue.state is wanted:
        return
    if wanted is IssueState.appraising and issue.state is IssueState.implementing:
        issues.verify_issue(issue, actor_id=actor_id, now=now)
    _MOVES[wanted](issue, actor_id=actor_id, now=now)
    if wanted is IssueState.appraising:
        open_appraisal(resolution, actor_id=actor_id, now=now)


def open_appraisal(resolution: Resolution, *, actor_id: int | None, now: datetime) -> Resolution:
    """Ask residents to judge what was done, for as long as the rule set says."""
    ensure(rules.why_not_open_appraisal(resolution.state, items=[item.state for item in resolution.actions]))
    ruleset, calendar = queries.rules_and_calendar(resolution.issue.rule_set_version)
    resolution.state = ResolutionState.appraising
    resolution.appraise_until = deadline(ruleset.rule("appraisal.after_closing"), now, calendar)
    publish(
        AppraisalOpened(
            actor_id=actor_id,
            at=now,
            resolution_id=resolution.id,
            issue_id=resolution.issue_id,
            until=resolution.appraise_until,
        )
    )
    return resolution


def appraise(  # noqa: PLR0913 - what the rule asks
    resolution: Resolution,
    rating: Rating,
    text: str,
    *,
    account_id: int,
    level: Level,
    lives_here: bool,
    now: datetime,
) -> Appraisal:
    """Judge how the whole matter was carried out; once, and the record keeps only that one took part."""
    ensure(
        rules.why_not_appraise(
            resolution.state,
            level=level,
            lives_here=lives_here,
            already=queries.has_rated(resolution.issue_id, account_id),
            now=now,
            until=resolution.appraise_until,
        )
    )
    made = Appraisal(issue_id=resolution.issue_id, account_id=account_id, rating=rating, text=text.strip(), at=now)
    db.session.add(made)
    db.session.flush()
    publish(ResolutionRated(actor_id=account_id, at=now, resolution_id=resolution.id, issue_id=resolution.issue_id))
    return made


def count_appraisal(resolution: Resolution, *, actor_id: int | None, now: datetime) -> AppraisalOutcome:
    """Count the ratings; what passes is closed, what does not goes back to be put right."""
    ensure(rules.why_not_count(resolution.state, now=now, until=resolution.appraise_until))
    ratings = queries.ratings(resolution.issue_id)
    ruleset, _calendar = queries.rules_and_calendar(resolution.issue.rule_set_version)
    outcome = rules.appraisal_outcome(
        satisfied=ratings[Rating.satisfied],
        basically_satisfied=ratings[Rating.basically_satisfied],
        dissatisfied=ratings[Rating.dissatisfied],
        least=ruleset.share("appraisal.satisfaction"),
    )
    publish(
        ResolutionAppraised(
            actor_id=actor_id,
            at=now,
            resolution_id=resolution.id,
            issue_id=resolution.issue_id,
            outcome=outcome,
            **{rating.value: count for rating, count in ratings.items()},
        )
    )
    if outcome is AppraisalOutcome.put_right:
        # Asked again after the mending, everybody may answer again; this count stays in the record.
        db.session.execute(delete(Appraisal).where(Appraisal.issue_id == resolution.issue_id))
        resolution.state, resolution.appraise_until = ResolutionState.in_force, None
        issues.implement_issue(resolution.issue, actor_id=actor_id, now=now)
    else:
        close_resolution(resolution, actor_id=actor_id, now=now)
    return outcome


def close_resolution(resolution: Resolution, *, actor_id: int | None, now: datetime) -> Resolution:
    """Close what is delivered and judged, and its issue with it."""
    items = [item.state for item in resolution.actions]
    ensure(rules.why_not_close(resolution.state, items=items, appraised=True))
    resolution.state = ResolutionState.closed
    issues.close_issue(resolution.issue, actor_id=actor_id, now=now)
    publish(ResolutionClosed(actor_id=actor_id, at=now, resolution_id=resolution.id, issue_id=resolution.issue_id))
    return resolution
