"""What a person types about where they belong."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from deliberate.places.states import Capacity
from deliberate.web.forms import Form, Required
from deliberate.web.words import word

CLAIMABLE = (Capacity.resident, Capacity.household_rep, Capacity.owner)


class ClaimForm(Form):
    """In what capacity one belongs to a home."""

    capacity = RadioField(_("I am here as"), [Required()], default=Capacity.resident.value)

    def offer(self) -> ClaimForm:
        """Fill in the capacities one may claim."""
        self.capacity.choices = [(item.value, word(item)) for item in CLAIMABLE]
        return self
