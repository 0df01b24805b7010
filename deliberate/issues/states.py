"""What an issue can be: its states and what may follow each, who holds it, and the words for why and where to."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class IssueState(StrEnum):
    """Where an issue stands between the first draft and the archive (domain reference, 11.1)."""

    draft = "draft"
    submitted = "submitted"
    screening = "screening"
    returned = "returned"
    not_accepted = "not_accepted"
    merged = "merged"
    diverted = "diverted"
    seconding = "seconding"
    shelved = "shelved"
    supported = "supported"
    scheduled = "scheduled"
    deliberating = "deliberating"
    deciding = "deciding"
    adopted = "adopted"
    not_adopted = "not_adopted"
    deferred = "deferred"
    pilot = "pilot"
    to_assembly = "to_assembly"
    public_notice = "public_notice"
    objection_review = "objection_review"
    implementing = "implementing"
    verifying = "verifying"
    appraising = "appraising"
    closed = "closed"
    archived = "archived"
    reopened = "reopened"
    withdrawn = "withdrawn"

    @property
    def resting(self) -> bool:
        """Tell whether nobody has to act: the issue left the path or came to its end."""
        return self in RESTING

    @property
    def screened(self) -> bool:
        """Tell whether a person of the committee has looked at it, so that everybody may read it."""
        return self not in UNSCREENED


_S = IssueState

RESTING = frozenset({
    _S.not_accepted, _S.merged, _S.diverted, _S.shelved, _S.not_adopted, _S.closed, _S.archived, _S.withdrawn,
})  # fmt: skip
UNSCREENED = frozenset({_S.draft, _S.submitted, _S.screening, _S.returned})
BEFORE_MEETING = frozenset({_S.draft, _S.submitted, _S.screening, _S.returned, _S.seconding, _S.supported, _S.reopened})
# What a meeting has just made of an issue, before anything is built upon it.
JUST_DECIDED = frozenset({_S.adopted, _S.not_adopted, _S.pilot, _S.deferred, _S.to_assembly, _S.deciding})
MERGE_TARGETS = frozenset({
    _S.screening, _S.seconding, _S.supported, _S.scheduled, _S.deliberating, _S.deferred, _S.pilot,
})  # fmt: skip

TRANSITIONS: Transitions[IssueState] = Transitions(
    "issues",
    {
        _S.draft: frozenset({_S.submitted, _S.withdrawn}),
        _S.submitted: frozenset({_S.screening, _S.withdrawn}),
        _S.screening: frozenset({
            _S.returned, _S.not_accepted, _S.merged, _S.diverted, _S.seconding, _S.supported, _S.withdrawn,
        }),
        _S.returned: frozenset({_S.submitted, _S.shelved, _S.withdrawn}),
        _S.not_accepted: frozenset({_S.reopened, _S.archived}),
        _S.merged: frozenset({_S.reopened, _S.archived}),
        _S.diverted: frozenset({_S.reopened, _S.archived}),
        _S.seconding: frozenset({_S.supported, _S.shelved, _S.merged, _S.diverted, _S.withdrawn}),
        _S.shelved: frozenset({_S.reopened, _S.archived}),
        _S.supported: frozenset({_S.scheduled, _S.merged, _S.diverted, _S.withdrawn}),
        _S.scheduled: frozenset({_S.deliberating, _S.supported}),
        _S.deliberating: frozenset({_S.scheduled, _S.deciding, _S.deferred, _S.pilot, _S.to_assembly}),
        _S.deciding: frozenset({
            _S.adopted, _S.not_adopted, _S.deferred, _S.pilot, _S.to_assembly, _S.scheduled, _S.deliberating,
        }),
        _S.adopted: frozenset({_S.public_notice}),
        _S.not_adopted: frozenset({_S.reopened, _S.archived}),
        _S.deferred: frozenset({_S.scheduled, _S.deliberating, _S.deciding, _S.not_adopted}),
        _S.pilot: frozenset({_S.scheduled, _S.deliberating, _S.deciding, _S.not_adopted}),
        _S.to_assembly: frozenset({_S.scheduled, _S.deliberating, _S.deciding}),
        _S.public_notice: frozenset({_S.objection_review, _S.implementing}),
        _S.objection_review: frozenset({_S.public_notice, _S.implementing, _S.scheduled}),
        _S.implementing: frozenset({_S.verifying, _S.scheduled}),
        _S.verifying: frozenset({_S.implementing, _S.appraising}),
        _S.appraising: frozenset({_S.implementing, _S.closed}),
        _S.closed: frozenset({_S.archived, _S.reopened}),
        _S.archived: frozenset({_S.reopened}),
        _S.reopened: frozenset({_S.screening, _S.withdrawn}),
        _S.withdrawn: frozenset(),
    },
)  # fmt: skip


class BallHolder(StrEnum):
    """Who has to act next; the page shows the person or body that stands for it."""

    author = "author"
    neighbours = "neighbours"
    moderator = "moderator"
    committee = "committee"
    meeting = "meeting"
    electors = "electors"
    responsible_unit = "responsible_unit"
    residents = "residents"
    nobody = "nobody"


_B = BallHolder
BALL_HOLDERS: dict[IssueState, BallHolder] = {
    _S.draft: _B.author,
    _S.submitted: _B.moderator,
    _S.screening: _B.moderator,
    _S.returned: _B.author,
    _S.seconding: _B.neighbours,
    _S.supported: _B.committee,
    _S.scheduled: _B.committee,
    _S.deliberating: _B.meeting,
    _S.deciding: _B.electors,
    _S.adopted: _B.committee,
    _S.deferred: _B.committee,
    _S.pilot: _B.responsible_unit,
    _S.to_assembly: _B.committee,
    _S.public_notice: _B.residents,
    _S.objection_review: _B.committee,
    _S.implementing: _B.responsible_unit,
    _S.verifying: _B.moderator,
    _S.appraising: _B.residents,
    _S.reopened: _B.moderator,
    **dict.fromkeys(RESTING, _B.nobody),
}


class MatterClass(StrEnum):
    """Whose business a matter is; decides whether neighbours can settle it at all."""

    self_government = "self_government"
    administrative_assist = "administrative_assist"
    government_duty = "government_duty"
    owners_matter = "owners_matter"
    civil_dispute = "civil_dispute"
    petition = "petition"
    emergency = "emergency"
    suggestion = "suggestion"


NOT_FOR_MEETINGS = frozenset({MatterClass.government_duty, MatterClass.petition, MatterClass.emergency})


class Scope(StrEnum):
    """How far a matter reaches, and so who is asked to second it."""

    stairwell = "stairwell"
    estate = "estate"
    residential_area = "residential_area"
    block = "block"
    subdistrict = "subdistrict"


class ReasonCode(StrEnum):
    """Why an issue left the straight path; every one has a sentence and a way on."""

    # returned to the author
    place_unclear = "place_unclear"
    facts_missing = "facts_missing"
    several_matters = "several_matters"
    wording = "wording"
    # not accepted, or passed on
    private_dispute = "private_dispute"
    in_legal_process = "in_legal_process"
    petition_in_progress = "petition_in_progress"
    outside_area = "outside_area"
    government_duty = "government_duty"
    owners_matter = "owners_matter"
    duplicate = "duplicate"
    unlawful = "unlawful"
    emergency = "emergency"
    personal_data = "personal_data"
    recently_decided = "recently_decided"
    # shelved
    not_enough_seconds = "not_enough_seconds"
    not_completed = "not_completed"
    # put off or ended by a meeting or vote
    needs_information = "needs_information"
    needs_money = "needs_money"
    needs_other_body = "needs_other_body"
    not_ripe = "not_ripe"
    try_it_first = "try_it_first"
    reserved_for_assembly = "reserved_for_assembly"
    no_agreement = "no_agreement"
    below_quorum = "below_quorum"
    majority_against = "majority_against"
    # taken up again
    new_facts = "new_facts"
    appeal = "appeal"
    objection_upheld = "objection_upheld"
    not_solved = "not_solved"
    cannot_be_done = "cannot_be_done"
    meeting_cancelled = "meeting_cancelled"
    # taken back by its author
    solved_itself = "solved_itself"
    changed_mind = "changed_mind"


class Route(StrEnum):
    """Where to go instead, or next."""

    complete_and_resubmit = "complete_and_resubmit"
    grid = "grid"
    hotline_12345 = "hotline_12345"
    petition = "petition"
    mediation = "mediation"
    court = "court"
    owners_body = "owners_body"
    emergency_numbers = "emergency_numbers"
    other_area = "other_area"
    same_issue = "same_issue"
    earlier_decision = "earlier_decision"
    residents_committee = "residents_committee"
    gather_support = "gather_support"
    next_meeting = "next_meeting"
    propose_again = "propose_again"
    follow_here = "follow_here"


_R, _W = ReasonCode, Route
ROUTES: dict[ReasonCode, Route] = {
    _R.place_unclear: _W.complete_and_resubmit,
    _R.facts_missing: _W.complete_and_resubmit,
    _R.several_matters: _W.complete_and_resubmit,
    _R.wording: _W.complete_and_resubmit,
    _R.private_dispute: _W.mediation,
    _R.in_legal_process: _W.court,
    _R.petition_in_progress: _W.petition,
    _R.outside_area: _W.other_area,
    _R.government_duty: _W.hotline_12345,
    _R.owners_matter: _W.owners_body,
    _R.duplicate: _W.same_issue,
    _R.unlawful: _W.residents_committee,
    _R.emergency: _W.emergency_numbers,
    _R.personal_data: _W.complete_and_resubmit,
    _R.recently_decided: _W.earlier_decision,
    _R.not_enough_seconds: _W.gather_support,
    _R.not_completed: _W.propose_again,
    _R.needs_information: _W.next_meeting,
    _R.needs_money: _W.next_meeting,
    _R.needs_other_body: _W.follow_here,
    _R.not_ripe: _W.next_meeting,
    _R.try_it_first: _W.follow_here,
    _R.reserved_for_assembly: _W.next_meeting,
    _R.no_agreement: _W.mediation,
    _R.below_quorum: _W.propose_again,
    _R.majority_against: _W.propose_again,
    _R.new_facts: _W.follow_here,
    _R.appeal: _W.follow_here,
    _R.objection_upheld: _W.next_meeting,
    _R.not_solved: _W.follow_here,
    _R.cannot_be_done: _W.next_meeting,
    _R.meeting_cancelled: _W.next_meeting,
    _R.solved_itself: _W.propose_again,
    _R.changed_mind: _W.propose_again,
}

RETURN_REASONS = frozenset({
    _R.place_unclear, _R.facts_missing, _R.several_matters, _R.wording, _R.personal_data,
})  # fmt: skip
DECLINE_REASONS = frozenset({
    _R.private_dispute, _R.in_legal_process, _R.petition_in_progress, _R.outside_area, _R.government_duty,
    _R.owners_matter, _R.duplicate, _R.unlawful, _R.emergency, _R.personal_data, _R.recently_decided,
})  # fmt: skip
DIVERT_REASONS = DECLINE_REASONS - {_R.duplicate, _R.unlawful, _R.personal_data, _R.recently_decided}
DIVERT_ROUTES = frozenset({
    _W.grid, _W.hotline_12345, _W.petition, _W.mediation, _W.court, _W.owners_body, _W.emergency_numbers,
    _W.other_area, _W.residents_committee,
})  # fmt: skip
DEFER_REASONS = frozenset({_R.needs_information, _R.needs_money, _R.needs_other_body, _R.not_ripe})
NOT_ADOPTED_REASONS = frozenset({_R.no_agreement, _R.below_quorum, _R.majority_against})
WITHDRAW_REASONS = frozenset({_R.solved_itself, _R.changed_mind})


class IssueClock(StrEnum):
    """Which deadline runs: the value is the rule's key, or the name of a date that somebody has fixed."""

    first_contact = "screening.first_contact"
    decision = "screening.decision"
    complex_decision = "screening.decision_complex"
    completion = "screening.completion"
    seconding_ends = "seconding.window"
    put_on_agenda = "scheduling.window"
    minutes_drafted = "minutes.draft"
    decided = "decision.window"
    result_posted = "result.posting"
    deferral_reviewed = "deferral.review"
    pilot_reviewed = "pilot.review"
    assembly_called = "convene.window"
    notice_ends = "notice.public"
    objection_answered = "objection.reply"
    first_report = "action.first_report"
    verified = "verification.decision"
    appraised = "appraisal.after_closing"
    appeal_answered = "appeal.answer"
    meeting_starts = "meeting.starts_at"
    vote_closes = "vote.closes_at"
    deferred_until = "issue.deferred_until"
    pilot_until = "issue.pilot_until"
    action_due = "action.due_at"


_C = IssueClock
CLOCKS: dict[IssueState, IssueClock] = {
    _S.submitted: _C.first_contact,
    _S.screening: _C.decision,
    _S.returned: _C.completion,
    _S.seconding: _C.seconding_ends,
    _S.supported: _C.put_on_agenda,
    _S.scheduled: _C.put_on_agenda,
    _S.deliberating: _C.minutes_drafted,
    _S.deciding: _C.decided,
    _S.adopted: _C.result_posted,
    _S.deferred: _C.deferral_reviewed,
    _S.pilot: _C.pilot_reviewed,
    _S.to_assembly: _C.assembly_called,
    _S.public_notice: _C.notice_ends,
    _S.objection_review: _C.objection_answered,
    _S.implementing: _C.first_report,
    _S.verifying: _C.verified,
    _S.appraising: _C.appraised,
    _S.reopened: _C.appeal_answered,
}
FIXED_DATES: dict[IssueState, IssueClock] = {
    _S.scheduled: _C.meeting_starts,
    _S.deliberating: _C.minutes_drafted,
    _S.deciding: _C.vote_closes,
    _S.deferred: _C.deferred_until,
    _S.pilot: _C.pilot_until,
    _S.to_assembly: _C.meeting_starts,
    _S.public_notice: _C.notice_ends,
    _S.implementing: _C.action_due,
}
