"""What the running text has to say to those who write it: why not now, what a line is about, the page's own words."""

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
