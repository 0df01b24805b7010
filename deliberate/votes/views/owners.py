"""What the page of an owners' vote shows besides: homes and area of the reader, the law's two stages with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from deliberate.votes import rules
from deliberate.votes.electorates import channels
from deliberate.votes.methods.ballots import Bar
from deliberate.votes.proofs.receipts import code_of
from deliberate.votes.queries import named, papers
from deliberate.votes.states import Both, Choice, Matter, Unreturned, Verdict
from deliberate.web.counting import area
from deliberate.web.language import number
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.votes.models import Vote
    from deliberate.votes.queries.papers import Standing

STAGES = ("quorum_area", "quorum_count", "approval_area", "approval_count")
TONES = {Choice.agree: "good", Choice.disagree: "other", Choice.abstain: "still"}


def shown(vote: Vote, mine: Sequence[Standing]) -> dict[str, Any]:
    """Return what is true of owners' votes alone; nothing for the other kinds."""
    frozen = vote.manifest or {}
    if vote.kind not in rules.OWNER_KINDS:
        return {"owners": None}
    given = {one.entry.id: named.standing(one.entry.id) for one in mine}
    both = Both(frozen.get("both", Both.last))
    return {
        "owners": {
            "matter": Matter(frozen.get("matter", vote.matter or Matter.other)),
            "special": frozen.get("special", False),
            "both": both,
            "unreturned": Unreturned(frozen.get("unreturned", vote.unreturned)),
            "stages": {name: Bar(*frozen[key]) for name, key in _keys(frozen).items()},
            "article": _article(vote),
            "given": {entry_id: _given(versions, both) for entry_id, versions in given.items() if versions},
            "result": _result(vote),
        }
    }


def _keys(frozen: Mapping[str, Any]) -> dict[str, str]:
    names = {
        "quorum_area": "area_quorum",
        "quorum_count": "quorum",
        "approval_area": "area_approval",
        "approval_count": "approval",
    }
    return names if "area_quorum" in frozen else {}


def _article(vote: Vote) -> str:
    """Return where the majority is written."""
    if vote.rule_set_id is None:
        return ""
    frozen, ruleset = vote.manifest or {}, papers.rules_of(vote)
    kind = "special" if frozen.get("special") else "ordinary"
    key = f"vote.{vote.kind}.{kind}_area"
    if frozen.get("matter") == Matter.dwelling_to_business and ruleset.has("vote.owners_assembly.dwelling_to_business"):
        key = "vote.owners_assembly.dwelling_to_business"
    return ruleset.rule(key).article if ruleset.has(key) else ""


def _given(versions: Sequence[Any], both: Both) -> dict[str, Any]:
    """Return what an owner has given: the version that counts, and how many there are."""
    counts = channels.the_one_that_counts(versions, both)
    choice = word(Choice(counts.choices[0])) if counts.choices else _("Not valid")
    code = code_of(counts.receipt) if counts.receipt else ""
    return {"choice": choice, "channel": word(counts.channel), "at": counts.at, "versions": len(versions), "code": code}


def _result(vote: Vote) -> dict[str, Any] | None:
    """Return both stages by area and by owners, and nothing of it before it is published."""
    return result_of(vote) if rules.why_not_see_result(vote.state) is None else None


def result_of(vote: Vote) -> dict[str, Any] | None:
    """Return both stages by area and by owners of a vote that was counted."""
    if not vote.result:
        return None
    steps = {step["name"]: step["facts"] for step in vote.result["steps"]}
    by_owners = {one["key"]: one["score"] for one in vote.result["standings"]}
    return {
        "by_area": _bar(steps["areas"], steps["quorum_area"]),
        "by_owners": _bar(by_owners, steps["quorum_count"]),
        "stages": [_stage(name, steps[name]) for name in STAGES],
        "channels": [(word(channel), count) for channel, count in sorted(named.by_channel(vote).items())],
        "unreturned": _unreturned(steps.get("unreturned")),
    }


def _bar(chosen: Mapping[str, int], quorum: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the whole roll as a bar: what was chosen, spoiled papers, and who did not take part."""
    parts = [{"label": word(choice), "value": chosen[choice], "tone": TONES[choice]} for choice in Choice]
    spoiled = quorum["have"] - sum(chosen.values())
    if spoiled:
        parts.append({"label": _("Not valid"), "value": spoiled, "tone": "ink"})
    return [*parts, {"label": _("Did not take part"), "value": quorum["of"] - quorum["have"], "tone": "none"}]


def _stage(name: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return one stage of the law with its arithmetic: whole numbers only, so that anybody can do it again."""
    write = area if name.endswith("_area") else number
    left, right = facts["have"] * facts["denominator"], facts["of"] * facts["numerator"]
    sign = (">" if facts["strict"] else "≥") if facts["met"] else ("≤" if facts["strict"] else "<")
    scale = f"{number(facts['have'])} × {facts['denominator']} = {number(left)}"
    other = f"{number(facts['of'])} × {facts['numerator']} = {number(right)}"
    return {
        "name": name,
        "bar": Bar(facts["numerator"], facts["denominator"], strict=facts["strict"]),
        "have": write(facts["have"]),
        "of": write(facts["of"]),
        "needed": write(facts["needed"]),
        "met": facts["met"],
        "arithmetic": f"{scale}; {other}; {number(left)} {sign} {number(right)}",
    }


def _unreturned(facts: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return what the estate's own rule did with ballots that did not come back, and the outcome without it."""
    if facts is None:
        return None
    stands_for = word(Choice(facts["stands_for"])) if facts["stands_for"] else ""
    return {
        "count": facts["count"],
        "area": area(facts["area"]),
        "stands_for": stands_for,
        "without": Verdict(facts["without"]),
    }
