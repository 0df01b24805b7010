"""A count as pictures, stage by stage: rows for `bars` and `share_bar`, and what happened in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from deliberate.votes.states import Choice, Method
from deliberate.web.counting import counted
from deliberate.web.language import listed, number
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

TONES = {Choice.agree: "good", Choice.disagree: "other", Choice.abstain: "still"}
# A picture of more rows than this is a list; what follows is drawn as one row.
MOST_ROWS = 12
CENTS = 100


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a count; `share` is drawn as one bar cut into shares, everything else as a bar for each row."""

    title: str
    rows: Sequence[Mapping[str, Any]]
    share: bool = False
    unit: str = ""
    most: int | None = None
    mark: float | None = None
    mark_words: str = ""
    said: Sequence[str] = ()


def stages(result: Mapping[str, Any], names: Mapping[str, str]) -> list[Stage]:
    """Return the stages of a published count; `names` are its options in the reader's language."""
    draw: Callable[..., Iterable[Stage]] = DRAWN[Method(result["method"])]
    return list(draw(result, names))


# ── yes or no ──


def _parts(chosen: Mapping[str, int], whole: int = 0) -> list[dict[str, Any]]:
    """Return a bar's shares: the answers, and who gave none where the whole roll is shown."""
    rows = [{"label": word(choice), "value": chosen[choice], "tone": tone} for choice, tone in TONES.items()]
    silent = whole - sum(chosen.values())
    return [*rows, {"label": _("Did not vote"), "value": silent, "tone": "none"}] if silent > 0 else rows


def _answers(result: Mapping[str, Any]) -> dict[str, int]:
    return {one["key"]: one["score"] for one in result["standings"]}


def _steps(result: Mapping[str, Any]) -> dict[str, Any]:
    return {step["name"]: step["facts"] for step in result["steps"]}


def _needed(facts: Mapping[str, Any], unit: str) -> str:
    return _("%(n)s needed", n=counted(facts["needed"], unit))


def _yes_or_no(result: Mapping[str, Any], _names: Mapping[str, str], unit: str = "households") -> Iterable[Stage]:
    chosen, steps = _answers(result), _steps(result)
    for title, rows, facts in (
        (_("Who took part"), _parts(chosen, result["roll"]), steps["quorum"]),
        (_("What they chose"), _parts(chosen), steps["approval"]),
    ):
        yield Stage(
            title=title, rows=rows, share=True, unit=unit, mark=facts["needed"], mark_words=_needed(facts, unit)
        )


def _owners(result: Mapping[str, Any], _names: Mapping[str, str]) -> Iterable[Stage]:
    steps = _steps(result)
    for title, chosen, unit, stage in (
        (_("By floor area"), steps["areas"], "area", "approval_area"),
        (_("By owners"), _answers(result), "owners", "approval_count"),
    ):
        quorum, agreed = steps[stage.replace("approval", "quorum")], steps[stage]
        met = _("reached") if quorum["met"] and agreed["met"] else _("not reached")
        yield Stage(
            title=f"{title} · {met}", rows=_parts(chosen, quorum["of"]), share=True, unit=unit,
            mark=quorum["needed"],
            mark_words=_("%(n)s must take part", n=counted(quorum["needed"], unit)),
            said=[_("%(n)s needed to agree", n=counted(agreed["needed"], unit))],
        )  # fmt: skip


def _consensus(result: Mapping[str, Any], _names: Mapping[str, str]) -> Iterable[Stage]:
    facts = _steps(result)["consensus"]
    said = _("Nobody disagrees.") if not facts["objections"] else _("Somebody disagrees: there is no consensus.")
    yield Stage(
        title=_("Is anybody against it?"), rows=_parts(_answers(result)), share=True, unit="people", said=[said]
    )


# ── sums ──


def _sums(result: Mapping[str, Any], names: Mapping[str, str], unit: str = "votes", part: int = 1) -> Iterable[Stage]:
    rows = [
        {
            "label": _("%(place)s. %(name)s", place=one["rank"], name=names[one["key"]]),
            "value": one["score"],
            "shown": _decimal(Decimal(one["score"]) / part),
            "chosen": one["wins"],
        }
        for one in result["standings"]
    ]
    facts = _steps(result).get("approval")
    said = [_("%(n)s needed", n=counted(facts["needed"], "votes"))] if facts else []
    yield Stage(title=_("In this order"), rows=rows, unit=unit, said=said, mark=facts["needed"] if facts else None)


def _points(result: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[Stage]:
    return _sums(result, names, _("points"))


def _places(result: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[Stage]:
    """Places are counted doubled, to stay whole; people read them as they are."""
    return _sums(result, names, _("points"), part=2)


# ── round by round ──


def _rounds(result: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[Stage]:
    most = max((Decimal(votes) for one in result["rounds"] for votes in one["tally"].values()), default=Decimal(1))
    sure: set[str] = set()
    for place, one in enumerate(result["rounds"], 1):
        rows = [
            {
                "label": names[key], "value": float(votes), "shown": _decimal(Decimal(votes)),
                "chosen": key in one["elected"] or key in sure,
                "tone": "other" if key in one["eliminated"] else "",
            }
            for key, votes in one["tally"].items()
        ]  # fmt: skip
        sure.update(one["elected"])
        yield Stage(
            title=_("Round %(n)s", n=number(place)), rows=rows, unit="votes", said=_happened(one, names),
            most=int(max(most, Decimal(one["quota"] or 0))) + 1, mark=float(one["quota"] or 0),
        )  # fmt: skip


def _happened(one: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Say what became of this round: who is in, who goes out, and where those ballots go."""
    said = [_("%(n)s votes are enough.", n=_decimal(Decimal(one["quota"])))] if one["quota"] else []
    if one["elected"]:
        said.append(_("In: %(who)s.", who=listed([names[key] for key in one["elected"]])))
    if one["eliminated"]:
        said.append(_("Out: %(who)s.", who=listed([names[key] for key in one["eliminated"]])))
    moved = [
        f"{names.get(key) or _('nobody who is left')} +{_decimal(Decimal(votes))}"
        for key, votes in one["transfers"].items()
        if Decimal(votes)
    ]
    return [*said, *([_("Votes go on to: %(where)s.", where=listed(moved))] if moved else [])]


def _decimal(votes: Decimal) -> str:
    return str(format_decimal(votes.quantize(Decimal("0.01"))))


# ── two by two ──


def _pairs(result: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[Stage]:
    fates = {
        "settled": _("settled"),
        "circular": _("left out: it would close a circle"),
        "chain": _("the stronger chain"),
    }
    for step in result["steps"][:MOST_ROWS]:
        facts = step["facts"]
        rows = [
            {"label": names[facts["option"]], "value": facts["have"], "chosen": step["name"] != "circular"},
            {"label": names[facts["other"]], "value": facts["of"]},
        ]
        title = _("%(one)s against %(other)s", one=names[facts["option"]], other=names[facts["other"]])
        yield Stage(title=f"{title} · {fates[step['name']]}", rows=rows, unit="votes", most=result["took_part"])


# ── money ──


def fate(name: str) -> str:
    """Say what the rule did with a project."""
    fates = {
        "funded": _("Funded"),
        "too_dear": _("Costs more than is left"),
        "below_threshold": _("Too few votes"),
        "after_stop": _("The round had ended"),
    }
    return fates[name]


def _money(result: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[Stage]:
    """Draw how the money goes: every project begins where the money before it ended."""
    rows: list[dict[str, Any]] = []
    spent = more = passed = 0
    for step in result["steps"]:
        facts, paid = step["facts"], step["name"] in {"funded", "bought"}
        if "cost" not in facts:
            continue
        if len(rows) < MOST_ROWS:
            shown = number(facts["cost"] // CENTS)
            tone = "" if paid else "other"
            label = names[facts["option"]] if paid else f"{names[facts['option']]} · {fate(step['name'])}"
            rows.append({
                "label": label, "value": facts["cost"], "start": spent, "shown": shown,
                "chosen": paid, "tone": tone,
            })  # fmt: skip
        else:
            more, passed = more + paid * facts["cost"], passed + 1
        spent += paid * facts["cost"]
    if passed:
        label = _("%(n)s more projects", n=number(passed))
        rows.append(
            {"label": label, "value": more, "start": spent - more, "shown": number(more // CENTS), "chosen": True}
        )
    budget = max([spent, *(step["facts"]["left"] for step in result["steps"] if "left" in step["facts"])])
    yield Stage(title=_("How the money goes"), rows=rows, most=budget, said=_purse(result))


def _purse(result: Mapping[str, Any]) -> list[str]:
    """Say what everybody had to spend, where everybody had a purse."""
    share = _steps(result).get("purse")
    return [_("Everybody's share in the end: %(n)s.", n=_decimal(Decimal(share["share"]) / CENTS))] if share else []


DRAWN: Mapping[Method, Callable[..., Iterable[Stage]]] = {
    Method.majority: _yes_or_no,
    Method.double_majority: _owners,
    Method.consensus: _consensus,
    Method.first_choice: _sums,
    Method.approval: _sums,
    Method.score: _points,
    Method.borda: _places,
    Method.ranked_pairs: _pairs,
    Method.schulze: _pairs,
    Method.instant_runoff: _rounds,
    Method.transferable: _rounds,
    Method.meek: _rounds,
    Method.greedy: _money,
    Method.equal_shares: _money,
}
