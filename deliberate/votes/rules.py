"""When a vote may be announced, opened, cast in, closed, counted and published. Figures come from the rule set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from deliberate.issues.states import TRANSITIONS as ISSUE_TRANSITIONS
from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refusal
from deliberate.places.rules.deadlines import earliest_lawful
from deliberate.places.rules.shipped import calendar_for
from deliberate.votes.electorates.boxes import MOST_ANSWERS, answers_there_are
from deliberate.votes.electorates.shares import bar_of
from deliberate.votes.methods.ballots import MORE_THAN_HALF, NONE, Ballot, Bar
from deliberate.votes.states import (
    TRANSITIONS,
    BindingMode,
    Choice,
    Grade,
    Ground,
    Matter,
    Method,
    Secrecy,
    Unreturned,
    VoteKind,
    VoteState,
    Weight,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from enum import StrEnum

    from deliberate.places.rules.rulesets import RuleSet

QUESTION_LENGTH = 300
FEWEST_OPTIONS = 2
# What a manifest says where the majority is one of those present.
PRESENT = "present"
MANIFEST_FORMAT = "deliberate-manifest/1"
# What hides single people where a rule set has no figure of its own.
A_FEW = 5

_K = VoteKind
# The residents' meeting may consist of all adults or of one representative a household (residents' committee law of
# 2025, art. 26). The register knows every household and not every adult, so the quorum is counted on households.
HOUSEHOLD_KINDS = frozenset({_K.building_vote, _K.household_vote, _K.residents_assembly})
# What an assembly decides is decided in a meeting of that kind, or, where the rule set leaves that way open, by a vote
# with a notice of its own.
ASSEMBLIES = frozenset({_K.residents_assembly, _K.representatives_assembly, _K.owners_assembly})
# Who grades sits in the representatives' meeting, or is called to an appraisal meeting of its own.
APPRAISED_IN = frozenset({"appraisal", _K.representatives_assembly.value})
OWNER_KINDS = frozenset({_K.owners_assembly, _K.owners_part})
# In their meeting more than half of those present must agree: who sits there and stays silent does not agree.
OF_THOSE_PRESENT = frozenset({_K.residents_assembly, _K.representatives_assembly})
YES_OR_NO = frozenset({Method.majority, Method.double_majority})
RANKABLE = frozenset({
    IssueState.seconding, IssueState.supported, IssueState.scheduled, IssueState.deliberating, IssueState.deferred,
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a moderator puts to the vote, before anything is stored; `issues` are the options of a poll."""

    kind: VoteKind
    question: str
    consequence: str = ""
    issue_id: int | None = None
    meeting_id: int | None = None
    issues: tuple[tuple[int, str], ...] = ()
    max_choices: int = 1
    opens_at: datetime
    closes_at: datetime
    matter: Matter | None = None
    unreturned: Unreturned = Unreturned.not_participating
    clause: str = ""

    @property
    def method(self) -> Method:
        """Return how it is counted."""
        return method_of(self.kind)

    @property
    def options(self) -> tuple[str, ...]:
        """Return the keys that can be chosen, in the published order."""
        if answers := answers_of(self.kind, self.method):
            return tuple(answers)
        return tuple(f"issue-{issue_id}" for issue_id, _title in self.issues)


def method_of(kind: VoteKind) -> Method:
    """Return how a vote is counted: a poll ranks, grades are summed, owners count by area too, else it is yes or no."""
    if kind in OWNER_KINDS:
        return Method.double_majority
    return Method.approval if kind in {_K.priority_poll, _K.committee_appraisal} else Method.majority


def answers_of(kind: VoteKind, method: Method) -> type[StrEnum] | None:
    """Return the answers that are always the same, in an order everybody knows; a poll has options of its own."""
    if kind is _K.committee_appraisal:
        return Grade
    return Choice if method in YES_OR_NO else None


def methods_in_use() -> frozenset[Method]:
    """Return the methods that votes are held with here; budgets come from elsewhere."""
    return frozenset(method_of(kind) for kind in VoteKind if kind is not VoteKind.budget)


def weight_of(kind: VoteKind) -> Weight:
    """Return what one entry of the roll stands for in a vote of this kind."""
    if kind in OWNER_KINDS:
        return Weight.area_and_count
    return Weight.per_household if kind in HOUSEHOLD_KINDS else Weight.per_person


def secrecy_of(kind: VoteKind) -> Secrecy:
    """Return who can link a ballot to a person: the law wants to know which owner agreed."""
    return Secrecy.named if kind in OWNER_KINDS else Secrecy.secret


def on_paper_too(kind: VoteKind, secrecy: Secrecy, *, options: int, max_choices: int) -> bool:
    """Tell whether a secret vote can be answered on paper: what is over in a minute asks phones only.

    Nor can it where papers could be filled in too many ways: each is sealed as a spare ballot at the close.
    """
    if secrecy is not Secrecy.secret or kind in {_K.straw_vote, _K.budget}:
        return False
    return answers_there_are(options, max_choices) <= MOST_ANSWERS


def binding_of(ruleset: RuleSet, kind: VoteKind) -> BindingMode:
    """Return what gives the result its force; of owners the rule set says it."""
    key = f"vote.{_K.owners_assembly}.binding"
    if kind in OWNER_KINDS and ruleset.has(key):
        return BindingMode(ruleset.rule(key).words[0])
    return BindingMode.adopted_e_vote if kind.decides else BindingMode.advisory


def ground_of(kind: VoteKind) -> Ground:
    """Return why somebody stands on the roll of a vote of this kind."""
    if kind in OWNER_KINDS:
        return Ground.owner
    if kind is _K.committee_appraisal:
        return Ground.appraiser
    if kind is VoteKind.representatives_assembly:
        return Ground.representative
    return Ground.household_rep if kind in HOUSEHOLD_KINDS else Ground.adult_resident


def bars(ruleset: RuleSet, kind: VoteKind) -> tuple[Bar, Bar]:
    """Return who must take part, and how many of those must agree; a kind without a rule of its own has no quorum."""
    quorum, majority = (f"vote.{kind}.{name}" for name in ("quorum", "majority"))
    return (
        bar_of(ruleset.rule(quorum)) if ruleset.has(quorum) else NONE,
        bar_of(ruleset.rule(majority)) if ruleset.has(majority) else MORE_THAN_HALF,
    )


def most_choices(ruleset: RuleSet) -> int:
    """Return how many issues one may name in a priority poll."""
    return ruleset.number("vote.priority_poll.choices") if ruleset.has("vote.priority_poll.choices") else 1


def fewest(ruleset: RuleSet, key: str) -> int:
    """Return how many must be together so that none of them stands out: in a sealed batch, in a published figure."""
    return ruleset.number(key) if ruleset.has(key) else A_FEW


def earliest_opening(ruleset: RuleSet, kind: VoteKind, announced_at: datetime, *, in_meeting: bool) -> datetime:
    """Return the first lawful moment of opening; in a meeting, the meeting's own notice was the notice."""
    # The committee is appraised with the notice of an appraisal meeting.
    key = f"meeting.{'appraisal' if kind is _K.committee_appraisal else kind}.notice"
    if in_meeting or not ruleset.has(key):
        return announced_at
    return earliest_lawful(ruleset.rule(key), announced_at, calendar_for(ruleset))


def opening(opens_at: datetime, *, earliest: datetime, announced_at: datetime) -> datetime:
    """Return when voting begins: as planned, or at once where no notice is needed and the hour has passed."""
    return max(opens_at, announced_at) if earliest <= announced_at else opens_at


def why_not_last(
    ruleset: RuleSet, kind: VoteKind, *, opens_at: datetime, closes_at: datetime, in_meeting: bool
) -> Refusal | None:
    """Return why the time to vote is too short or too long; in a meeting the chair opens and closes."""
    lasts = closes_at - opens_at
    if lasts <= timedelta():
        return Refusal("votes.closes_before_it_opens")
    if in_meeting or not kind.formal:
        return None
    least, most = (ruleset.number(f"vote.window_{end}") for end in ("least", "most"))
    if lasts < timedelta(days=least):
        return Refusal("votes.too_short", days=least)
    if lasts > timedelta(days=most):
        return Refusal("votes.too_long", days=most)
    return None


def why_not_put_to_vote(issue: IssueState, *, running: bool) -> Refusal | None:
    """Return why an issue cannot be decided by vote now: not talked over yet, settled, or being voted on already."""
    if running:
        return Refusal("votes.vote_running")
    if issue is IssueState.deciding or ISSUE_TRANSITIONS.allow(issue, IssueState.deciding):
        return None
    return Refusal("votes.issue_not_ready", state=issue)


def why_not_rank(issues: Collection[IssueState]) -> Refusal | None:
    """Return why these issues cannot be options of a priority poll."""
    settled = [state for state in issues if state not in RANKABLE]
    return Refusal("votes.issue_not_open", state=settled[0]) if settled else None


def why_not_ask(question: str, options: Sequence[str], *, method: Method, max_choices: int) -> Refusal | None:
    """Return what is wrong with a question and its options, whoever asks it."""
    if not question.strip():
        return Refusal("votes.no_question")
    if len(question) > QUESTION_LENGTH:
        return Refusal("votes.question_too_long", length=len(question), most=QUESTION_LENGTH)
    if len(set(options)) != len(options):
        return Refusal("votes.option_twice")
    if len(options) < FEWEST_OPTIONS:
        return Refusal("votes.too_few_options", least=FEWEST_OPTIONS)
    if method in YES_OR_NO and list(options) != list(Choice):
        return Refusal("votes.not_yes_or_no")
    if not 1 <= max_choices <= len(options):
        return Refusal("votes.bad_max_choices", most=len(options))
    return None


def why_not_change(state: VoteState) -> Refusal | None:
    """Return why the question can no longer be changed: what was announced is what is voted on."""
    return Refusal("votes.locked") if state.locked else None


def why_not_announce(
    state: VoteState, *, roll: int, without_area: int = 0, opens_at: datetime, earliest: datetime
) -> Refusal | None:
    """Return what stands in the way of announcing: nobody on the roll, a home without area, or too short a notice."""
    if refusal := TRANSITIONS.why_not(state, VoteState.announced):
        return refusal
    if not roll:
        return Refusal("votes.empty_roll")
    if without_area:
        return Refusal("votes.areas_missing", homes=without_area)
    if opens_at < earliest:
        return Refusal("votes.notice_too_short", earliest=earliest)
    return None


def why_not_open(state: VoteState, *, now: datetime, opens_at: datetime, unanswered: int = 0) -> Refusal | None:
    """Return what stands in the way of taking ballots; whoever objected to the roll gets an answer first."""
    if refusal := TRANSITIONS.why_not(state, VoteState.open):
        return refusal
    if unanswered:
        return Refusal("votes.objections_wait", number=unanswered)
    if now < opens_at:
        return Refusal("votes.not_yet", opens_at=opens_at)
    return None


def why_not_come(
    state: VoteState, *, entitled: bool, already_voted: bool, now: datetime, closes_at: datetime
) -> Refusal | None:
    """Return why this person cannot vote here and now; the page asks before it shows the ballot paper."""
    if state in {VoteState.draft, VoteState.announced}:
        return Refusal("votes.not_open_yet")
    if state is VoteState.void:
        return Refusal("votes.void")
    if state is not VoteState.open or now >= closes_at:
        return Refusal("votes.over", closes_at=closes_at)
    if not entitled:
        return Refusal("votes.not_on_roll")
    if already_voted:
        return Refusal("votes.already_voted")
    return None


def why_not_choose(choices: Sequence[str], options: Collection[str], *, max_choices: int) -> Refusal | None:
    """Return what is wrong with a filled-in ballot paper."""
    if not choices:
        return Refusal("votes.nothing_chosen")
    if len(choices) > max_choices:
        return Refusal("votes.too_many_choices", chosen=len(choices), most=max_choices)
    if len(set(choices)) != len(choices):
        return Refusal("votes.chosen_twice")
    if not set(choices) <= set(options):
        return Refusal("votes.unknown_option")
    return None


def why_not_cast(  # noqa: PLR0913 - the whole question of a ballot, each fact by name
    state: VoteState,
    *,
    entitled: bool,
    already_voted: bool,
    now: datetime,
    closes_at: datetime,
    choices: Sequence[str],
    options: Collection[str],
    max_choices: int,
) -> Refusal | None:
    """Return why this ballot cannot be taken."""
    return why_not_come(
        state, entitled=entitled, already_voted=already_voted, now=now, closes_at=closes_at
    ) or why_not_choose(choices, options, max_choices=max_choices)


def why_not_close(
    state: VoteState, *, now: datetime, closes_at: datetime, everybody_voted: bool, in_meeting: bool
) -> Refusal | None:
    """Return what stands in the way of closing: the announced end, unless everybody voted or the chair closes."""
    if refusal := TRANSITIONS.why_not(state, VoteState.closed):
        return refusal
    if now < closes_at and not everybody_voted and not in_meeting:
        return Refusal("votes.still_running", closes_at=closes_at)
    return None


def needs_meeting(ruleset: RuleSet, kind: VoteKind) -> bool:
    """Tell whether a kind of vote is held in a meeting only."""
    return ruleset.switched_on(f"vote.{kind}.in_meeting")


def why_not_without(ruleset: RuleSet, kind: VoteKind, *, in_meeting: bool = False) -> Refusal | None:
    """Return why a vote cannot be held outside a meeting: the law wants people to sit together first."""
    if in_meeting or not needs_meeting(ruleset, kind):
        return None
    return Refusal("votes.needs_meeting", kind=kind)


def counts_present(kind: VoteKind, *, in_meeting: bool) -> bool:
    """Tell whether quorum and majority are measured on those present instead of on the ballots."""
    return in_meeting and kind in OF_THOSE_PRESENT


def present_at_close(room: Mapping[str, Any], *, ballots: int, roll: int) -> int:
    """Return how many of the roll were present as the close kept it; whoever voted was there, on the list or not."""
    there = room.get("closed", {})
    present: int = there.get("seats", there.get("present", 0))
    return min(max(present, ballots), roll)


def why_not_hold(kind: VoteKind, *, meeting: str | None) -> Refusal | None:
    """Return why a vote cannot be held in a meeting: there is none, or an assembly's vote belongs into the assembly."""
    if meeting is None:
        return Refusal("votes.no_such_meeting")
    if kind is _K.committee_appraisal and meeting not in APPRAISED_IN:
        return Refusal("votes.appraised_elsewhere")
    other = kind in ASSEMBLIES and meeting != kind.value
    return Refusal("votes.other_kind_of_meeting", kind=kind) if other else None


def why_not_tally(
    state: VoteState, *, ballots: int, voted: int, room: Mapping[str, Any] = MappingProxyType({})
) -> Refusal | None:
    """Return what stands in the way of counting: ballots and marks that differ, or too few in the room at the close."""
    if refusal := TRANSITIONS.why_not(state, VoteState.tallied):
        return refusal
    if ballots != voted:
        return Refusal("votes.ballots_and_roll_differ", ballots=ballots, voted=voted)
    there = room.get("closed", {})
    present = there.get("seats", there.get("present", 0))
    if present < there.get("needed", 0):
        return Refusal("votes.too_few_in_the_room", present=present, needed=there["needed"])
    return None


def why_not_publish(state: VoteState) -> Refusal | None:
    """Return what stands in the way of publishing the result."""
    return TRANSITIONS.why_not(state, VoteState.published)


def why_not_void(state: VoteState, *, reason: str) -> Refusal | None:
    """Return what stands in the way of declaring the vote void; without a reason nobody may."""
    if refusal := TRANSITIONS.why_not(state, VoteState.void):
        return refusal
    if not reason.strip():
        return Refusal("votes.no_reason")
    return None


def why_not_see_result(state: VoteState) -> Refusal | None:
    """Return why the count is not shown: before it is published nobody sees it, moderators included."""
    return None if state.has_result else Refusal("votes.no_result_yet")


def ballot_of(choices: Sequence[str], options: Sequence[str]) -> Ballot:
    """Return a ballot whose choices stand in the published order, so that equal ballots look equal."""
    return Ballot(tuple(key for key in options if key in set(choices)))
