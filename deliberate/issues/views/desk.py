"""The moderator's desk: what waits, what is due first on top; and the page on which an issue is screened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.attachments.queries import photos_of
from deliberate.attachments.views import shown
from deliberate.issues import rules
from deliberate.issues.forms import AcceptForm, DeclineForm, DivertForm, MergeForm, ReturnForm, TakeForm
from deliberate.issues.permissions import IssuePermission
from deliberate.issues.queries import lists, papers
from deliberate.issues.queries.similar import similar
from deliberate.issues.services import screening
from deliberate.issues.states import IssueClock, IssueState, MatterClass, Scope
from deliberate.issues.views.listing import bp, known_communities, lines
from deliberate.issues.views.showing import ball_of
from deliberate.issues.views.timeline import timeline_of
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.kit.roles import Role
from deliberate.places.queries.tree import place_by_slug
from deliberate.renderings.views.reading import Title
from deliberate.web.guards import identity, requires
from deliberate.web.pages import NavItem, nav, page, panels
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from deliberate.issues.models import Issue
    from deliberate.places.models import Place
    from deliberate.web.forms import Form

SEE_OTHER = 303
SCREENED_HERE = frozenset({IssueState.submitted, IssueState.screening, IssueState.reopened})
nav.add(
    "desk",
    10,
    NavItem(
        lazy_gettext("To do"),
        "issues.desk",
        "inbox",
        seen_by=lambda: identity().holds_anywhere(Role.moderator),
        also=("delivery",),
    ),
)


def desk_place() -> Place | None:
    """Return the place whose desk is asked for: the named one, else the first one the asker moderates."""
    if slug := request.args.get("place", ""):
        return place_by_slug(slug)
    known = known_communities()
    return next((one for one in known if identity().holds(Role.moderator, one.place_path)), next(iter(known), None))


@bp.get("/desk")
@requires(IssuePermission.screen, desk_place)
def desk(place: Place) -> str:
    """Show what waits. Higher areas add theirs with `@panel("issues.desk", …)`.

    A panel whose values have `rows` (a list of `todo(…)`) is sorted into the list; any other stands below it.
    """
    parts, found = panels("issues.desk", place), lists.on_desk(place)
    waiting = _todos([row for row in found if row.state not in lists.ON_WATCH])
    waiting += [row for part in parts for row in part.values.get("rows", [])]
    return page(
        "issues/desk.html",
        place=place,
        waiting=sorted(waiting, key=lambda row: (row["due"] is None, row["due"])),
        watched=_todos([row for row in found if row.state in lists.ON_WATCH]),
        parts=[part for part in parts if "rows" not in part.values],
        desks=[one for one in known_communities() if identity().holds(Role.moderator, one.place_path)],
    )


def todo(*, title: Title, url: str, what: str, due: datetime | None = None, **more: Any) -> dict[str, Any]:
    """Return one line of the desk: what it is about, where it is done, what has to be done, until when."""
    late = due is not None and due <= now()
    return {"title": title, "url": url, "what": what, "due": due, "late": late, "shown": rules.last_moment(due), **more}


def _todos(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    made = []
    for row, line in zip(rows, lines(rows), strict=True):
        here = row.state in SCREENED_HERE
        url = url_for("issues.screen", issue_id=row.id) if here else line["url"]
        what = word(IssueClock(row.deadline_key)) if row.deadline_key else line["state_word"]
        more = {"state": line["state"], "state_word": line["state_word"], "who": row.ball_body, "line": line}
        title = Title(line["title"], line["lang"], translated=line["translated"])
        made.append(todo(title=title, url=url, what=what, due=row.deadline_at, **more))
    return made


# ── screening ──


def screened(issue_id: int) -> Issue | None:
    """Return the issue to be screened."""
    return papers.issue(issue_id)


@bp.get("/desk/issues/<int:issue_id>")
@requires(IssuePermission.screen, screened)
def screen(issue: Issue) -> Any:
    """Show an issue with everything a moderator needs to answer it."""
    return _screening_page(issue)


def _screening_page(issue: Issue, sent: Form | None = None) -> Any:
    fresh = [TakeForm(), AcceptForm(issue.scope), ReturnForm(), DeclineForm(), DivertForm(), MergeForm()]
    forms = {type(form).__name__: form for form in [*fresh, sent] if form is not None}
    values = {
        "issue": issue,
        "forms": forms,
        "opened": type(sent).__name__ if sent is not None else "",
        "ball": ball_of(issue),
        "pictures": shown(photos_of("issue", issue.id), issue.title),
        "alike": lines(similar(issue.title, issue.place, but=issue.id)),
        "why_not_take": rules.why_not_screen(issue.state, is_author=issue.author_id == identity().account_id),
        "can_divert": rules.why_not_move(issue.state, IssueState.diverted) is None,
        "timeline": timeline_of(issue),
    }
    return page("issues/screen.html", **values), sent.status if sent is not None else 200


def _answer(issue: Issue, form: Form, verb: Callable[[], Issue], said: str) -> Any:
    """Carry out a moderator's answer and go back to the desk, or show the page again with what stands in the way."""
    if form.sent and form.carry_out(verb) is not None:
        flash(said)
        return redirect(url_for("issues.desk", place=issue.place.slug), code=SEE_OTHER)
    return _screening_page(issue, form)


def _asker() -> int:
    return identity().account_id or abort(403)


@bp.post("/desk/issues/<int:issue_id>/take")
@requires(IssuePermission.screen, screened)
def take(issue: Issue) -> Any:
    """Lay an issue on one's own desk, and stay with it."""
    form = TakeForm()

    def verb() -> Issue:
        return screening.take_issue(issue, actor_id=_asker(), now=now(), complicated=bool(form.complicated.data))

    if form.sent and form.carry_out(verb) is not None:
        flash(_("It lies on your desk now. The author sees it."), "good")
        return redirect(url_for("issues.screen", issue_id=issue.id), code=SEE_OTHER)
    return _screening_page(issue, form)


@bp.post("/desk/issues/<int:issue_id>/accept")
@requires(IssuePermission.screen, screened)
def accept(issue: Issue) -> Any:
    """Accept an issue and ask the neighbours to second it."""
    form = AcceptForm(issue.scope)

    def verb() -> Issue:
        kind = MatterClass(form.matter_class.data) if form.matter_class.data else None
        scope = Scope(form.scope.data)
        return screening.accept_issue(issue, matter_class=kind, scope=scope, actor_id=_asker(), now=now())

    return _answer(issue, form, verb, _("Accepted. The neighbours can second it now."))


@bp.post("/desk/issues/<int:issue_id>/return")
@requires(IssuePermission.screen, screened)
def give_back(issue: Issue) -> Any:
    """Ask the author to complete an issue."""
    form = ReturnForm()

    def verb() -> Issue:
        note = form.note.data or ""
        return screening.return_issue(issue, reason=form.chosen, note=note, actor_id=_asker(), now=now())

    return _answer(issue, form, verb, _("Sent back. The author has been told what is missing."))


@bp.post("/desk/issues/<int:issue_id>/decline")
@requires(IssuePermission.screen, screened)
def decline(issue: Issue) -> Any:
    """Do not accept an issue."""
    form = DeclineForm()

    def verb() -> Issue:
        note = form.note.data or ""
        return screening.decline_issue(issue, reason=form.chosen, note=note, actor_id=_asker(), now=now())

    return _answer(issue, form, verb, _("Not accepted. The author has been told why and where to go."))


@bp.post("/desk/issues/<int:issue_id>/divert")
@requires(IssuePermission.screen, screened)
def divert(issue: Issue) -> Any:
    """Pass an issue on."""
    form = DivertForm()

    def verb() -> Issue:
        return screening.divert_issue(
            issue,
            reason=form.chosen,
            route=form.to,
            note=form.note.data or "",
            external_no=form.external_no.data or "",
            actor_id=_asker(),
            now=now(),
        )

    return _answer(issue, form, verb, _("Passed on. The author has been told where it went."))


@bp.post("/desk/issues/<int:issue_id>/merge")
@requires(IssuePermission.screen, screened)
def merge(issue: Issue) -> Any:
    """Join an issue with another one."""
    form = MergeForm()

    def verb() -> Issue:
        target = lists.by_number(issue.place_id, form.number.data or "")
        if target is None:
            raise Refused(Refusal("issues.merge_target_missing"))
        return screening.merge_issue(issue, target, actor_id=_asker(), now=now())

    return _answer(issue, form, verb, _("Joined. Everybody behind it stands behind the other issue now."))
