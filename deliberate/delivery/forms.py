"""Forms of carrying out: what moderators, responsible units, residents and the liaison write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from flask_babel import lazy_gettext as _
from wtforms.fields import DateField, HiddenField, MultipleFileField, SelectField, StringField, TextAreaField

from deliberate.delivery.states import AbandonReason, DelayReason, ObjectionOutcome, Rating
from deliberate.web.forms import CLIENT_ID_MOST, AtMost, Form, NotBlank, Required
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

TEXT_MOST, LINE_MOST = 6_000, 200


def words_of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return every member of a list of reasons with its word, none being chosen at first."""
    return [("", ""), *((member.value, word(member)) for member in kind)]


class ResolutionForm(Form):
    """What was decided, in plain words."""

    title = StringField(_("Short title"), [NotBlank(), AtMost(LINE_MOST)])
    text = TextAreaField(
        _("What was decided, in plain words"), [NotBlank(_("Please write what was decided.")), AtMost(TEXT_MOST)]
    )


class OneOfMany(Form):
    """A form that a page holds once for each of several things; `about` is the one it was sent for."""

    about: int | None = None

    def of(self, number: int) -> Self:
        """Say what it is about, and name its fields as that page does, so that a complaint leads to the right one."""
        self.about = number
        for field in self:
            field.id = f"{field.name}-{number}"
        return self


def on_page(fresh: Sequence[Form], sent: Form | None) -> dict[str | int, Form]:
    """Return the forms of a page by name; what was sent stands in its own place, or under the number it is about."""
    forms: dict[str | int, Form] = {type(form).__name__: form for form in fresh}
    if sent is not None:
        forms[getattr(sent, "about", None) or type(sent).__name__] = sent
    return forms


class TextForm(OneOfMany):
    """One text."""

    text = TextAreaField(_("In your own words"), [NotBlank(), AtMost(TEXT_MOST)])


class ObjectionForm(TextForm):
    """An objection to a posted decision."""

    text = TextAreaField(_("What do you object to, and why?"), [NotBlank(), AtMost(TEXT_MOST)])


class AnswerForm(OneOfMany):
    """The answer to an objection."""

    outcome = SelectField(_("Outcome"), [Required()])
    text = TextAreaField(_("Answer with reasons"), [NotBlank(), AtMost(TEXT_MOST)])

    def __init__(self, **more: Any) -> None:
        """Offer both outcomes."""
        super().__init__(**more)
        self.outcome.choices = words_of(ObjectionOutcome)


class UndertakingForm(Form):
    """Who does what until when, and by what everybody can see that it is done."""

    what = StringField(_("What is to be done?"), [NotBlank(), AtMost(LINE_MOST)])
    handler = SelectField(_("Who reports about it here?"))
    unit = StringField(
        _("Responsible body"), [NotBlank(_("Please name the body that answers for it.")), AtMost(LINE_MOST)]
    )
    person = StringField(_("Whom to ask for there"), [AtMost(LINE_MOST)])
    due = DateField(_("Due on"), [Required(_("Please choose a day."))])
    judged_by = TextAreaField(_("How will everybody see that it is done?"), [NotBlank(), AtMost(TEXT_MOST)])

    def __init__(self, handlers: Sequence[tuple[str, str]], **more: Any) -> None:
        """Offer the accounts that may be charged with it."""
        super().__init__(**more)
        self.handler.choices = [("", _("Nobody with an account: the committee reports for them")), *handlers]


class ProgressForm(Form):
    """How far it is."""

    text = TextAreaField(_("How far is it?"), [NotBlank(_("Please write a sentence.")), AtMost(TEXT_MOST)])
    photos = MultipleFileField(_("Photos"))
    client_id = HiddenField(validators=[AtMost(CLIENT_ID_MOST)])


class DoneForm(Form):
    """It is finished, and this shows it."""

    text = TextAreaField(_("What was done?"), [NotBlank(_("Please write a sentence.")), AtMost(TEXT_MOST)])
    photos = MultipleFileField(_("Photos that show it"))
    client_id = HiddenField(validators=[AtMost(CLIENT_ID_MOST)])


class ReasonForm(Form):
    """A reason of the list and a sentence of one's own."""

    reason = SelectField(_("Reason"))
    note = TextAreaField(_("In your own words"), [AtMost(TEXT_MOST)])


class BlockForm(ReasonForm):
    """Work stands still."""

    def __init__(self) -> None:
        """Offer what can stand in the way."""
        super().__init__(prefix="block")
        self.reason.choices = words_of(DelayReason)

    @property
    def chosen(self) -> DelayReason | None:
        """Return the reason, if one was chosen."""
        return DelayReason(self.reason.data) if self.reason.data else None


class ExtendForm(BlockForm):
    """A later day, once."""

    due = DateField(_("New day"), [Required(_("Please choose a day."))])


class AbandonForm(ReasonForm):
    """Giving it up."""

    def __init__(self) -> None:
        """Offer the reasons of the list."""
        super().__init__(prefix="abandon")
        self.reason.choices = words_of(AbandonReason)

    @property
    def chosen(self) -> AbandonReason | None:
        """Return the reason, if one was chosen."""
        return AbandonReason(self.reason.data) if self.reason.data else None


class SendBackForm(TextForm):
    """What is still missing, seen on the spot."""

    text = TextAreaField(_("What is missing?"), [NotBlank(), AtMost(TEXT_MOST)])


class ConfirmForm(Form):
    """Solved or not; which button was pressed says it."""

    solved = HiddenField()
    note = TextAreaField(_("What is still missing?"), [AtMost(TEXT_MOST)])


class AppraisalForm(Form):
    """One of three levels, and a word if one likes."""

    rating = HiddenField()
    text = TextAreaField(_("Would you like to add something?"), [AtMost(TEXT_MOST)])

    @property
    def chosen(self) -> Rating | None:
        """Return the level that was pressed, if it is one."""
        return Rating(self.rating.data) if self.rating.data in {level.value for level in Rating} else None


class QuestionForm(Form):
    """A question of the liaison, to be answered by a day."""

    text = TextAreaField(_("Your question"), [NotBlank(), AtMost(TEXT_MOST)])
    due = DateField(_("Answer by"), [Required(_("Please choose a day."))])
