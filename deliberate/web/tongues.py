"""The language of a person's text on a page: told to screen readers and fonts where it is not the page's own."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from deliberate.kit.tongues import TRANSLATED, differs, primary


def lang(tag: str | None) -> Markup:
    """Write `lang="…"` with a space before it, or nothing where the text is in the page's language."""
    return _attribute(tag or "", str(get_locale() or ""))


@lru_cache(maxsize=512)
def _attribute(tag: str, page: str) -> Markup:
    return Markup(' lang="{}"').format(tag) if differs(tag, page) else Markup("")


def language_name(tag: str) -> str:
    """Return what a language is called in the reader's own."""
    return _named(primary(tag), str(get_locale() or "en"))


def own_name(tag: str) -> str:
    """Return what a language calls itself."""
    return _named(primary(tag), primary(tag))


@lru_cache(maxsize=512)
def _named(tag: str, locale: str) -> str:
    try:
        return Locale.parse(tag).get_display_name(locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def tongue_choices() -> list[tuple[str, str]]:
    """Return what an author may say about the language of a text; usually nothing."""
    return [("", _("Recognised by itself")), *((tag, own_name(tag)) for tag in TRANSLATED)]
