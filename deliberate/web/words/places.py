"""What places, memberships and rule sets have to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "places.wrong_state": _("This membership is “%(state)s” now, so that cannot follow. Please reload the page."),
}

STATES = {
    "PlaceKind.city": _("City"),
    "PlaceKind.district": _("District"),
    "PlaceKind.subdistrict": _("Subdistrict"),
    "PlaceKind.residential_area": _("Residential area"),
    "PlaceKind.estate": _("Estate"),
    "PlaceKind.building": _("Building"),
    "PlaceKind.unit": _("Room"),
    "Capacity.resident": _("Resident"),
    "Capacity.household_rep": _("Household representative"),
    "Capacity.owner": _("Owner"),
    "Capacity.representative": _("Resident representative"),
    "MembershipState.pending": _("Waiting for the committee"),
    "MembershipState.verified": _("Verified"),
    "MembershipState.ended": _("Ended"),
    "Unit.days": _("days"),
    "Unit.working_days": _("working days"),
    "Unit.hours": _("hours"),
    "Unit.minutes": _("minutes"),
    "Unit.seconds": _("seconds"),
    "Unit.months": _("months"),
    "Unit.persons": _("persons"),
    "Unit.households": _("households"),
    "Unit.sides": _("sides"),
    "Unit.years": _("years"),
    "Unit.times": _("times"),
    "Unit.times_a_year": _("times a year"),
    "Unit.choices": _("choices"),
    "Unit.fraction": _("share"),
    "Unit.yuan": _("yuan"),
    "Unit.switch": _("yes or no"),
    "Unit.word": _("setting"),
    "Basis.statutory": _("National law"),
    "Basis.local": _("Local regulation"),
    "Basis.practice": _("Practice"),
    "Basis.default": _("Our default"),
    "Bound.at_least": _("at least (the number itself counts)"),
    "Bound.more_than": _("more than (the number itself does not count)"),
}
