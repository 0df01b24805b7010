"""What a person types about where they belong, and what a helper says who writes something down for another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import ValidationError

from deliberate.places.rules.assisting import Help
from deliberate.places.rules.rolls import area_in_dm2
from deliberate.places.states import Capacity, Doubt, Ground, Paper
from deliberate.web.forms import AtMost, Form, NotBlank, Required
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wtforms import Field

CLAIMABLE = (Capacity.resident, Capacity.household_rep, Capacity.owner)


def an_area(_form: Any, field: Field) -> None:
    """Refuse what is no area; nothing at all is for the field to judge."""
    if (field.data or "").strip() and area_in_dm2(field.data) is None:
        raise ValidationError(str(_("Please write the area as on the certificate, such as 89.50.")))


class ClaimForm(Form):
    """In what capacity one belongs to a home."""

    capacity = RadioField(_("I am here as"), [Required()], default=Capacity.resident.value)
    floor_area = StringField(_("Floor area in square metres"), [AtMost(20), an_area])

    def offer(self) -> ClaimForm:
        """Fill in the capacities one may claim."""
        self.capacity.choices = [(item.value, word(item)) for item in CLAIMABLE]
        return self

    @property
    def area(self) -> int | None:
        """Return the floor area as whole dm², if one was typed that is one."""
        return area_in_dm2(self.floor_area.data or "") or None


class ProveForm(Form):
    """Comparing a claim with the register once more."""

    floor_area = StringField(_("Floor area in square metres"), [NotBlank(), AtMost(20), an_area])

    @property
    def area(self) -> int | None:
        """Return the floor area as whole dm²."""
        return area_in_dm2(self.floor_area.data or "") or None


class LayDownForm(Form):
    """Why somebody lays down what they were elected to."""

    reason = StringField(_("Why, in a sentence"), [NotBlank(_("Please say why in a sentence.")), AtMost(200)])


class PapersForm(Form):
    """What the desk looked at before it confirmed a home."""

    seen = RadioField(_("What did you look at?"), [Required(_("Please say what you looked at."))])
    helped = RadioField(_("Is it one of these people, for whom things were written down before?"), default="")

    def offer(self, helped: Iterable[tuple[str, str]] = ()) -> PapersForm:
        """Fill in what can be looked at, and who at this home was helped before."""
        self.seen.choices = [(item.value, word(item)) for item in Paper]
        self.helped.choices = [("", _("No, somebody else")), *helped]
        return self


class RefuseForm(Form):
    """Why a home is not confirmed, for the person to read."""

    doubt = RadioField(_("Why is it not confirmed?"), [Required(_("Please choose a reason; the person reads it."))])
    note = StringField(_("In your own words"), [AtMost(200)])

    def offer(self) -> RefuseForm:
        """Fill in the reasons."""
        self.doubt.choices = [(item.value, word(item)) for item in Doubt]
        return self


class HelpForm(Form):
    """On what ground somebody writes something down for a person without a phone."""

    ground = RadioField(_("How do you know?"), [Required(_("Please say how you heard of it."))])
    read_back = BooleanField(
        _("I have read it back, and they agreed."), [Required(_("Please read it back to them before you send it."))]
    )

    def offer(self) -> Self:
        """Offer the grounds."""
        self.ground.choices = [(item.value, word(item)) for item in Ground]
        return self

    def help_by(self, helper_id: int) -> Help:
        """Return who writes it down and how they heard of it, after the form was sent in shape."""
        return Help(helper_id=helper_id, ground=Ground(self.ground.data))
