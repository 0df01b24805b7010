"""Turns: whoever acts in a room waits for their turn, first come first served, and everything else goes on between.

An act holds the process for some milliseconds and never lets go before it is done. In a rush a thousand of them would
follow each other without a break: whoever came last might be served first, and phones would hear nothing until it is
over. So one act ends before the next begins, and between two of them the loop pushes, answers and reads.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gevent import get_hub
from gevent.event import Event as Bell

if TYPE_CHECKING:
    from collections.abc import Iterator


class Turns:
    """So many at once, the others in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        """SQLite has one writer anyway; a database server works on for some while others wait for it."""
        self._free = at_once
        self._waiting: deque[Bell] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and keep it for as long as the block lasts."""
        self._take()
        try:
            yield
        finally:
            # Not at once: what is ready already, such as a push, comes before the next one.
            get_hub().loop.run_callback(self._pass_on)

    def _take(self) -> None:
        if self._free:
            self._free -= 1
            return
        bell = Bell()
        self._waiting.append(bell)
        try:
            bell.wait()
        except BaseException:
            # Ended while waiting: nobody may wait for somebody who has gone.
            if bell.is_set():
                self._pass_on()
            else:
                self._waiting.remove(bell)
            raise

    def _pass_on(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1
