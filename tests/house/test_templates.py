"""Templates and scripts: one layout, nothing unused, nothing inline, nothing an old phone cannot read."""

from __future__ import annotations

import re

from jinja2 import Environment, FileSystemLoader, nodes

from tests.support.source import TEMPLATES, calls, files, literals, short

OWN_DRAWINGS = "templates/components/icon.html"  # its shapes are written in the file itself
PARTS = {"layouts", "components", "mail", "parts"}
INLINE = re.compile(r"""\s(?:on[a-z]+|style)\s*=\s*["']""")
BARE_SCRIPT = re.compile(r"<(?:script|style)(?![^>]*\bnonce=)(?![^>]*\bsrc=)[^>]*>")
NEWER_THAN_ES2017 = re.compile(r"\?\.[a-zA-Z_\[(]|\?\?|^\s*#[a-zA-Z]+\s*[=;(]", re.MULTILINE)
COMMENTS_AND_TEXTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
TOO_NEW_CSS = re.compile(r"(?<!max-)aspect-ratio\s*:|:has\(|\b\d+d?vh\b(?<=dvh)|(?<![\w-])inset\s*:")
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True
)


def parts():
    """Return the templates that stand inside others: included, or a panel of a page of a lower area."""
    included = {
        str(getattr(node.template, "value", ""))
        for path in files("templates", suffix=".html")
        for node in parsed(path).find_all(nodes.Include)
    }
    panels = {text for path in files("deliberate") for call in calls(path, "Panel") for text in literals(call.args[0])}
    return included | panels


def pages():
    """Return the templates that are whole pages."""
    found = [(path, path.relative_to(TEMPLATES)) for path in files("templates", suffix=".html")]
    inner = parts()
    return [path for path, name in found if not PARTS & set(name.parts) and name.as_posix() not in inner]


def parsed(path):
    return ENVIRONMENT.parse(path.read_text(encoding="utf-8"))


def test_every_page_stands_in_a_layout():
    def layout(path):
        extended = [node.template for node in parsed(path).find_all(nodes.Extends)]
        return bool(extended) and str(getattr(extended[0], "value", "")).startswith("layouts/")

    assert [short(path) for path in pages() if not layout(path)] == []


def test_every_imported_macro_is_used():
    unused = []
    for path in files("templates", suffix=".html"):
        page = parsed(path)
        names = {node.name for node in page.find_all(nodes.Name) if node.ctx == "load"}
        for imported in page.find_all(nodes.FromImport):
            given = {item[1] if isinstance(item, tuple) else item for item in imported.names}
            unused += [f"{short(path)}: {name}" for name in given - names]
        unused += [f"{short(path)}: {node.target}" for node in page.find_all(nodes.Import) if node.target not in names]
    assert unused == []


def test_every_component_is_used_somewhere():
    everything = "".join(path.read_text(encoding="utf-8") for path in files("templates", suffix=".html"))
    components = files("templates/components", suffix=".html")
    assert [short(path) for path in components if f"components/{path.name}" not in everything] == []


def test_nothing_is_inline():
    """The security policy blocks inline handlers and styles, so they would only seem to work."""
    texts = {short(path): path.read_text(encoding="utf-8") for path in files("templates", suffix=".html")}
    assert [name for name, text in texts.items() if INLINE.search(text) or BARE_SCRIPT.search(text)] == []


def test_no_template_switches_escaping_off():
    texts = {short(path): path.read_text(encoding="utf-8") for path in files("templates", suffix=".html")}
    assert [name for name, text in texts.items() if re.search(r"\|\s*safe\b", text) and name != OWN_DRAWINGS] == []


def test_scripts_speak_es2017():
    code = {
        path: COMMENTS_AND_TEXTS.sub("", path.read_text(encoding="utf-8")) for path in files("static/js", suffix=".js")
    }
    assert [
        f"{short(path)}: {found.group(0)}" for path, text in code.items() if (found := NEWER_THAN_ES2017.search(text))
    ] == []


def test_styles_use_what_old_phones_know():
    code = {
        path: COMMENTS_AND_TEXTS.sub("", path.read_text(encoding="utf-8"))
        for path in files("static/css", suffix=".css")
    }
    assert [
        f"{short(path)}: {found.group(0)}" for path, text in code.items() if (found := TOO_NEW_CSS.search(text))
    ] == []
