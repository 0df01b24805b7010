"""The chain: whatever is changed, dropped, swapped or added is found; what the law erases is no fault."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from deliberate.ledger.rules import (
    FIRST,
    FORMAT,
    anchor_digest,
    canonical,
    entry_digest,
    payload_digest,
    short_code,
    signed_rightly,
    verify,
    verify_export,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AT = "2026-03-10T02:00:00+00:00"


def a_stream(name="issue:1", length=4):
    entries, previous = [], FIRST
    for seq in range(1, length + 1):
        payload = {"said": f"第{seq}句"}
        entry = {
            "stream": name,
            "seq": seq,
            "at": AT,
            "actor": "account:3",
            "verb": "issue.said",
            "subject": f"note:{seq}",
            "payload": payload,
            "salt": f"salt{seq}",
            "payload_digest": payload_digest(f"salt{seq}", payload),
            "previous": previous,
        }
        entry["digest"] = previous = entry_digest(entry)
        entries.append(entry)
    return entries


def heads_of(entries):
    return {entry["stream"]: (entry["seq"], entry["digest"]) for entry in entries}


def an_anchor(entries):
    heads = {stream: list(head) for stream, head in heads_of(entries).items()}
    digest = anchor_digest(AT, heads)
    public = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    return {
        "at": AT,
        "heads": heads,
        "digest": digest,
        "signature": KEY.sign(bytes.fromhex(digest)).hex(),
        "public_key": public,
    }


def codes(verdict):
    return {fault.code for fault in verdict.faults}


def forged_anew(entries):
    """Chain the entries again from end to end, as somebody with the database in hand could."""
    previous = FIRST
    for seq, entry in enumerate(entries, 1):
        entry["seq"], entry["previous"] = seq, previous
        entry["payload_digest"] = payload_digest(entry["salt"], entry["payload"])
        entry["digest"] = previous = entry_digest(entry)
    return entries


def test_an_untouched_record_is_sound():
    entries = a_stream() + a_stream("vote:2", 3)
    verdict = verify(entries, heads_of(entries))
    assert verdict.sound
    assert (verdict.entries, verdict.streams, verdict.erased) == (7, 2, 0)


@pytest.mark.parametrize("field", ["at", "actor", "verb", "subject", "payload_digest"])
def test_a_changed_entry_is_found(field):
    entries = a_stream()
    entries[1][field] = "0" * 64
    assert "entry_changed" in codes(verify(entries))


def test_a_changed_payload_is_found_where_it_was_changed():
    entries = a_stream()
    entries[2]["payload"]["said"] = "没说过"
    assert [(fault.code, fault.seq) for fault in verify(entries).faults] == [("payload_changed", 3)]


def test_a_dropped_entry_in_the_middle_is_found():
    entries = a_stream()
    assert codes(verify(entries[:1] + entries[2:])) == {"seq_broken", "chain_broken"}


def test_dropped_entries_at_the_end_are_found_by_the_heads_and_by_a_mark():
    entries = a_stream()
    assert [(fault.code, fault.seq) for fault in verify(entries[:2], heads_of(entries)).faults] == [
        ("entries_missing", 3)
    ]
    assert codes(verify(entries[:2], None, {"issue:1": {4: entries[3]["digest"]}})) == {"entries_missing"}
    assert codes(verify([], heads_of(entries))) == {"entries_missing"}


def test_swapped_entries_are_found():
    entries = a_stream()
    entries[1], entries[2] = entries[2], entries[1]
    assert codes(verify(entries)) == {"seq_broken", "chain_broken"}


def test_an_added_entry_is_found_in_the_middle_at_the_end_and_in_a_stream_of_its_own():
    entries = a_stream()
    doubled = [*entries[:2], deepcopy(entries[1]), *entries[2:]]
    assert "seq_broken" in codes(verify(doubled))
    longer = forged_anew([*deepcopy(entries), deepcopy(entries[0])])
    assert codes(verify(longer, heads_of(entries))) == {"entries_added"}
    assert codes(verify(entries + a_stream("issue:9", 1), heads_of(entries))) == {"entries_added"}


def test_a_chain_forged_anew_is_found_by_a_mark_kept_elsewhere():
    entries = a_stream()
    marks = {"issue:1": {3: entries[2]["digest"]}}
    forged = deepcopy(entries)
    forged[1]["payload"]["said"] = "没说过"
    forged_anew(forged)
    assert verify(forged, heads_of(forged)).sound
    assert codes(verify(forged, heads_of(forged), marks)) == {"mark_differs"}


def test_what_the_law_erases_leaves_a_marked_gap_and_no_fault():
    entries = a_stream()
    entries[1]["payload"] = entries[1]["salt"] = None
    verdict = verify(entries, heads_of(entries))
    assert verdict.sound
    assert verdict.erased == 1
    entries[1]["payload"] = {"said": "换了一句"}
    assert codes(verify(entries)) == {"payload_changed"}


def lines(entries, anchors=(), heads=None):
    items = [
        {"format": FORMAT},
        *({"anchor": made} for made in anchors),
        *entries,
        {"heads": heads or heads_of(entries)},
    ]
    return [json.dumps(item) for item in items]


def test_an_export_verifies_alone_and_by_the_code_from_the_notice_board():
    entries = a_stream() + a_stream("vote:2", 3)
    made = an_anchor(entries[:2])
    verdict = verify_export(lines(entries, [made]), short_code(made["digest"]))
    assert verdict.sound
    assert verdict.anchors == 1
    assert codes(verify_export(lines(entries, [made]), "AAAA-AAAA-AAAA-AAAA")) == {"code_unknown"}


def test_an_export_that_was_cut_or_garbled_is_not_sound():
    whole = lines(a_stream())
    assert codes(verify_export(whole[:-1])) == {"export_cut"}
    assert "line_unreadable" in codes(verify_export([*whole[:-1], "{", whole[-1]]))
    assert "line_unreadable" in codes(verify_export([*whole[:-1], '{"stream": "x:1"}', whole[-1]]))
    assert codes(verify_export([])) == {"export_cut"}


def test_a_record_forged_anew_with_its_heads_is_found_by_its_anchor():
    entries = a_stream()
    made = an_anchor(entries)
    forged = deepcopy(entries)
    del forged[1]
    forged_anew(forged)
    assert codes(verify_export(lines(forged, [made]))) == {"entries_missing"}
    forged_anew(forged := [*forged, deepcopy(forged[0])])
    assert codes(verify_export(lines(forged, [made]))) == {"mark_differs"}


@pytest.mark.parametrize("field", ["at", "heads", "digest", "signature", "public_key"])
def test_an_anchor_that_was_not_signed_so_is_found(field):
    made = an_anchor(a_stream())
    assert signed_rightly(made)
    made[field] = {} if field == "heads" else "00" * (64 if field == "signature" else 32)
    assert not signed_rightly(made)
    assert "anchor_forged" in codes(verify_export(lines(a_stream(), [made])))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6), st.data())
def test_no_single_change_anywhere_goes_unnoticed(texts, data):
    entries = a_stream(length=len(texts))
    for entry, text in zip(entries, texts, strict=True):
        entry["payload"] = {"said": text}
    forged_anew(entries)
    heads = heads_of(entries)
    entry = data.draw(st.sampled_from(entries))
    field = data.draw(st.sampled_from(sorted(set(entry) - {"stream", "seq"})))
    old = entry[field]
    entry[field] = data.draw(st.text(max_size=70).filter(lambda new: new != old))
    assert not verify(entries, heads).sound


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=5))
def test_canonical_bytes_do_not_depend_on_order(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_a_short_code_is_easy_to_read_out():
    code = short_code("ab" * 32)
    assert len(code) == 19
    assert not set("ILOU") & set(code)
    assert short_code("ab" * 32) != short_code("ac" + "ab" * 31)
