"""Saying something, from the room, from a script or from a plain form; and hiding what breaks the rules."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.attachments.views import photos_sent
from deliberate.db.session import rollback
from deliberate.issues.queries.papers import issue as find_issue
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.kit.tongues import TRANSLATED
from deliberate.meetings.api import actor, sent
from deliberate.meetings.discussion.permissions import DiscussionPermission
from deliberate.meetings.discussion.queries import contributions, texts
from deliberate.meetings.discussion.rules import CLIENT_ID_MOST
from deliberate.meetings.discussion.services import keeping, marking
from deliberate.meetings.discussion.services.saying import Speech, comment, contribute
from deliberate.meetings.discussion.states import CHOSEN, HideReason, Stance
from deliberate.meetings.order.permissions import OrderPermission
from deliberate.meetings.order.rules import Person
from deliberate.meetings.order.services import Ask, take_step
from deliberate.meetings.queries import programme
from deliberate.meetings.states import Channel
from deliberate.moderation.services import hide_text
from deliberate.moderation.states import Restraint
from deliberate.web.errors import wants_json
from deliberate.web.guards import check, identity, local_path, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deliberate.attachments.services import Kept
    from deliberate.issues.models import Issue
    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.models import Meeting

bp = Blueprint("discussion_api", __name__)
SEE_OTHER, CONFLICT = 303, 409


def speech(place: Any, photos: Sequence[Kept] = ()) -> Speech:
    """Return what was sent; for somebody else only who may write down what others say can speak."""
    given = sent()
    said_by = " ".join(str(given.get("said_by") or "").split())
    if said_by:
        check(DiscussionPermission.enter_others, place)
    stance = next((one for one in Stance if one.value == given.get("stance")), Stance.neutral)
    channel = next((one for one in Channel if one.value == given.get("channel")), Channel.hall)
    return Speech(
        body=str(given.get("body") or ""),
        stance=stance,
        client_id=str(given.get("client_id") or secrets.token_hex(12))[:CLIENT_ID_MOST],
        parent_id=_number(given.get("parent_id")),
        said_by=said_by,
        channel=channel if said_by else Channel.phone,
        photos=tuple(photos),
        language=tongue if (tongue := str(given.get("language") or "")) in TRANSLATED else "",
    )


def _number(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 - no id is that long


def _answer(say: Callable[[], Contribution], back: str = "") -> Any:
    """Say it and answer; what a form sent in vain is shown again with the reason, so that nothing is lost."""
    try:
        said = say()
    except Refused as refused:
        if wants_json():
            raise
        rollback()
        return _again(refused.refusal), CONFLICT
    url = back or url_for("discussion.show", contribution_id=said.id)
    if wants_json():
        return jsonify(ok=True, seq=contributions.seq_of(said.id), data=as_plain(said), url=url)
    if said.screening:
        flash(_("Your words have arrived. A moderator reads them first."), "good")
        return redirect(back or local_path(request.referrer), SEE_OTHER)
    flash(_("Your words have arrived."), "good")
    return redirect(url, SEE_OTHER)


def _again(why: Refusal) -> str:
    given = {**sent(), "client_id": sent().get("client_id") or secrets.token_hex(12)}
    parent = contributions.contribution(_number(given.get("parent_id")) or 0)
    back = local_path(request.referrer)
    return page(
        "meetings/reply.html", why=why, parent=parent, given=given, action=request.path, back=back, choices=CHOSEN
    )


def as_plain(said: Contribution) -> dict[str, Any]:
    """Return a contribution as scripts get it."""
    return {
        "id": said.id,
        "client_id": said.client_id,
        "agenda_item_id": said.agenda_item_id,
        "parent_id": said.parent_id,
        "root_id": said.root_id,
        "depth": said.depth,
        "stance": said.stance.value,
        "author": said.author_label,
        "body": "" if said.hidden else said.body,
        "at": said.at.isoformat(),
    }


@bp.post("/meetings/<int:meeting_id>/contributions")
@requires(DiscussionPermission.contribute, programme.meeting)
def say_in_meeting(meeting: Meeting) -> Any:
    """Say something to an item of a meeting."""
    photos = photos_sent()
    wanted = _number(sent().get("agenda_item_id")) or meeting.current_item_id
    item = next((one for one in meeting.agenda if one.id == wanted), None)

    def say() -> Contribution:
        ensure(Refusal("discussion.no_item_open") if item is None else None)
        return contribute(meeting, item or meeting.agenda[0], speech(meeting, photos), speaker=identity(), now=now())

    return _answer(say, local_path(request.referrer))


@bp.post("/issues/<int:issue_id>/contributions")
@requires(DiscussionPermission.contribute, find_issue)
def say_about_issue(issue: Issue) -> Any:
    """Say something about an issue."""
    photos = photos_sent()
    return _answer(lambda: comment(issue, speech(issue, photos), speaker=identity(), now=now()))


@bp.post("/contributions/<int:contribution_id>/hide")
@requires(DiscussionPermission.hide, contributions.contribution)
def hide(said: Contribution) -> Any:
    """Show it no longer."""
    reason = next((one for one in HideReason if one.value == sent().get("reason")), None)
    try:
        hide_text(texts.moderated_text(said), reason, actor_id=actor(), now=now())
    except Refused as refused:
        if wants_json():
            raise
        rollback()
        flash(word(refused.refusal), "warn")
    if wants_json():
        return jsonify(ok=True, data={"id": said.id, "hidden": said.hidden})
    return redirect(url_for("discussion.show", contribution_id=said.id), SEE_OTHER)


# ── mending and marking, from plain forms ──


def _marked(said: Contribution, do: Callable[[], Contribution], done: str = "") -> Any:
    """Do it and go back to where it is read, with a word on what stands in the way."""
    url = url_for("discussion.show", contribution_id=said.id)
    try:
        do()
    except Refused as refused:
        if wants_json():
            raise
        rollback()
        flash(word(refused.refusal), "warn")
    else:
        if done:
            flash(done, "good")
    return jsonify(ok=True, data={"id": said.id}) if wants_json() else redirect(url, SEE_OTHER)


@bp.post("/contributions/<int:contribution_id>/edit")
@requires(DiscussionPermission.contribute, contributions.contribution)
def edit(said: Contribution) -> Any:
    """Mend one's own words; what was typed in vain is shown again."""
    body = str(sent().get("body") or "")
    try:
        marking.edit(said, body, person=identity(), now=now())
    except Refused as refused:
        if wants_json():
            raise
        rollback()
        said = contributions.contribution(said.id) or said
        return page("meetings/mend.html", why=refused.refusal, said=said, body=body), CONFLICT
    flash(_("Your words have been changed. The earlier ones can still be read."), "good")
    return redirect(url_for("discussion.show", contribution_id=said.id), SEE_OTHER)


@bp.post("/contributions/<int:contribution_id>/agree")
@requires(DiscussionPermission.contribute, contributions.contribution)
def agree(said: Contribution) -> Any:
    """Agree with what another said, or no longer."""
    do = marking.withdraw_agreement if sent().get("agree") == "no" else marking.agree
    return _marked(said, lambda: do(said, person=identity(), now=now()))


@bp.post("/contributions/<int:contribution_id>/pin")
@requires(DiscussionPermission.pin, contributions.contribution)
def pin(said: Contribution) -> Any:
    """Keep it on top of the talk, or no longer."""
    do = marking.unpin if sent().get("pin") == "no" else marking.pin
    return _marked(said, lambda: do(said, actor_id=actor(), now=now()), _("Done."))


@bp.post("/contributions/<int:contribution_id>/answered")
@requires(DiscussionPermission.mark_answered, contributions.contribution)
def answered(said: Contribution) -> Any:
    """Mark a question as answered by a body, or as open again."""
    by = str(sent().get("answered_by") or "")
    if sent().get("open") == "yes":
        return _marked(said, lambda: marking.reopen_question(said, actor_id=actor(), now=now()), _("Done."))
    return _marked(said, lambda: marking.mark_answered(said, by, actor_id=actor(), now=now()), _("Done."))


@bp.post("/contributions/<int:contribution_id>/restrain")
@requires(OrderPermission.restrain, contributions.contribution)
def restrain(said: Contribution) -> Any:
    """Warn whoever said it, ask them to pause on the item, or remove them."""
    kind = next((one for one in Restraint if one.value == sent().get("kind")), Restraint.warning)
    reason = next((one for one in HideReason if one.value == sent().get("reason")), None)

    def do() -> Contribution:
        ensure(None if said.meeting else Refusal("order.nobody"))
        assert said.meeting is not None  # noqa: S101 - asked just before
        url = url_for("discussion.show", contribution_id=said.id)
        person = Person(account_id=said.author_id, label=said.author_label)
        take_step(said.meeting, person, Ask(kind=kind, reason=reason, url=url), actor_id=actor(), now=now())
        return said

    return _marked(said, do, _("They are told, with how to appeal."))


@bp.post("/contributions/<int:contribution_id>/release")
@requires(DiscussionPermission.keep_order, contributions.contribution)
def release(said: Contribution) -> Any:
    """Let through what waited, from the workbench."""
    try:
        keeping.release(said, actor_id=actor(), now=now())
    except Refused as refused:
        rollback()
        flash(word(refused.refusal), "warn")
    else:
        flash(_("Everybody can read it now."), "good")
    return redirect(url_for("moderation.desk"), SEE_OTHER)
