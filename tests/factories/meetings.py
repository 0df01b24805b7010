"""Meetings, what is said in them, and minutes, made by the services people use."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from deliberate.kit.clock import SHANGHAI
from deliberate.kit.clock import now as clock_now
from deliberate.meetings.discussion.services import saying as discussion
from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.invitations.queries import missing
from deliberate.meetings.invitations.services import Guests, invite
from deliberate.meetings.papers.queries import due
from deliberate.meetings.papers.services import Sheet, add_paper
from deliberate.meetings.rules.plans import Plan, PlannedItem
from deliberate.meetings.services import attending, calling, running
from deliberate.meetings.states import Channel, MeetingKind
from deliberate.places.queries.identity import identity_of

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.accounts.models import Account
    from deliberate.issues.models import Issue
    from deliberate.kit.permits import Identity
    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.models import AgendaItem, Meeting
    from deliberate.places.models import Place

_numbers = count(1)


def identity(account: Account, now: datetime | None = None) -> Identity:
    """Return who an account is, as the services see it."""
    return identity_of(account, (now or clock_now()).astimezone(SHANGHAI).date())


def a_plan(*issues: Issue, **more: Any) -> Plan:
    """Return the plan of a heart-to-heart talk in a week, about some issues or about anything."""
    items = tuple(PlannedItem(title=issue.title, issue_id=issue.id) for issue in issues)
    values = {
        "kind": MeetingKind.heart_to_heart,
        "title": "东门路灯恳谈会",
        "starts_at": clock_now() + timedelta(days=7),
        "items": items or (PlannedItem(title="东门的路灯"),),
        "where_text": "居委会二楼会议室",
        **more,
    }
    return Plan(**values)


def a_drafted_meeting(place: Place, moderator: Account, *issues: Issue, **more: Any) -> Meeting:
    """Return a meeting in preparation."""
    plan = a_plan(*issues, **{"moderator_id": moderator.id, **more})
    return calling.schedule_meeting(place, plan, actor_id=moderator.id, now=clock_now())


def prepared(meeting: Meeting) -> Meeting:
    """Say who called it, lay out a paper and ask those to come whom the rules want, where they want any."""
    by = {"actor_id": meeting.moderator_id or 0, "now": clock_now()}
    meeting.called_by = meeting.called_by or "召集函，3月3日"
    for part in missing(meeting, []):
        invite(meeting, Guests(names=[f"{part}甲", f"{part}乙"], part=part), **by)
    if due(meeting) is not None:
        add_paper(meeting, Sheet(title="会议材料", text="方案和费用说明"), **by)
    return meeting


def a_meeting(place: Place, moderator: Account, *issues: Issue, **more: Any) -> Meeting:
    """Return an announced meeting, with the papers and guests the rules of its kind want."""
    meeting = prepared(a_drafted_meeting(place, moderator, *issues, **more))
    return calling.announce_meeting(meeting, actor_id=moderator.id, now=clock_now())


def a_running_meeting(place: Place, moderator: Account, *issues: Issue, **more: Any) -> Meeting:
    """Return a meeting that has been opened; it was announced for this very hour."""
    meeting = a_meeting(place, moderator, *issues, **more)
    meeting.starts_at = clock_now()
    return running.open_meeting(meeting, actor_id=moderator.id, now=clock_now())


def an_open_item(meeting: Meeting, position: int = 1) -> AgendaItem:
    """Return an item the meeting has just turned to."""
    item = meeting.agenda[position - 1]
    return running.start_item(item, actor_id=meeting.moderator_id or 0, now=clock_now())


def attends(meeting: Meeting, *accounts: Account) -> None:
    """Let some people sign in by phone."""
    for account in accounts:
        attending.attend(meeting, person=identity(account), now=clock_now())


def in_the_hall(meeting: Meeting, number: int) -> None:
    """Let the moderator enter so many people by name."""
    for place in range(1, number + 1):
        attending.enter_attendance(
            meeting, f"现场居民{place}", channel=Channel.hall, actor_id=meeting.moderator_id or 0, now=clock_now()
        )


def a_speech(body: str = "晚上看不清台阶，我支持换灯。", **more: Any) -> discussion.Speech:
    """Return something somebody says, with a client id of its own."""
    values = {"body": body, "stance": Stance.support, "client_id": f"phone-{next(_numbers)}", **more}
    return discussion.Speech(**values)


def a_contribution(meeting: Meeting, item: AgendaItem, account: Account, body: str = "", **more: Any) -> Contribution:
    """Return something said in a meeting; everybody is given the time to say it."""
    at = more.pop("at", None) or clock_now() + timedelta(seconds=10 * next(_numbers))
    speech = a_speech(body, **more) if body else a_speech(**more)
    return discussion.contribute(meeting, item, speech, speaker=identity(account), now=at)


def a_comment(issue: Issue, account: Account, body: str = "", **more: Any) -> Contribution:
    """Return something said about an issue outside meetings."""
    at = more.pop("at", None) or clock_now() + timedelta(seconds=10 * next(_numbers))
    speech = a_speech(body, **more) if body else a_speech(**more)
    return discussion.comment(issue, speech, speaker=identity(account), now=at)
