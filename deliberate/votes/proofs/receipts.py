"""Receipts: a phone's secret sealed together with its ballot, and the short code that people can read aloud.

The secret is 128 random bits, made on the phone. The receipt is the digest of manifest, choices and secret: who has it
can find the ballot in the published list, and nobody can put other choices under it. The code is the receipt's start in
digits, because everybody can read digits aloud, in any language, and no two look alike.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from deliberate.ledger.rules import canonical, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = "deliberate-ballot/1"
SECRET = re.compile(r"[0-9a-f]{32}")
DIGITS, GROUP = 22, 4


def new_secret() -> str:
    """Make a secret, where no phone has made one."""
    return secrets.token_hex(16)


def is_secret(text: str) -> bool:
    """Tell whether something sent as a secret is one."""
    return SECRET.fullmatch(text) is not None


def receipt_of(manifest_hash: str, choices: Sequence[str], points: Sequence[int], secret: str) -> str:
    """Return the digest that binds a ballot to its vote and its secret."""
    return sha256(canonical([FORMAT, manifest_hash, list(choices), list(points), secret]))


def code_of(receipt: str) -> str:
    """Return a receipt's code: twenty-two digits of the digest and two that show a slip of the pen, in six groups.

    Every four hexadecimal digits give four decimal ones. The check is ISO 7064 MOD 97-10, as in bank accounts: it finds
    every wrong digit and every two that changed places.
    """
    parts = [f"{int(receipt[at : at + 4], 16) % 10_000:04d}" for at in range(0, 24, 4)]
    digits = "".join(parts)[:DIGITS]
    return _in_groups(f"{digits}{98 - int(digits + '00') % 97:02d}")


def _in_groups(digits: str) -> str:
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def read_code(typed: str) -> str | None:
    """Return the code that somebody typed, whatever stands between its digits; None when a digit must be wrong."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    if len(digits) != DIGITS + 2 or int(digits) % 97 != 1:
        return None
    return _in_groups(digits)
