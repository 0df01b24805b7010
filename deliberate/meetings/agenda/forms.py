"""Forms of the run of show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms.fields import RadioField, StringField

from deliberate.meetings.agenda.rules import NAME_MOST
from deliberate.web.forms import AtMost, Form

if TYPE_CHECKING:
    from collections.abc import Sequence


class JoinForm(Form):
    """The issue a matter put aside belongs to: one of those it may belong to, or any by its receipt number."""

    issue = RadioField(_("Which issue?"), default="")
    number = StringField(_("Receipt number of the other issue"), [AtMost(NAME_MOST)])

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer the issues it may belong to."""
        super().__init__()
        self.issue.choices = [*choices, ("", _("Another one, by its number"))]

    @property
    def chosen(self) -> int | None:
        """Return the issue chosen from the list, if one was."""
        return int(self.issue.data) if self.issue.data else None
