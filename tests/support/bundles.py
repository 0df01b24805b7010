"""Bundles of made-up votes, packed as the product packs them, without a database."""

from __future__ import annotations

import importlib.util
import io
import secrets
import zipfile
from typing import TYPE_CHECKING, Any

from deliberate.ledger.rules import FIRST, canonical, entry_digest, payload_digest, sha256
from deliberate.votes.methods.ballots import Ballot, Bar, Option, Terms, grouped
from deliberate.votes.methods.choose import METHODS
from deliberate.votes.proofs.bundles import SHIPPED, Sealed, packed
from deliberate.votes.proofs.receipts import FORMAT, receipt_of
from deliberate.votes.proofs.trees import root_of
from deliberate.votes.states import Method, Unreturned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

RECOUNT = SHIPPED / "recount.py"
NO_BAR = (0, 1, False)
Cast = tuple[tuple[str, ...], tuple[int, ...]]


def recounting() -> ModuleType:
    """Return the program of the bundle as a module."""
    spec = importlib.util.spec_from_file_location("recount", RECOUNT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def a_manifest(method: Method = Method.majority, options: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """Return what a vote announced, as far as a count needs it."""
    keys = list(options) or ["agree", "disagree", "abstain"]
    return {
        "vote": 7,
        "options": [{"key": key, "label": key, "issue": None} for key in keys],
        "method": method.value,
        "max_choices": 1 if method is Method.majority else len(keys),
        "quorum": [1, 2, True],
        "approval": [1, 2, True],
        "ties": "shared",
        "roll": 40,
        "signed_by": {"teller": 2, "scrutineer": 1},
        "ballot_format": FORMAT,
        "batch_least": 3,
        "disclosure_least": 5,
        **more,
    }


def outcome_of(manifest: Mapping[str, Any], cast: Sequence[Cast]) -> dict[str, Any]:
    """Count as the product counts."""
    terms = Terms(
        roll=manifest["roll"],
        quorum=Bar(*manifest["quorum"]),
        approval=Bar(*manifest["approval"]),
        seats=manifest.get("seats", 0),
        area=manifest.get("area", 0),
        area_quorum=Bar(*manifest.get("area_quorum", NO_BAR)),
        area_approval=Bar(*manifest.get("area_approval", NO_BAR)),
        unreturned=Unreturned(manifest.get("unreturned", "not_participating")),
        silent=manifest.get("silent", (0, 0))[0],
        silent_area=manifest.get("silent", (0, 0))[1],
    )
    box = grouped(Ballot(choices, points) for choices, points in cast)
    keys = [Option(one["key"]) for one in manifest["options"]]
    return dict(METHODS[Method(manifest["method"])](box, keys, terms).as_plain())


def a_chain(steps: Sequence[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return entries sealed one by the next."""
    chain: list[dict[str, Any]] = []
    for seq, (verb, payload) in enumerate(steps, 1):
        salt = secrets.token_hex(16)
        entry = {
            "stream": "vote:7", "seq": seq, "at": f"2026-03-10T0{seq % 10}:00:00+00:00", "actor": "system",
            "verb": verb, "subject": "vote:7", "payload": payload, "salt": salt,
            "payload_digest": payload_digest(salt, payload), "previous": chain[-1]["digest"] if chain else FIRST,
        }  # fmt: skip
        chain.append({**entry, "digest": entry_digest(entry)})
    return chain


def sealed(manifest: Mapping[str, Any], cast: Sequence[Cast], batches: int = 2) -> list[Sealed]:
    """Return the ballots with secrets and receipts, dealt out to batches."""
    digest, made = sha256(canonical(manifest)), []
    for at, (choices, points) in enumerate(cast):
        secret = secrets.token_hex(16)
        receipt = receipt_of(digest, choices, points, secret)
        made.append(Sealed(receipt, at % batches + 1, secret, choices, points))
    return made


def a_bundle(manifest: Mapping[str, Any], cast: Sequence[Cast], batches: int = 2, **more: Any) -> bytes:
    """Return the packed bundle of a vote in which these ballots were cast."""
    ballots = more.get("ballots") or sealed(manifest, cast, batches)
    result = more.get("result") or outcome_of(manifest, cast)
    unused, papers = more.get("unused") or [], more.get("papers", 0)
    shut = {batches: unused}
    roots = [
        root_of([*(one.receipt for one in ballots if one.batch == number), *shut.get(number, [])])
        for number in range(1, batches + 1)
    ]
    chain = a_chain(
        [
            ("vote.announced", {"manifest_hash": sha256(canonical(manifest))}),
            ("vote.opened", {"manifest_hash": sha256(canonical(manifest))}),
            *[("vote.sealed", {"batch": at, "root": root}) for at, root in enumerate(roots[:-1], 1)],
            (
                "vote.closed",
                {"took_part": len(cast), "batch": batches, "root": roots[-1], "spares": len(unused) + papers},
            ),
            (
                "vote.tallied",
                {
                    "verdict": result["verdict"],
                    "result_hash": sha256(canonical(result)),
                    "took_part": len(cast),
                    "papers": papers,
                },
            ),
            *[("vote.signed", {"capacity": capacity}) for capacity in ("teller", "teller", "scrutineer")],
        ]
    )
    return packed(manifest=manifest, result=result, chain=chain, ballots=ballots, unused=unused)


def unpacked(bundle: bytes) -> dict[str, bytes]:
    """Return the files of a bundle."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as files:
        return {name: files.read(name) for name in files.namelist()}


def laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write the files into a folder, as somebody who unpacks them does."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
