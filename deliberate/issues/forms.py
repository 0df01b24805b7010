"""Forms of issues: what a neighbour writes, and what a moderator answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms.fields import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from deliberate.issues.rules import TITLE_MOST as MOST
from deliberate.issues.states import (
    DECLINE_REASONS,
    DIVERT_REASONS,
    DIVERT_ROUTES,
    NOT_FOR_MEETINGS,
    RETURN_REASONS,
    WITHDRAW_REASONS,
    MatterClass,
    ReasonCode,
    Route,
    Scope,
)
from deliberate.places.forms import HelpForm
from deliberate.web.forms import CLIENT_ID_MOST, AtMost, Form, NotBlank
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

TEXT_MOST, LINE_MOST = 6_000, 200
Choices = list[tuple[str, str]]


def words_of(kind: type[StrEnum], members: Iterable[StrEnum]) -> Choices:
    """Return choices in the order of their definition, each with its word."""
    chosen = set(members)
    return [(member.value, word(member)) for member in kind if member in chosen]


class IssueForm(Form):
    """The whole proposal; its first step asks for title and place only."""

    title = StringField(_("What is it about?"), [NotBlank(_("Please say in one line what it is about.")), AtMost(MOST)])
    where = SelectField(_("Where is it?"))
    where_text = StringField(_("More exactly"), [AtMost(LINE_MOST)])
    body = TextAreaField(_("Tell us more"), [NotBlank(_("Please describe it in a few words.")), AtMost(TEXT_MOST)])
    category = RadioField(_("What kind of matter is it?"), default="")
    language = SelectField(_("Language of your text"), default="")
    photos = MultipleFileField(_("Photos"))
    client_id = HiddenField(validators=[AtMost(CLIENT_ID_MOST)])
    origin = HiddenField(validators=[AtMost(CLIENT_ID_MOST)])


class ProposeForForm(HelpForm, IssueForm):
    """A proposal that somebody writes down for a person without a phone."""


class WithdrawForm(Form):
    """Taking an own issue back."""

    reason = RadioField(_("Why do you take it back?"))

    def __init__(self) -> None:
        """Offer the reasons of the list."""
        super().__init__()
        self.reason.choices = words_of(ReasonCode, WITHDRAW_REASONS)


class NoteForm(Form):
    """One text: an appeal, or new facts."""

    note = TextAreaField(_("What should be known"), [NotBlank(), AtMost(TEXT_MOST)])


# ── the moderator's answers ──


class TakeForm(Form):
    """Laying an issue on one's own desk."""

    complicated = BooleanField(_("It is complicated and needs the longer time"))


class AcceptForm(Form):
    """Accepting: whose business it is, and who is asked to second."""

    matter_class = SelectField(_("Whose business is it?"))
    scope = SelectField(_("Who is asked to second it?"))

    def __init__(self, scope: Scope) -> None:
        """Offer what may be accepted, and the place the author named."""
        super().__init__(scope=scope.value)
        self.matter_class.choices = [
            ("", _("Please choose")),
            *words_of(MatterClass, set(MatterClass) - NOT_FOR_MEETINGS),
        ]
        self.scope.choices = words_of(Scope, {scope, Scope.residential_area})


class ReasonForm(Form):
    """An answer with a reason of the list and a sentence of one's own."""

    reason = SelectField(_("Reason"))
    note = TextAreaField(_("In your own words, for the author"), [AtMost(TEXT_MOST)])

    @property
    def chosen(self) -> ReasonCode | None:
        """Return the reason, if one was chosen."""
        return ReasonCode(self.reason.data) if self.reason.data else None


class ReturnForm(ReasonForm):
    """Asking the author to complete it."""

    def __init__(self) -> None:
        """Offer what can be missing."""
        super().__init__(prefix="return")
        self.reason.choices = [("", _("Please choose")), *words_of(ReasonCode, RETURN_REASONS)]


class DeclineForm(ReasonForm):
    """Not accepting it."""

    def __init__(self) -> None:
        """Offer the reasons of the list; criticism of the committee is not on it."""
        super().__init__(prefix="decline")
        self.reason.choices = [("", _("Please choose")), *words_of(ReasonCode, DECLINE_REASONS)]


class DivertForm(ReasonForm):
    """Passing it on."""

    route = SelectField(_("Where to?"))
    external_no = StringField(_("Its number there, if there is one"), [AtMost(LINE_MOST)])

    def __init__(self) -> None:
        """Offer reasons and addresses."""
        super().__init__(prefix="divert")
        self.reason.choices = [("", _("Please choose")), *words_of(ReasonCode, DIVERT_REASONS)]
        self.route.choices = [("", _("Please choose")), *words_of(Route, DIVERT_ROUTES)]

    @property
    def to(self) -> Route | None:
        """Return the address, if one was chosen."""
        return Route(self.route.data) if self.route.data else None


class MergeForm(Form):
    """Joining with another issue, by its receipt number."""

    number = StringField(_("Receipt number of the other issue"), [AtMost(LINE_MOST)])
