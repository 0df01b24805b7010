"""A server of its own process for tests and measures: `python -m tests.support.serving DATABASE INSTANCE PORT`."""

from __future__ import annotations

# Patches the standard library, so it comes before everything else of the product.
from deliberate.web.server import serve  # isort: skip

import os
import sys

from config import Testing
from deliberate.app import create_app
from deliberate.realtime import rooms

if __name__ == "__main__":
    database, instance, port = sys.argv[1:4]
    settings = Testing(database=database, instance=instance)
    settings.TESTING = False
    # Looking seldom shows what comes without looking.
    rooms.LOOK = float(os.environ.get("DELIBERATE_TEST_LOOK", rooms.LOOK))
    serve(create_app(settings), port=int(port))
