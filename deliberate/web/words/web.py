"""What the plumbing itself has to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "web.sign_in_first": _("Please sign in first. Then you can go on here."),
    "web.forbidden": _("You may read here, but this is not yours to do. If you think it should be, ask the committee."),
    "web.bad_request": _("Something in what was sent is missing or out of shape. Please go back and try again."),
    "web.not_found": _("There is nothing at this address. It may have been moved; the search will find it."),
    "web.wrong_method": _("This address does not take what was sent. Please go back and try again."),
    "web.too_large": _("That is too much at once. Please send fewer or smaller photos."),
    "web.too_often": _("That was too often in a short time. Please wait a minute and try again."),
    "web.too_often_for": _("That was too often in a short time. Please try again in %(minutes)s minutes."),
    "web.broken": _("Something went wrong on our side, and nothing was changed. Please try again in a moment."),
    "web.form_expired": _(
        "Somebody signed in or out on this device since the page was opened, so nothing was sent yet. What you wrote is kept: go back, load the page again and send it once more."
    ),
    "web.look_again": _("Please look at this again"),
    "web.bad_photo": _("This file is not a photo we can read. Please choose a JPEG, PNG or WebP picture."),
    "web.unknown_message": _("This message is not one the room understands. Please reload the page."),
}

STATES = {
    "Level.guest": _("Guest"),
    "Level.phone": _("Signed in by phone"),
    "Level.resident": _("Verified resident"),
    "Level.household_rep": _("Household representative"),
    "Level.owner": _("Owner"),
    "Level.representative": _("Resident representative"),
    "Role.moderator": _("Moderator"),
    "Role.recorder": _("Recorder"),
    "Role.liaison": _("Party-building liaison"),
    "Role.unit_handler": _("Responsible unit"),
    "Role.building_head": _("Building head"),
    "Role.service_desk": _("Service desk"),
    "Role.supervisor": _("Supervision committee"),
    "Role.teller": _("Teller"),
    "Role.scrutineer": _("Scrutineer"),
    "Role.translator": _("Translator"),
    "Role.admin": _("Administrator"),
}
