"""Putting a question: drafted by a moderator, then announced, which freezes everything that matters."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.events import plain
from deliberate.kit.refusals import ensure
from deliberate.ledger.rules import canonical, sha256
from deliberate.places.queries.tree import rule_set_version, rules_at
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.votes import rules
from deliberate.votes.electorates import announced, channels, shares, signing
from deliberate.votes.events import VoteAnnounced, VoteDrafted
from deliberate.votes.models import RollDelivery, RollEntry, RollShare, Vote, VoteOption
from deliberate.votes.proofs.receipts import FORMAT, new_key, public_half
from deliberate.votes.queries import obstacles, papers
from deliberate.votes.queries.rolls import electors
from deliberate.votes.services import finding
from deliberate.votes.states import Matter, Order, Secrecy, TieRule, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.votes.queries.rolls import Elector


def draft_vote(place: Place, paper: rules.Paper, *, actor_id: int, now: datetime) -> Vote:
    """Prepare a vote that only its moderators see; nothing is frozen yet."""
    ensure(obstacles.to_draft(place, paper))
    vote = Vote(
        place=place,
        created_by_id=actor_id,
        kind=paper.kind,
        issue_id=paper.issue_id,
        meeting_id=paper.meeting_id,
        method=paper.method,
        weight=rules.weight_of(paper.kind),
        secrecy=rules.secrecy_of(paper.kind),
        binding=rules.binding_of(rules_at(place), paper.kind),
        matter=paper.matter,
        unreturned=paper.unreturned,
        clause=paper.clause.strip(),
        question=paper.question.strip(),
        consequence=paper.consequence.strip(),
        max_choices=paper.max_choices,
        opens_at=paper.opens_at,
        closes_at=paper.closes_at,
        options=_options(paper),
    )
    db.session.add(vote)
    db.session.flush()
    publish(
        VoteDrafted(
            actor_id=actor_id,
            at=now,
            vote_id=vote.id,
            place_id=place.id,
            issue_id=vote.issue_id,
            kind=vote.kind,
            question=vote.question,
        )
    )
    return vote


def _options(paper: rules.Paper) -> list[VoteOption]:
    """Return the options in the published order: yes, no, abstain, or the issues of a poll by number."""
    issues: Sequence[tuple[int | None, str]] = paper.issues or [(None, "")] * len(paper.options)
    return [
        VoteOption(key=key, position=place, label=label, issue_id=issue_id)
        for place, (key, (issue_id, label)) in enumerate(zip(paper.options, issues, strict=True))
    ]


def announce_vote(vote: Vote, *, actor_id: int, now: datetime) -> Vote:
    """Freeze roll, question, options, rule and times into a manifest, and publish its hash."""
    vote = papers.locked(vote.id)
    version = rule_set_version(vote.place)
    ruleset = ruleset_from_plain(version.rules)
    roll = electors(vote.place, vote.kind)
    ensure(obstacles.to_announce(vote, now=now, roll=roll))
    vote.opens_at = _opening(vote, ruleset, now)
    _freeze_roll(vote, roll)
    vote.rule_set_id = version.id
    vote.roll_size, vote.roll_area_dm2 = len(roll), sum(one.area_dm2 for one in roll)
    vote.receipt_key = new_key() if vote.secrecy is Secrecy.secret else ""
    vote.manifest = manifest_of(vote, ruleset, roll)
    vote.manifest_hash = sha256(canonical(vote.manifest))
    vote.state, vote.announced_at = VoteState.announced, now
    finding.show_or_hide(vote)
    publish(
        VoteAnnounced(
            **vote.about(actor_id, now),
            kind=vote.kind,
            question=vote.question,
            opens_at=vote.opens_at,
            closes_at=vote.closes_at,
            roll=vote.roll_size,
            manifest_hash=vote.manifest_hash,
        )
    )
    return vote


def take_roll_anew(vote: Vote) -> bool:
    """Write the roll once more as the register has it now, and announce it so; tell whether it is another one.

    Only while the vote is announced: no ballot has been given for an entry yet.
    """
    ruleset, roll, before = papers.rules_of(vote), electors(vote.place, vote.kind), (vote.manifest or {})["roll_hash"]
    mine = select(RollEntry.id).where(RollEntry.vote_id == vote.id)
    for table in (RollShare, RollDelivery):
        db.session.execute(delete(table).where(table.roll_entry_id.in_(mine)))
    db.session.execute(delete(RollEntry).where(RollEntry.vote_id == vote.id))
    _freeze_roll(vote, roll)
    vote.roll_size, vote.roll_area_dm2 = len(roll), sum(one.area_dm2 for one in roll)
    vote.manifest = manifest_of(vote, ruleset, roll)
    vote.manifest_hash = sha256(canonical(vote.manifest))
    return bool(vote.manifest["roll_hash"] != before)


def _opening(vote: Vote, ruleset: RuleSet, now: datetime) -> datetime:
    """Return when voting begins; what was planned for an hour ago and needs no notice begins now."""
    earliest = rules.earliest_opening(ruleset, vote.kind, now, in_meeting=vote.meeting_id is not None)
    return rules.opening(vote.opens_at, earliest=earliest, announced_at=now)


def _freeze_roll(vote: Vote, roll: Sequence[Elector]) -> None:
    """Write the roll; who moves in later votes next time."""
    lines = [
        {
            "vote_id": vote.id,
            "elector": one.elector,
            "account_id": one.account_id,
            "place_id": one.place_id,
            "label": one.label,
            "ground": one.ground,
            "weight": 1,
            "area_dm2": one.area_dm2,
            "homes": [list(home) for home in one.homes],
        }
        for one in roll
    ]
    if not lines:
        return
    db.session.execute(insert(RollEntry), lines)
    shared = {one.elector: one.others for one in roll if one.others}
    if shared:
        found = select(RollEntry.id, RollEntry.elector).where(
            RollEntry.vote_id == vote.id, RollEntry.elector.in_(shared)
        )
        shares = [
            {"roll_entry_id": entry_id, "account_id": account_id}
            for entry_id, elector in db.session.execute(found)
            for account_id in shared[elector]
        ]
        db.session.execute(insert(RollShare), shares)


def manifest_of(vote: Vote, ruleset: RuleSet, roll: Sequence[Elector]) -> dict[str, Any]:
    """Return everything that was announced, in canonical form; the roll is there as a hash and a number."""
    quorum, approval = rules.bars(ruleset, vote.kind)
    return {
        "format": rules.MANIFEST_FORMAT,
        "vote": vote.id,
        "place": vote.place_id,
        "issue": vote.issue_id,
        "kind": plain(vote.kind),
        "question": vote.question,
        "consequence": vote.consequence,
        "options": [{"key": one.key, "label": one.label, "issue": one.issue_id} for one in vote.options],
        "method": plain(vote.method),
        "max_choices": vote.max_choices,
        "weight": plain(vote.weight),
        "secrecy": plain(vote.secrecy),
        "quorum": [quorum.numerator, quorum.denominator, quorum.strict],
        "approval": [approval.numerator, approval.denominator, approval.strict],
        "ties": plain(TieRule.shared),
        "rule_set": ruleset.name,
        "opens_at": plain(vote.opens_at),
        "closes_at": plain(vote.closes_at),
        "roll": len(roll),
        "roll_hash": sha256(canonical([line_of(one) for one in roll])),
        **_of_those_present(vote),
        "before_close": plain(announced.told_before_close(ruleset)),
        "order_seed": _seed(vote, ruleset),
        **_of_owners(vote, ruleset),
        **_of_papers(vote, ruleset),
        "signed_by": signing.asked(ruleset, vote.kind),
        "ballot_format": FORMAT,
        **({"receipt_key": public_half(vote.receipt_key)} if vote.receipt_key else {}),
        "batch_least": rules.fewest(ruleset, "vote.batch_least"),
        "disclosure_least": rules.fewest(ruleset, "vote.disclosure_least"),
    }


def line_of(one: Elector | RollEntry) -> list[Any]:
    """Return a line of the roll as its hash is made; the area stands in it where it counts."""
    area = [one.area_dm2] if one.area_dm2 else []
    return [one.elector, one.label, plain(one.ground), *area]


def _of_those_present(vote: Vote) -> dict[str, Any]:
    """Return what an assembly's vote announces besides: that its majority is one of those who are there."""
    present = rules.counts_present(vote.kind, in_meeting=vote.meeting_id is not None)
    return {"measured_on": rules.PRESENT} if present else {}


def _seed(vote: Vote, ruleset: RuleSet) -> str:
    """Return what the options are shuffled by; announced anew, a vote keeps its own."""
    if announced.order_of(ruleset, fixed=rules.answers_of(vote.kind, vote.method) is not None) is Order.listed:
        return ""
    return str((vote.manifest or {}).get("order_seed") or secrets.token_hex(8))


def _of_papers(vote: Vote, ruleset: RuleSet) -> dict[str, Any]:
    """Return what a secret vote announces of paper ballots: which counts where there could be two."""
    if not rules.on_paper_too(vote.kind, vote.secrecy, options=len(vote.options), max_choices=vote.max_choices):
        return {}
    return {"both": plain(channels.both_of(ruleset, vote.binding, secret=True))}


def _of_owners(vote: Vote, ruleset: RuleSet) -> dict[str, Any]:
    """Return what an owners' vote announces besides: the matter, its majorities by area, ballots that stay away."""
    if vote.kind not in rules.OWNER_KINDS:
        return {}
    bars = shares.owner_bars(ruleset, vote.kind, vote.matter or Matter.other)
    four = {name: getattr(bars, name) for name in ("quorum", "area_quorum", "approval", "area_approval")}
    return {
        **{name: [bar.numerator, bar.denominator, bar.strict] for name, bar in four.items()},
        "matter": plain(vote.matter or Matter.other),
        "special": bars.special,
        "area": vote.roll_area_dm2,
        "unreturned": plain(vote.unreturned),
        "clause": vote.clause,
        "both": plain(channels.both_of(ruleset, vote.binding)),
    }
