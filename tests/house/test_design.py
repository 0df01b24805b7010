"""The living page is complete: every macro of the components is drawn there, by itself or inside another."""

from __future__ import annotations

from jinja2 import nodes

from tests.house.test_templates import parsed
from tests.support.source import TEMPLATES, files

# The page itself, its parts, and the layouts it stands in.
ROOTS = ("design.html", "layouts/page.html", "layouts/base.html")
# A page can hear one table of keys only; the desk's stands there, the room's draws the same button.
OTHER_KEYS = {("components/keys.html", "room_keys"), ("components/keys.html", "moderation_keys")}


def imports_of(page):
    """Return what a template calls its imported macros, and where they come from."""
    return {
        (item[1] if isinstance(item, tuple) else item): (node.template.value, item[0] if isinstance(item, tuple) else item)
        for node in page.find_all(nodes.FromImport)
        for item in node.names
    }  # fmt: skip


def called(part, name, imported):
    """Return the macros that a piece of a template calls, as file and name."""
    own = {node.name for node in parsed(TEMPLATES / name).find_all(nodes.Macro)}
    found = {node.node.name for node in part.find_all(nodes.Call) if isinstance(node.node, nodes.Name)}
    return {imported.get(each, (name, each)) for each in found if each in imported or each in own}


def drawn():
    """Return every macro the living page reaches."""
    parts = [path.relative_to(TEMPLATES).as_posix() for path in files("templates/design", suffix=".html")]
    waiting = set()
    for name in (*ROOTS, *parts):
        page = parsed(TEMPLATES / name)
        waiting |= called(page, name, imports_of(page))
    reached = set()
    while waiting:
        file, macro = waiting.pop()
        reached.add((file, macro))
        page = parsed(TEMPLATES / file)
        inside = [node for node in page.find_all(nodes.Macro) if node.name == macro]
        waiting |= {each for node in inside for each in called(node, file, imports_of(page))} - reached
    return reached


def test_every_macro_of_the_components_is_on_the_living_page():
    every = {
        (path.relative_to(TEMPLATES).as_posix(), node.name)
        for path in files("templates/components", suffix=".html")
        for node in parsed(path).find_all(nodes.Macro)
    }
    assert sorted(every - drawn() - OTHER_KEYS) == []
