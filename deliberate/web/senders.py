"""How a short code reaches a person: an interface, and the two ways that need no contract with anybody.

A sender that speaks to a network puts the message into the job queue and returns: nothing is sent while a transaction
is open.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable


class CodeSender(Protocol):
    """Carries a code to a telephone number."""

    def send(self, phone: str, code: str) -> str | None:
        """Send it; return the code only if the page itself may show it."""


class ConsoleSender:
    """Prints codes where the server runs: for trying out, and for a service desk that reads them out."""

    def send(self, phone: str, code: str) -> str | None:
        """Print the code."""
        sys.stderr.write(f"sign-in code for {phone}: {code}\n")
        return None


class PageSender:
    """Shows the code on the page that asks for it; the demonstration only."""

    def send(self, phone: str, code: str) -> str | None:
        """Hand the code back."""
        del phone
        return code


_senders: dict[str, Callable[[], CodeSender]] = {"console": ConsoleSender, "page": PageSender}


def register(name: str, make: Callable[[], CodeSender]) -> None:
    """Offer a further sender under the name that the setting CODE_SENDER may have."""
    _senders[name] = make


def sender() -> CodeSender:
    """Return the configured sender; outside the demonstration no page ever shows a code."""
    if current_app.config["DEMO"]:
        return PageSender()
    name = str(current_app.config["CODE_SENDER"])
    return ConsoleSender() if name == "page" else _senders[name]()
