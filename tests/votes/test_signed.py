"""The server's signature under a receipt: a program of the bundle checks it, and a lost ballot is proved by its voter."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import sys

import pytest

from deliberate.db.base import db
from deliberate.ledger.rules import canonical, sha256
from deliberate.votes.proofs.bundles import SHIPPED, table_of
from deliberate.votes.proofs.receipts import new_key, public_half, signature_of
from deliberate.votes.queries import papers
from deliberate.votes.services import leading
from deliberate.web.outbox import HEADER
from tests.factories.people import a_community
from tests.factories.votes import an_open_vote, household_reps, owners_vote
from tests.support.bundles import a_manifest, sealed

KEY = new_key()
MANIFEST = a_manifest(receipt_key=public_half(KEY))
BALLOTS = sealed(MANIFEST, [(("agree",), ())] * 3)
PROGRAM = SHIPPED / "signed.py"


@pytest.fixture(scope="module")
def program():
    spec = importlib.util.spec_from_file_location("signed", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "manifest.json").write_bytes(canonical(MANIFEST))
    (tmp_path / "ballots.csv").write_bytes(table_of(BALLOTS))
    return tmp_path


def line_for(receipt, key=KEY, manifest=MANIFEST):
    return f"{receipt} {signature_of(key, sha256(canonical(manifest)), receipt)}"


def test_a_ballot_that_is_listed_is_found_and_one_that_was_taken_and_lost_is_proved(program, folder):
    receipt = BALLOTS[0].receipt
    assert program.look(folder, line_for(receipt)) == 0
    (folder / "ballots.csv").write_bytes(table_of(BALLOTS[1:]))
    assert program.look(folder, line_for(receipt).upper().replace(" ", "\n")) == 1
    (folder / "ballots.csv").unlink()
    assert program.look(folder, line_for(receipt)) == 3


@pytest.mark.parametrize(
    "line",
    [
        line_for("ab" * 32)[:-1] + "z",
        line_for("ab" * 32, key=new_key()),
        line_for("ab" * 32, manifest={**MANIFEST, "vote": 8}),
        "cd" * 32 + line_for("ab" * 32)[64:],
        line_for("ab" * 32)[:65] + "00" * 64,
        line_for("ab" * 32)[:-64] + "ff" * 32,
        "",
    ],
)
def test_nobody_can_make_up_that_a_ballot_was_taken(program, folder, line):
    assert program.look(folder, line) == 2


def test_single_wrong_bits_are_noticed_everywhere_in_a_signature(program, folder):
    receipt, signature = line_for("ab" * 32).split()
    for at in range(0, 128, 9):
        wrong = f"{int(signature[at], 16) ^ 1:x}"
        assert program.look(folder, receipt + signature[:at] + wrong + signature[at + 1 :]) == 2


def test_it_is_old_python_of_the_standard_library_and_speaks_two_languages(program):
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 8))
    needs = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert needs <= set(sys.stdlib_module_names)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {len(both) for both in program.SAY.values()} == {2}


def test_who_votes_gets_the_signature_by_script_or_without_one_and_after_the_close_nobody_does(
    visit, session, now, tmp_path, program
):
    place = a_community()
    first, second = household_reps(place, 2)
    vote = an_open_vote(place)
    db.session.commit()
    (tmp_path / "manifest.json").write_bytes(visit().get(f"/votes/{vote.id}/manifest.json").data)
    shutil.copy(PROGRAM, tmp_path)
    lines = []
    for account, headers in ((first, {HEADER: "1"}), (second, {})):
        reader = visit(account)
        entry = papers.standings(vote.id, account.id)[0].entry.id
        answer = reader.post(f"/votes/{vote.id}/cast", {"entry": entry, "choice": "agree"}, 200, headers=headers)
        said = answer.get_json(silent=True)
        shown = re.search(r"data-receipt-signed>([0-9a-f]+ [0-9a-f]+)<", answer.get_data(as_text=True))
        lines.append(f"{said['receipt']} {said['signature']}" if said else shown[1])
    assert [program.look(tmp_path, line) for line in lines] == [3, 3]
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    assert vote.receipt_key == ""
    assert vote.manifest["receipt_key"]


def test_a_vote_by_name_needs_no_receipt(session, now):
    vote = owners_vote(a_community())
    assert vote.receipt_key == ""
    assert "receipt_key" not in vote.manifest
