"""What those who write read: why a line or a correction cannot be taken now, what a line is about, their page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "notes.not_begun": _("The meeting has not begun yet. Please write from the moment it is opened."),
    "notes.over": _("The meeting is over. Please mend the draft of the minutes instead; your lines stand in it."),
    "notes.too_long": _("Please keep a line to at most %(most)s characters; go on in the next one."),
    "notes.no_such_entry": _("The record has no such entry yet. Please choose from the list beside the text."),
    "notes.changed_meanwhile": _(
        "Somebody else has written in this line meanwhile. Both texts stand below; please choose."
    ),
    "minutes.not_published": _(
        "The minutes are “%(state)s”. Please mend the draft instead; only published minutes are corrected this way."
    ),
    "minutes.no_such_sentence": _("This sentence is not in the minutes. Please choose one on their page."),
    "minutes.correction_waiting": _(
        "Another correction of this sentence waits for a second person. Please let them decide about it first."
    ),
    "minutes.correction_missing": _("Please write what the sentence should say."),
    "minutes.correction_reason_missing": _("Please write why. It is shown with the minutes."),
    "minutes.correction_too_long": _(
        "Please shorten the sentence to at most %(most)s characters and the reason to %(reason_most)s."
    ),
    "minutes.correction_decided": _("This correction is “%(state)s” already. Please reload the page."),
    "minutes.correction_second_person": _(
        "You proposed this correction yourself. Please ask a colleague to approve it; two people answer for a change."
    ),
}

STATES = {
    "NoteKind.said": _("What was said"),
    "NoteKind.agreed": _("Agreed"),
    "NoteKind.not_agreed": _("Not agreed"),
    "NoteKind.minority": _("Minority view"),
    "NoteKind.answer": _("Answer"),
    "NoteKind.action": _("To be done"),
}

# What the recorder's own page says; in curly brackets stands what its script fills in.
SCREEN = {
    "line": _("Line {number}"),
    "new_line": _("New line"),
    "about": _("What the line is about"),
    "saved": _("Saved, not finished yet"),
    "on_record": _("On record"),
    "saving": _("Saving …"),
    "typing": _("Being written"),
    "waiting": _("Kept on this device; it is saved as soon as the network is back"),
    "refused": _("Not saved: {reason}"),
    "by": _("by {name}"),
    "unlink": _("Take the link to entry {number} away"),
    "take": _("Take over"),
    "take_of": _("Take over entry {number} as a line"),
    "link": _("Only link"),
    "link_of": _("Link entry {number} to the line being written"),
    "theirs": _("Text of {name}"),
    "keep_mine": _("Keep mine"),
    "keep_theirs": _("Keep the other"),
    "keep_both": _("Keep both"),
    "before": _("Before the first item"),
    "offline": _("No network since {time}. Go on writing; everything is kept on this device."),
    "over": _("The meeting is over; the lines stand in the draft of the minutes."),
    "left": _("These lines were not saved before the end. Copy them into the draft."),
    "discard": _("Discard"),
}
