"""What issues have to say: why not, where they stand, what happened to them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "issues.wrong_state": _(
        "This cannot follow now: the issue is “%(state)s”. Look at its timeline to see what comes next."
    ),
    "issues.sign_in_to_propose": _("Please sign in with your phone number first. Your text is kept on this phone."),
    "issues.title_missing": _("Please say in one line what it is about."),
    "issues.title_too_long": _(
        "Please shorten the title to at most %(most)s characters; the rest belongs in the text below."
    ),
    "issues.text_too_short": _(
        "Please describe it in a few words, at least %(least)s characters, so that neighbours understand it."
    ),
    "issues.not_author": _(
        "Only the person who proposed this can do that. You can second it or write a comment instead."
    ),
    "issues.text_is_fixed": _(
        "The text can no longer be changed, because others rely on it. Write what is new in the discussion."
    ),
    "issues.too_late_to_withdraw": _(
        "It is already “%(state)s” and belongs to all neighbours now. Tell the moderator if it has been settled."
    ),
    "issues.nothing_to_appeal": _(
        "Only an issue that was not accepted can be looked at again on appeal. You can reopen others with new facts."
    ),
    "issues.appealed_before": _("It has been looked at a second time already. With new facts you can reopen it."),
    "issues.appeal_too_late": _("The time to appeal ended on %(until)s. With new facts you can reopen it at any time."),
    "issues.appeal_needs_other_person": _("You decided this one yourself. Please leave the appeal to a colleague."),
    "issues.sign_in_to_second": _("Please sign in with your phone number to second this."),
    "issues.not_seconding": _(
        "Seconds are not being gathered now: the issue is “%(state)s”. You can follow it instead."
    ),
    "issues.helper_is_author": _(
        "You proposed this yourself. Please let somebody else write down who stands behind it."
    ),
    "issues.own_issue": _("You proposed this, so you stand behind it already. Share the link with your neighbours."),
    "issues.verify_address": _(
        "Please confirm first where you live: choose your building and room under “Me”, and the committee will check it."
    ),
    "issues.not_neighbour": _(
        "This concerns another place than the one you live in. Only people who live there can second it."
    ),
    "issues.seconded_for_already": _("This person stands behind it already. Nothing else is needed."),
    "issues.already_seconded": _("You have seconded this already. Thank you."),
    "issues.not_seconded": _("You have not seconded this, so there is nothing to take back. Nothing else is needed."),
    "issues.second_counts_now": _(
        "A meeting is fixed, so seconds stay as they are. Say in the meeting what has changed for you."
    ),
    "issues.seconds_missing": _(
        "%(have)s of %(needed)s seconds so far: %(missing)s more are needed. Neighbours who see the link can second it."
    ),
    "issues.window_still_open": _("There is time until %(until)s. It can be shelved after that."),
    "issues.own_issue_screening": _("You proposed this yourself. Please leave the screening to a colleague."),
    "issues.not_screening": _("This can only be done while the issue is being looked at; it is “%(state)s” now."),
    "issues.class_missing": _("Please say first whose business the matter is."),
    "issues.not_for_meetings": _(
        "A matter of the kind “%(matter_class)s” is not for neighbours to debate. Pass it on to the body in charge."
    ),
    "issues.reason_missing": _("Please choose a reason. The author will read it."),
    "issues.reason_does_not_fit": _("“%(reason)s” is not a reason for this step. Please choose another from the list."),
    "issues.note_missing": _("Please add a sentence, so that the other side knows what is meant."),
    "issues.route_missing": _("Please choose where the matter should go."),
    "issues.merge_target_missing": _("Please choose the issue it should be joined with."),
    "issues.merge_into_itself": _("An issue cannot be joined with itself. Please choose another one."),
    "issues.merge_target_closed": _(
        "The other issue is “%(state)s” and takes nothing in any more. Please choose one that is still on its way."
    ),
    "issues.still_seconding": _(
        "Neighbours are still seconding this. It can be put on an agenda when there are enough seconds."
    ),
    "issues.day_is_past": _("%(until)s is not a day to come. Please choose a later one."),
    "issues.objections_open": _("%(count)s objections have no answer yet. Please answer them first."),
    "issues.notice_still_running": _("The public notice hangs until %(until)s. Work can begin after that."),
    "issues.not_at_rest": _(
        "The issue is “%(state)s” and still on its way, so there is nothing to reopen. Write what is new in its discussion."
    ),
    "issues.new_facts_missing": _("Please say what is new since then."),
}

STATES = {
    "IssueState.draft": _("Draft"),
    "IssueState.submitted": _("Sent in"),
    "IssueState.screening": _("Being looked at"),
    "IssueState.returned": _("Back to the author"),
    "IssueState.not_accepted": _("Not accepted"),
    "IssueState.merged": _("Joined with another issue"),
    "IssueState.diverted": _("Passed on"),
    "IssueState.seconding": _("Seconds wanted"),
    "IssueState.shelved": _("Shelved"),
    "IssueState.supported": _("Enough seconds"),
    "IssueState.scheduled": _("On an agenda"),
    "IssueState.deliberating": _("Under discussion"),
    "IssueState.deciding": _("Being decided"),
    "IssueState.adopted": _("Adopted"),
    "IssueState.not_adopted": _("Not adopted"),
    "IssueState.deferred": _("Put off"),
    "IssueState.pilot": _("Being tried out"),
    "IssueState.to_assembly": _("Goes to the residents' meeting"),
    "IssueState.public_notice": _("Public notice"),
    "IssueState.objection_review": _("Objections under review"),
    "IssueState.implementing": _("Being carried out"),
    "IssueState.verifying": _("Being checked"),
    "IssueState.appraising": _("Being judged"),
    "IssueState.closed": _("Closed"),
    "IssueState.archived": _("Archived"),
    "IssueState.reopened": _("Reopened"),
    "IssueState.withdrawn": _("Withdrawn"),
    "BallHolder.author": _("The author"),
    "BallHolder.neighbours": _("The neighbours"),
    "BallHolder.moderator": _("The moderator"),
    "BallHolder.committee": _("The residents' committee"),
    "BallHolder.meeting": _("The meeting"),
    "BallHolder.electors": _("Those entitled to vote"),
    "BallHolder.responsible_unit": _("The responsible unit"),
    "BallHolder.residents": _("The residents"),
    "BallHolder.nobody": _("Nobody"),
    "MatterClass.self_government": _("Self-government"),
    "MatterClass.administrative_assist": _("Help with an official task"),
    "MatterClass.government_duty": _("Duty of the government"),
    "MatterClass.owners_matter": _("Matter of the owners"),
    "MatterClass.civil_dispute": _("Dispute between neighbours"),
    "MatterClass.petition": _("Petition"),
    "MatterClass.emergency": _("Emergency"),
    "MatterClass.suggestion": _("Suggestion"),
    "Scope.stairwell": _("Stairwell"),
    "Scope.estate": _("Estate"),
    "Scope.residential_area": _("Residential area"),
    "Scope.block": _("Block"),
    "Scope.subdistrict": _("Subdistrict"),
    "ReasonCode.place_unclear": _("The place is not clear"),
    "ReasonCode.facts_missing": _("Facts are missing"),
    "ReasonCode.several_matters": _("Several matters in one"),
    "ReasonCode.wording": _("The wording attacks somebody"),
    "ReasonCode.private_dispute": _("A private dispute"),
    "ReasonCode.in_legal_process": _("Already before a court or arbitrator"),
    "ReasonCode.petition_in_progress": _("A petition about it is in progress"),
    "ReasonCode.outside_area": _("Outside this residential area"),
    "ReasonCode.government_duty": _("A duty of the government"),
    "ReasonCode.owners_matter": _("For the owners to decide"),
    "ReasonCode.duplicate": _("Already an issue, and no new facts"),
    "ReasonCode.unlawful": _("Against the law"),
    "ReasonCode.emergency": _("An emergency"),
    "ReasonCode.personal_data": _("Contains other people's personal data"),
    "ReasonCode.recently_decided": _("Decided not long ago"),
    "ReasonCode.not_enough_seconds": _("Not enough seconds in time"),
    "ReasonCode.not_completed": _("Not completed in time"),
    "ReasonCode.needs_information": _("More information is needed"),
    "ReasonCode.needs_money": _("The money is not there yet"),
    "ReasonCode.needs_other_body": _("Another body must act first"),
    "ReasonCode.not_ripe": _("Not ready to be decided yet"),
    "ReasonCode.try_it_first": _("To be tried out first"),
    "ReasonCode.reserved_for_assembly": _("Reserved for the residents' meeting"),
    "ReasonCode.no_agreement": _("No agreement was reached"),
    "ReasonCode.below_quorum": _("Too few took part"),
    "ReasonCode.majority_against": _("The majority was against it"),
    "ReasonCode.new_facts": _("New facts"),
    "ReasonCode.appeal": _("Appeal of the author"),
    "ReasonCode.objection_upheld": _("An objection was upheld"),
    "ReasonCode.not_solved": _("It is not solved"),
    "ReasonCode.cannot_be_done": _("It cannot be done as decided"),
    "ReasonCode.meeting_cancelled": _("The meeting was cancelled"),
    "ReasonCode.solved_itself": _("It has been settled"),
    "ReasonCode.changed_mind": _("I have changed my mind"),
    "Route.complete_and_resubmit": _("Complete it and hand it in again"),
    "Route.grid": _("City grid management"),
    "Route.hotline_12345": _("Call 12345"),
    "Route.petition": _("Petition office"),
    "Route.mediation": _("People's mediation committee"),
    "Route.court": _("Court or arbitration"),
    "Route.owners_body": _("Owners' committee or owners' assembly"),
    "Route.emergency_numbers": _("Call 110, 119 or 120 at once"),
    "Route.other_area": _("The residents' committee of that area"),
    "Route.same_issue": _("Follow and second the issue that exists"),
    "Route.earlier_decision": _("Read the earlier decision; reopen it with new facts"),
    "Route.residents_committee": _("Talk to the residents' committee"),
    "Route.gather_support": _("Find more neighbours, then reopen it"),
    "Route.next_meeting": _("It comes back in the next meeting"),
    "Route.propose_again": _("You may propose it again"),
    "Route.follow_here": _("Follow it on this page"),
    "IssueClock.first_contact": _("First contact with the author"),
    "IssueClock.decision": _("Decision whether it is accepted"),
    "IssueClock.complex_decision": _("Decision on a complicated issue"),
    "IssueClock.completion": _("The author completes it"),
    "IssueClock.seconding_ends": _("Seconds are gathered until then"),
    "IssueClock.put_on_agenda": _("It is put on an agenda"),
    "IssueClock.minutes_drafted": _("The minutes are drafted"),
    "IssueClock.decided": _("It is decided"),
    "IssueClock.result_posted": _("The result is posted"),
    "IssueClock.deferral_reviewed": _("It is looked at again"),
    "IssueClock.pilot_reviewed": _("The trial is looked at"),
    "IssueClock.assembly_called": _("The residents' meeting is called"),
    "IssueClock.notice_ends": _("The public notice ends"),
    "IssueClock.objection_answered": _("The objection is answered"),
    "IssueClock.first_report": _("The first report is due"),
    "IssueClock.verified": _("The work is checked"),
    "IssueClock.appraised": _("Residents judge the work"),
    "IssueClock.appeal_answered": _("The appeal is answered"),
    "IssueClock.meeting_starts": _("The meeting begins"),
    "IssueClock.vote_closes": _("Voting ends"),
    "IssueClock.deferred_until": _("It comes back"),
    "IssueClock.pilot_until": _("The trial ends"),
    "IssueClock.action_due": _("The next item is due"),
    "IssuePermission.read": _("Read issues"),
    "IssuePermission.read_unscreened": _("Read issues not yet screened"),
    "IssuePermission.propose": _("Propose an issue"),
    "IssuePermission.edit_own": _("Edit an own issue"),
    "IssuePermission.withdraw": _("Withdraw an own issue"),
    "IssuePermission.appeal": _("Appeal against a refusal"),
    "IssuePermission.reopen": _("Reopen an issue"),
    "IssuePermission.second": _("Second an issue"),
    "IssuePermission.screen": _("Screen issues"),
    "IssuePermission.schedule": _("Put an issue on an agenda"),
    "IssuePermission.propose_for_others": _("Propose for somebody without a phone"),
}

EVENTS = {
    "issue.proposed": _("%(actor)s proposed this. Receipt number %(receipt)s."),
    "issue.resubmitted": _("%(actor)s completed the text and handed it in again."),
    "issue.taken": _("%(actor)s began to look at it."),
    "issue.returned": _("%(actor)s asked the author to complete it."),
    "issue.declined": _("%(actor)s did not accept it and told the author why and where to go."),
    "issue.diverted": _("%(actor)s passed it on to the body in charge."),
    "issue.merged": _("%(actor)s joined it with another issue; %(seconds_moved)s seconds moved along."),
    "issue.accepted": _("%(actor)s accepted it. %(seconds_needed)s seconds are needed."),
    "issue.seconded": _("A neighbour seconded it: %(count)s of %(needed)s seconds."),
    "issue.second_withdrawn": _("A neighbour took a second back: %(count)s of %(needed)s seconds."),
    "issue.supported": _(
        "Enough neighbours stand behind it: %(count)s of %(needed)s seconds. The committee now owes it a meeting."
    ),
    "issue.shelved": _("It was shelved. It is kept and can be reopened."),
    "issue.scheduled": _("%(actor)s put it on the agenda of a meeting."),
    "issue.deciding": _("It was put to a decision."),
    "issue.adopted": _("It was adopted."),
    "issue.not_adopted": _("It was not adopted."),
    "issue.deferred": _("It was put off to a named day."),
    "issue.piloted": _("It is tried out on a small part first."),
    "issue.noticed": _("The decision was posted for everybody to read and object to."),
    "issue.reopened": _("%(actor)s reopened it."),
    "issue.withdrawn": _("%(actor)s withdrew it."),
    "issue.taken_back": _("The outcome was taken back; the meeting talks about it again."),
    "issue.moved": _("It went on: %(after)s."),
}
