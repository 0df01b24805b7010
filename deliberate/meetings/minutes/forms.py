"""Forms of minutes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.fields import TextAreaField

from deliberate.meetings.minutes.rules.correcting import REASON_MOST
from deliberate.meetings.minutes.rules.lines import TEXT_MOST
from deliberate.web.forms import AtMost, Form, NotBlank


class CorrectionForm(Form):
    """What a published sentence should say, and why."""

    becomes = TextAreaField(
        _("It should say"), [NotBlank(_("Please write what the sentence should say.")), AtMost(TEXT_MOST)]
    )
    reason = TextAreaField(
        _("Why?"), [NotBlank(_("Please write why. It is shown with the minutes.")), AtMost(REASON_MOST)]
    )
