"""Fills the demonstration's next meeting with a long talk: every word checked, written and sequenced as any other.

`python -m bench.support.long_talk INSTANCE NUMBER` prints the number of the meeting. People take turns; every fifth
contribution replies to an earlier one.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bench.support.words import real_words
from deliberate.accounts.models import Account
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import transaction
from deliberate.kit.clock import now
from deliberate.meetings.discussion.services.saying import Speech, contribute
from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.models import Meeting
from deliberate.meetings.services import running
from deliberate.meetings.states import Channel, MeetingState
from deliberate.places.models import Membership
from deliberate.places.queries.identity import identity_of
from deliberate.places.rules.deadlines import local_day
from deliberate.places.states import MembershipState

if TYPE_CHECKING:
    from deliberate.kit.permits import Identity

STANCES = (Stance.support, Stance.against, Stance.supplement, Stance.question)
AT_ONCE, SPEAKERS = 250, 40


def fill(number: int) -> int:
    """Open the meeting, turn to its first item and let so much be said; return the meeting's number."""
    with transaction():
        meeting = db.session.scalars(select(Meeting).where(Meeting.state == MeetingState.announced)).one()
        meeting_id, chair = meeting.id, meeting.moderator_id or 0
        running.open_meeting(meeting, actor_id=chair, now=now())
        running.start_item(meeting.agenda[0], actor_id=chair, now=now())
        people = _people()
    (words, _whence), said = real_words(), 0
    while said < number:
        with transaction():
            said = _some(meeting_id, people, words, said, min(number, said + AT_ONCE))
    return meeting_id


def _people() -> list[Identity]:
    verified = select(Account).join(Membership, Membership.account_id == Account.id)
    found = db.session.scalars(verified.where(Membership.state == MembershipState.verified).limit(SPEAKERS * 2))
    return [identity_of(account, local_day(now())) for account in dict.fromkeys(found)][:SPEAKERS]


def _some(meeting_id: int, people: list[Identity], words: list[str], first: int, end: int) -> int:
    meeting = db.session.get_one(Meeting, meeting_id)
    item, before = meeting.agenda[0], 0
    for place in range(first, end):
        speech = Speech(
            body=words[place % len(words)][:2000] or "…",
            stance=STANCES[place % len(STANCES)],
            client_id=f"long-{place:05d}",
            parent_id=before if place % 5 == 4 and before else None,  # noqa: PLR2004 - every fifth replies
            channel=Channel.phone,
        )
        at = now() - timedelta(seconds=(40_000 - place) // 1)
        before = contribute(meeting, item, speech, speaker=people[place % len(people)], now=at).id
    return end


def main() -> None:
    """Fill and say where."""
    os.environ["DELIBERATE_INSTANCE"] = sys.argv[1]
    app = create_app()
    with app.app_context():
        print(fill(int(sys.argv[2])))


if __name__ == "__main__":
    main()
