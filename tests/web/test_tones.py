"""Every state has a colour beside its word."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pkgutil import walk_packages

import pytest
from jinja2 import Environment, FileSystemLoader

import deliberate
from config import ROOT

NAMES = ("State", "Verdict", "Stance")


def states():
    for module in walk_packages(deliberate.__path__, "deliberate."):
        if module.name.endswith(".states"):
            for name, found in vars(import_module(module.name)).items():
                if isinstance(found, type) and issubclass(found, StrEnum) and name.endswith(NAMES):
                    yield found


@pytest.fixture(scope="module")
def tones():
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"), extensions=["jinja2.ext.i18n"], autoescape=True
    )
    return environment.get_template("components/tag.html").make_module().tones


def test_every_state_has_a_tone(tones):
    assert [f"{kind.__name__}.{value}" for kind in set(states()) for value in kind if value not in tones] == []


def test_tones_are_the_seven_of_the_design(tones):
    assert set(tones.values()) <= {"still", "run", "good", "soon", "late", "other", "accent"}
