"""What an administrator types."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, PasswordField, SelectField, StringField
from wtforms.validators import Optional, ValidationError

from deliberate.accounts.rules import LONGEST_NAME, phone_in_full
from deliberate.kit.roles import Role
from deliberate.places.rules.mandates import Term
from deliberate.places.rules.service_points import ServicePoint
from deliberate.places.rules.shipped import shipped_ruleset, shipped_rulesets
from deliberate.places.states import REPRESENTING, Capacity, PlaceKind
from deliberate.web.forms import AtMost, Form, NotBlank, Required
from deliberate.web.words import word

if TYPE_CHECKING:
    from wtforms import Field

LONGEST = 100


def a_phone(_form: Any, field: Field) -> None:
    """Refuse what is no telephone number."""
    if phone_in_full(field.data or "") is None:
        raise ValidationError(str(_("This is not a telephone number we can reach. Eleven digits are enough.")))


class PlaceForm(Form):
    """What a place is called."""

    name = StringField(_("Name"), [Required(), NotBlank(), AtMost(LONGEST)])
    english = StringField(_("Name in English"), [AtMost(LONGEST)])


class NewPlaceForm(Form):
    """A place more."""

    kind = SelectField(_("Kind"), [Required()])
    name = StringField(_("Name"), [Required(), NotBlank(), AtMost(LONGEST)])
    english = StringField(_("Name in English"), [AtMost(LONGEST)])
    slug = StringField(_("Name in addresses"), [AtMost(60)])

    def offer(self, above: PlaceKind | None) -> NewPlaceForm:
        """Fill in the kinds that may stand below a kind."""
        order = list(PlaceKind)
        allowed = order[order.index(above) + 1 :] if above else order[: order.index(PlaceKind.estate) + 1]
        self.kind.choices = [(kind.value, word(kind)) for kind in allowed]
        return self


class RoleForm(Form):
    """Who is charged with what."""

    phone = StringField(_("Mobile number"), [Required(), AtMost(30), a_phone])
    role = SelectField(_("Role"), [Required()])
    body = StringField(_("Organisation behind"), [AtMost(LONGEST)])

    def offer(self) -> RoleForm:
        """Fill in the roles."""
        self.role.choices = [(role.value, word(role)) for role in Role]
        return self


class StaffForm(Form):
    """Somebody new who signs in with a passphrase."""

    phone = StringField(_("Mobile number"), [Required(), AtMost(30), a_phone])
    name = StringField(_("Real name"), [Required(), NotBlank(), AtMost(LONGEST_NAME)])
    display_name = StringField(_("Name that others see"), [Required(), NotBlank(), AtMost(LONGEST_NAME)])
    passphrase = PasswordField(_("First passphrase"), [Required(), AtMost(200)])


class ServicePointForm(Form):
    """A counter where people find help: whom to call or visit, and when."""

    name = StringField(_("Name"), [Required(), NotBlank(), AtMost(LONGEST)])
    english = StringField(_("Name in English"), [AtMost(LONGEST)])
    phone = StringField(_("Telephone"), [Required(), NotBlank(), AtMost(30)])
    address = StringField(_("Address"), [AtMost(LONGEST)])
    weekdays = StringField(_("Open on working days"), [AtMost(LONGEST)])
    saturday = StringField(_("Open on Saturdays"), [AtMost(LONGEST)])
    sunday = StringField(_("Open on Sundays"), [AtMost(LONGEST)])
    holidays = BooleanField(_("Open on public holidays too, at the hours of Sunday"))

    def point(self) -> ServicePoint:
        """Return what was typed as a counter."""
        texts = {item.short_name: item.data or "" for item in self if item.type == "StringField"}
        return ServicePoint(**texts, holidays=bool(self.holidays.data))


class CategoryForm(Form):
    """What issues can be about."""

    name = StringField(_("Name"), [Required(), NotBlank(), AtMost(LONGEST)])
    english = StringField(_("Name in English"), [AtMost(LONGEST)])


class RollForm(Form):
    """The roll as a file."""

    file = FileField(_("Table of households (CSV)"), [FileRequired(_("Please choose a file."))])


class MandateForm(Form):
    """Somebody who represents the residents or sits on their committee."""

    capacity = SelectField(_("As what"), [Required()])
    building = SelectField(_("Building"), [Required()], coerce=int)
    unit = StringField(_("Room"), [Required(), NotBlank(), AtMost(60)])
    name = StringField(_("Real name"), [Required(), NotBlank(), AtMost(LONGEST_NAME)])
    elected_by = StringField(_("Elected by"), [AtMost(LONGEST)])
    since = DateField(_("Since"), [Required()])
    until = DateField(_("Until"), [Optional()])

    def offer(self, buildings: list[tuple[int, str]]) -> MandateForm:
        """Fill in the buildings of the place, and as what somebody can be entered."""
        self.capacity.choices = [(capacity.value, word(capacity)) for capacity in REPRESENTING]
        self.building.choices = buildings
        return self

    def term(self) -> Term:
        """Return what was typed as a term."""
        since = self.since.data or date.min
        return Term(Capacity(self.capacity.data), since, self.until.data, self.elected_by.data or "")


class MandatesForm(Form):
    """The list as a file."""

    file = FileField(_("Table of representatives (CSV)"), [FileRequired(_("Please choose a file."))])


class AdoptForm(Form):
    """A rule set that comes with the product."""

    rule_set = SelectField(_("Rule set"), [Required()])
    reason = StringField(_("Who decided it, and when"), [Required(), NotBlank(), AtMost(LONGEST)])

    def offer(self) -> AdoptForm:
        """Fill in what is shipped."""
        self.rule_set.choices = [(name, f"{shipped_ruleset(name).title} ({name})") for name in shipped_rulesets()]
        return self


class ReasonForm(Form):
    """Why figures change."""

    reason = StringField(_("Who decided it, and when"), [Required(), NotBlank(), AtMost(LONGEST)])
