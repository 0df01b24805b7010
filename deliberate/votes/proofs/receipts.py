"""Receipts: a phone's secret sealed together with its ballot, and the short code that people can read aloud.

The secret is 128 random bits, made on the phone. The receipt is the digest of manifest, choices and secret: who has it
can find the ballot in the published list, and nobody can put other choices under it. The code is the receipt's start in
digits, because everybody can read digits aloud, in any language, and no two look alike.

The server signs every receipt that it takes, with a key that a vote announces and forgets at its close: whoever has a
signature can prove that a ballot was taken, and after the close nobody can make one.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from deliberate.ledger.rules import canonical, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = "deliberate-ballot/1"
SIGNED_FORMAT = "deliberate-receipt/1"
SECRET = re.compile(r"[0-9a-f]{32}")
KEY_BYTES = 32
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


def new_key() -> str:
    """Make the key that signs the receipts of one vote."""
    return secrets.token_hex(KEY_BYTES)


def public_half(key: str) -> str:
    """Return what is announced of a key: with it everybody can check a signature, and nobody can make one."""
    return _signer(key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def signature_of(key: str, manifest_hash: str, receipt: str) -> str:
    """Sign that a ballot was taken; the same ballot always has the same signature, and no time is in it."""
    return _signer(key).sign(canonical([SIGNED_FORMAT, manifest_hash, receipt])).hex()


def _signer(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))


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
