"""What the live room has to say when it says no."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "realtime.no_such_meeting": _("There is no such meeting, or it is not open to you. Please scan the code again."),
    "realtime.other_meeting": _("This belongs to another meeting. Please load the page again."),
}
