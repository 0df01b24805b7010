"""What the room's own script says, given to it with the page in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from deliberate.kit.roles import Role
from deliberate.meetings.discussion.states import HideReason, Stance
from deliberate.meetings.polls.states import PollKind, Temperature
from deliberate.meetings.states import Channel, ItemState, MeetingState, Outcome, Phase
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

# In curly brackets stands what the script fills in.
SENTENCES = {
    # The line to the room.
    "live": _("Connected"),
    "joining": _("Connecting …"),
    "polling": _("Slow network: new words appear every few seconds."),
    "offline": _("No network since {time}. What you write is kept on this phone and sent by itself later."),
    "last_seen": _("No network. This is as of {time}. What you write is kept on this phone and sent by itself later."),
    "polling_short": _("Slow network"),
    "offline_short": _("No network"),
    "online": _("The network is back."),
    "present": _("{count} looking on"),
    # What is being talked about.
    "now": _("Item {number} of {count}"),
    "no_item": _("Between two items. The moderator will begin the next one."),
    "not_begun": _("The meeting has not begun yet. It begins at {time}."),
    "over": _("The meeting is over. Thank you for being there."),
    "cancelled": _("This meeting does not take place: {reason}"),
    "minutes_of": _("{passed} of {planned} min"),
    "to_minutes": _("To the meeting's page and minutes"),
    "item_begins": _("Now being talked about: {title}"),
    "item_ended": _("Ended: {title}. {outcome}"),
    "phase_on": _("On to: {phase}"),
    "phase_back": _("Back to: {phase}"),
    "phase_now": _("Now: {phase}"),
    "used_of": _("{used} of {minutes} min"),
    # What is put aside.
    "parking": _("Put aside for later"),
    "parking_none": _(
        "Nothing has been put aside. What comes up and belongs elsewhere is kept here, so that it is not lost."
    ),
    "park": _("Put a matter aside"),
    "park_what": _("What came up?"),
    "park_who": _("Who said it?"),
    "park_do": _("Put it aside"),
    "parked_by": _("said by {name}"),
    "parked": _("Put aside. It goes into the minutes."),
    # The evening as a whole.
    "conduct": _("The evening"),
    "evening_late": _("If the rest takes as long as planned, {minutes} min late."),
    "break": _("Take a break"),
    "break_how_long": _("How long?"),
    "break_until": _("Break: we go on at {time}."),
    "goes_on": _("The break is over. The meeting goes on."),
    "go_on": _("Go on with the meeting"),
    "minutes": _("{minutes} min"),
    "chair_is": _("{name} leads the meeting now."),
    "chair_who": _("Who leads from now on?"),
    "chair_why": _("It goes into the minutes."),
    "chair_do": _("Hand over the chair"),
    "no_other_chair": _("Nobody else is a moderator here. The committee can appoint one under “Administration”."),
    "stop": _("Stop the meeting early"),
    "stop_why": _("Everybody will read it. What is not finished goes back to the committee's table."),
    "stop_do": _("Stop the meeting now"),
    "stopped": _("The meeting was stopped early: {reason}"),
    "why": _("Why?"),
    # Being there.
    "attend": _("I am here"),
    "attend_why": _("One tap, and the moderator counts you in."),
    "attended": _("You are on the list"),
    "sign_in_to_speak": _("Sign in to say something"),
    # The thread.
    "nothing_yet": _("Nobody has said anything yet. Be the first."),
    "earlier": _("Show earlier words"),
    "new": _("{count} new"),
    "reply": _("Reply"),
    "reply_to": _("Reply to {name}"),
    "reply_to_gone": _("Reply to earlier words"),
    "mine": _("you"),
    "written_down": _("written down by {name}"),
    "hidden": _("No longer shown: {reason}"),
    "translated_by": _("Translated by {name} · show the original"),
    "ask_translation": _("Ask for a translation"),
    "erased": _("Deleted at the person's own wish."),
    "report": _("Report this"),
    "hide": _("Hide"),
    "hide_from": _("Hide what {name} said"),
    "hide_why": _("Why is this hidden?"),
    # Writing.
    "speak": _("Write something"),
    "stance_first": _("Where do you stand? Choose one."),
    "your_words": _("Your words"),
    "your_words_hint": _("To: {title}"),
    "send": _("Send"),
    "close": _("Close"),
    "kept": _("Kept on this phone"),
    "choose_stance": _("Please choose first where you stand."),
    "write_first": _("Please write something first."),
    "moderator_word": _("A word from the chair"),
    "sending": _("Sending …"),
    "waiting": _("Waiting for the network; it will be sent by itself"),
    "sent": _("Arrived"),
    "refused": _("Not sent: {reason}"),
    "change": _("Change"),
    "discard": _("Discard"),
    "again": _("Try again"),
    # Beside the thread.
    "agenda": _("Agenda"),
    "agenda_short": _("Agenda and people"),
    "people": _("Who is here"),
    "needed": _("{present} here, {needed} needed to decide"),
    "here": _("{present} here"),
    "list": _("The list"),
    "planned": _("{minutes} min planned"),
    "conclusion": _("What came out of it"),
    "conclusion_hint": _("One or two sentences. They go into the minutes."),
    "outcome": _("How did it end?"),
    "start_item": _("Begin"),
    "start_item_of": _("Begin: {title}"),
    "end_item": _("End this item"),
    "end_item_of": _("End this item: {title}"),
    "end_item_do": _("Record it and go on"),
    "cancel": _("Back"),
    "open": _("Open the meeting"),
    "close_meeting": _("Close the meeting"),
    "close_sure": _("Close the meeting for everybody? Items not reached wait for another one."),
    "close_do": _("Yes, close it"),
    "end_item_first": _("End the item being talked about first."),
    "enter": _("Put somebody on the list"),
    "enter_name": _("Name of the person"),
    "enter_how": _("How"),
    "enter_do": _("Add"),
    "entered": _("{name} is on the list."),
    "say_for": _("Write down what somebody says"),
    "say_for_name": _("Who says it?"),
    "code": _("Show the code to join"),
    "code_say": _("Scan to join, or type this code"),
    # The big screen.
    "screen": _("Open the big screen"),
    "screen_offline": _("No connection since {time}. What stands here is from then; it comes back by itself."),
    "speaks_since": _("speaking since {time}"),
    "as_of": _("As of {time}"),
    # The floor.
    "floor": _("Who speaks"),
    "raise_hand": _("Raise your hand to speak"),
    "ask_how": _("What do you want to say?"),
    "point_of_order": _("Point of order"),
    "your_place": _("You are number {number} in the queue"),
    "you_are_next": _("You are next"),
    "you_speak": _("It is your turn"),
    "speaks": _("{name} has the floor."),
    "next": _("Next: {name}"),
    "withdraw": _("Withdraw"),
    "finished": _("I have finished"),
    "time_left": _("Time left:"),
    "time_over": _("Over time by:"),
    "clock_stopped": _("The clock is stopped at:"),
    "nobody_waits": _(
        "Nobody is waiting to speak. People raise their hand on their phone; for others put their name in."
    ),
    "put_in_queue": _("Put somebody in the queue"),
    "call": _("Give the floor"),
    "call_of": _("Give the floor to {name}"),
    "skip": _("Skip"),
    "skip_of": _("Skip {name}"),
    "end_turn": _("End the turn"),
    "pause": _("Stop the clock"),
    "resume": _("Let the clock run"),
    "more_time": _("One minute more"),
    "shares": _("Time spoken for and against"),
    # Quick questions.
    "polls": _("Quick question"),
    "poll_not_decision": _("A quick question, not a decision"),
    "poll_now": _("A quick question is open: {question}"),
    "poll_answered": _("Noted. You can change it until the question is closed."),
    "poll_yours": _("Your answer: {answer}"),
    "poll_change": _("Change it"),
    "poll_closed": _("Closed. The moderator will show what came of it."),
    "poll_sign_in": _("Sign in to the meeting to answer."),
    "poll_parts": _("{phone} by phone, {assisted} with help, {hall} in the hall"),
    "poll_ask": _("Ask a quick question"),
    "poll_kind": _("What kind?"),
    "poll_question": _("The question"),
    "poll_options": _("The answers, one a line"),
    "poll_put": _("Put the question"),
    "poll_close": _("Close the question"),
    "poll_show": _("Show the answers to all"),
    "poll_withdraw": _("Take it back"),
    "poll_none": _("No question is open."),
    "hall_count": _("Hands in the hall, in this order: {answers}"),
    "hall_count_do": _("Write down my count"),
    "no_answer": _("No answer. Please check the network and try again."),
}
KINDS: Mapping[str, type[StrEnum]] = {
    "stances": Stance,
    "channels": Channel,
    "outcomes": Outcome,
    "phases": Phase,
    "item_states": ItemState,
    "meeting_states": MeetingState,
    "reasons": HideReason,
    "roles": Role,
    "temperatures": Temperature,
    "poll_kinds": PollKind,
}


def sentences() -> dict[str, object]:
    """Return every sentence and the name of every state the room shows, in the reader's language."""
    names = {name: {str(member.value): word(member) for member in kind} for name, kind in KINDS.items()}
    return {**{key: str(text) for key, text in SENTENCES.items()}, **names}
