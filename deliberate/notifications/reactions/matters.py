"""Who is told when something happens: those who stand behind it, those entitled, those charged with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.delivery import events as delivery
from deliberate.delivery.models import ActionItem, Objection, Resolution, SupervisionNote
from deliberate.delivery.states import LateLevel
from deliberate.issues import events as issues
from deliberate.issues.models import Issue
from deliberate.issues.states import IssueState
from deliberate.kit.bus import bus
from deliberate.kit.roles import Role
from deliberate.moderation import events as moderation
from deliberate.moderation.models import Ruling
from deliberate.moderation.permissions import DECIDERS
from deliberate.moderation.queries import text as moderated
from deliberate.moderation.states import Restraint
from deliberate.notifications import queries
from deliberate.notifications.services import Message, tell
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings.events import RenderingAsked, RenderingDoubted, RenderingWritten
from deliberate.renderings.models import Rendering
from deliberate.renderings.queries import askers, pairs_of
from deliberate.renderings.rules import pair_of
from deliberate.votes import events as votes
from deliberate.votes.models import ResultObjection, RollEntry, RollObjection, Vote
from deliberate.votes.queries import challenges, signatures, signers

if TYPE_CHECKING:
    from deliberate.kit.events import Event


def _issue(event: Any) -> Issue:
    return db.session.get_one(Issue, event.issue_id)


def _tell_of_issue(event: Any, people: set[int], code: str, **facts: object) -> None:
    issue = _issue(event)
    message = Message(code, f"/issues/{issue.id}", event.at, {"title": issue.title, **facts})
    tell(people, message, besides=event.actor_id)


def _desk(place_path: tuple[int, ...], event: Event, *roles: Role) -> set[int]:
    day = local_day(event.at)
    return set().union(*(queries.holders(role, place_path, day) for role in roles or (Role.moderator,)))


def _author(event: Any) -> set[int]:
    author_id = _issue(event).author_id
    return {author_id} if author_id else set()


def _everybody_behind(event: Any) -> set[int]:
    return _author(event) | queries.seconders(event.issue_id)


# ── issues ──


@bus.on(issues.IssueProposed)
def _proposed(event: issues.IssueProposed) -> None:
    desk = _desk(_issue(event).place_path, event)
    _tell_of_issue(event, desk, "issue.proposed", receipt=event.receipt)


@bus.on(issues.IssueResubmitted)
def _resubmitted(event: issues.IssueResubmitted) -> None:
    _tell_of_issue(event, _desk(_issue(event).place_path, event), "issue.resubmitted")


@bus.on(issues.IssueTaken)
def _taken(event: issues.IssueTaken) -> None:
    _tell_of_issue(event, _author(event), "issue.taken")


@bus.on(issues.IssueReturned)
def _returned(event: issues.IssueReturned) -> None:
    _tell_of_issue(event, _author(event), "issue.returned", note=event.note)


@bus.on(issues.IssueAccepted)
def _accepted(event: issues.IssueAccepted) -> None:
    _tell_of_issue(event, _author(event), "issue.accepted", needed=event.seconds_needed)


@bus.on(issues.IssueSupported)
def _supported(event: issues.IssueSupported) -> None:
    _tell_of_issue(event, _everybody_behind(event), "issue.supported")
    _tell_of_issue(event, _desk(_issue(event).place_path, event), "issue.supported_desk")


TOLD_TO_ALL_BEHIND: dict[type[issues.IssueEvent], str] = {
    issues.IssueDeclined: "issue.declined",
    issues.IssueDiverted: "issue.diverted",
    issues.IssueMerged: "issue.merged",
    issues.IssueShelved: "issue.shelved",
    issues.IssueScheduled: "issue.scheduled",
    issues.IssueAdopted: "issue.adopted",
    issues.IssueNotAdopted: "issue.not_adopted",
    issues.IssueDeferred: "issue.deferred",
    issues.IssuePiloted: "issue.piloted",
    issues.IssueNoticed: "issue.noticed",
    issues.IssueReopened: "issue.reopened",
    issues.IssueTakenBack: "issue.taken_back",
}


@bus.on(issues.IssueEvent)
def _moved_on(event: issues.IssueEvent) -> None:
    code = TOLD_TO_ALL_BEHIND.get(type(event))
    if isinstance(event, issues.IssueMoved) and event.after is IssueState.closed:
        code = "issue.closed"
    if code:
        _tell_of_issue(event, _everybody_behind(event), code)


# ── votes ──

VOTE_CODES: dict[type[votes.VoteEvent], str] = {
    votes.VoteAnnounced: "vote.announced",
    votes.VoteOpened: "vote.opened",
    votes.VotePublished: "vote.published",
    votes.VoteVoided: "vote.voided",
}


def _tell_of_vote(event: Any, people: set[int], code: str, page: str = "") -> None:
    question = db.session.get_one(Vote, event.vote_id).question
    message = Message(code, f"/votes/{event.vote_id}{page}", event.at, {"question": question})
    tell(people, message, besides=event.actor_id)


@bus.on(votes.VoteEvent)
def _vote(event: votes.VoteEvent) -> None:
    if code := VOTE_CODES.get(type(event)):
        entitled = select(RollEntry.account_id).where(RollEntry.vote_id == event.vote_id)
        _tell_of_vote(event, {person for person in db.session.scalars(entitled) if person}, code)


@bus.on(votes.VoteTallied)
def _please_sign(event: votes.VoteTallied) -> None:
    vote = db.session.get_one(Vote, event.vote_id)
    if any(wanted := signatures.needed(vote)):
        people = set(signers.at(vote.place_path, event.at).asked(wanted) - signers.own(vote))
        _tell_of_vote(event, people, "vote.to_sign", "/certificate")


@bus.on(votes.RollObjected)
def _roll_objected(event: votes.RollObjected) -> None:
    vote = db.session.get_one(Vote, event.vote_id)
    people = _desk(vote.place_path, event, Role.moderator, Role.supervisor) - {vote.created_by_id}
    _tell_of_vote(event, people, "vote.roll_objected", "/roll")


@bus.on(votes.RollObjectionAnswered)
def _roll_answered(event: votes.RollObjectionAnswered) -> None:
    objector = db.session.get_one(RollObjection, event.objection_id).account_id
    _tell_of_vote(event, {objector}, "vote.objection_answered", "/roll")


@bus.on(votes.ResultObjected)
def _result_objected(event: votes.ResultObjected) -> None:
    vote = db.session.get_one(Vote, event.vote_id)
    people = _desk(vote.place_path, event, Role.moderator, Role.supervisor) - challenges.who_counted(vote.id)
    _tell_of_vote(event, people, "vote.result_objected", "/objections")


@bus.on(votes.ResultObjectionAnswered)
def _result_answered(event: votes.ResultObjectionAnswered) -> None:
    objector = db.session.get_one(ResultObjection, event.objection_id).account_id
    _tell_of_vote(event, {objector}, "vote.objection_answered", "/objections")


# ── carrying out ──


def _tell_of_action(event: Any, people: set[int], code: str, **facts: object) -> None:
    item = db.session.get_one(ActionItem, event.action_id)
    known = {"title": item.title, "due_on": item.due_on, "body": item.responsible_body}
    tell(people, Message(code, item.url, event.at, {**known, **facts}), besides=event.actor_id)


def _responsible(event: Any) -> set[int]:
    account_id = db.session.get_one(ActionItem, event.action_id).responsible_account_id
    return {account_id} if account_id else set()


def _charged(event: Any, *roles: Role) -> set[int]:
    return _desk(db.session.get_one(ActionItem, event.action_id).place_path, event, *roles)


@bus.on(delivery.ActionAssigned)
def _assigned(event: delivery.ActionAssigned) -> None:
    _tell_of_action(event, _responsible(event), "action.assigned")


@bus.on(delivery.ActionProgressed)
def _progressed(event: delivery.ActionProgressed) -> None:
    _tell_of_action(event, _everybody_behind(event), "action.progress")


@bus.on(delivery.ActionReportedDone)
def _reported_done(event: delivery.ActionReportedDone) -> None:
    _tell_of_action(event, _charged(event, Role.moderator, Role.supervisor), "action.to_verify")


@bus.on(delivery.ActionVerified)
def _verified(event: delivery.ActionVerified) -> None:
    asked = queries.neighbours(_issue(event).scope_place)
    _tell_of_action(event, _everybody_behind(event) | asked, "action.reported_done")


@bus.on(delivery.ActionConfirmed)
def _confirmed(event: delivery.ActionConfirmed) -> None:
    _tell_of_action(event, _responsible(event) | _charged(event), "action.confirmed")


@bus.on(delivery.ActionNotSolved)
def _not_solved(event: delivery.ActionNotSolved) -> None:
    _tell_of_action(event, _responsible(event) | _charged(event), "action.not_solved")


@bus.on(delivery.ActionSentBack)
def _sent_back(event: delivery.ActionSentBack) -> None:
    _tell_of_action(event, _responsible(event), "action.sent_back", note=event.note)


@bus.on(delivery.ActionExtended)
def _extended(event: delivery.ActionExtended) -> None:
    people = _everybody_behind(event) | _charged(event, Role.liaison)
    _tell_of_action(event, people, "action.extended", reason=event.note or event.reason)


@bus.on(delivery.ActionBlocked)
def _blocked(event: delivery.ActionBlocked) -> None:
    people = _everybody_behind(event) | _charged(event)
    _tell_of_action(event, people, "action.blocked", reason=event.note or event.reason)


@bus.on(delivery.ActionReminded)
def _reminded(event: delivery.ActionReminded) -> None:
    _tell_of_action(event, _responsible(event) or _charged(event), "action.due_soon")


@bus.on(delivery.ActionOverdue)
def _overdue(event: delivery.ActionOverdue) -> None:
    people = _responsible(event)
    if event.level.rank >= LateLevel.overdue_moderator.rank:
        people |= _charged(event, Role.moderator)
    if event.level.rank >= LateLevel.overdue_liaison.rank:
        people |= _charged(event, Role.liaison)
    _tell_of_action(event, people, "action.overdue")


@bus.on(delivery.SupervisionNoted)
def _asked(event: delivery.SupervisionNoted) -> None:
    _tell_of_action(event, _responsible(event) | _charged(event), "supervision.asked", text=event.text)


@bus.on(delivery.SupervisionAnswered)
def _answered(event: delivery.SupervisionAnswered) -> None:
    author_id = db.session.get_one(SupervisionNote, event.note_id).author_id
    _tell_of_action(event, {author_id}, "supervision.answered")


# ── decisions ──


def _tell_of_resolution(event: Any, people: set[int], code: str) -> None:
    found = db.session.get_one(Resolution, event.resolution_id)
    message = Message(code, found.url, event.at, {"title": found.title})
    tell(people, message, besides=event.actor_id)


@bus.on(delivery.ObjectionRaised)
def _objected(event: delivery.ObjectionRaised) -> None:
    _tell_of_resolution(event, _desk(_issue(event).place_path, event), "resolution.objected")


@bus.on(delivery.ObjectionAnswered)
def _objection_answered(event: delivery.ObjectionAnswered) -> None:
    objector_id = db.session.get_one(Objection, event.objection_id).account_id
    _tell_of_resolution(event, {objector_id}, "resolution.objection_answered")


@bus.on(delivery.AppraisalOpened)
def _please_judge(event: delivery.AppraisalOpened) -> None:
    _tell_of_resolution(event, queries.neighbours(_issue(event).place), "resolution.appraisal_opened")


# ── translations ──


@bus.on(RenderingAsked)
def _translation_asked(event: RenderingAsked) -> None:
    made = db.session.get_one(Rendering, event.rendering_id)
    if event.asked > 1:
        return
    charged = _desk(made.place_path, event, Role.translator)
    pair = pair_of(made.source_language, made.language)
    people = {one for one in charged if pair in pairs_of(one, made.place_path, translator=True)}
    url = f"/renderings/{made.kind}/{made.subject_id}/{made.language}"
    tell(people, Message("rendering.asked", url, event.at, {"title": made.title}), besides=event.actor_id)


@bus.on(RenderingWritten)
def _translation_there(event: RenderingWritten) -> None:
    message = Message("rendering.written", event.url, event.at, {"title": event.title})
    tell(askers(event.rendering_id), message, besides=event.actor_id)


@bus.on(RenderingDoubted)
def _translation_doubted(event: RenderingDoubted) -> None:
    made = db.session.get_one(Rendering, event.rendering_id)
    url = f"/renderings/{made.kind}/{made.subject_id}/{made.language}"
    message = Message("rendering.doubted", url, event.at, {"title": event.title, "note": event.note})
    tell({made.translator_id}, message, besides=event.actor_id)


# ── texts that break the rules ──


@bus.on(moderation.TextReported)
def _reported(event: moderation.TextReported) -> None:
    # Whoever looks at the first report sees the others beside it.
    of = moderated(event.kind, event.subject_id) if event.reports == 1 else None
    if of is not None:
        message = Message("moderation.reported", "/desk/moderation", event.at, {"where": of.where})
        tell(_desk(of.place_path, event), message, besides=event.actor_id)


@bus.on(moderation.AppealMade)
def _appealed(event: moderation.AppealMade) -> None:
    ruling = db.session.get_one(Ruling, event.ruling_id)
    others = _desk(ruling.place_path, event, *DECIDERS) - {ruling.author_id}
    message = Message("moderation.appealed", f"/moderation/{ruling.id}", event.at, {"where": ruling.where})
    tell(others, message, besides=ruling.hidden_by_id)


TOLD = (moderation.TextHidden, moderation.PersonRestrained, moderation.HidingLifted, moderation.AppealDecided)


@bus.on(moderation.RulingEvent)
def _ruled(event: moderation.RulingEvent) -> None:
    if isinstance(event, TOLD):
        ruling = db.session.get_one(Ruling, event.ruling_id)
        lifted = isinstance(event, moderation.HidingLifted) and event.kind in set(Restraint)
        message = Message(
            "moderation.restrained_no_more" if lifted else event.verb,
            f"/moderation/{ruling.id}",
            event.at,
            {"where": ruling.where},
        )
        tell({ruling.author_id}, message, besides=event.actor_id)
