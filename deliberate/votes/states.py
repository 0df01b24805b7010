"""What a vote can be: its kind, its state, how it binds, how secret it is and how it is counted."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class VoteKind(StrEnum):
    """Which legal act a vote is; a poll is never shown as a decision (domain reference, section 3)."""

    priority_poll = "priority_poll"
    straw_vote = "straw_vote"
    building_vote = "building_vote"
    household_vote = "household_vote"
    residents_assembly = "residents_assembly"
    representatives_assembly = "representatives_assembly"
    owners_assembly = "owners_assembly"
    owners_part = "owners_part"
    committee_appraisal = "committee_appraisal"
    budget = "budget"

    @property
    def decides(self) -> bool:
        """Tell whether the result settles a matter; the other kinds only ask for opinions."""
        return self.formal and self is not VoteKind.committee_appraisal

    @property
    def formal(self) -> bool:
        """Tell whether it has days to vote in, papers and people who sign: whatever decides, and the appraisal."""
        return self not in {VoteKind.priority_poll, VoteKind.straw_vote, VoteKind.budget}


class VoteState(StrEnum):
    """Where a vote stands between the first draft and the last word."""

    draft = "draft"
    announced = "announced"
    open = "open"
    closed = "closed"
    tallied = "tallied"
    certified = "certified"
    published = "published"
    challenged = "challenged"
    final = "final"
    void = "void"

    @property
    def has_result(self) -> bool:
        """Tell whether everybody may see the count."""
        return self in {VoteState.published, VoteState.challenged, VoteState.final}

    @property
    def over(self) -> bool:
        """Tell whether nothing more will come of it but a challenge."""
        return self.has_result or self is VoteState.void

    @property
    def locked(self) -> bool:
        """Tell whether question, options, roll and rule are frozen."""
        return self is not VoteState.draft


_S = VoteState
TRANSITIONS: Transitions[VoteState] = Transitions(
    "votes",
    {
        _S.draft: frozenset({_S.announced, _S.void}),
        _S.announced: frozenset({_S.open, _S.void}),
        _S.open: frozenset({_S.closed, _S.void}),
        _S.closed: frozenset({_S.tallied, _S.void}),
        _S.tallied: frozenset({_S.certified, _S.published, _S.void}),
        _S.certified: frozenset({_S.published, _S.void}),
        _S.published: frozenset({_S.challenged, _S.final}),
        _S.challenged: frozenset({_S.published, _S.closed, _S.void}),
    },
)


class BindingMode(StrEnum):
    """What gives the result its force."""

    advisory = "advisory"
    paper_of_record = "paper_of_record"
    adopted_e_vote = "adopted_e_vote"
    authority_platform = "authority_platform"


class Both(StrEnum):
    """Which ballot counts where somebody voted on paper and by phone: never both.

    A secret ballot cannot be taken out of the box again: there the first one counts, or whoever takes a paper gives up
    the phone.
    """

    paper = "paper"
    phone = "phone"
    last = "last"
    first = "first"


class Told(StrEnum):
    """What everybody is told of a vote before its close; never a count of what was chosen."""

    nothing = "nothing"
    turnout = "turnout"


class Order(StrEnum):
    """In which order a poll shows its options."""

    shuffled = "shuffled"
    listed = "listed"


class Mistake(StrEnum):
    """What was written down by mistake about paper ballots, and is taken back with a reason."""

    returned = "returned"
    delivered = "delivered"
    packet = "packet"


class Secrecy(StrEnum):
    """Who can link a ballot to a person."""

    named = "named"
    confidential = "confidential"
    secret = "secret"  # noqa: S105 - a kind of ballot, not a password


class Weight(StrEnum):
    """What one entry of the roll stands for."""

    per_person = "per_person"
    per_household = "per_household"
    per_unit = "per_unit"
    area_and_count = "area_and_count"

    @property
    def unit(self) -> str:
        """Return what the entries of the roll are counted in."""
        return {"per_person": "people", "per_household": "households", "area_and_count": "owners"}.get(
            self.value, "homes"
        )


class Matter(StrEnum):
    """What owners decide together (Civil Code, art. 278 and 279); which need three quarters is for the rule set."""

    procedure = "procedure"
    covenant = "covenant"
    committee = "committee"
    property_firm = "property_firm"
    use_fund = "use_fund"
    raise_fund = "raise_fund"
    rebuild = "rebuild"
    change_use = "change_use"
    dwelling_to_business = "dwelling_to_business"
    other = "other"


class Unreturned(StrEnum):
    """What a ballot counts as that was delivered and did not come back; only the estate's own rule says more."""

    not_participating = "not_participating"
    abstain = "abstain"
    follow_majority = "follow_majority"


class Choice(StrEnum):
    """The three answers to a yes/no question."""

    agree = "agree"
    disagree = "disagree"
    abstain = "abstain"


class Grade(StrEnum):
    """How the committee, or one of its members, did; the scale of the yearly appraisal, best first."""

    excellent = "excellent"
    competent = "competent"
    basically_competent = "basically_competent"
    not_competent = "not_competent"


class Channel(StrEnum):
    """How a ballot reached the count."""

    phone = "phone"
    kiosk = "kiosk"
    paper = "paper"
    home_visit = "home_visit"
    mobile_box = "mobile_box"
    proxy = "proxy"
    phone_in = "phone_in"
    authority_import = "authority_import"

    @property
    def on_paper(self) -> bool:
        """Tell whether a sheet of paper stands behind it."""
        return self in {Channel.paper, Channel.home_visit, Channel.mobile_box, Channel.proxy}


class RollClaim(StrEnum):
    """What is wrong with a roll, in the eyes of whoever objects."""

    missing = "missing"
    stranger = "stranger"
    area = "area"
    together = "together"
    other = "other"


class RollAnswer(StrEnum):
    """What became of an objection to a roll."""

    corrected = "corrected"
    refused = "refused"


class ResultClaim(StrEnum):
    """What is wrong with a result, in the eyes of whoever objects."""

    ballot = "ballot"
    papers = "papers"
    voters = "voters"
    procedure = "procedure"
    rule = "rule"
    other = "other"


class ResultAnswer(StrEnum):
    """What became of an objection to a result."""

    rejected = "rejected"
    recount = "recount"
    set_aside = "set_aside"


class Signing(StrEnum):
    """In what capacity somebody signs for a count."""

    teller = "teller"
    scrutineer = "scrutineer"
    building_head = "building_head"
    resident = "resident"


class Delivered(StrEnum):
    """How a ballot paper reached its owner."""

    in_person = "in_person"
    post = "post"
    notice_board = "notice_board"
    e_login = "e_login"


class Method(StrEnum):
    """How ballots become a result; each has one file in `methods`."""

    majority = "majority"
    double_majority = "double_majority"
    first_choice = "first_choice"
    approval = "approval"
    score = "score"
    borda = "borda"
    ranked_pairs = "ranked_pairs"
    schulze = "schulze"
    instant_runoff = "instant_runoff"
    transferable = "transferable"
    meek = "meek"
    greedy = "greedy"
    equal_shares = "equal_shares"
    consensus = "consensus"


class Scoring(StrEnum):
    """What one ballot gives to an option it names."""

    votes = "votes"
    points = "points"
    places = "places"


class Quota(StrEnum):
    """How many votes are enough for a seat: a share of all valid ballots, or in every round of those still in play."""

    droop = "droop"
    droop_each_round = "droop_each_round"
    hare = "hare"


class Utility(StrEnum):
    """What a funded project is worth to somebody who asked for it: its cost, one, or the points given to it."""

    cost = "cost"
    number = "number"
    points = "points"


class Completion(StrEnum):
    """How equal shares go on when nobody can afford anything more together and money is left."""

    none = "none"
    add_one = "add_one"
    greedy = "greedy"


class TieRule(StrEnum):
    """What happens to options with equal scores; chance is not among the answers."""

    shared = "shared"
    first_listed = "first_listed"
    earlier_rounds = "earlier_rounds"


class Verdict(StrEnum):
    """What a count says in one word."""

    adopted = "adopted"
    not_adopted = "not_adopted"
    no_quorum = "no_quorum"
    ranked = "ranked"
    funded = "funded"
    elected = "elected"


class Ground(StrEnum):
    """Why somebody stands on the roll."""

    household_rep = "household_rep"
    adult_resident = "adult_resident"
    representative = "representative"
    appraiser = "appraiser"
    owner = "owner"
    imported = "imported"
