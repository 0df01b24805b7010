"""What the record has to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

EVENTS = {
    "ledger.erased": _("What had been said was erased, as the law allows; that it was said stays on record"),
}
