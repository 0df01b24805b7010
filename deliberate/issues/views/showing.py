"""One issue: where it stands, who holds it, what neighbours and its author can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.attachments.queries import photos_of
from deliberate.attachments.views import shown
from deliberate.issues import rules
from deliberate.issues.forms import NoteForm, WithdrawForm
from deliberate.issues.permissions import IssuePermission
from deliberate.issues.queries import papers
from deliberate.issues.queries.texts import reason_of, text_of
from deliberate.issues.services import proposing, seconding
from deliberate.issues.states import BallHolder, IssueClock, IssueState, ReasonCode
from deliberate.issues.views.listing import bp
from deliberate.issues.views.timeline import timeline_of
from deliberate.kit.clock import now
from deliberate.renderings.views.reading import readings, titles
from deliberate.web.forms import CLIENT_ID_MOST
from deliberate.web.guards import identity, may, requires
from deliberate.web.language import moment
from deliberate.web.offline import kept_offline
from deliberate.web.pages import page, panels
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.issues.models import Issue
    from deliberate.web.forms import Form

SEE_OTHER = 303
# These tell a reader more than “closed”: why it left the path, and where to go.
EXITS = frozenset({
    IssueState.returned, IssueState.not_accepted, IssueState.merged, IssueState.diverted, IssueState.shelved,
    IssueState.not_adopted, IssueState.withdrawn, IssueState.deferred,
})  # fmt: skip
# The moment itself matters here, not the day.
TO_THE_MINUTE = frozenset({IssueClock.meeting_starts, IssueClock.vote_closes})
# Where a route is a telephone call.
NUMBERS = {"hotline_12345": ["12345"], "emergency_numbers": ["110", "119", "120"]}


def readable(issue_id: int) -> Issue | None:
    """Return an issue the asker may read: everybody once it was looked at, before that its author and the staff."""
    found = papers.issue(issue_id)
    if found is None or found.state.screened or found.author_id == (identity().account_id or -1):
        return found
    return found if may(IssuePermission.read_unscreened, found) else None


@bp.get("/issues/<int:issue_id>")
@requires(IssuePermission.read, readable)
@kept_offline
def show(issue: Issue) -> str:
    """Show an issue."""
    reader = identity()
    mine = reader.account_id is not None and reader.account_id == issue.author_id
    read, joined = readings([text_of(issue), reason_of(issue)]), papers.merged_here(issue.id)
    return page(
        "issues/show.html",
        issue=issue,
        mine=mine,
        ball=ball_of(issue),
        read=read["issue", issue.id],
        pictures=shown(photos_of("issue", issue.id), issue.title),
        seconding=seconding_of(issue, mine=mine),
        joined=joined,
        translated=titles({("issue", one.id): one.language for one in joined}),
        exit=exit_of(issue, mine=mine),
        why=read["issue_reason", issue.id],
        can_withdraw=mine and not rules.why_not_withdraw(issue.state, is_author=True, reason=ReasonCode.solved_itself),
        timeline=timeline_of(issue),
        parts=panels("issues.show", issue),
    )


def ball_of(issue: Issue) -> dict[str, Any]:
    """Return the box that says who has to act, what comes next, and until when."""
    holder, clock = issue.ball_holder, IssueClock(issue.deadline_key) if issue.deadline_key else None
    exact = clock in TO_THE_MINUTE
    return {
        "who": "" if holder is BallHolder.nobody else issue.ball_body or word(holder),
        "body": word(holder) if issue.ball_body and holder is not BallHolder.author else "",
        "next": word(clock),
        "due": None if exact else rules.last_moment(issue.deadline_at),
        "when": moment(issue.deadline_at) if exact else "",
        "late": issue.deadline_at is not None and issue.deadline_at <= now(),
        "yours": _is_readers_turn(issue),
    }


def _is_readers_turn(issue: Issue) -> bool:
    if issue.ball_holder is BallHolder.author:
        return identity().account_id is not None and identity().account_id == issue.author_id
    if issue.ball_holder is BallHolder.moderator:
        return may(IssuePermission.screen, issue)
    return False


def seconding_of(issue: Issue, *, mine: bool) -> dict[str, Any]:
    """Return how many stand behind it and what the reader may do about it, with the reason where nothing."""
    reader = identity()
    second = papers.second_of(issue.id, reader.account_id)
    return {
        "has": second is not None,
        "why_not": rules.why_not_second(
            issue.state,
            is_author=mine,
            already=second is not None,
            lives_here=reader.lives_in(papers.asked_place(issue).place_path),
            level=reader.level,
        ),
        "why_not_back": rules.why_not_withdraw_second(issue.state, has_seconded=second is not None),
        "until": rules.last_moment(issue.seconding_ends_at),
        "missing": max(0, issue.seconds_needed - issue.second_count),
        "unit": rules.seconding_unit(issue.scope),
        "open": issue.state is IssueState.seconding,
    }


def exit_of(issue: Issue, *, mine: bool) -> dict[str, Any] | None:
    """Return why it left the path and where to go, or None while it is on it."""
    if issue.state not in EXITS:
        return None
    at = now()
    appeal = rules.why_not_appeal(issue.state, is_author=mine, now=at, until=issue.appeal_until, note="-")
    reopen = rules.why_not_reopen(issue.state, note="-")
    return {
        "numbers": NUMBERS.get(issue.route.value, []) if issue.route else [],
        "can_appeal": mine and appeal is None,
        "appeal_until": rules.last_moment(issue.appeal_until),
        "can_reopen": reopen is None and may(IssuePermission.reopen, issue),
    }


# ── what readers do ──


@bp.post("/issues/<int:issue_id>/second")
@requires(IssuePermission.second, readable)
def second(issue: Issue) -> Any:
    """Stand behind an issue."""
    client_id = request.form.get("client_id", "")[:CLIENT_ID_MOST] or None
    seconding.second_issue(issue, identity(), now=now(), client_id=client_id)
    flash(_("Thank you. You stand behind this now."))
    return redirect(url_for("issues.show", issue_id=issue.id), code=SEE_OTHER)


@bp.post("/issues/<int:issue_id>/withdraw-second")
@requires(IssuePermission.second, readable)
def withdraw_second(issue: Issue) -> Any:
    """Take a second back."""
    seconding.withdraw_second(issue, identity(), now=now())
    flash(_("You have taken your second back."))
    return redirect(url_for("issues.show", issue_id=issue.id), code=SEE_OTHER)


def _answer(issue: Issue, form: Form, done: Any, *, page_of: str) -> Any:
    """Go back to the issue when it is done, else show the question again."""
    if done is not None:
        return redirect(url_for("issues.show", issue_id=issue.id), code=SEE_OTHER)
    return page(f"issues/{page_of}.html", issue=issue, form=form), form.status


@bp.route("/issues/<int:issue_id>/withdraw", methods=["GET", "POST"])
@requires(IssuePermission.withdraw, readable)
def withdraw(issue: Issue) -> Any:
    """Take back one's own issue."""
    form, done = WithdrawForm(), None
    if form.sent:
        reason = ReasonCode(form.reason.data)
        done = form.carry_out(lambda: proposing.withdraw_issue(issue, identity(), reason=reason, now=now()))
    return _answer(issue, form, done, page_of="withdraw")


@bp.route("/issues/<int:issue_id>/appeal", methods=["GET", "POST"])
@requires(IssuePermission.appeal, readable)
def appeal(issue: Issue) -> Any:
    """Ask for a second person to look at a no."""
    form, done = NoteForm(), None
    if form.sent:
        done = form.carry_out(lambda: proposing.appeal(issue, identity(), note=form.note.data or "", now=now()))
    return _answer(issue, form, done, page_of="appeal")


@bp.route("/issues/<int:issue_id>/reopen", methods=["GET", "POST"])
@requires(IssuePermission.reopen, readable)
def reopen(issue: Issue) -> Any:
    """Take up again what had come to rest, on new facts."""
    form, done, asker = NoteForm(), None, identity().account_id
    if form.sent:
        note = form.note.data or ""
        done = form.carry_out(lambda: proposing.reopen(issue, note=note, actor_id=asker, now=now()))
    return _answer(issue, form, done, page_of="reopen")
