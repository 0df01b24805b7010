"""What is said when a moderator asks somebody to stop: short, kind, and never without a reason."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "order.not_yourself": _("These are your own words. Please ask another moderator."),
    "order.nobody": _("Nobody can be asked here: there is no name, or no meeting goes on."),
    "order.leads_here": _("This person leads the meeting or writes it down. Please hand over the chair first."),
    "order.no_item_open": _("No item is being talked about. Please begin one first."),
    "order.milder_first": _(
        "Please say a word first, or ask for a pause. Only where somebody is in danger may a person be removed at once."
    ),
    "order.muted": _(
        "The moderator has asked you to pause on this item: %(reason)s. You can read on, answer quick questions, and write again under the next item. Your inbox says how to appeal. What you typed is kept."
    ),
    "order.removed": _(
        "The moderator has ended your part in this meeting: %(reason)s. You can read on. Your inbox says how to appeal."
    ),
}

EVENTS = {
    "order.step_taken": _("A step towards somebody: %(kind)s. Reason: %(reason)s."),
    "order.step_lifted": _("A step towards somebody was taken back: %(kind)s."),
}
