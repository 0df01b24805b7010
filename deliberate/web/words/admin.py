"""What administration has to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "admin.nobody": _("Nobody has this number yet. Residents sign in once; for staff, make an account first."),
    "admin.number_known": _(
        "Somebody has this number already. Where the server runs, “deliberate account staff-add” gives it a passphrase."
    ),
    "admin.nothing_changed": _("Nothing is different from before. Please change something first, or leave the page."),
}
