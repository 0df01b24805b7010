"""Where the real elections lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def pabulib_folder() -> Path:
    """Return the folder of real participatory-budget elections, or skip with the reason."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(os.environ.get("DELIBERATE_SHARED_DATA", beside)) / "pabulib"
    if not folder.is_dir():
        pytest.skip("real elections not found: set DELIBERATE_SHARED_DATA to the shared data folder")
    return folder
