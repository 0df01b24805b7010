"""Paper and phone: which of the ballots one owner gave counts, never both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from deliberate.kit.refusals import Refusal
from deliberate.votes.states import BindingMode, Both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.votes.states import Channel


class _Came(Protocol):
    """A ballot that came some way."""

    @property
    def channel(self) -> Channel:
        """Return which way it came."""
        ...


Given = TypeVar("Given", bound=_Came)


def both_of(ruleset: RuleSet, binding: BindingMode, *, secret: bool = False) -> Both:
    """Return which ballot counts where there could be two: the paper of record, else what the rule set says.

    Secret ballots cannot be replaced: the one that arrives first counts, or whoever takes a paper votes on it.
    """
    if secret:
        key = "vote.both_channels_secret"
        return Both(ruleset.rule(key).words[0]) if ruleset.has(key) else Both.first
    if binding is BindingMode.paper_of_record:
        return Both.paper
    return Both(ruleset.rule("vote.both_channels").words[0]) if ruleset.has("vote.both_channels") else Both.last


def the_one_that_counts(versions: Sequence[Given], both: Both) -> Given:
    """Return the ballot that counts of all an owner gave, oldest first: the last, on paper or by phone as announced."""
    wanted = [one for one in versions if both is Both.last or one.channel.on_paper is (both is Both.paper)]
    return (wanted or versions)[-1]


def why_not_beside_paper(channels: Sequence[Channel], both: Both) -> Refusal | None:
    """Return why a ballot by phone would count for nothing: there is one on paper, and paper goes first."""
    if both is Both.paper and any(channel.on_paper for channel in channels):
        return Refusal("votes.paper_stands")
    return None


def why_not_by_phone(both: Both, *, has_paper: bool) -> Refusal | None:
    """Return why whoever holds a paper cannot vote by phone: by the announced rule the paper goes first."""
    return Refusal("votes.has_paper") if has_paper and both is Both.paper else None
