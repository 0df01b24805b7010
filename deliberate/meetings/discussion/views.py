"""Pages of the discussion: on an issue, on a running meeting, replying to one contribution, hiding one."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf.csrf import generate_csrf as csrf_token
from markupsafe import Markup

from deliberate.attachments.views import shown as pictures
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.tongues import reads
from deliberate.meetings.discussion import rules
from deliberate.meetings.discussion.permissions import DiscussionPermission
from deliberate.meetings.discussion.queries import contributions, speaking, texts, threads, upkeep
from deliberate.meetings.discussion.queries.threads import THREADS_A_PAGE
from deliberate.meetings.discussion.states import CHOSEN, HideReason, Order, Stance
from deliberate.meetings.order.rules import REASONS
from deliberate.moderation.states import OF_TEXTS, Restraint
from deliberate.renderings.views.reading import readings, tongue
from deliberate.web.guards import identity, may, requires
from deliberate.web.language import day
from deliberate.web.pages import Page, Panel, page, page_number, panel, paragraphs
from deliberate.web.tongues import lang
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from deliberate.issues.models import Issue
    from deliberate.kit.refusals import Refusal
    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.models import Meeting

bp = Blueprint("discussion", __name__)
TONES = {Stance.support: "good", Stance.against: "other", Stance.supplement: "run", Stance.question: "soon"}
INDENTED = 3


class Writer:
    """Puts contributions into words: each day, stance and phrase once, not once a contribution."""

    def __init__(
        self, said: Sequence[Contribution], where: Issue | Meeting, *, may_reply: bool, may_hide: bool
    ) -> None:
        """Take all contributions of a page."""
        foreign = [one for one in said if one.shown and not reads(tongue(), one.language)]
        self._read = readings(texts.text_of(one) for one in foreign)
        self._said = said
        ids = [one.id for one in said]
        self._photos = contributions.photos_each(ids)
        self._agreed = contributions.agreed_by(identity().account_id or 0, ids) if identity().signed_in else frozenset()
        self._names = {one.id: one.author_label for one in said}
        self._closed = {
            one.id: _("No more replies: {reason}").format(reason=word(one.closed)) for one in said if one.closed
        }
        self._may_reply, self._may_hide = may_reply, may_hide
        self._root = request.script_root
        self._where = where
        self._reader = identity().account_id or 0
        self._days: dict[date, str] = {}
        self._stances = {stance: self._tag(stance) for stance in TONES}
        self._gone = {reason: _("Hidden by the moderator: %(reason)s", reason=word(reason)) for reason in HideReason}
        self._to, self._counted = _("reply to %(name)s", name="\0"), _("%(agree)s agree, %(disagree)s disagree")
        self._answered = _("Answered by %(name)s", name="\0")
        self._open = _("Not answered yet")
        self._same = _("Says the same as {name}: show the words")

    @staticmethod
    def _tag(stance: Stance) -> Markup:
        return Markup('<span class="tag tag-{}">{}</span>').format(TONES[stance], word(stance))

    def posts(self) -> list[dict[str, Any]]:
        """Return what the template writes."""
        return [self.post(one) for one in self._said]

    def post(self, one: Contribution) -> dict[str, Any]:
        """Return one contribution in words."""
        shown = one.shown
        agreed = one.agree_count or one.disagree_count
        read = self._read.get(("contribution", one.id))
        return {
            "id": one.id,
            "css": f"post post-{min(one.depth, INDENTED)}",
            "author": one.author_label,
            "stance": self._stances.get(one.stance, "") if shown else "",
            "iso": one.at.isoformat(),
            "when": self._when(one.at),
            "parent_id": one.parent_id,
            "deep": one.depth >= INDENTED,
            "to": self._to.replace("\0", self._names.get(one.parent_id, "")) if one.parent_id else "",
            "gone": "" if shown else self._why_gone(one),
            "text": paragraphs(read.text("body") if read else one.body) if shown else "",
            "lang": read.lang("body") if read else lang(one.language),
            "read": read,
            **(self._marks(one) if shown else {}),
            "agreed": self._counted % {"agree": one.agree_count, "disagree": one.disagree_count} if agreed else "",
            "with_id": one.merged_into_id if shown else None,
            "same": self._same.format(name=self._names.get(one.merged_into_id, "")) if one.merged_into_id else "",
            "closed": self._closed.get(one.id, ""),
            "reply_url": f"{self._root}/contributions/{one.id}/reply" if shown and self._takes_replies(one) else "",
            "hide_url": f"{self._root}/contributions/{one.id}/hide" if self._may_hide and shown else "",
            "report_url": f"{self._root}/report/contribution/{one.id}" if self._reports(one) else "",
            "foot": agreed or one.agrees or (shown and (self._may_reply or self._may_hide)) or self._reports(one),
        }

    def _takes_replies(self, one: Contribution) -> bool:
        """Tell whether the reader is offered to reply: not to what stands with another, nor in a closed thread."""
        return self._may_reply and one.merged_into_id is None and (one.root_id or one.id) not in self._closed

    def _why_gone(self, one: Contribution) -> str:
        if one.screening:
            return _("A moderator is looking at this again.")
        return self._gone.get(one.hidden_reason or HideReason.off_topic, "")

    def _marks(self, one: Contribution) -> dict[str, Any]:
        """Return what became of it since it was said, and what the reader can do about that."""
        own, url = one.author_id == self._reader, f"{self._root}/contributions/{one.id}"
        return {
            "photos": pictures(self._photos[one.id], one.author_label) if one.id in self._photos else None,
            "mended_url": f"{url}/wordings" if one.edited_at else "",
            "answered": self._answer(one),
            "agrees": one.agrees,
            "agree_url": f"{url}/agree" if self._may_reply and not own and not one.merged_into_id else "",
            "i_agree": one.id in self._agreed,
            "edit_url": f"{url}/edit" if own and self._may_mend(one) else "",
        }

    def _answer(self, one: Contribution) -> Markup:
        """Return of a question whether it was answered, and by whom."""
        if one.stance is not Stance.question:
            return Markup()
        if not one.answered_by:
            return Markup('<span class="tag tag-soon">{}</span>').format(self._open)
        said = self._answered.replace("\0", one.answered_by)
        tag = Markup('<span class="tag tag-good">{}</span>').format(said)
        return Markup('<a href="/contributions/{}">{}</a>').format(one.answer_id, tag) if one.answer_id else tag

    def _may_mend(self, one: Contribution) -> bool:
        """Tell whether the author may still mend it: only who may write here may, and only for a while."""
        return self._may_reply and now() < one.at + timedelta(minutes=speaking.edit_minutes(self._where))

    def _reports(self, one: Contribution) -> bool:
        """Tell whether the reader is offered to report it: what is shown, of others, and who hides need not report."""
        return not (not one.shown or self._may_hide) and one.author_id != self._reader

    def _when(self, at: datetime) -> str:
        local = at.astimezone(SHANGHAI)
        if local.date() not in self._days:
            self._days[local.date()] = day(local.date())
        return f"{self._days[local.date()]} {local:%H:%M}"


def words_of(
    said: Sequence[Contribution], where: Issue | Meeting, *, may_reply: bool, may_hide: bool
) -> dict[str, Any]:
    """Return what `meetings/parts/posts.html` needs."""
    posts = Writer(said, where, may_reply=may_reply, may_hide=may_hide).posts()
    return {
        "posts": posts,
        "reply_word": _("Reply"),
        "hide_word": _("Moderate"),
        "report_word": _("Report this"),
        "agree_word": _("Agree"),
        "mend_word": _("Change"),
        "mended_word": _("changed"),
        "stands_word": _("To the words it stands with"),
        "agrees_word": lambda number: ngettext("%(num)s agrees", "%(num)s agree", number),
        "token": csrf_token() if may_reply else "",
    }


# ── on an issue ──


@panel("issues.show", 40)
def on_issue(issue: Issue) -> Panel | None:
    """Show on an issue's page what people say about it outside meetings."""
    if not issue.state.screened:
        return None
    asked = request.args.get("order", "")
    order = Order(asked) if asked in set(Order) else Order.newest
    number = page_number()
    said, total = threads.page_of_threads(issue.id, page=number, order=order)
    why = why_not_comment(issue)
    return Panel(
        "meetings/parts/discussion.html",
        {
            "issue": issue,
            **words_of(said, issue, may_reply=why is None, may_hide=may(DiscussionPermission.hide, issue)),
            "threads": Page(said, number, total, THREADS_A_PAGE),
            "orders": {one: word(one) for one in Order},
            "order": order,
            "why_not": why,
            "action": url_for("discussion_api.say_about_issue", issue_id=issue.id),
            "choices": CHOSEN,
            "client_id": new_id(),
        },
    )


def why_not_comment(issue: Issue) -> Refusal | None:
    """Return what keeps the reader from writing about an issue."""
    reader, path = identity(), issue.place_path
    belongs = reader.lives_in(path) or any(reader.holds(role, path) for role in reader.roles)
    return rules.why_not_comment_on(issue.state) or rules.why_not_as_guest(
        reader.level, belongs=belongs, in_meeting=False
    )


def new_id() -> str:
    """Return an id for a form: sent twice, it is said once."""
    return secrets.token_hex(12)


# ── on a running meeting ──


@panel("meetings.run", 10)
def on_run(meeting: Meeting) -> Panel | None:
    """Show on the moderator's page what is said to the open item, with a form to write down what others say."""
    item = meeting.current_item
    if item is None:
        return None
    said = threads.said_in(meeting.id, item.id)
    return Panel(
        "meetings/parts/said.html",
        {
            "item": item,
            "number": len(said),
            **words_of(said, meeting, may_reply=True, may_hide=may(DiscussionPermission.hide, meeting)),
            "action": url_for("discussion_api.say_in_meeting", meeting_id=meeting.id),
            "choices": CHOSEN,
            "client_id": new_id(),
            "may_enter": may(DiscussionPermission.enter_others, meeting),
        },
    )


# ── on the workbench ──


@panel("moderation.desk", 10)
def on_desk(place_ids: Collection[int]) -> Panel | None:
    """Show a moderator what waits to be read first, or was taken back."""
    held = upkeep.held_at(place_ids)
    return Panel("meetings/parts/held.html", {"held": held, "reasons": OF_TEXTS})


# ── one contribution ──


@bp.get("/contributions/<int:contribution_id>")
@requires(DiscussionPermission.read, contributions.contribution)
def show(said: Contribution) -> Any:
    """Lead to where a contribution is read."""
    return redirect(where_read(said), 303)


def where_read(said: Contribution) -> str:
    """Return the address of the page and place where a contribution stands."""
    anchor = f"entry-{said.id}"
    if said.meeting_id is not None:
        seq = contributions.seq_of(said.id)
        page_of = max(0, seq - 1) // 200 + 1
        return url_for("minutes.record", meeting_id=said.meeting_id, page=page_of, _anchor=f"seq-{seq}")
    number = threads.page_with(said)
    return url_for("issues.show", issue_id=said.issue_id, page=number if number > 1 else None, _anchor=anchor)


@bp.get("/contributions/<int:contribution_id>/reply")
@requires(DiscussionPermission.contribute, contributions.contribution)
def reply(said: Contribution) -> Any:
    """Show what one replies to, and the form."""
    given = {"client_id": new_id(), "parent_id": said.id, "agenda_item_id": said.agenda_item_id, "body": ""}
    back = where_read(said)
    return page("meetings/reply.html", parent=said, given=given, action=_action(said), back=back, choices=CHOSEN)


def _action(said: Contribution) -> str:
    if said.meeting_id is not None:
        return url_for("discussion_api.say_in_meeting", meeting_id=said.meeting_id)
    return url_for("discussion_api.say_about_issue", issue_id=said.issue_id)


@bp.get("/contributions/<int:contribution_id>/edit")
@requires(DiscussionPermission.contribute, contributions.contribution)
def mend(said: Contribution) -> Any:
    """Show one's own words to mend."""
    if said.author_id != identity().account_id or said.hidden:
        abort(404)
    return page("meetings/mend.html", said=said, body=said.body, why=None)


@bp.get("/contributions/<int:contribution_id>/wordings")
@requires(DiscussionPermission.read, contributions.contribution)
def wordings(said: Contribution) -> Any:
    """Show what was said at first, and every wording since."""
    earlier = contributions.earlier_wordings(said)
    if said.hidden or not earlier:
        abort(404)
    return page("meetings/wordings.html", said=said, earlier=earlier, back=where_read(said))


@bp.get("/contributions/<int:contribution_id>/hide")
@requires(DiscussionPermission.hide, contributions.contribution)
def hide(said: Contribution) -> Any:
    """Show what can be done with a contribution; ask for the reason before anything is hidden."""
    if said.hidden:
        abort(404)
    steps = list(Restraint) if said.meeting is not None else []
    back = where_read(said)
    return page("meetings/hide.html", said=said, reasons=OF_TEXTS, steps=steps, step_reasons=REASONS, back=back)
