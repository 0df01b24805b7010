"""The request cycle: a GET reads, everything else writes and is committed once, at the end."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from flask import request

from deliberate.db.session import commit, once_more, read_only, rollback, written_in
from deliberate.web.language import choose_locale

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response
    from flask.typing import ResponseReturnValue

READING = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_FAILURE = 400


def _open() -> None:
    reading = request.method in READING
    read_only(yes=reading)
    if not reading:
        written_in(choose_locale())


def _close(response: Response) -> Response:
    if request.method in READING:
        return response
    if response.status_code < FIRST_FAILURE:
        commit()
    else:
        rollback()
    return response


def _rewound(view: Callable[[], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Return the view with its uploads at their beginning, because an earlier try may have read them."""

    def act() -> ResponseReturnValue:
        for file in chain.from_iterable(request.files.listvalues()):
            file.seek(0)
        return view()

    return act


def _repeating(dispatch: Callable[[], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    def answer() -> ResponseReturnValue:
        return dispatch() if request.method in READING else once_more(_rewound(dispatch))

    return answer


def bind_cycle(app: Flask) -> None:
    """Register the two ends of every request, and let the victim of a deadlock try again."""
    app.dispatch_request = _repeating(app.dispatch_request)  # type: ignore[method-assign]
    app.before_request(_open)
    app.after_request(_close)
