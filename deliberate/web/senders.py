"""How a short code reaches a person: an interface, two ways that need no contract with anybody, and the operator's own.

A sender that speaks to a network puts the message into the job queue and returns: nothing is sent while a transaction
is open.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from flask import current_app
from flask_babel import gettext as _

from deliberate.web.jobs import queue

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

# How long the gateway may take, how often and how soon it is tried again: a code is awaited, and lives ten minutes.
PATIENCE, AGAIN, PAUSE = 10, 2, 5


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


class GatewaySender:
    """Hands the message to the operator's gateway, which has the contract with a carrier (docs/operators.md)."""

    def send(self, phone: str, code: str) -> str | None:
        """Put the message into the queue, in the language of whoever asked for it."""
        text = _(
            "%(code)s is your sign-in code for Deliberate. It is good for ten minutes; give it to nobody.", code=code
        )
        current_app.extensions["gateway"]({"phone": phone, "code": code, "text": text})
        return None


_senders: dict[str, Callable[[], CodeSender]] = {
    "console": ConsoleSender,
    "page": PageSender,
    "gateway": GatewaySender,
}


def sender() -> CodeSender:
    """Return the configured sender; outside the demonstration no page ever shows a code."""
    if current_app.config["DEMO"]:
        return PageSender()
    name = str(current_app.config["CODE_SENDER"])
    return ConsoleSender() if name == "page" else _senders[name]()


def bind_senders(app: Flask) -> None:
    """Refuse settings that would leave people without codes, now and not when the first one asks."""
    name, address = str(app.config["CODE_SENDER"]), str(app.config["SMS_URL"])
    if name not in _senders:
        message = f"DELIBERATE_CODE_SENDER is {name!r}; known: {', '.join(_senders)}"
        raise ValueError(message)
    if name != "gateway":
        return
    if urlsplit(address).scheme not in {"http", "https"}:
        message = (
            f"DELIBERATE_CODE_SENDER=gateway needs DELIBERATE_SMS_URL, an address with http or https, not {address!r}"
        )
        raise ValueError(message)

    def carry(message: dict[str, str]) -> None:
        hand_over(address, str(app.config["SMS_TOKEN"]), message)

    app.extensions["gateway"] = queue(app).task(retries=AGAIN, retry_delay=PAUSE, name="carry_code")(carry)


def hand_over(address: str, token: str, message: dict[str, str]) -> None:
    """POST a message as JSON; whatever is not a plain yes is an error, and the queue tries again."""
    head = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    asked = Request(address, json.dumps(message).encode(), head, method="POST")  # noqa: S310 - http or https, see above
    with urlopen(asked, timeout=PATIENCE):  # noqa: S310
        pass
