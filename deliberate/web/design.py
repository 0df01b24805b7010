"""The living page of components, for those who build: every part in every state, in every dress. Not in production."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import segno
from flask import render_template, request
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import BooleanField, MultipleFileField, RadioField, SelectField, StringField, TextAreaField

from deliberate.kit.clock import now
from deliberate.web.forms import Form, Required
from deliberate.web.guards import public

if TYPE_CHECKING:
    from flask import Flask


class SampleForm(Form):
    """One field of each kind."""

    title = StringField(_("What is it about?"), [Required()])
    place = SelectField(_("Where is it?"), choices=[("1", "3 号楼"), ("2", "东门")])
    body = TextAreaField(_("Tell us more"))
    stance = RadioField(_("Your stance"), choices=[("for", _("For")), ("against", _("Against"))])
    public = BooleanField(_("My name may be shown"))
    photos = MultipleFileField(_("Photos"))


def _broken_form() -> SampleForm:
    form = SampleForm(formdata=None, prefix="broken")
    form.title.errors = [str(_("Please fill this in."))]
    return form


@public
def show_design() -> Any:
    """Show the page; the query chooses theme, elder version and direction."""
    at = now()
    elder = request.args.get("elder") == "1"
    return render_template(
        "design.html",
        form=SampleForm(formdata=None),
        broken=_broken_form(),
        at=at,
        soon=at + timedelta(days=3),
        past=at - timedelta(days=2),
        code=Markup(segno.make("https://example.org/m/7KQ2").svg_inline(border=0, omitsize=True)),  # noqa: S704 - drawn by segno from our own text
        theme=request.args.get("theme"),
        text_direction="rtl" if request.args.get("dir") == "rtl" else "ltr",
        **({"elder": True} if elder else {}),
    )


def bind_design(app: Flask) -> None:
    """Mount the page where the configuration asks for it."""
    if app.config.get("DESIGN_PAGE"):
        app.add_url_rule("/design", "design", show_design)
