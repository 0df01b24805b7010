"""What invitations have to say: why not, what is answered, what is needed."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "invitations.too_late": _(
        "The meeting is “%(state)s”; nobody can be asked any more. People who come are put on the attendance list."
    ),
    "invitations.nobody": _("Please choose somebody, or write a name."),
    "invitations.too_many": _("At most %(most)s people can be on the list. Please announce it to everybody instead."),
    "invitations.must_be_asked": _(
        "By the rules somebody must be asked to come as: %(parts)s. Please ask them before everybody is told."
    ),
    "invitations.sides_missing": _(
        "Every side must be asked to come, at least %(needed)s. Please ask somebody for each side, as: all sides."
    ),
    "invitations.needed": _(
        "By the rules they must be asked, and everybody is told already. Please write down that they do not come."
    ),
    "invitations.over": _(
        "The meeting is “%(state)s”; an answer changes nothing any more. You can read what came out of it."
    ),
    "invitations.answer_missing": _("Please choose an answer."),
    "invitations.proxy_missing": _("Please write who comes instead."),
    "invitations.language_missing": _("Please write which language should be interpreted."),
}

STATES = {
    "Answer.waiting": _("No answer yet"),
    "Answer.coming": _("Comes"),
    "Answer.not_coming": _("Does not come"),
    "Answer.by_proxy": _("Somebody comes instead"),
    "Need.wheelchair": _("A way without stairs"),
    "Need.hearing": _("Help to hear well"),
    "Need.sight": _("Help with reading"),
    "Need.interpreter": _("An interpreter"),
    "Need.way": _("Help getting there"),
}

EVENTS = {
    "meeting.invited": _("Asked to come: %(count)s people."),
    "meeting.invitation_withdrawn": _("Somebody who was asked by mistake was taken off the list."),
    "meeting.invitation_answered": _("Somebody answered the invitation."),
}
