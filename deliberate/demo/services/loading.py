"""Loading the demo community: once, in one transaction, the same every time."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from deliberate.db.session import transaction
from deliberate.demo.queries import the_area
from deliberate.demo.services.deliveries import Delivery
from deliberate.demo.services.gatherings import call_next_meeting, hold_past_meetings
from deliberate.demo.services.ground import lay_ground
from deliberate.demo.services.helping import help_grandmother, let_newcomers_wait
from deliberate.demo.services.listening import listen
from deliberate.demo.services.matters import tell_matters
from deliberate.demo.services.moderating import moderate
from deliberate.demo.services.ownings import Owning
from deliberate.demo.services.people import settle
from deliberate.demo.services.tongues import put_into_english, translate
from deliberate.demo.services.votings import announce_appraisal, hold_residents_vote, open_priority_poll
from deliberate.kit.clock import now as present

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SEED = 20260101


def load_if_absent(say: Callable[[str], object]) -> None:
    """Load the demo unless it is there."""
    if the_area() is not None:
        return
    say("Loading the demo community …")
    with transaction():
        load(present())


def load(now: datetime) -> None:
    """Make everything; stories that build on each other come in the order they happened."""
    chance = Random(SEED)
    begun = now - timedelta(days=300)
    area = lay_ground(chance, begun)
    people = settle(area, chance, since=begun + timedelta(days=30), now=now)
    issues = tell_matters(people, now)
    translate(people, issues, now)
    help_grandmother(people, issues, now)
    let_newcomers_wait(people, now)
    meetings = hold_past_meetings(people, issues, now)
    vote = hold_residents_vote(people, issues, chance, now)
    delivery = Delivery(people, issues, now)
    delivery.closed(meetings["spring"])
    delivery.half_done(meetings["hearing"])
    delivery.on_the_board(vote)
    call_next_meeting(people, issues, now)
    open_priority_poll(people, issues, chance, now)
    delivery.look_at_the_calendar()
    moderate(people, issues, now)
    listen(people, issues, chance, now)
    owning = Owning(people, now)
    owning.hold_over_pumps()
    owning.begin_over_roof()
    announce_appraisal(people, now)
    put_into_english(people, now)
