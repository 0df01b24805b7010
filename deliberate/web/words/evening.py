"""What the run of show has to say: phases, what is put aside, undoing, and going on another day."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "meetings.planned_before": _(
        "The time is planned before the meeting begins; it is “%(state)s” now. You can still turn to any phase."
    ),
    "meetings.phases_missing": _("Please leave at least one phase to every item."),
    "meetings.minutes_wrong": _("Please write a whole number between 0 and %(most)s, or leave a phase out."),
    "meetings.item_not_open": _("“%(title)s” is not being talked about. Please begin it first."),
    "meetings.phase_not_planned": _("This item has no phase “%(phase)s”. Please choose one of those on its list."),
    "meetings.not_undoable": _("This cannot be taken back. Please put it right with a step of its own."),
    "meetings.undone_already": _("This is taken back already. Please reload the page."),
    "meetings.matter_gone_on": _("This matter has gone on already. Please reload the page."),
    "meetings.issue_not_followed": _(
        "This issue is “%(state)s”, so nobody follows it up. Please choose another one, or make an issue of the matter."
    ),
    "meetings.changed_since": _("Something has changed since. Please take back what came later first."),
    "meetings.built_upon": _("Others have gone on from this outcome. Please call another round instead."),
    "meetings.signed_in_themselves": _(
        "Whoever signed in by phone did so for themselves. Please ask them if it was a mistake."
    ),
    "issues.built_upon": _("The issue is “%(state)s” by now. Please call another meeting about it instead."),
    "meetings.below_quorum_of": _(
        "Only those who belong to this meeting count (%(body)s): %(seats)s of %(entitled)s are here, %(needed)s are needed to decide, so %(missing)s more. With guests %(present)s people are here: in the hall %(hall)s, by phone %(phone)s, by proxy %(proxy)s, helped by others %(assisted)s. You can go on talking or call a second round."
    ),
    "meetings.proxy_missing": _("Please write who acts for this person, and on what paper."),
    "meetings.proxy_not_here": _(
        "“%(name)s” is not on the list. Please put whoever acts for others on the list first."
    ),
    "meetings.proof_missing": _("Please write what paper gives the proxy, such as a signed letter with its date."),
    "meetings.proxies_full": _(
        "“%(name)s” acts for %(most)s people already; more are not allowed. Please find somebody else."
    ),
    "meetings.on_the_list": _("“%(name)s” is on the list already. Please take the entry back first if it is wrong."),
    "meetings.nothing_left": _("Nothing is left of the agenda. Please close the meeting."),
    "meetings.day_missing": _("Please choose a day and a time."),
    "meetings.matter_missing": _("Please write in a few words what came up."),
}

STATES = {
    "Phase.brief": _("Explaining"),
    "Phase.questions": _("Questions"),
    "Phase.discussion": _("Talking it over"),
    "Phase.options": _("Ways to choose from"),
    "Phase.straw_poll": _("Quick question"),
    "Phase.conclusion": _("What comes out of it"),
}

EVENTS = {
    "meeting.agenda_planned": _("%(actor)s planned the time of the agenda."),
    "meeting.phase_changed": _("Item %(position)s, now: %(phase)s."),
    "meeting.undone": _("%(actor)s took back entry %(undone_seq)s."),
    "meeting.adjourned": _("The meeting was adjourned: %(reason)s"),
    "meeting.parked_carried": _("What was put aside goes on: %(text)s"),
    "meeting.parked": _("Put aside for later: %(text)s"),
}
