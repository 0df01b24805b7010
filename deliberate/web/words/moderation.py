"""What is said about texts that break the rules."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "moderation.wrong_state": _("This is “%(state)s” now, so that cannot follow. Please reload the page."),
    "moderation.not_shown": _("This is not shown any more. Please reload the page."),
    "moderation.own_text": _("This is your own text. Please let somebody else look at it."),
    "moderation.reason_missing": _("Please choose a reason from the list."),
    "moderation.reported_already": _("You have reported this already. Thank you."),
    "moderation.hidden_already": _("This is hidden already. Please reload the page."),
    "moderation.too_many_words": _("Please keep the list to %(most)s words, so that somebody can look through it."),
    "moderation.watched_too_long": _("“%(word)s …” is too long. Please write words of at most %(most)s characters."),
    "moderation.no_reports": _("No report waits for an answer here. Perhaps somebody else has answered just now."),
    "moderation.not_the_author": _("Only whom it concerns can appeal."),
    "moderation.appeal_too_late": _("An appeal was possible until %(until)s."),
    "moderation.own_decision": _("You decided this yourself. Please let another person decide the appeal."),
    "moderation.outcome_missing": _("Please choose how it ends."),
    "moderation.words_missing": _("Please say in a few words why."),
    "moderation.words_too_long": _("Please shorten this to %(most)s characters."),
}

STATES = {
    "HideReason.personal_attack": _("Attacks a person"),
    "HideReason.personal_data": _("Shows personal data of others"),
    "HideReason.unlawful": _("Against the law"),
    "HideReason.advertising": _("Advertising"),
    "HideReason.off_topic": _("Not about this matter"),
    "HideReason.repeated": _("Said several times in the same words"),
    "HideReason.disturbs": _("Keeps others from speaking"),
    "HideReason.danger": _("Danger to somebody"),
    "Restraint.warning": _("A word from the moderator"),
    "Restraint.mute": _("Asked to pause on one item"),
    "Restraint.removal": _("Removed from the meeting"),
    "ReportState.waiting": _("Waits for a moderator"),
    "ReportState.hidden": _("Hidden"),
    "ReportState.kept": _("Looked at, and left as it is"),
    "RulingState.standing": _("No appeal"),
    "RulingState.appealed": _("Appealed, being looked at again"),
    "RulingState.upheld": _("Appealed; stays as decided"),
    "RulingState.overturned": _("Appealed; taken back"),
    "RulingState.lifted": _("Taken back by the moderator"),
}

EVENTS = {
    "moderation.reported": _("Somebody reported a text."),
    "moderation.flagged": _("A text with a word of the list is to be looked at."),
    "moderation.words_watched": _("The list of words to look at was changed: %(added)s added, %(removed)s removed."),
    "moderation.kept": _("A reported text was looked at and left as it is."),
    "moderation.hidden": _("A text was hidden."),
    "moderation.restrained": _("Somebody was asked to stop in a meeting."),
    "moderation.lifted": _("A decision of a moderator was taken back."),
    "moderation.appealed": _("Whom it concerns asks another person to look at a decision again."),
    "moderation.decided": _("An appeal was decided."),
}
