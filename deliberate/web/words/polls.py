"""What quick questions have to say: why not now, where one stands, what happened."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "polls.wrong_state": _(
        "This question is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "polls.item_not_open": _("A quick question can be put as soon as the meeting turns to an item."),
    "polls.other_open": _("One question at a time: please show or take back the one before first."),
    "polls.question_missing": _("Please write the question."),
    "polls.question_too_long": _(
        "Please shorten the question to at most %(most)s characters, so that it fits on a phone."
    ),
    "polls.options_missing": _("Please write between %(least)s and %(most)s answers to choose from."),
    "polls.options_alike": _("Two answers are the same. Please change one of them."),
    "polls.option_too_long": _("Please shorten each answer to at most %(most)s characters."),
    "polls.closed_already": _(
        "No more answers are taken: the question is closed. You can still say your mind in the discussion."
    ),
    "polls.attend_first": _("Please sign in to the meeting first, with one tap at the top. Then you can answer."),
    "polls.choice_missing": _("Please choose one of the answers."),
    "polls.close_first": _("Please close the question first; then hands are counted."),
    "polls.counts_missing": _(
        "Please write a number for each of the %(options)s answers, 0 where nobody raised a hand."
    ),
    "polls.second_count_missing": _(
        "Please let a second person count the hands in the hall too. Only equal counts are shown."
    ),
    "polls.counts_differ": _("The two counts of the hall differ. Please count again until they agree."),
}

STATES = {
    "PollKind.temperature": _("Temperature check"),
    "PollKind.straw": _("Straw poll"),
    "PollState.open": _("Open for answers"),
    "PollState.closed": _("Closed, not shown yet"),
    "PollState.shown": _("Shown to all"),
    "PollState.withdrawn": _("Taken back"),
    "Temperature.agree": _("I agree"),
    "Temperature.can_live": _("I can live with it"),
    "Temperature.not_yet": _("Not like this yet"),
}

EVENTS = {
    "poll.opened": _("A quick question, not a decision: %(question)s"),
    "poll.closed": _("The quick question was closed. Answers by phone: %(answered)s."),
    "poll.hall_counted": _("Hands in the hall were counted."),
    "poll.shown": _("The answers to the quick question were shown."),
    "poll.withdrawn": _("The quick question was taken back."),
}
