"""What a person types to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import ValidationError

from deliberate.accounts.rules import CODE_DIGITS, LONGEST_NAME, phone_in_full, typed_code
from deliberate.web.forms import AtMost, Form, NotBlank, Required

if TYPE_CHECKING:
    from wtforms import Field


def a_phone(_form: Any, field: Field) -> None:
    """Refuse what is no telephone number."""
    if phone_in_full(field.data or "") is None:
        raise ValidationError(str(_("This is not a telephone number we can reach. Eleven digits are enough.")))


def a_whole_code(_form: Any, field: Field) -> None:
    """Refuse what cannot be a code: a slip of the finger costs none of the few tries."""
    if len(typed_code(field.data or "")) != CODE_DIGITS:
        raise ValidationError(str(_("The code has six digits. Please type all of them.")))


class PhoneForm(Form):
    """The number a code goes to."""

    phone = StringField(_("Mobile number"), [Required(), AtMost(30), a_phone])
    shared = BooleanField(_("Others use this device too: sign me out when I am away"))

    @property
    def in_full(self) -> str:
        """Return the number as it is kept."""
        return phone_in_full(self.phone.data or "") or ""


class CodeForm(Form):
    """The six digits."""

    # Long enough for the whole text message: people paste what they have copied.
    code = StringField(_("Six digits"), [Required(), AtMost(200), a_whole_code])


class NameForm(Form):
    """Who one is, and whom others see."""

    name = StringField(_("Your name"), [Required(), NotBlank(), AtMost(LONGEST_NAME)])
    display_name = StringField(_("Name that others see"), [Required(), NotBlank(), AtMost(LONGEST_NAME)])
    consent = BooleanField(
        _("I agree that this is kept as written there."), [Required(_("Without this we may not keep your account."))]
    )


class StaffForm(Form):
    """Number, passphrase, and the code of the authenticator app once there is one."""

    phone = StringField(_("Mobile number"), [Required(), AtMost(30), a_phone])
    passphrase = PasswordField(_("Passphrase"), [Required(), AtMost(200)])
    code = StringField(_("Code from the authenticator app"), [AtMost(60)])
    shared = BooleanField(_("Others use this device too: sign me out when I am away"))


class EnrolForm(Form):
    """The first code of a new authenticator app."""

    code = StringField(_("Code from the authenticator app"), [Required(), AtMost(60)])


class DisplayNameForm(Form):
    """Another name for others to see."""

    display_name = StringField(_("Name that others see"), [Required(), NotBlank(), AtMost(LONGEST_NAME)])
