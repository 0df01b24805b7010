"""Slow work away from the event loop: password hashes, images, PDF, big counts.

Under gevent one greenlet that computes stops all phones; real threads from gevent's pool do not. Where the work holds
the interpreter's lock for long, use a process instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Offload:
    """Runs a function elsewhere once a runner is given; until then, here and now (command line, tests)."""

    def __init__(self) -> None:
        """Start without a runner."""
        self._runner: Callable[..., object] | None = None

    def use(self, runner: Callable[..., object]) -> None:
        """Take `runner(function, args, kwargs)`: under gevent the hub's thread pool `apply`."""
        self._runner = runner

    def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `function` returns, having kept the event loop free meanwhile."""
        if self._runner is None:
            return function(*args, **kwargs)
        return self._runner(function, args, kwargs)  # type: ignore[return-value]


offload = Offload()
