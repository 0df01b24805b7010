"""Forms of translations."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.fields import SelectField, StringField, TextAreaField

from deliberate.kit.tongues import TRANSLATED
from deliberate.renderings.rules import NOTE_MOST, PAIRS
from deliberate.web.forms import AtMost, CheckboxesField, Form, NotBlank
from deliberate.web.tongues import language_name, own_name


class DoubtForm(Form):
    """What is wrong with a translation."""

    note = TextAreaField(
        _("What is wrong?"), [NotBlank(_("Please say in a few words what is wrong.")), AtMost(NOTE_MOST)]
    )


class LanguageForm(Form):
    """In which language a text is."""

    language = SelectField(_("This text is in"))

    def __init__(self, language: str = "") -> None:
        """Offer the languages people translate between."""
        super().__init__(language=language)
        self.language.choices = [(tag, own_name(tag)) for tag in TRANSLATED]


class TranslatorForm(Form):
    """Who translates, from which languages into which."""

    phone = StringField(_("Telephone number"), [NotBlank()])
    pairs = CheckboxesField(_("Translates"))

    def __init__(self) -> None:
        """Offer every pair of languages, in the reader's words."""
        super().__init__()
        self.pairs.choices = [(pair, pair_name(pair)) for pair in PAIRS]


def pair_name(pair: str) -> str:
    """Say a pair of languages: `zh-en` is “Chinese → English”."""
    source, _dash, target = pair.partition("-")
    return f"{language_name(source)} → {language_name(target)}"
