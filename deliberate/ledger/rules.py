"""The arithmetic of the chain: canonical bytes, digests, and what a verifier finds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = "deliberate-ledger/1"
FIRST = "0" * 64
SEALED = ("stream", "seq", "at", "actor", "verb", "subject", "payload_digest", "previous")


def canonical(value: Any) -> bytes:
    """Return the one byte form of a value: sorted keys, no spaces, UTF-8, no floats."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def payload_digest(salt: str | None, payload: Any) -> str:
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
    anchors: int = 0

    @property
    def sound(self) -> bool:
        """Tell whether nothing was changed, dropped, swapped or added."""
        return not self.faults


class Verifier:
    """Reads entries in order of stream and seq, and keeps what it found.

    `marks` are digests known from elsewhere, such as those of a signed anchor: stream → seq → digest. They prove
    rewriting even where the chain has been forged anew from end to end.
    """

    def __init__(self, marks: Mapping[str, Mapping[int, str]] | None = None) -> None:
        """Start with nothing read."""
        self._marks: dict[str, Mapping[int, str]] = dict(marks or {})
        self._heads: dict[str, tuple[int, str]] = {}
        self.faults: list[Fault] = []
        self._entries = self._erased = self._anchors = 0

    def read_anchor(self, made: Mapping[str, Any], code: str = "") -> bool:
        """Check a signed anchor and take its heads as marks; tell whether it is the one of the short code."""
        self._anchors += 1
        if not signed_rightly(made):
            self.faults.append(Fault("anchor_forged", made["at"], self._anchors))
            return False
        for stream, (seq, digest) in made["heads"].items():
            self._marks[stream] = {**self._marks.get(stream, {}), seq: digest}
        return short_code(made["digest"]) == code

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
        elif self._marks.get(stream, {}).get(seq, entry["digest"]) != entry["digest"]:
            self._fault("mark_differs", entry)
        self._read_payload(entry)
        self._heads[stream] = (seq, entry["digest"])

    def _read_payload(self, entry: Mapping[str, Any]) -> None:
        if entry["salt"] is None and entry["payload"] is None:
            self._erased += 1
        elif payload_digest(entry["salt"], entry["payload"]) != entry["payload_digest"]:
            self._fault("payload_changed", entry)

    def _fault(self, code: str, entry: Mapping[str, Any]) -> None:
        self.faults.append(Fault(code, entry["stream"], entry["seq"]))

    def compare_marks(self) -> None:
        """Check that no stream ends before what was marked: a shortened stream shows here."""
        for stream, marked in self._marks.items():
            self._not_shorter(stream, max(marked))

    def compare_heads(self, heads: Mapping[str, tuple[int, str]]) -> None:
        """Check against the ends as the record itself keeps them: nothing may be missing, nothing may stand behind."""
        for stream, (seq, digest) in heads.items():
            found = self._heads.get(stream, (0, FIRST))
            self._not_shorter(stream, seq)
            if found[0] > seq:
                self.faults.append(Fault("entries_added", stream, seq + 1))
            elif found[0] == seq and found[1] != digest:
                self.faults.append(Fault("head_differs", stream, seq))
        self.faults += [Fault("entries_added", stream, 1) for stream in self._heads if stream not in heads]

    def _not_shorter(self, stream: str, seq: int) -> None:
        last = self._heads.get(stream, (0, FIRST))[0]
        if last < seq:
            self.faults.append(Fault("entries_missing", stream, last + 1))

    def verdict(self) -> Verdict:
        """Return what was found, each fault once."""
        return Verdict(self._entries, len(self._heads), self._erased, tuple(dict.fromkeys(self.faults)), self._anchors)


def verify(
    entries: Iterable[Mapping[str, Any]],
    heads: Mapping[str, tuple[int, str]] | None = None,
    marks: Mapping[str, Mapping[int, str]] | None = None,
) -> Verdict:
    """Check entries sorted by stream and seq and, where given, the record's own ends and marks kept elsewhere."""
    verifier = Verifier(marks)
    for entry in entries:
        verifier.read(entry)
    verifier.compare_marks()
    if heads is not None:
        verifier.compare_heads(heads)
    return verifier.verdict()


def verify_export(lines: Iterable[str], code: str = "") -> Verdict:
    """Check an export: needs no database, no key and nothing else of this product.

    `code` is the short code somebody wrote down from the notice board; then an anchor of that code must be in it.
    """
    verifier = Verifier()
    found, ended = False, False
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
            if "anchor" in item:
                found |= verifier.read_anchor(item["anchor"], code)
            elif "heads" in item:
                ended = True
                verifier.compare_heads({stream: (seq, digest) for stream, (seq, digest) in item["heads"].items()})
            elif "stream" in item:
                verifier.read(item)
            elif item["format"] != FORMAT:
                verifier.faults.append(Fault("format_unknown", str(item["format"]), number))
        except (KeyError, TypeError, ValueError, AttributeError):
            verifier.faults.append(Fault("line_unreadable", "", number))
    verifier.compare_marks()
    if not ended:
        verifier.faults.append(Fault("export_cut", "", 0))
    if code and not found:
        verifier.faults.append(Fault("code_unknown", code, 0))
    return verifier.verdict()


def anchor_digest(at: str, heads: Mapping[str, Any]) -> str:
    """Return what is signed: the moment and all heads."""
    return sha256(canonical({"at": at, "heads": heads}))


def signed_rightly(made: Mapping[str, Any]) -> bool:
    """Tell whether an anchor is what its signer signed."""
    if anchor_digest(made["at"], made["heads"]) != made["digest"]:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(made["public_key"]))
        key.verify(bytes.fromhex(made["signature"]), bytes.fromhex(made["digest"]))
    except (InvalidSignature, ValueError):
        return False
    return True


def short_code(digest: str) -> str:
    """Return a digest's first 80 bits as four groups of four letters and digits, for the notice board."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = int(digest[:20], 16)
    letters = "".join(alphabet[(value >> (5 * place)) & 31] for place in range(15, -1, -1))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
