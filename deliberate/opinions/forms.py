"""Forms of conversations: what those who lead fill in, and what a resident proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms.fields import BooleanField, DateTimeLocalField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from deliberate.kit.clock import SHANGHAI
from deliberate.opinions.rules import INTRO_MOST, STATEMENT_MOST, TITLE_MOST
from deliberate.web.forms import CLIENT_ID_MOST, AtMost, Form, NotBlank

if TYPE_CHECKING:
    from datetime import datetime

LINES_MOST = 20_000


class ConversationForm(Form):
    """What people are to answer, and until when."""

    title = StringField(
        _("What is it about?"), [NotBlank(_("Please say in one line what it is about.")), AtMost(TITLE_MOST)]
    )
    intro = TextAreaField(_("What one should know"), [AtMost(INTRO_MOST)])
    closes_at = DateTimeLocalField(_("Answers until"), [Optional()])
    proposals = BooleanField(_("Residents may propose statements"), default=True)
    client_id = HiddenField(validators=[AtMost(CLIENT_ID_MOST)])

    @property
    def ends(self) -> datetime | None:
        """Return the end; what was typed means Shanghai time."""
        typed: datetime | None = self.closes_at.data
        return typed.replace(tzinfo=SHANGHAI) if typed else None


class StatementsForm(Form):
    """Statements to put, one a line."""

    texts = TextAreaField(
        _("Statements, one a line"), [NotBlank(_("Please write at least one statement.")), AtMost(LINES_MOST)]
    )

    @property
    def lines(self) -> list[str]:
        """Return the lines that say something."""
        return [line.strip() for line in (self.texts.data or "").splitlines() if line.strip()]


class ProposeForm(Form):
    """A statement somebody proposes."""

    text = TextAreaField(
        _("Your statement"), [NotBlank(_("Please write your statement in one sentence.")), AtMost(STATEMENT_MOST)]
    )
    client_id = HiddenField(validators=[AtMost(CLIENT_ID_MOST)])
