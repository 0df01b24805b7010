"""How templates find sentences and names: often and quickly, because a page asks for hundreds of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask.templating import Environment as FlaskEnvironment
from flask_babel import get_locale, get_translations
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from babel import Locale
    from flask import Flask


class Environment(FlaskEnvironment):
    """Templates that share the app's names instead of carrying a chain of dictionaries each.

    Whatever Jinja imports into a page is compared with these names, one by one; on a plain dictionary that is quick.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names a template starts with; nobody here gives a template names of its own."""
        return super().make_globals(d) if d else self.globals


class Sentences:
    """What `_` and `ngettext` are in templates; a sentence that never changes is looked up once a language."""

    def __init__(self) -> None:
        """Start knowing nothing."""
        self._known: dict[Locale | None, dict[str, Markup]] = {}

    def one(self, sentence: str, /, **facts: Any) -> Markup:
        """Return a sentence in the reader's language; facts are escaped, and `%%` stands for a per-cent sign."""
        known = self._known.setdefault(get_locale(), {})
        if sentence not in known:
            known[sentence] = Markup(get_translations().gettext(sentence))  # noqa: S704 - catalogues are ours
        found = known[sentence]
        return found % facts if facts or "%" in found else found

    def counted(self, singular: str, plural: str, num: int, /, **facts: Any) -> Markup:
        """Return the sentence that fits a number, which stands in it as `num`."""
        found = get_translations().ngettext(singular, plural, num)
        return Markup(found) % {"num": num, **facts}  # noqa: S704


def keep_compiled(app: Flask) -> None:
    """Share compiled templates with other programs, where the settings name a folder for them."""
    folder = app.config["TEMPLATES_COMPILED"]
    if folder:
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        app.jinja_options = {**app.jinja_options, "bytecode_cache": FileSystemBytecodeCache(folder)}


def bind_sentences(app: Flask) -> None:
    """Let templates speak every language we ship."""
    sentences = Sentences()
    names = {"_": sentences.one, "gettext": sentences.one, "ngettext": sentences.counted}
    app.jinja_env.globals.update(names)
