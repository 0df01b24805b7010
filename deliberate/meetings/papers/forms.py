"""The form of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms.fields import FileField, MultipleFileField, SelectField, StringField, TextAreaField

from deliberate.meetings.papers.rules import TEXT_MOST, TITLE_MOST
from deliberate.web.forms import AtMost, Form, NotBlank

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE = 0


class PaperForm(Form):
    """A paper: its name, its words, pictures of its pages, and what it belongs to."""

    title = StringField(_("Name of the paper"), validators=[NotBlank(), AtMost(TITLE_MOST)])
    item = SelectField(_("What does it belong to?"), coerce=int)
    text = TextAreaField(_("Its words"), validators=[AtMost(TEXT_MOST)])
    document = FileField(_("PDF file"))
    photos = MultipleFileField(_("Photos of its pages"))

    def offer(self, items: Iterable[tuple[int, str]]) -> None:
        """Fill the list to choose from."""
        self.item.choices = [(WHOLE, _("To the whole meeting")), *items]
