"""Forms of invitations: whom to ask, and what one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms.fields import RadioField, SelectField, StringField, TextAreaField

from deliberate.meetings.invitations.rules import NAME_MOST, NOTE_MOST
from deliberate.meetings.invitations.states import CHOSEN, Need
from deliberate.meetings.rules.course import TEXT_MOST
from deliberate.web.forms import AtMost, CheckboxesField, Form, Required
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deliberate.meetings.states import RuleWord


class GuestsForm(Form):
    """Whom to ask, and as whom."""

    people = CheckboxesField(_("People with an account"), coerce=int)
    names = TextAreaField(_("Others, one name on each line"), validators=[AtMost(TEXT_MOST)])
    part = SelectField(_("As whom?"))

    def offer(self, people: Iterable[tuple[int, str]], parts: Iterable[RuleWord]) -> None:
        """Fill the lists to choose from."""
        self.people.choices = list(people)
        self.part.choices = [("", _("As a neighbour")), *((part.value, word(part)) for part in parts)]


class AnswerForm(Form):
    """Whether somebody comes, and what they need."""

    answer = RadioField(_("Do you come?"), validators=[Required(_("Please choose an answer."))])
    proxy = StringField(_("Who comes instead?"), validators=[AtMost(NAME_MOST)])
    needs = CheckboxesField(_("What do you need to take part?"))
    interpreter = StringField(_("Which language should be interpreted?"), validators=[AtMost(NAME_MOST)])
    note = StringField(_("Anything else we should prepare?"), validators=[AtMost(NOTE_MOST)])

    def offer(self) -> None:
        """Fill the lists to choose from."""
        self.answer.choices = [(one.value, word(one)) for one in CHOSEN]
        self.needs.choices = [(one.value, word(one)) for one in Need]
