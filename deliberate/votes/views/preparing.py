"""What moderators prepare: a vote on an issue, a priority poll; and what an issue's page shows of both."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.issues.queries import papers as issue_papers
from deliberate.kit.clock import now
from deliberate.places.queries.tree import place_by_slug, rules_at
from deliberate.places.states import PlaceKind
from deliberate.votes import rules
from deliberate.votes.electorates.boxes import options_on_paper
from deliberate.votes.forms import AppraisalForm, PollForm, QuestionForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import issues, papers, signers
from deliberate.votes.services import preparing
from deliberate.votes.states import Grade, Matter, Unreturned, Verdict, VoteKind
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.tasks import said
from deliberate.web.guards import identity, may, requires
from deliberate.web.language import gap
from deliberate.web.pages import NavItem, Panel, nav, page, panel
from deliberate.web.words import meaning, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deliberate.issues.models import Issue
    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.votes.models import Vote

A_WEEK, A_DAY, AN_EVENING = timedelta(days=7), timedelta(days=1), timedelta(hours=3)
NARROW = frozenset({PlaceKind.building, PlaceKind.unit})
KINDS = (
    VoteKind.household_vote,
    VoteKind.residents_assembly,
    VoteKind.representatives_assembly,
    VoteKind.straw_vote,
)

nav.add("desk", 40, NavItem(lazy_gettext("Votes"), "votes.desk", "vote", seen_by=lambda: may(VotePermission.desk)))


def _to_lead(vote: Vote) -> Any:
    flash(_("Prepared. Please look at it once more, then announce it."), "good")
    return redirect(url_for("votes.lead", vote_id=vote.id), SEE_OTHER)


@bp.route("/issues/<int:issue_id>/vote", methods=["GET", "POST"])
@requires(VotePermission.prepare, issue_papers.issue)
def question(issue: Issue) -> Any:
    """Put an issue to the vote."""
    form = QuestionForm()
    form.offer(
        _kinds(issue.scope_place),
        [(matter, word(matter)) for matter in Matter],
        [(rule, word(rule)) for rule in Unreturned],
    )
    if form.sent:
        paper = form.paper(issue.id)
        vote = form.carry_out(
            lambda: preparing.draft_vote(issue.scope_place, paper, actor_id=identity().account_id or 0, now=now())
        )
        if vote is not None:
            return _to_lead(vote)
    form.question.data = form.question.data or issue.title
    form.meeting.data = form.meeting.data or request.args.get("meeting", "")
    # In a meeting the chair opens and closes; its own notice was the notice.
    in_meeting = bool(form.meeting.data)
    form.fill_times(*((now(), now() + AN_EVENING) if in_meeting else _times(form.kind.data, issue.scope_place)))
    owners = any(kind in rules.OWNER_KINDS for kind, _name in form.kind.choices)
    return page(
        "votes/question.html",
        form=form,
        issue=issue,
        hints=_hints((kind for kind, _name in form.kind.choices), rules_at(issue.scope_place)),
        owners=owners,
        short_of=_short_of(issue, form),
    ), form.status


def _short_of(issue: Issue, form: QuestionForm) -> str:
    """Say whether somebody is missing who will have to sign for the count; the kind that asks for most is told of."""
    ruleset, able = rules_at(issue.scope_place), signers.at(issue.scope_place.place_path, now())
    kinds = [VoteKind(kind) for kind, _name in form.kind.choices]
    missing = max(able.short_of(ruleset, kind, besides={issue.author_id or 0}) for kind in kinds)
    return said(missing) if any(missing) else ""


def _kinds(place: Place) -> list[tuple[VoteKind, str]]:
    """Return the kinds of vote that fit a place, each with its name."""
    kinds = (VoteKind.building_vote, VoteKind.straw_vote) if place.kind in NARROW else KINDS
    of_owners = {PlaceKind.estate: (VoteKind.owners_assembly,), PlaceKind.building: (VoteKind.owners_part,)}
    return [(kind, word(kind)) for kind in (*kinds, *of_owners.get(place.kind, ()))]


def _hints(kinds: Iterable[str], ruleset: RuleSet) -> dict[str, str]:
    """Say of each kind who votes, where, what the result is worth, and which article says so."""
    who = {
        VoteKind.building_vote: _("Every household of the building has one vote."),
        VoteKind.household_vote: _("Every household has one vote, given by its representative."),
        VoteKind.residents_assembly: _(
            "Every household has one vote, cast by its representative; the quorum and notice of the law apply."
        ),
        VoteKind.representatives_assembly: _(
            "Every resident representative and every member of the residents' committee has one vote."
        ),
        VoteKind.owners_assembly: _(
            "Every owner has one vote; floor area and owners are counted side by side, as the Civil Code says."
        ),
        VoteKind.owners_part: _(
            "Only the owners of this building vote, about what is theirs alone; floor area and owners are both counted."
        ),
    }
    return {
        kind: gap().join(text for text in (*_voters(VoteKind(kind), who, ruleset), meaning(VoteKind(kind))) if text)
        for kind in kinds
    }


def _voters(kind: VoteKind, who: dict[VoteKind, str], ruleset: RuleSet) -> tuple[str, str]:
    meeting = _("It is voted on in its meeting only: call that meeting first.")
    return str(who.get(kind, "")), meeting if rules.needs_meeting(ruleset, kind) else ""


def _times(kind: str, place: Place) -> tuple[Any, Any]:
    """Propose the first lawful moment and a week of voting."""
    opens_at = rules.earliest_opening(rules_at(place), VoteKind(kind), now(), in_meeting=False)
    return opens_at, opens_at + A_WEEK


@bp.route("/places/<string:slug>/poll", methods=["GET", "POST"])
@requires(VotePermission.prepare, place_by_slug)
def poll(place: Place) -> Any:
    """Ask which of the open issues matter most."""
    form, most = PollForm(), rules.most_choices(rules_at(place))
    form.offer(issues.rankable(place))
    if form.sent:
        paper = form.paper(most)
        vote = form.carry_out(
            lambda: preparing.draft_vote(place, paper, actor_id=identity().account_id or 0, now=now())
        )
        if vote is not None:
            return _to_lead(vote)
    form.question.data = form.question.data or _("Which of these issues should be taken up first?")
    form.fill_times(now(), now() + A_WEEK)
    facts = {"most": most, "on_paper": options_on_paper(most), "kind": VoteKind.priority_poll}
    return page("votes/poll.html", form=form, place=place, **facts), form.status


@bp.route("/places/<string:slug>/appraisal", methods=["GET", "POST"])
@requires(VotePermission.appraise, place_by_slug)
def appraisal(place: Place) -> Any:
    """Have the representatives grade the committee's work, or a member's."""
    form, kind = AppraisalForm(), VoteKind.committee_appraisal
    if form.sent:
        paper = form.paper()
        vote = form.carry_out(
            lambda: preparing.draft_vote(place, paper, actor_id=identity().account_id or 0, now=now())
        )
        if vote is not None:
            return _to_lead(vote)
    form.question.data = form.question.data or _("How did the residents' committee do its work this year?")
    form.meeting.data = form.meeting.data or request.args.get("meeting", "")
    form.fill_times(*((now(), now() + AN_EVENING) if form.meeting.data else _times(kind, place)))
    graded = signers.appraised(place, kind)
    able = signers.at(place.place_path, now()).short_of(rules_at(place), kind, besides=graded)
    short_of = said(able) if any(able) else ""
    return page("votes/appraisal.html", form=form, place=place, kind=kind, grades=Grade, short_of=short_of), form.status


@panel("issues.show", order=60)
def votes_on_issue(issue: Any) -> Panel | None:
    """Show on an issue's page its votes, and a moderator the way to a new one."""
    found = papers.votes_on_issue(issue.id)
    ready = rules.why_not_put_to_vote(issue.state, running=any(not vote.state.over for vote in found)) is None
    ask = ready and may(VotePermission.prepare, issue)
    if not found and not ask:
        return None
    url = url_for("votes.question", issue_id=issue.id) if ask else ""
    verdicts = {vote.id: Verdict((vote.result or {})["verdict"]) for vote in found if vote.state.has_result}
    return Panel("votes/parts/on_issue.html", {"votes": found, "verdicts": verdicts, "ask_url": url})
