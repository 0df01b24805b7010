"""What conversations of statements have to say: why not now, where they stand, what happened."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "opinions.wrong_state": _(
        "This conversation is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "statements.wrong_state": _(
        "This statement is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "opinions.title_missing": _("Please say in one line what it is about."),
    "opinions.title_too_long": _("Please shorten the title to at most %(most)s characters."),
    "opinions.intro_too_long": _("Please shorten the introduction to at most %(most)s characters."),
    "opinions.end_is_past": _("Please choose an end that is still to come."),
    "opinions.too_few_statements": _("Please write at least %(least)s statements first."),
    "opinions.statement_missing": _("Please write your statement in one sentence."),
    "opinions.statement_too_long": _("Please shorten each statement to at most %(most)s characters."),
    "opinions.statement_known": _("This statement is there already. Please answer that one, or say something else."),
    "opinions.statements_full": _(
        "There are %(most)s statements already, and nobody can answer more. Please join some first."
    ),
    "opinions.over": _("No more answers are taken. You can still read what came of it."),
    "opinions.reason_missing": _("Please choose a reason; whoever proposed it will read it."),
    "opinions.merge_with_what": _("Please choose another statement of this conversation that people can answer."),
    "opinions.hidden": _("A moderator hid this statement. It can be asked again once that decision is lifted."),
    "opinions.merge_with_itself": _("Please choose another statement, not the same one."),
    "opinions.not_open_yet": _("Answers are not taken yet. Please come back as soon as it is open."),
    "opinions.sign_in_to_answer": _("Please sign in first; then you can answer."),
    "opinions.verify_address": _("Only people who live here can answer. Please let your address be confirmed first."),
    "opinions.answer_missing": _("Please choose one of the three answers."),
    "opinions.not_asked": _("This statement is no longer asked. Please go on with the next one."),
    "opinions.no_proposals": _("No statements can be proposed here. You can still write in the discussion."),
    "opinions.proposed_enough": _("You have proposed %(most)s statements. Please leave room for your neighbours."),
}

STATES = {
    "ConversationState.preparing": _("In preparation"),
    "ConversationState.open": _("Open for answers"),
    "ConversationState.closed": _("Over"),
    "StatementState.waiting": _("A moderator reads it first"),
    "StatementState.shown": _("Can be answered"),
    "StatementState.declined": _("Not taken"),
    "StatementState.withdrawn": _("No longer asked"),
    "StatementState.merged": _("Joined with another"),
    "Origin.staff": _("Written by the committee"),
    "Origin.resident": _("Proposed by a resident"),
    "Origin.contribution": _("Said in a discussion"),
    "Said.agree": _("Agree"),
    "Said.disagree": _("Disagree"),
    "Said.passes": _("Pass"),
    "Clearness.groups": _("Groups"),
    "Clearness.no_groups": _("No clear groups"),
    "Clearness.too_few": _("Too few people"),
    "DeclineReason.same_as_another": _("Another statement says the same"),
    "DeclineReason.several_at_once": _("Several thoughts at once"),
    "DeclineReason.not_about_it": _("Not about this matter"),
    "DeclineReason.personal_attack": _("It attacks somebody"),
    "DeclineReason.personal_data": _("It names somebody or tells private things"),
    "DeclineReason.unlawful": _("It breaks the law"),
}

EVENTS = {
    "conversation.prepared": _("A conversation was prepared: %(title)s"),
    "conversation.answered_for": _("Answers were written down for a person without a phone."),
    "conversation.opened": _("People can answer. Statements: %(statements)s."),
    "conversation.closed": _("No more answers are taken. People who took part: %(people)s."),
    "statement.added": _("A statement was put: %(text)s"),
    "statement.proposed": _("A statement was proposed."),
    "statement.accepted": _("A statement can be answered."),
    "statement.declined": _("A proposed statement was not taken: %(reason)s"),
    "statement.withdrawn": _("A statement is no longer asked."),
    "statement.merged": _(
        "Two statements were joined. Answers moved: %(moved)s. Counted once where both were answered: %(answered_both)s."
    ),
}
