"""Forms of votes: the ballot paper, and what a moderator fills in to put a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from wtforms.fields import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from deliberate.kit.clock import SHANGHAI
from deliberate.votes.rules import OWNER_KINDS, QUESTION_LENGTH, Paper
from deliberate.votes.states import (
    Channel,
    Delivered,
    Matter,
    Mistake,
    ResultClaim,
    RollClaim,
    Unreturned,
    VoteKind,
)
from deliberate.web.forms import AtMost, CheckboxesField, Form, NotBlank, Required

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from enum import StrEnum

CONSEQUENCE_LENGTH = 2_000
CLAUSE_LENGTH = 200
HOME_LENGTH = 60
REASON_LENGTH = 500
LONGEST_ID = 10
# A packet of two hundred papers.
LINES_LENGTH = 4_000
# Twenty-four digits, with whatever people put between them.
CODE_LENGTH = 60


class BallotForm(Form):
    """A ballot paper; what may be chosen is for the rules, so that page, API and database answer alike."""

    entry = IntegerField(validators=[Required()])
    choice = SelectMultipleField(validate_choice=False)
    key = HiddenField()
    secret = HiddenField()

    @property
    def chosen(self) -> list[str]:
        """Return what was ticked."""
        return list(self.choice.data or [])


class CodeForm(Form):
    """The code of a ballot, to ask whether it lies in the box."""

    code = StringField(_("Your code"), validators=[NotBlank(), AtMost(CODE_LENGTH)])


def _in_shanghai(field: DateTimeLocalField) -> datetime:
    typed: datetime = field.data
    return typed.replace(tzinfo=SHANGHAI)


def _a_meeting(typed: str | None) -> int | None:
    """Return the meeting a hidden field names; no number of a meeting is longer than nine digits."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_ID else None


class PaperForm(Form):
    """What every vote needs: a question, what follows from it, and when."""

    question = StringField(_("Question"), validators=[NotBlank(), AtMost(QUESTION_LENGTH)])
    consequence = TextAreaField(_("What happens then"), validators=[AtMost(CONSEQUENCE_LENGTH)])
    opens_at = DateTimeLocalField(_("Voting begins"), validators=[Required()])
    closes_at = DateTimeLocalField(_("Voting ends"), validators=[Required()])

    def fill_times(self, opens_at: datetime, closes_at: datetime) -> None:
        """Propose times, shown as the clock on the wall shows them."""
        for field, moment in ((self.opens_at, opens_at), (self.closes_at, closes_at)):
            if field.data is None:
                field.data = moment.astimezone(SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)

    @property
    def begins(self) -> datetime:
        """Return when voting begins; what was typed means Shanghai time."""
        return _in_shanghai(self.opens_at)

    @property
    def ends(self) -> datetime:
        """Return when voting ends."""
        return _in_shanghai(self.closes_at)


class QuestionForm(PaperForm):
    """A yes/no question about an issue, put to households, adults or representatives."""

    kind = RadioField(_("Who votes"), validators=[Required()])
    matter = SelectField(_("What the owners decide"), default=Matter.other.value)
    unreturned = RadioField(_("Ballots that do not come back"), default=Unreturned.not_participating.value)
    clause = StringField(
        _("The estate's own rule on this, and where it is written"), validators=[AtMost(CLAUSE_LENGTH)]
    )
    meeting = HiddenField()

    def offer(
        self,
        kinds: Iterable[tuple[VoteKind, str]],
        matters: Iterable[tuple[Matter, str]],
        unreturned: Iterable[tuple[Unreturned, str]],
    ) -> None:
        """Offer the kinds of vote that fit the place; the first is chosen unless another was."""
        self.matter.choices = [(matter.value, name) for matter, name in matters]
        self.unreturned.choices = [(rule.value, name) for rule, name in unreturned]
        self.kind.choices = [(kind.value, name) for kind, name in kinds]
        self.kind.data = self.kind.data or self.kind.choices[0][0]

    def paper(self, issue_id: int) -> Paper:
        """Return what was filled in."""
        kind = VoteKind(self.kind.data)
        of_owners = kind in OWNER_KINDS
        return Paper(
            kind=kind,
            matter=Matter(self.matter.data) if of_owners else None,
            unreturned=Unreturned(self.unreturned.data) if of_owners else Unreturned.not_participating,
            clause=(self.clause.data or "") if of_owners else "",
            question=self.question.data,
            consequence=self.consequence.data or "",
            issue_id=issue_id,
            meeting_id=_a_meeting(self.meeting.data),
            opens_at=self.begins,
            closes_at=self.ends,
        )


class AskingForm(PaperForm):
    """What decides nothing: it is neither passed nor refused, but something becomes of it."""

    consequence = TextAreaField(_("What becomes of the result"), validators=[AtMost(CONSEQUENCE_LENGTH)])


class PollForm(AskingForm):
    """A priority poll: which of the open issues matter most."""

    issues = CheckboxesField(
        _("Issues to choose from"), coerce=int, validators=[Required(_("Please choose at least two issues."))]
    )

    def offer(self, issues: Iterable[tuple[int, str]]) -> None:
        """Offer the open issues of the place; some must be ticked, though no single one."""
        self.issues.choices = list(issues)
        self.issues.flags.required = True

    def paper(self, most: int) -> Paper:
        """Return what was filled in; nobody may choose more issues than there are."""
        chosen = [(issue_id, title) for issue_id, title in self.issues.choices if issue_id in (self.issues.data or [])]
        return Paper(
            kind=VoteKind.priority_poll,
            question=self.question.data,
            consequence=self.consequence.data or "",
            issues=tuple(chosen),
            max_choices=max(1, min(most, len(chosen))),
            opens_at=self.begins,
            closes_at=self.ends,
        )


class AppraisalForm(AskingForm):
    """The yearly appraisal: whose work is graded stands in the question, the grades are always the same."""

    meeting = HiddenField()

    def paper(self) -> Paper:
        """Return what was filled in."""
        return Paper(
            kind=VoteKind.committee_appraisal,
            question=self.question.data,
            consequence=self.consequence.data or "",
            meeting_id=_a_meeting(self.meeting.data),
            opens_at=self.begins,
            closes_at=self.ends,
        )


class ObjectionForm(Form):
    """What is wrong with the roll."""

    claim = RadioField(_("What is wrong?"), default=RollClaim.missing.value)
    home = StringField(_("Which home?"), validators=[NotBlank(), AtMost(HOME_LENGTH)])
    reason = TextAreaField(_("What should stand there, and how can it be seen?"), [NotBlank(), AtMost(REASON_LENGTH)])

    def offer(self, claims: Iterable[tuple[RollClaim, str]]) -> None:
        """Offer what can be wrong."""
        self.claim.choices = [(claim.value, name) for claim, name in claims]


class ResultObjectionForm(Form):
    """What is wrong with a result."""

    claim = RadioField(_("What is wrong?"), default=ResultClaim.ballot.value)
    reason = TextAreaField(_("What happened, and how can it be seen?"), [NotBlank(), AtMost(REASON_LENGTH)])

    def offer(self, claims: Iterable[tuple[ResultClaim, str]]) -> None:
        """Offer what can be wrong."""
        self.claim.choices = [(claim.value, name) for claim, name in claims]


class DeskObjectionForm(Form):
    """The same, written down at the desk for a line of the roll; the page has both forms."""

    number = IntegerField(_("Number on the roll"), validators=[Required()])
    desk_claim = RadioField(_("What is wrong?"), default=ResultClaim.ballot.value)
    desk_reason = TextAreaField(_("What the person says"), [NotBlank(), AtMost(REASON_LENGTH)])

    def offer(self, claims: Iterable[tuple[ResultClaim, str]]) -> None:
        """Offer what can be wrong."""
        self.desk_claim.choices = [(claim.value, name) for claim, name in claims]


class AnswerForm(Form):
    """What becomes of an objection to the roll or to the result."""

    outcome = RadioField(_("Answer"), validators=[Required()])
    answer = TextAreaField(_("Reason"), validators=[NotBlank(), AtMost(REASON_LENGTH)])

    def offer(self, outcomes: Iterable[tuple[StrEnum, str]]) -> None:
        """Offer the answers there are."""
        self.outcome.choices = [(outcome.value, name) for outcome, name in outcomes]


class PaperBallotForm(Form):
    """What one person reads on a paper ballot."""

    number = IntegerField(_("Number on the paper"), validators=[Required()])
    choice = RadioField(_("What is marked"), validators=[Required()])
    channel = RadioField(_("How it came"), default=Channel.paper.value)
    proxy = StringField(_("Who handed it in for the owner, with written permission"), [AtMost(HOME_LENGTH)])
    helper = StringField(_("Who helped to fill it in"), validators=[AtMost(HOME_LENGTH)])
    witness = StringField(_("Who was there as a witness"), validators=[AtMost(HOME_LENGTH)])
    read_back = BooleanField(_("It was read back to the owner, who said that it is right"))

    def offer(self, choices: Iterable[tuple[str, str]], channels: Iterable[tuple[Channel, str]]) -> None:
        """Offer what can be marked, and the ways a paper can come."""
        self.choice.choices = list(choices)
        self.channel.choices = [(channel.value, name) for channel, name in channels]


class ReturnForm(Form):
    """A paper that came back: its number, and how it came; what it says is nobody's business here."""

    number = IntegerField(_("Number on the slip"), validators=[Required()])
    channel = RadioField(_("How it came"), default=Channel.paper.value)
    proxy = StringField(_("Who handed it in for the voter, with written permission"), [AtMost(HOME_LENGTH)])
    helper = StringField(_("Who helped to fill it in"), validators=[AtMost(HOME_LENGTH)])
    witness = StringField(_("Who was there as a witness"), validators=[AtMost(HOME_LENGTH)])
    read_back = BooleanField(_("It was read back, and the person said that it is right"))

    def offer(self, channels: Iterable[tuple[Channel, str]]) -> None:
        """Offer the ways a paper can come."""
        self.channel.choices = [(channel.value, name) for channel, name in channels]


class PacketForm(Form):
    """How many papers of a packet say what; one figure for every option stands beside these fields."""

    packet = IntegerField(_("Number on the packet"), validators=[Required()])

    @classmethod
    def asking(cls, options: Iterable[tuple[str, str]], *, filled: bool) -> PacketForm:
        """Return the form with a figure for every option and for what is not valid."""
        figures = {f"n_{key}": IntegerField(name, validators=[Required()]) for key, name in options}
        form: PacketForm = type("PacketOfVote", (cls,), figures)(**({} if filled else {"formdata": None}))
        return form

    @property
    def figures(self) -> dict[str, Any]:
        """Return the fields of the figures by option."""
        return {field.name[2:]: field for field in self if field.name.startswith("n_")}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many papers say what, without what no paper says."""
        return {key: field.data for key, field in self.figures.items() if field.data}


class LinesForm(Form):
    """What each paper of a packet says, where several options can be marked: a line a paper."""

    packet = IntegerField(_("Number on the packet"), validators=[Required()])
    lines = TextAreaField(_("What the papers say, a line for each"), validators=[NotBlank(), AtMost(LINES_LENGTH)])


class MistakeForm(Form):
    """What was noted by mistake, and why it is taken back."""

    mistake = RadioField(_("What was wrong"), default=Mistake.returned.value)
    wrong_number = IntegerField(_("Number on the slip or packet"), validators=[Required()])
    why = StringField(_("What happened"), validators=[NotBlank(), AtMost(CLAUSE_LENGTH)])

    def offer(self, mistakes: Iterable[tuple[Mistake, str]]) -> None:
        """Offer what can be taken back."""
        self.mistake.choices = [(one.value, name) for one, name in mistakes]


class DeliveryForm(Form):
    """Which papers reached their owners, and how that can be proved."""

    numbers = StringField(_("Numbers of the papers"), validators=[NotBlank(), AtMost(CLAUSE_LENGTH)])
    how = RadioField(_("How they were delivered"), default=Delivered.in_person.value)
    evidence = StringField(_("Evidence"), validators=[AtMost(CLAUSE_LENGTH)])

    def offer(self, ways: Iterable[tuple[Delivered, str]]) -> None:
        """Offer the ways there are."""
        self.how.choices = [(way.value, name) for way, name in ways]


class VoidForm(Form):
    """Why a vote does not count."""

    reason = TextAreaField(_("Reason"), validators=[NotBlank(), AtMost(CONSEQUENCE_LENGTH)])
