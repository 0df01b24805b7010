"""What the floor has to say: why not now, where a request stands, what happened."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "floor.wrong_state": _(
        "This request to speak is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "floor.item_not_open": _("You can ask to speak as soon as the meeting turns to an item."),
    "floor.attend_first": _("Please sign in to the meeting first, with one tap at the top. Then you can ask to speak."),
    "floor.attend_first_of": _(
        "%(name)s is not on the list yet. Please put them on it under “Who is here”, then into the queue."
    ),
    "floor.already_in_queue_of": _("%(name)s is in the queue already. You can call them from there."),
    "floor.recused_of": _("%(name)s takes no side in this item and cannot speak to it; a point of order is possible."),
    "floor.turns_used_up_of": _(
        "%(name)s has had %(turns)s turns on this item; now others speak. They can still raise a point of order."
    ),
    "floor.already_in_queue": _("You are in the queue already. You will be called by name."),
    "floor.chair_hands_over_first": _(
        "Whoever leads the meeting takes no turn. Hand over the chair if you want to speak."
    ),
    "floor.recused": _(
        "You have said that you take no side in this item, so you cannot speak to it. You can still raise a point of order."
    ),
    "floor.takes_no_side": _(
        "You have said that you take no side in this item. You can still add facts or ask a question."
    ),
    "floor.stance_missing": _("Please choose first: for, against, supplement or question."),
    "floor.turns_used_up": _(
        "You have had %(turns)s turns on this item; now others speak. You can still write in the discussion."
    ),
    "floor.name_missing": _("Please write the name of the person who wants to speak."),
    "floor.name_too_long": _("Please shorten the name to at most %(most)s characters."),
    "floor.somebody_speaks": _("%(name)s has the floor. Please end that turn first."),
    "floor.not_speaking": _("This turn is not going on. Please look at the queue again."),
    "floor.extension_too_long": _("One extension can be at most %(most)s minutes long."),
    "floor.paused_already": _("The clock stands still already. You can let it run again."),
    "floor.not_paused": _("The clock is running already. You can stop it."),
    "floor.item_over": _("This item is over; nothing can be said about it any more."),
    "floor.recused_already": _("This stands on the record already. Nothing else is needed."),
    "floor.recusal_reason_missing": _(
        "Please say in a few words which interest it is. It is written into the minutes."
    ),
    "floor.reason_too_long": _("Please shorten the reason to at most %(most)s characters."),
}

STATES = {
    "RequestKind.turn": _("A turn"),
    "RequestKind.point_of_order": _("Point of order"),
    "RequestState.waiting": _("Waiting to speak"),
    "RequestState.speaking": _("Speaking"),
    "RequestState.done": _("Has spoken"),
    "RequestState.skipped": _("Was called and not there"),
    "RequestState.withdrawn": _("Withdrawn"),
    "RequestState.lapsed": _("Item ended first"),
}

EVENTS = {
    "floor.asked": _("%(label)s asked to speak: %(stance)s."),
    "floor.withdrawn": _("A request to speak was withdrawn."),
    "floor.called": _("%(label)s has the floor for %(seconds)s seconds."),
    "floor.skipped": _("Somebody was called to speak and was not there."),
    "floor.extended": _("The turn was extended to %(seconds)s seconds."),
    "floor.paused": _("The clock of the turn was stopped."),
    "floor.resumed": _("The clock of the turn runs again."),
    "floor.ended": _("The turn ended after %(used)s seconds."),
    "floor.recused": _("%(label)s takes no side in this item: %(reason)s"),
}
