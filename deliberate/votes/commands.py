"""Counting on the command line: other elections, and our own votes again from their bundles."""

from __future__ import annotations

import json
import runpy
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from deliberate.votes.formats.choose import read
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.methods.ballots import MORE_THAN_HALF, NONE, TWO_THIRDS
from deliberate.votes.methods.choose import METHODS
from deliberate.votes.methods.comparison import compared
from deliberate.votes.methods.outcome import marked
from deliberate.votes.proofs.bundles import SHIPPED
from deliberate.votes.states import Completion, Method, Quota, Scoring, TieRule, Utility, Verdict

if TYPE_CHECKING:
    from typing import Any

    from deliberate.votes.formats.contest import Contest
    from deliberate.votes.methods.ballots import Terms
    from deliberate.votes.methods.outcome import Outcome, Round

BAD_FILE, CENTS = 2, 100
# How many a person reads: of a round those who lead, of the end those who did not win.
LEADING, SHOWN = 5, 20
NAMES = {
    "plurality": Method.first_choice,
    "majority": Method.first_choice,
    "qualified-majority": Method.first_choice,
    "approval": Method.approval,
    "score": Method.score,
    "points": Method.score,
    "borda": Method.borda,
    "ranked-pairs": Method.ranked_pairs,
    "schulze": Method.schulze,
    "irv": Method.instant_runoff,
    "instant-runoff": Method.instant_runoff,
    "stv": Method.transferable,
    "scottish-stv": Method.transferable,
    "wigm": Method.transferable,
    "meek": Method.meek,
    "meek-stv": Method.meek,
    "greedy": Method.greedy,
    "equal-shares": Method.equal_shares,
    "mes": Method.equal_shares,
}
RANKED = {
    Method.borda, Method.ranked_pairs, Method.schulze, Method.instant_runoff, Method.transferable, Method.meek,
}  # fmt: skip
BARS = {"plurality": NONE, "majority": MORE_THAN_HALF, "qualified-majority": TWO_THIRDS}
# With as many candidates as seats nobody needs a ballot; by every other method no ballot means no winner.
UNCONTESTED = {Method.transferable, Method.meek}
NEED_A_BUDGET = {Method.greedy, Method.equal_shares}
# Plain English, as with the record: files are counted where there is no app, no catalogue and no database.
RULES = {
    Method.first_choice: "whoever stands first on most ballots wins",
    Method.approval: "the options named on most ballots win",
    Method.score: "the options with the most points win",
    Method.borda: "Borda with averaged places for options not named; scores are doubled",
    Method.ranked_pairs: "ranked pairs by margin, then by votes for the stronger side, then by the list",
    Method.schulze: "Schulze by winning votes",
    Method.instant_runoff: "instant runoff; a shared place ends a ballot; out goes the last of the list among equals",
    Method.transferable: "single transferable vote, weighted inclusive Gregory",
    Method.meek: "single transferable vote, Meek with nine decimals",
    Method.greedy: "greedy: best score first as long as the money lasts",
    Method.equal_shares: "method of equal shares",
}
COMPARED = "; greedy by votes takes its place if more people find more of what they asked for there"
TIES = {
    TieRule.shared: "equal scores share a place, all who share the last one are in",
    TieRule.first_listed: "among equals, the one listed first comes first",
    TieRule.earlier_rounds: "among equals, the latest earlier round that differs decides, then the list",
}


@click.command("count")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--method",
    "name",
    required=True,
    type=click.Choice([*NAMES, "file"], case_sensitive=False),
    help="How to count; `file` applies the rule that the file names.",
)
@click.option("--seats", type=click.IntRange(1), help="How many win; without it, what the file says, or one.")
@click.option("--budget", type=click.IntRange(0), help="Money to spend, in hundredths; without it, what the file says.")
@click.option("--decimals", type=click.IntRange(0, 12), default=5, show_default=True, help="STV: parts of a vote.")
@click.option(
    "--quota",
    type=click.Choice([one.value for one in Quota]),
    default=Quota.droop.value,
    show_default=True,
    help="STV: what a seat costs.",
)
@click.option(
    "--utility", type=click.Choice([one.value for one in Utility]), help="Equal shares: what a project is worth."
)
@click.option(
    "--completion",
    type=click.Choice([one.value for one in Completion]),
    help="Equal shares: what is done with money left over.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: winners, rounds, ties, rule.")
def count(file: Path, name: str, *, seats: int | None, budget: int | None, as_json: bool, **more: Any) -> None:
    """Count the ballots of a FILE: .pb, .soi, .soc, .toi, .toc, .cat, .blt, .csv, .tsv or .dat.

    Winners are named as the file names them. A bad file is refused by line and reason, with exit status 2.
    docs/counting.md tells what every format may hold, how ties are told apart and what stands in the JSON.
    """
    name = name.lower()
    try:
        contest = read(file, ranked=NAMES.get(name) in RANKED)
        method = _method(contest, name)
    except BallotFileError as fault:
        click.echo(f"{file.name}: {fault}", err=True)
        sys.exit(BAD_FILE)
    if method is Method.instant_runoff and (seats or 1) > 1:
        click.echo("instant runoff fills one seat; for more there are stv and meek", err=True)
        sys.exit(BAD_FILE)
    terms = _terms(contest, method, name, seats=seats, budget=budget, **more)
    outcome = METHODS[method](contest.ballots, contest.options, terms)
    if not outcome.took_part and method not in UNCONTESTED:
        outcome = replace(outcome, standings=marked(outcome.standings, frozenset()), ties=())
    beside = name == "file" and contest.compared
    if beside:
        outcome = compared(outcome, contest.ballots, contest.options, terms)
    if as_json:
        click.echo(json.dumps(_plain(contest, outcome, terms, method, beside=beside), ensure_ascii=False, indent=1))
    else:
        _tell(contest, outcome)


def _method(contest: Contest, name: str) -> Method:
    method = contest.method if name == "file" else NAMES[name]
    if method is None:
        raise BallotFileError(1, f"the file names no rule that is known here: {contest.rule!r}")
    if method in NEED_A_BUDGET and not contest.rule:
        raise BallotFileError(1, "this method spends a budget, and the file has neither costs nor a budget")
    if method in RANKED and not contest.ranked:
        raise BallotFileError(1, "this method needs rankings, and the ballots of this file are none")
    return method


def _terms(contest: Contest, method: Method, name: str, *, seats: int | None, budget: int | None, **more: Any) -> Terms:
    """Return the terms of the file, with what the command line says otherwise."""
    utility = more["utility"] or (Utility.points if contest.scored else Utility.cost)
    completion = more["completion"] or (contest.completion if name == "file" else Completion.add_one)
    terms = replace(
        contest.terms,
        seats=1 if method is Method.instant_runoff else seats or contest.seats or 1,
        decimals=more["decimals"],
        quota=Quota(more["quota"]),
        utility=Utility(utility),
        completion=Completion(completion),
    )
    if method is Method.greedy and name != "file":
        # The plain rule: neither threshold nor an early end, whatever the file goes on to say.
        terms = replace(terms, threshold=0, skip=True)
    if method is Method.score:
        terms = replace(terms, most_points=0)
    if method is Method.first_choice:
        terms = replace(terms, approval=BARS[name])
    return terms if budget is None else replace(terms, budget=budget * terms.unit // CENTS)


def _plain(contest: Contest, outcome: Outcome, terms: Terms, method: Method, *, beside: bool) -> dict[str, Any]:
    rounds: list[Any] = [each.as_plain() for each in outcome.rounds]
    if not rounds:
        rounds = [{"step": step.name, **step.facts} for step in outcome.steps]
    return {
        "method": method.value,
        "rule": _rule(terms, method) + (COMPARED if beside else ""),
        "winners": list(outcome.winners),
        "rounds": [{"round": number, **each} for number, each in enumerate(rounds, 1)],
        "ties": [list(tie) for tie in outcome.ties],
        "tie_rule": TIES[outcome.tie_rule],
        "seats": terms.seats,
        "ballots": outcome.took_part,
        "scores": {one.key: _score(contest, one.score, terms) for one in outcome.standings},
        "names": dict(contest.names),
        "notes": list(contest.notes),
        **({"unit": terms.unit} if method in NEED_A_BUDGET else {}),
    }


def _score(contest: Contest, score: int, terms: Terms) -> int | str:
    """Return a score as the file counts: where its points are broken a decimal written out, never a float."""
    broken = contest.parts > 1 and terms.scoring is Scoring.points
    return f"{Decimal(score) / contest.parts:f}" if broken else score


def _rule(terms: Terms, method: Method) -> str:
    said = RULES[method]
    if method is Method.transferable:
        return f"{said}, {terms.decimals} decimals, quota {terms.quota}"
    if method is Method.first_choice and terms.approval.numerator:
        share = f"{terms.approval.numerator}/{terms.approval.denominator}"
        return f"{said}, if that is {'more than' if terms.approval.strict else 'at least'} {share} of all ballots"
    if method is Method.greedy:
        parts = [f"score: {terms.scoring}"]
        parts += [f"threshold {terms.threshold}"] if terms.threshold else []
        parts += [] if terms.skip else ["ends at the first project that does not fit"]
        return f"{said}; {', '.join(parts)}"
    if method is Method.equal_shares:
        return f"{said}; utility: {terms.utility}, completion: {terms.completion}"
    return said


def _tell(contest: Contest, outcome: Outcome) -> None:
    """Say the result in lines a person can read."""
    click.echo(f"{outcome.took_part} ballots, {len(contest.options)} options")
    for number, each in enumerate(outcome.rounds, 1):
        _tell_round(contest, number, each)
    losers = 0
    for one in outcome.standings:
        losers += not one.wins
        if one.wins or losers <= SHOWN:
            click.echo(f"{one.rank:>4}. {'*' if one.wins else ' '} {contest.names[one.key]} ({one.key}): {one.score}")
    if losers > SHOWN:
        click.echo(f"      and {losers - SHOWN} more; --json tells all")
    for tie in outcome.ties:
        click.echo(f"A tie was broken by the rule ({TIES[outcome.tie_rule]}): {', '.join(tie)}")
    for note in contest.notes:
        click.echo(f"Note: {note}")
    if not outcome.winners:
        click.echo("Nobody won." if outcome.verdict is not Verdict.funded else "Nothing was funded.")


def _tell_round(contest: Contest, number: int, each: Round) -> None:
    """Say one round in a few lines: who is in, who is out, and who leads of the others."""
    click.echo(f"Round {number}" + (f", quota {each.quota}" if each.quota else ""))
    for fate, keys in (("elected", each.elected), ("out", each.eliminated)):
        for key in keys:
            click.echo(f"  {each.tally[key]:>16}  {contest.names[key]} {fate}")
    others = [key for key in each.tally if key not in {*each.elected, *each.eliminated}]
    others.sort(key=lambda key: -Decimal(each.tally[key]))
    for key in others[:LEADING]:
        click.echo(f"  {each.tally[key]:>16}  {contest.names[key]}")
    if len(others) > LEADING:
        click.echo(f"  {'':>16}  and {len(others) - LEADING} more")


@click.group()
def votes() -> None:
    """Write the published bundle of a vote, or count one again."""


@votes.command()
@click.argument("vote_id", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def bundle(vote_id: int, file: Path) -> None:
    """Write the bundle that was published with the result of VOTE_ID into FILE."""
    from deliberate.votes.queries import checking, papers  # noqa: PLC0415 - files are counted where there is no database

    vote = papers.vote(vote_id)
    made = checking.bundle(vote, content=True) if vote is not None and vote.state.has_result else None
    if made is None:
        click.echo(f"vote {vote_id} has no published bundle", err=True)
        sys.exit(BAD_FILE)
    file.write_bytes(made.content)
    click.echo(f"{made.digest}  {file}")


@votes.command()
@click.argument("path", type=click.Path(exists=True))
@click.option(
    "--code", multiple=True, help="A code from the notice board or the result page: it must belong to the vote."
)
@click.option("--mine", help="The 24 digits of a receipt: show where that ballot lies and what it says.")
def recount(path: str, code: tuple[str, ...], mine: str | None) -> None:
    """Check and count again the bundle PATH, packed or unpacked, with our own copy of its program."""
    program = runpy.run_path(str(SHIPPED / "recount.py"))
    asked = [path, *(part for one in code for part in ("--code", one)), *(["--mine", mine] if mine else [])]
    sys.exit(program["main"](asked))
