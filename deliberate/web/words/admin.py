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

# What runs by itself, for those who look after the server.
JOBS = {
    "accounts.forget": _("Deletes numbers of people not seen for two years, and used sign-in codes"),
    "delivery.sweep": _("Reminds of promises, tells what is late, counts answers and ends notices"),
    "issues.sweep": _("Shelves issues that found too few neighbours, or whose author did not answer, in time"),
    "ledger.anchor": _("Signs the record of the day; its short code goes onto the notice board"),
    "opinions.close": _("Closes conversations at their announced end"),
    "votes.finish": _("Lets results become final once nobody can object any more"),
    "votes.forget": _("Removes traces of the order in which secret ballots came"),
    "votes.seal": _("Seals the ballots that wait in open votes"),
    "votes.sweep": _("Opens and closes votes at the announced hour"),
}
