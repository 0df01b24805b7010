"""How long things may be: what a reader can hold in mind."""

from __future__ import annotations

from tests.support.source import files, functions, short

FUNCTION, VIEW, FILE, TEMPLATE, TEST, SCRIPT = 50, 30, 400, 150, 40, 250
OURS = ("deliberate", "chores", "bench", "tests")


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_function_fits_on_a_screen():
    assert [str(item) for path in files(*OURS) for item in functions(path) if item.lines > FUNCTION] == []


def test_a_view_is_guard_form_service_answer():
    views = [item for path in files("deliberate") if "views" in short(path) for item in functions(path)]
    assert [str(item) for item in views if item.lines > VIEW] == []


def test_a_test_tells_one_story():
    tests = [item for path in files("tests") for item in functions(path) if item.node.name.startswith("test_")]
    assert [str(item) for item in tests if item.lines > TEST] == []


def test_a_file_has_one_subject():
    assert [f"{short(path)} ({length(path)})" for path in files(*OURS) if length(path) > FILE] == []


def test_a_template_is_a_page_not_a_book():
    templates = files("templates", suffix=".html")
    assert [f"{short(path)} ({length(path)})" for path in templates if length(path) > TEMPLATE] == []


def test_a_script_is_one_behaviour():
    scripts = files("static/js", suffix=".js")
    assert [f"{short(path)} ({length(path)})" for path in scripts if length(path) > SCRIPT] == []
