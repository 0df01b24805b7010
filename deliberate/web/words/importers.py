"""What an import has to say, on the command line and on its page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

HELP = {
    "decidim": "Proposals, threads, meetings and results of a Decidim export (proposals*.csv, comments*.csv, …).",
    "consul": "Proposals and threads of a CONSUL export (proposals.csv, comments.csv).",
    "follow-up": "What became of decisions: projects.csv (budgets) or motions.csv (motions with co-signers).",
    "pabulib": "A participatory-budget election (.pb) or a folder of them: closed votes, counted again.",
}
READ = _("Read without a fault:")
NOTHING_WRITTEN = _("Checked only; nothing was written.")
ELECTIONS_READ = _("Read without a fault: %(elections)d elections.")
STORED = _("Stored in the community “%(slug)s”. It now holds from this source:")
REFUSED = _("Nothing was written: %(count)d lines have to be mended first.")
MORE_NOTES = _("  … and %(count)d more of this kind.")
BAD_LINE = _("%(file)s, line %(line)d: %(reason)s")
KINDS = {
    "places": _("places below"),
    "issues": _("issues"),
    "seconds": _("supports"),
    "comments": _("contributions"),
    "replies": _("of these, replies"),
    "meetings": _("meetings"),
    "actions": _("action items"),
}
REASONS = {
    "missing": _("the field “%(value)s” is empty"),
    "not_whole": _("this is not a whole number: %(value)s"),
    "unknown_value": _("this value is not known: %(value)s"),
    "bad_date": _("this is not a date or time: %(value)s"),
    "columns_missing": _("these columns are missing: %(value)s"),
    "wrong_number_of_fields": _("the line has too few or too many fields"),
    "file_missing": _("there is no such file in the folder%(value)s"),
    "not_utf8": _("the file is not UTF-8 (from byte %(value)s on)"),
    "not_csv": _("the file is not a proper table: %(value)s"),
    "parent_removed": _("answers contribution %(value)s, which the source does not have; shown at the top"),
    "bad_election": _("%(value)s"),
}
EVENTS = {"import.finished": _("%(name)s was taken over from %(source)s.")}
