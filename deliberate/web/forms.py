"""The base form: it keeps what was typed, and carries a refusal back to the page it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from flask import flash, g, redirect, request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.fields import SelectMultipleField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from deliberate.db.session import rollback
from deliberate.kit.refusals import Refusal, Refused
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
SEE_OTHER, UNPROCESSABLE = 303, 422
# What a phone calls a thing it sends, so that sending twice counts once.
CLIENT_ID_MOST = 64


class Form(FlaskForm):
    """A form that a view shows, checks and carries out.

    `refusal` is set when a rule said no; `status` is what the page answers with: 200 when freshly opened, 422 when
    something typed must be mended.
    """

    refusal: Refusal | None = None

    @property
    def sent(self) -> bool:
        """Tell whether this request sends the form, and all fields are in shape."""
        g.sent_form = self
        return bool(self.validate_on_submit())

    @property
    def status(self) -> int:
        """Return the status of the page that shows this form."""
        return UNPROCESSABLE if self.errors or self.refusal else 200

    def carry_out(self, verb: Callable[[], T]) -> T | None:
        """Do it; a refusal is kept for the page, and nothing is changed."""
        try:
            return verb()
        except Refused as refused:
            rollback()
            self.refusal = refused.refusal
            return None

    @property
    def sentence(self) -> str:
        """Return the refusal in the reader's language."""
        return word(self.refusal)


def press(verb: Callable[[], Any], said: str, back: str) -> Any:
    """Do what a button asks for and lead back, with a word on what was done or on why it could not be."""
    try:
        verb()
    except Refused as refused:
        rollback()
        flash(word(refused.refusal), "warn")
    else:
        flash(said, "good")
    return redirect(back, SEE_OTHER)


class Required(InputRequired):
    """Something must be typed; the message says what."""

    def __init__(self, message: Any = None) -> None:
        """Take the sentence shown beside the field."""
        super().__init__(message or _("Please fill this in."))


class AtMost(Length):
    """No longer than `maximum` characters."""

    def __init__(self, maximum: int) -> None:
        """Say the limit in the message."""
        super().__init__(max=maximum, message=_("Please shorten this to %(max)d characters."))


class NotBlank:
    """Spaces alone are nothing."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: Any = None) -> None:
        """Take the sentence shown beside the field."""
        self.message = message or _("Please fill this in.")

    def __call__(self, _form: Any, field: Any) -> None:
        """Refuse a text of spaces."""
        if not (field.data or "").strip():
            raise ValidationError(str(self.message))


def sent_files(name: str) -> list[Any]:
    """Return the files sent under a name, without the empty slot browsers add."""
    return [item for item in request.files.getlist(name) if item and item.filename]


class CheckboxesField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __iter__(self) -> Iterator[Any]:
        """Give each box: that something must be ticked does not mean everything."""
        for option in super().__iter__():
            option.flags.required = False
            yield option
