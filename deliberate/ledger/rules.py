"""The arithmetic of the chain: canonical bytes, digests, and what a verifier finds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST = "0" * 64
SEALED = ("stream", "seq", "at", "actor", "verb", "subject", "payload_digest", "previous")


def canonical(value: Any) -> bytes:
    """Return the one byte form of a value: sorted keys, no spaces, UTF-8, no floats."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def payload_digest(salt: str, payload: Any) -> str:
    """Return the salted digest; without salt and payload nothing can be guessed from it."""
    return sha256(canonical({"salt": salt, "payload": payload}))


def entry_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest of everything but the payload itself."""
    return sha256(canonical({key: entry[key] for key in SEALED}))


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a code for the reader's sentence, the stream and the place in it."""

    code: str
    stream: str
    seq: int


@dataclass(frozen=True)
class Verdict:
    """What a verifier found in a set of entries."""

    entries: int
    streams: int
    erased: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was changed, dropped, swapped or added."""
        return not self.faults


class Verifier:
    """Reads entries in order of stream and seq, and keeps what it found."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._heads: dict[str, tuple[int, str]] = {}
        self._faults: list[Fault] = []
        self._entries = self._erased = 0

    def read(self, entry: Mapping[str, Any]) -> None:
        """Check one entry against the one before it."""
        stream, seq = entry["stream"], entry["seq"]
        last, previous = self._heads.get(stream, (0, FIRST))
        self._entries += 1
        if seq != last + 1:
            self._fault("seq_broken", entry)
        if entry["previous"] != previous:
            self._fault("chain_broken", entry)
        if entry_digest(entry) != entry["digest"]:
            self._fault("entry_changed", entry)
        if entry.get("salt") is None:
            self._erased += 1
        elif payload_digest(entry["salt"], entry["payload"]) != entry["payload_digest"]:
            self._fault("payload_changed", entry)
        self._heads[stream] = (seq, entry["digest"])

    def _fault(self, code: str, entry: Mapping[str, Any]) -> None:
        self._faults.append(Fault(code, entry["stream"], entry["seq"]))

    def compare_heads(self, heads: Mapping[str, tuple[int, str]]) -> None:
        """Check against heads kept elsewhere: a shortened or rewritten stream shows here."""
        for stream, (seq, digest) in heads.items():
            found = self._heads.get(stream, (0, FIRST))
            if found[0] < seq:
                self._faults.append(Fault("entries_missing", stream, found[0] + 1))
            elif found == (seq, found[1]) and found[1] != digest:
                self._faults.append(Fault("head_differs", stream, seq))

    def verdict(self) -> Verdict:
        """Return what was found."""
        return Verdict(self._entries, len(self._heads), self._erased, tuple(self._faults))


def verify(entries: Iterable[Mapping[str, Any]], heads: Mapping[str, tuple[int, str]] | None = None) -> Verdict:
    """Check entries sorted by stream and seq, and, where given, the heads kept elsewhere."""
    verifier = Verifier()
    for entry in entries:
        verifier.read(entry)
    verifier.compare_heads(heads or {})
    return verifier.verdict()


def short_code(digest: str) -> str:
    """Return a digest's first 80 bits as four groups of four letters and digits, for the notice board."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = int(digest[:20], 16)
    letters = "".join(alphabet[(value >> (5 * place)) & 31] for place in range(15, -1, -1))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
