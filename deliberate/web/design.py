"""The living page of components, for those who build: every part in every state, in every dress. Not in production."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import segno
from flask import render_template, request, url_for
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import BooleanField, FileField, MultipleFileField, RadioField, SelectField, StringField, TextAreaField

from deliberate.kit.clock import now
from deliberate.web.forms import Form, Required
from deliberate.web.guards import public
from deliberate.web.security import allow_own_frames

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
    document = FileField(_("PDF file"))


def _broken_form() -> SampleForm:
    form = SampleForm(formdata=None, prefix="broken")
    for each in (form.title, form.body, form.stance, form.public, form.photos, form.document):
        each.errors = [str(_("Please fill this in."))]
    return form


@dataclass(frozen=True)
class Share:
    """A share as a rule states it."""

    numerator: int
    denominator: int
    strict: bool


SHARES = (Share(1, 2, strict=True), Share(1, 2, strict=False), Share(2, 3, strict=False), Share(3, 5, strict=True))
DRESS = frozenset({"theme", "elder", "dir", "contrast"})
WIDTHS = (360, 768, 1440)


@public
def show_design() -> Any:
    """Show the page; the query chooses theme, contrast, elder version and direction, or frames of three widths."""
    dress: dict[str, Any] = {name: value for name, value in request.args.items() if name in DRESS}
    if request.args.get("widths") == "1":
        return render_template("design_widths.html", widths=WIDTHS, address=url_for("design", **dress))
    allow_own_frames()
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
        shares=SHARES,
        dress=dress,
        theme=request.args.get("theme"),
        contrast=request.args.get("contrast") == "more",
        text_direction="rtl" if request.args.get("dir") == "rtl" else "ltr",
        **({"elder": True} if elder else {}),
    )


def bind_design(app: Flask) -> None:
    """Mount the page where the configuration asks for it."""
    if app.config.get("DESIGN_PAGE"):
        app.add_url_rule("/design", "design", show_design)
