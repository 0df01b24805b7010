"""What the page of a vote shows: computed once, said by the templates."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import format_currency, format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.ledger.rules import short_code
from deliberate.places.rules.showing import FEWEST_HOMES
from deliberate.places.views.plan import houses
from deliberate.renderings.views.reading import reading
from deliberate.votes import rules
from deliberate.votes.electorates import announced, appraising
from deliberate.votes.electorates.channels import why_not_by_phone
from deliberate.votes.electorates.entitled import why_not_entitled
from deliberate.votes.methods.ballots import Bar
from deliberate.votes.permissions import VotePermission
from deliberate.votes.proofs.disclosure import Group, merged
from deliberate.votes.queries import boxes, checking, named, papers, signatures, signers
from deliberate.votes.queries.rolls import belongs_somewhere, held_by
from deliberate.votes.queries.texts import text_of
from deliberate.votes.states import Channel, Choice, Grade, Method, TieRule, Told, Verdict, VoteKind, VoteState
from deliberate.votes.views import notices, owners
from deliberate.votes.views.naming import names_of
from deliberate.votes.views.pictures import fate, stages
from deliberate.votes.views.sentences import SENTENCES
from deliberate.web.guards import identity, may
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.kit.refusals import Refusal
    from deliberate.places.models import Place
    from deliberate.votes.models import Vote

CENTS = 100
TONES = {Choice.agree: "good", Choice.disagree: "other", Choice.abstain: "still"}


def load(vote_id: int) -> Vote | None:
    """Return the vote of an address; a draft exists for its moderators only."""
    vote = papers.vote(vote_id)
    if vote is None or not (vote.public or may(VotePermission.lead, vote)):
        return None
    return vote


def shown(vote: Vote, *, counted: bool = False) -> dict[str, Any]:
    """Return what the page of a vote needs to know about the vote and its reader.

    The result is in it once it is published; `counted` shows it before that to those who sign for it.
    """
    reader = identity().account_id
    mine = papers.standings(vote.id, reader)
    waiting = next((one for one in mine if not one.voted), None)
    return {
        "vote": vote,
        "read": reading(text_of(vote)),
        "mine": mine,
        "waiting": waiting,
        "why_not": _said(vote, _why_not(vote, mine, waiting), reader),
        "may_lead": may(VotePermission.lead, vote),
        "options": _options(vote, reader),
        "names": names_of(vote),
        "code": short_code(vote.manifest_hash) if vote.manifest_hash else "",
        "sentences": SENTENCES[vote.method],
        **_told(vote),
        "papers": named.rule_of(vote) if boxes.takes_papers(vote) else None,
        **owners.shown(vote, mine),
        **_bars(vote),
        **_proofs(vote),
        **_signing(vote),
        **notices.shown(vote),
        **_result(vote, counted=counted),
    }


def _told(vote: Vote) -> dict[str, Any]:
    """Return what is told before the close, as it was announced: nothing, or the turnout alone."""
    told = Told((vote.manifest or {}).get("before_close", Told.nothing))
    return {"told": told, "turnout": papers.turnout(vote.id) if announced.turnout_told(told, vote.state) else None}


def _why_not(vote: Vote, mine: Sequence[papers.Standing], waiting: papers.Standing | None) -> Refusal | None:
    """Return why the reader has no ballot paper here and now."""
    why_not = rules.why_not_come(
        vote.state,
        entitled=bool(mine),
        already_voted=bool(mine) and waiting is None,
        now=now(),
        closes_at=vote.closes_at,
    )
    if why_not is None and waiting is not None and boxes.takes_papers(vote):
        return why_not_by_phone(named.rule_of(vote), has_paper=boxes.has_paper(waiting.entry.id))
    return why_not


def _said(vote: Vote, why_not: Refusal | None, reader: int | None) -> Refusal | None:
    """Return why one cannot vote; for who does not stand on the roll, the reason that helps."""
    if why_not is None or why_not.code != "votes.not_on_roll" or reader is None:
        return why_not
    return why_not_on_roll(vote, reader)


def why_not_on_roll(vote: Vote, reader: int) -> Refusal:
    """Return why somebody does not stand on the roll."""
    held = held_by(reader, vote.place)
    elsewhere = not held and belongs_somewhere(reader)
    return why_not_entitled(rules.ground_of(vote.kind), held, frozen_at=vote.announced_at, elsewhere=elsewhere)


def template_of(vote: Vote) -> str:
    """Return the page of a kind of vote: the owners' is one of its own."""
    return "votes/owners/show.html" if vote.kind in rules.OWNER_KINDS else "votes/show.html"


def _proofs(vote: Vote) -> dict[str, Any]:
    """Return what outsiders check a published vote by: the bundle's digest and the record's last code before it."""
    made = checking.bundle(vote) if vote.state.has_result else None
    if made is None:
        return {"bundle": "", "chain_code": ""}
    return {"bundle": made.digest, "chain_code": short_code(checking.last_before(vote))}


def _signing(vote: Vote) -> dict[str, Any]:
    """Return whether the count is signed for, and whether the reader does so now; before the close nobody asks."""
    if vote.state in {VoteState.draft, VoteState.announced, VoteState.open}:
        return {"certified": False, "may_sign": False}
    signed_for = any(signatures.needed(vote))
    counted = vote.state in {VoteState.tallied, VoteState.certified}
    return {"certified": signed_for, "may_sign": counted and signers.capacity(vote, identity(), now()) is not None}


def _options(vote: Vote, reader: int | None) -> list[Any]:
    """Return the options in the order this reader sees: a poll's shuffled, yes and no as everybody knows them."""
    if vote.method is not Method.approval:
        return list(vote.options)
    order = announced.order_for(vote.option_keys, seed=(vote.manifest or {}).get("order_seed", ""), reader=reader)
    return sorted(vote.options, key=lambda option: order.index(option.key))


def _bars(vote: Vote) -> dict[str, Any]:
    """Return the shares of the announced rule, with the number of the roll that is needed."""
    frozen = vote.manifest or {}
    if "quorum" not in frozen:
        return {"quorum": None, "approval": None, "needed": 0}
    quorum, approval = Bar(*frozen["quorum"]), Bar(*frozen["approval"])
    return {"quorum": quorum, "approval": approval, "needed": quorum.needed(vote.roll_size)}


def _result(vote: Vote, *, counted: bool) -> dict[str, Any]:
    """Return the count for the page, and nothing of it before it is published but for those who sign."""
    result = vote.result if counted or rules.why_not_see_result(vote.state) is None else None
    if not result:
        return {"result": None}
    if result.get("withheld"):
        return {"result": result, "verdict": Verdict(result["verdict"])}
    return {
        "result": result,
        "verdict": Verdict(result["verdict"]),
        "tie_rule": TieRule(result["tie_rule"]),
        "steps": {step["name"]: step["facts"] for step in result["steps"]},
        "rows": _rows(vote, result),
        "appraised": appraising.read(vote.manifest or {}, result) if _graded(vote) else None,
        "everybody": _everybody(vote, result),
        "ways": _ways(vote),
        "assisted": boxes.assisted(vote.id),
        "estates": houses(_fit_to_show(papers.turnout_by_building(vote.id), vote)),
        "budget": _budget(vote, result) if vote.method is Method.greedy else None,
        "measured_on_present": (vote.manifest or {}).get("measured_on") == rules.PRESENT,
    }


def _fit_to_show(counts: Sequence[tuple[Place, int, int]], vote: Vote) -> list[tuple[Place, int, int]]:
    """Return the turnout by house: nothing of nothing where single homes could be read off, also by subtraction."""
    least = max((vote.manifest or {}).get("disclosure_least", 0), FEWEST_HOMES)
    groups = [Group(str(place.id), part, whole) for place, part, whole in counts]
    shown = {group.key for group in merged(groups, least=least)[0]}
    return [(place, part, whole) if str(place.id) in shown else (place, 0, 0) for place, part, whole in counts]


def _everybody(vote: Vote, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the whole roll as a bar shows it: the choices in order, and at the end those who did not vote."""
    if vote.method not in rules.YES_OR_NO:
        return []
    order = [choice.value for choice in TONES]
    chosen = sorted(_rows(vote, result), key=lambda row: order.index(row["key"]))
    silent = max(vote.roll_size - sum(row["value"] for row in chosen), 0)
    return [*chosen, {"label": _("Did not vote"), "value": silent, "tone": "none"}]


def _ways(vote: Vote) -> list[tuple[str, int]]:
    """Return which way the ballots came, where there was paper; those filled in with help are counted apart."""
    ways = boxes.by_way(vote.id) if boxes.takes_papers(vote) else {}
    if not ways:
        return []
    by_phone = (vote.took_part or 0) - sum(ways.values())
    return [(word(Channel.phone), by_phone), *((word(way), number) for way, number in sorted(ways.items()))]


def _graded(vote: Vote) -> bool:
    """Tell whether the options are grades."""
    return vote.kind is VoteKind.committee_appraisal


def _rows(vote: Vote, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the bars of the result: option, votes, and for a poll its place."""
    names = names_of(vote)
    if vote.method in rules.YES_OR_NO:
        return [
            {"key": one["key"], "label": names[one["key"]], "value": one["score"], "tone": TONES[Choice(one["key"])]}
            for one in result["standings"]
        ]
    if _graded(vote):
        given = {one["key"]: one["score"] for one in result["standings"]}
        return [{"label": names[grade], "value": given[grade]} for grade in Grade]
    return [
        {
            "label": _("%(place)s. %(name)s", place=one["rank"], name=names[one["key"]]),
            "value": one["score"],
            "chosen": one["rank"] == 1,
        }
        for one in result["standings"]
    ]


# ── budgets ──


def money(cents: int, currency: str) -> str:
    """Write an amount kept in hundredths as the reader writes money; exact, cents only where there are some."""
    amount = Decimal(cents) / CENTS
    locale = get_locale()
    if not currency:
        return str(format_decimal(amount, locale=locale))
    pattern = "¤¤ #,##0" if cents % CENTS == 0 else "¤¤ #,##0.00"
    return str(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))


def _budget(vote: Vote, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the way of the money: every project in the order of the count."""
    names = {option.key: option.label for option in vote.options}
    scores = {one["key"]: one["score"] for one in result["standings"]}
    total = vote.manifest["terms"]["budget"] if vote.manifest else 0
    rows, spent = [], 0
    for step in result["steps"]:
        key, cost, left = (step["facts"][name] for name in ("option", "cost", "left"))
        spent += cost if step["name"] == "funded" else 0
        score = format_decimal(scores[key], locale=get_locale())
        rows.append([names[key], fate(step["name"]), score, money(cost, vote.currency), money(left, vote.currency)])
    here, there = set(result["winners"]), set(result.get("elsewhere", {}).get("funded", ()))
    return {
        "stages": stages(result, names),
        "rows": rows,
        "total": money(total, vote.currency),
        "spent": money(spent, vote.currency),
        "only_here": [names[key] for key in sorted(here - there)],
        "only_there": [names[key] for key in sorted(there - here)],
    }
