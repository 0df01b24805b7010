"""What papers of a meeting have to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "papers.meeting_over": _("The meeting is “%(state)s”. Please lay the paper out for the next one."),
    "papers.title_missing": _("Please give the paper a name."),
    "papers.empty": _("Please write its words, or add a PDF or photos of its pages."),
    "papers.corrected_already": _(
        "There is a newer version of this paper by now. Please look at it first, and correct that one."
    ),
    "papers.too_many": _("At most %(most)s papers can lie out. Please put some of them together."),
    "papers.missing": _(
        "People called to “%(kind)s” must be able to read beforehand what it is about. Please lay out the papers, by %(due)s at the latest."
    ),
    "papers.too_late": _(
        "The papers for “%(kind)s” should have been there by %(due)s. If you lay them out today, it can take place on %(earliest)s at the earliest."
    ),
    "papers.last_one": _(
        "People were called with this paper, and it is the only one in time. Please lay out the corrected one first."
    ),
    "papers.was_before_the_meeting": _(
        "The meeting is “%(state)s”; what lay before it stays. Please lay out a new version of it."
    ),
}

EVENTS = {
    "meeting.paper_added": _("A paper was laid out: %(title)s"),
    "meeting.paper_withdrawn": _("A paper was taken back: %(title)s"),
}
