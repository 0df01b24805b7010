"""Forms of moderation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.fields import RadioField, TextAreaField

from deliberate.moderation.rules import DECISIONS, WORDS_MOST
from deliberate.moderation.states import OF_TEXTS, HideReason
from deliberate.places.forms import HelpForm
from deliberate.web.forms import AtMost, Form, NotBlank, Required
from deliberate.web.words import word


class ReasonForm(Form):
    """A reason of the list: for a report, or for hiding."""

    reason = RadioField(_("Why?"), [Required(_("Please choose a reason from the list."))])

    def __init__(self) -> None:
        """Offer the list in the reader's words."""
        super().__init__()
        self.reason.choices = [(reason.value, word(reason)) for reason in OF_TEXTS]

    @property
    def chosen(self) -> HideReason:
        """Return the reason, after the form was sent in shape."""
        return HideReason(self.reason.data)


class AppealForm(Form):
    """Why one's text should be shown."""

    words = TextAreaField(
        _("Why do you see it differently?"), [NotBlank(_("Please say in a few words why.")), AtMost(WORDS_MOST)]
    )


class AppealForForm(HelpForm, AppealForm):
    """The appeal of somebody without a phone, as they say it or hand it in."""


class WordsForm(Form):
    """The words a community wants to be looked at, one a line."""

    words = TextAreaField(_("Words to look at, one a line"))


class DecideForm(Form):
    """How an appeal ends, and why."""

    outcome = RadioField(_("How does it end?"), [Required(_("Please choose how it ends."))])
    answer = TextAreaField(
        _("Your answer to the author"), [NotBlank(_("Please say in a few words why.")), AtMost(WORDS_MOST)]
    )

    def __init__(self) -> None:
        """Offer the two outcomes in the reader's words."""
        super().__init__()
        self.outcome.choices = [(outcome.value, word(outcome)) for outcome in DECISIONS]
