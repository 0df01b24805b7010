"""Why somebody does not stand on a roll: the page says it in one sentence, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal
from deliberate.places.states import Capacity, MembershipState
from deliberate.votes.states import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

WANTED = {
    Ground.owner: (Capacity.owner, Capacity.developer),
    Ground.household_rep: (Capacity.household_rep,),
    Ground.representative: (Capacity.representative, Capacity.committee_member),
    Ground.appraiser: (Capacity.representative,),
    Ground.adult_resident: (
        Capacity.resident, Capacity.household_rep, Capacity.representative, Capacity.committee_member,
    ),
}  # fmt: skip
FOR_OTHERS = {
    Ground.owner: Refusal("votes.only_owner"),
    Ground.household_rep: Refusal("votes.only_household_rep"),
    Ground.representative: Refusal("votes.only_representative"),
    Ground.appraiser: Refusal("votes.only_appraiser"),
    Ground.adult_resident: Refusal("votes.only_adult_resident"),
}
STILL_HERE = frozenset({MembershipState.pending, MembershipState.verified})


class Held(NamedTuple):
    """In what capacity somebody belongs to a home of the place, whether it is confirmed, and since when."""

    capacity: Capacity
    state: MembershipState
    since: datetime


def why_not_entitled(
    ground: Ground, held: Sequence[Held], *, frozen_at: datetime | None, elsewhere: bool = False
) -> Refusal:
    """Return the reason that helps most: nothing is known, it waits, it came later, or others vote here.

    Whoever is confirmed `elsewhere` is not asked to say where they live: the vote is for other people's place.
    """
    here = [one for one in held if one.state in STILL_HERE]
    if ground is Ground.appraiser and any(one.capacity is Capacity.committee_member for one in here):
        return FOR_OTHERS[ground]
    if not here:
        return Refusal("votes.of_another_place" if elsewhere else "votes.not_of_this_place")
    fitting = [one for one in here if one.capacity in WANTED.get(ground, ())]
    confirmed = [one for one in fitting if one.state is MembershipState.verified]
    if confirmed and frozen_at is not None and all(one.since > frozen_at for one in confirmed):
        return Refusal("votes.came_later", since=min(one.since for one in confirmed), frozen_at=frozen_at)
    if fitting and not confirmed:
        return Refusal("votes.not_confirmed_yet")
    return Refusal("votes.spoken_for") if confirmed else FOR_OTHERS[ground]
