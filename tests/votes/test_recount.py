"""The program of the bundle: it counts as the product counts, and no bundle that was tampered with gets past it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberate.ledger.rules import FIRST, canonical, entry_digest, payload_digest, sha256, short_code
from deliberate.votes.proofs.bundles import Sealed, chain_of, spares_table, table_of
from deliberate.votes.proofs.disclosure import withheld
from deliberate.votes.proofs.receipts import code_of, receipt_of
from deliberate.votes.proofs.spares import spares_of
from deliberate.votes.proofs.trees import root_of
from deliberate.votes.rules import methods_in_use
from deliberate.votes.states import Method
from tests.support.bundles import (
    RECOUNT,
    a_bundle,
    a_manifest,
    laid_out,
    outcome_of,
    recounting,
    sealed,
    unpacked,
)

recount = recounting()
YES_OR_NO = {Method.majority, Method.double_majority, Method.consensus}
KEYS = ("a", "b", "c", "d")
SAID = [("agree",)] * 14 + [("disagree",)] * 6 + [("abstain",)] * 3
CAST = [(choices, ()) for choices in SAID]
# Two of the ballots were on paper: for each answer there were as many spare ones, and the others stay shut.
PAPERS = 2


def verdict_on(files, tmp_path, *, codes=(), mine=None):
    """Return the name of the sentence that stops the program, or nothing."""
    try:
        for _name, _facts in recount.recount(str(laid_out(files, tmp_path)), codes, mine):
            pass
    except recount.Wrong as wrong:
        return wrong.args[0]
    except (ValueError, KeyError, IndexError, TypeError):
        return "unreadable"
    return ""


# ── one source of truth ──


def ballots_of(method):
    some = st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True).map(tuple)
    if method is Method.double_majority:
        choice = st.sampled_from([("agree",), ("disagree",), ("abstain",), ()])
        return st.tuples(choice, st.tuples(st.integers(1, 20_000)))
    if method in YES_OR_NO:
        return st.sampled_from(["agree", "disagree", "abstain"]).map(lambda key: ((key,), ()))
    if method is Method.score:
        return some.flatmap(lambda keys: st.tuples(st.just(keys), st.tuples(*[st.integers(0, 9)] * len(keys))))
    return some.map(lambda keys: (keys, ()))


SILENT = st.fixed_dictionaries({
    "area": st.integers(1, 400_000),
    "unreturned": st.sampled_from(["not_participating", "abstain", "follow_majority"]),
    "silent": st.tuples(st.integers(1, 4), st.integers(1, 40_000)),
})  # fmt: skip
BARS = st.tuples(st.integers(0, 3), st.integers(3, 4), st.booleans()).map(list)


@pytest.mark.parametrize("method", sorted(recount.METHODS))
@given(st.data())
@settings(max_examples=60)
def test_it_counts_as_the_product_counts(method, data):
    method = Method(method)
    cast = data.draw(st.lists(ballots_of(method), min_size=0 if method in YES_OR_NO else 1, max_size=25))
    options = () if method in YES_OR_NO else KEYS
    bars = {name: data.draw(BARS) for name in ("quorum", "approval", "area_quorum", "area_approval")}
    manifest = a_manifest(method, options, **bars, seats=data.draw(st.integers(0, 3)), **data.draw(SILENT))
    again = recount.count([{"choices": list(keys), "points": list(points)} for keys, points in cast], manifest)
    expected = outcome_of(manifest, cast)
    assert again == {name: expected[name] for name in again}


def test_every_method_a_vote_can_be_held_with_is_counted_by_the_program_too():
    assert methods_in_use() <= set(recount.METHODS)
    with pytest.raises(recount.Wrong):
        recount.count([], a_manifest(Method.schulze, KEYS))


def test_a_whole_bundle_passes_under_bare_python_and_says_so_in_both_languages(tmp_path):
    (tmp_path / "vote.zip").write_bytes(a_bundle(a_manifest(), CAST))
    files = unpacked((tmp_path / "vote.zip").read_bytes())
    code = short_code(sha256(files["manifest.json"]))
    mine = files["ballots.csv"].decode().splitlines()[3].split(",")[0]
    (tmp_path / "recount.py").write_bytes(files["recount.py"])
    command = [sys.executable, "-I", "-S", str(tmp_path / "recount.py"), str(tmp_path / "vote.zip")]
    done = subprocess.run([*command, "--code", code, "--mine", mine], capture_output=True, check=False)
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert said.count("[OK]") == len(said.splitlines()) == 10
    assert "重新计票结果一致：adopted / counted again with the same result: adopted" in said


def test_it_is_short_old_and_needs_only_what_python_brings():
    text = RECOUNT.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    needs = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert len(text.splitlines()) < 400
    assert needs <= set(sys.stdlib_module_names)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert all(
        ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) if node.name != "read"
    )


def test_every_sentence_is_there_in_both_languages_with_the_same_facts():
    for chinese, english in recount.SAY.values():
        facts = [sorted(part.split("}")[0] for part in sentence.split("{")[1:]) for sentence in (chinese, english)]
        assert facts[0] == facts[1]


def test_the_same_facts_give_the_same_bytes():
    manifest = a_manifest()
    ballots = sealed(manifest, CAST)
    files = [unpacked(a_bundle(manifest, CAST, ballots=order)) for order in (ballots, ballots[::-1])]
    assert files[0]["ballots.csv"] == files[1]["ballots.csv"]
    assert list(files[0]) == sorted(files[0])


# ── tampering ──


class Forger:
    """Changes one thing in a bundle, as clumsily or as cleverly as asked."""

    def __init__(self):
        self.manifest = a_manifest()
        self.ballots = sealed(self.manifest, CAST)
        made = spares_of("5e" * 32, sha256(canonical(self.manifest)), ("agree", "disagree", "abstain", ""), each=PAPERS)
        self.unused = sorted(one.receipt for one in made[PAPERS:])
        self.files = unpacked(a_bundle(self.manifest, CAST, ballots=self.ballots, unused=self.unused, papers=PAPERS))
        self.chain = [json.loads(line) for line in self.files["chain.jsonl"].splitlines()]
        self.result = json.loads(self.files["result.json"])

    def put_ballots(self, ballots):
        self.files["ballots.csv"] = table_of(ballots)

    def put_spares(self, unused):
        self.files["spares.csv"] = spares_table(unused)

    def put_chain(self, chain):
        self.files["chain.jsonl"] = chain_of(chain)

    def put_manifest(self, **more):
        self.files["manifest.json"] = canonical({**self.manifest, **more})

    def put_result(self, **more):
        self.files["result.json"] = canonical({**self.result, **more})

    def rewrite(self, verb, **more):
        """Change what an entry says and seal the chain anew from there, as somebody with the database could."""
        previous = FIRST
        for entry in self.chain:
            if entry["verb"] == verb:
                entry["payload"] = {**entry["payload"], **more}
                entry["payload_digest"] = payload_digest(entry["salt"], entry["payload"])
            entry["previous"] = previous
            entry["digest"] = previous = entry_digest(entry)
        self.put_chain(self.chain)

    def another(self, choices=("disagree",), secret="5a" * 16, batch=1):
        receipt = receipt_of(sha256(canonical(self.manifest)), choices, (), secret)
        return Sealed(receipt, batch, secret, choices)

    def with_receipt(self, **changed):
        """Change a ballot and reckon its receipt anew."""
        new = replace(self.ballots[0], **changed)
        receipt = receipt_of(sha256(canonical(self.manifest)), new.choices, (), new.secret)
        return [replace(new, receipt=receipt), *self.ballots[1:]]


def _swap_batches(it):
    one, other, *rest = it.ballots
    it.put_ballots([replace(one, batch=other.batch), replace(other, batch=one.batch), *rest])


def _other_vote(it):
    foreign = sealed(a_manifest(vote=8), CAST)
    it.put_ballots([foreign[0], *it.ballots[1:]])


def _line(it, number, **changed):
    lines = it.files["ballots.csv"].decode().splitlines()
    cells = dict(zip(lines[0].split(","), lines[number].split(","), strict=True))
    lines[number] = ",".join({**cells, **changed}.values())
    it.files["ballots.csv"] = ("\n".join(lines) + "\n").encode()


def _unsorted(it):
    head, *lines = it.files["ballots.csv"].decode().splitlines()
    it.files["ballots.csv"] = "\n".join([head, *lines[::-1]]).encode()


def _stuffed(it):
    """Add a ballot, and root, number and result to match, but not the mark on the roll of a sealed close."""
    ballots = [*it.ballots, it.another(("agree",))]
    it.put_ballots(ballots)
    it.rewrite("vote.sealed", root=root_of(one.receipt for one in ballots if one.batch == 1))


def _put_away(it):
    """Say that a phone's ballot of the last batch was a spare one: the root stays right, and the numbers are made to fit."""
    gone = next(one for one in it.ballots if one.batch == 2)
    it.put_ballots([one for one in it.ballots if one is not gone])
    it.put_spares([*it.unused, gone.receipt])
    it.rewrite("vote.tallied", took_part=len(it.ballots) - 1)


def _opened(it):
    """Open one spare ballot more than there were papers."""
    made = spares_of("5e" * 32, sha256(canonical(it.manifest)), ("agree", "disagree", "abstain", ""), each=PAPERS)
    more = next(one for one in made if one.receipt == it.unused[0])
    it.put_ballots([*it.ballots, Sealed(more.receipt, 2, more.secret, more.choices)])
    it.put_spares(it.unused[1:])
    it.rewrite("vote.tallied", took_part=len(it.ballots) + 1)


def _more_than_roll(it):
    it.rewrite("vote.tallied", took_part=41)


def _hidden(it):
    it.result = withheld(it.result)
    it.put_result()
    it.rewrite("vote.tallied", result_hash=sha256(canonical(it.result)))
    it.put_ballots([Sealed(one.receipt, one.batch) for one in it.ballots])


def _standing(it, key, score):
    return [{**one, "score": score} if one["key"] == key else one for one in it.result["standings"]]


def _result_and_record(it):
    it.result = {**it.result, "verdict": "not_adopted", "winners": []}
    it.put_result()
    it.rewrite("vote.tallied", verdict="not_adopted", result_hash=sha256(canonical(it.result)))


TAMPERINGS = {
    "a choice changed": (
        lambda it: _line(
            it, 2, choices="abstain" if "abstain" not in it.files["ballots.csv"].decode().splitlines()[2] else "agree"
        ),
        "receipts_bad",
    ),
    "a choice changed with its receipt": (
        lambda it: it.put_ballots(it.with_receipt(choices=("disagree",))),
        "roots_bad",
    ),
    "a ballot dropped": (lambda it: it.put_ballots(it.ballots[1:]), "roots_bad"),
    "a ballot dropped with its root": (
        lambda it: (
            it.put_ballots(it.ballots[2:]),
            it.rewrite("vote.sealed", root=root_of(b.receipt for b in it.ballots[2:] if b.batch == 1)),
            it.rewrite("vote.closed", root=root_of([*(b.receipt for b in it.ballots[2:] if b.batch == 2), *it.unused])),
        ),
        "numbers_bad",
    ),
    "a ballot added": (lambda it: it.put_ballots([*it.ballots, it.another()]), "roots_bad"),
    "a ballot added with its root": (_stuffed, "numbers_bad"),
    "a ballot doubled": (lambda it: it.put_ballots([*it.ballots, it.ballots[0]]), "roots_bad"),
    "a ballot doubled in place of another": (lambda it: it.put_ballots([*it.ballots[:-1], it.ballots[0]]), "roots_bad"),
    "ballots swapped between batches": (_swap_batches, "roots_bad"),
    "a ballot of another vote": (_other_vote, "roots_bad"),
    "a ballot in a batch that never was": (lambda it: _line(it, 1, batch="3"), "roots_bad"),
    "ballots in another order": (_unsorted, "receipts_bad"),
    "a receipt changed": (lambda it: _line(it, 1, receipt="0" * 64), "roots_bad"),
    "a code changed": (lambda it: _line(it, 1, code="1111 1111 1111 1111 1111 1111"), "receipts_bad"),
    "a secret changed": (lambda it: _line(it, 1, secret="0" * 32), "receipts_bad"),
    "the question's options in another order": (
        lambda it: it.put_manifest(options=it.manifest["options"][::-1]),
        "manifest_bad",
    ),
    "the roll made smaller": (lambda it: it.put_manifest(roll=30), "manifest_bad"),
    "the rule made easier": (lambda it: it.put_manifest(quorum=[1, 3, True]), "manifest_bad"),
    "the manifest changed with the record": (
        lambda it: (
            it.put_manifest(roll=30),
            it.rewrite("vote.opened", manifest_hash=sha256(it.files["manifest.json"])),
        ),
        "receipts_bad",
    ),
    "the verdict changed": (lambda it: it.put_result(verdict="not_adopted"), "result_bad"),
    "a sum changed": (lambda it: it.put_result(standings=_standing(it, "agree", 15)), "result_bad"),
    "the result changed with the record": (_result_and_record, "result_bad"),
    "the number of marks raised": (_more_than_roll, "numbers_bad"),
    "more papers on record than spare ballots were opened": (
        lambda it: it.rewrite("vote.tallied", papers=99),
        "spares_bad",
    ),
    "a phone's ballot put among the spare ones": (_put_away, "spares_bad"),
    "a spare ballot opened that no paper asked for": (_opened, "spares_bad"),
    "a spare ballot left out": (lambda it: it.put_spares(it.unused[1:]), "roots_bad"),
    "a spare ballot exchanged": (lambda it: it.put_spares([*it.unused[1:], "ab" * 32]), "roots_bad"),
    "the choices hidden though many took part": (_hidden, "withheld_bad"),
    "an entry removed": (lambda it: it.put_chain([*it.chain[:2], *it.chain[3:]]), "chain_bad"),
    "the last signature removed": (lambda it: it.put_chain(it.chain[:-1]), "chain_bad"),
    "the count and who signed for it removed": (lambda it: it.put_chain(it.chain[:-4]), "chain_bad"),
    "entries in another order": (lambda it: it.put_chain([it.chain[1], it.chain[0], *it.chain[2:]]), "chain_bad"),
    "an entry said twice": (lambda it: it.put_chain([*it.chain, it.chain[-1]]), "chain_bad"),
    "what an entry says changed": (
        lambda it: it.put_chain(
            [*it.chain[:-1], {**it.chain[-1], "payload": {**it.chain[-1]["payload"], "verdict": "no_quorum"}}]
        ),
        "chain_bad",
    ),
    "the hour of an entry changed": (
        lambda it: it.put_chain([{**it.chain[0], "at": "2026-03-09T00:00:00+00:00"}, *it.chain[1:]]),
        "chain_bad",
    ),
    "a root changed": (lambda it: it.rewrite("vote.sealed", root="0" * 64), "roots_bad"),
    "the entries of another vote": (lambda it: it.put_manifest(vote=8), "chain_bad"),
    "a file missing": (lambda it: it.files.update({"result.json": b""}), "unreadable"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_caught(name, tmp_path):
    forger = Forger()
    assert verdict_on(forger.files, tmp_path) == ""
    act, expected = TAMPERINGS[name]
    act(forger)
    assert verdict_on(forger.files, tmp_path) == expected


def test_a_ballot_that_breaks_the_rule_of_the_paper_is_caught(tmp_path):
    cast = [*CAST, (("agree", "disagree"), ())]
    assert verdict_on(unpacked(a_bundle(a_manifest(), cast)), tmp_path) == "valid_bad"


def test_a_whole_record_written_anew_is_caught_by_whoever_kept_a_code(tmp_path):
    kept = short_code(sha256(unpacked(a_bundle(a_manifest(), CAST))["manifest.json"]))
    forged = unpacked(a_bundle(a_manifest(quorum=[1, 3, True]), CAST))
    assert verdict_on(forged, tmp_path) == ""
    assert verdict_on(forged, tmp_path, codes=[kept]) == "code_bad"


def test_a_ballot_is_found_by_its_code_and_a_foreign_code_is_not(tmp_path):
    files = unpacked(a_bundle(a_manifest(), CAST))
    code = files["ballots.csv"].decode().splitlines()[1].split(",")[0]
    assert verdict_on(files, tmp_path, mine=code.replace(" ", "-")) == ""
    assert verdict_on(files, tmp_path, mine=code_of("ab" * 32)) == "mine_bad"


def test_where_too_few_took_part_choices_and_figures_stay_out_and_the_rest_is_checked(tmp_path):
    manifest, cast = a_manifest(), CAST[:4]
    ballots = [Sealed(one.receipt, one.batch) for one in sealed(manifest, cast)]
    result = withheld(outcome_of(manifest, cast))
    files = unpacked(a_bundle(manifest, cast, ballots=ballots, result=result))
    assert verdict_on(files, tmp_path) == ""
    assert b"agree" not in files["ballots.csv"] + files["result.json"]
    assert result["verdict"] == "no_quorum"
