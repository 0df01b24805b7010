"""Several works at the same moment, as several phones would have them done."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import gevent

from deliberate.db.base import db
from deliberate.db.session import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask


def all_at_once(app: Flask, works: Sequence[Callable[[], object]]) -> None:
    """Run works in greenlets on SQLite, where one loop serves all, and in threads on PostgreSQL."""

    def one(work: Callable[[], object]) -> None:
        with app.app_context(), transaction():
            work()

    if db.engine.dialect.name == "sqlite":
        gevent.joinall([gevent.spawn(one, work) for work in works], raise_error=True)
        return
    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
