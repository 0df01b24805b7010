"""The demo's texts, read from its data files."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def community() -> dict[str, Any]:
    """Return places, people and categories."""
    return tomllib.loads((DATA / "people.toml").read_text(encoding="utf-8"))


@cache
def matters() -> list[dict[str, Any]]:
    """Return the issues with their stories."""
    found: list[dict[str, Any]] = tomllib.loads((DATA / "issues.toml").read_text(encoding="utf-8"))["issues"]
    return found


@cache
def tongues() -> dict[str, Any]:
    """Return what is translated and what was asked for."""
    return tomllib.loads((DATA / "translations.toml").read_text(encoding="utf-8"))


@cache
def english() -> dict[str, str]:
    """Return what the community's texts say in English, by the original without white space."""
    found: dict[str, str] = tomllib.loads((DATA / "english.toml").read_text(encoding="utf-8"))
    return found


def personas() -> list[dict[str, Any]]:
    """Return the people one can enter as, and those the stories need by name."""
    found: list[dict[str, Any]] = community()["personas"]
    return found
