"""What carrying out has to say: why not, what is late, what was done."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "delivery.wrong_state": _("This cannot follow now: it is “%(state)s”. Please reload the page."),
    "delivery.text_missing": _("Please write a sentence, so that everybody understands it."),
    "delivery.not_adopted": _(
        "Nothing was decided in favour yet: the issue is “%(state)s”. A resolution can be written down after the decision."
    ),
    "delivery.no_notice": _(
        "No notice hangs now: the resolution is “%(state)s”. You can reopen the issue with new facts."
    ),
    "delivery.notice_over": _("The notice ended on %(until)s. With new facts you can reopen the issue."),
    "delivery.answered_before": _("This has been answered already. Please reload the page to read the answer."),
    "delivery.objections_open": _("%(count)s objections have no answer yet. Please answer them first."),
    "delivery.vote_challenged": _(
        "Somebody objected to the vote this rests on. It can take effect once that is answered and the result stands."
    ),
    "delivery.notice_running": _("The notice hangs until %(until)s. The resolution takes effect after that."),
    "delivery.no_items": _("There is no action item yet. Please say first who does what."),
    "delivery.items_open": _("%(count)s action items are not finished yet. Please see them through first."),
    "delivery.appraisal_not_open": _(
        "Residents are not asked to judge this now: it is “%(state)s”. You will be told when they are."
    ),
    "delivery.appraisal_running": _("Residents can judge until %(until)s. The ratings are counted after that."),
    "delivery.rated_before": _("You have given your judgement already. Thank you."),
    "delivery.not_appraised": _("Residents have not judged it yet. It can be closed after the appraisal."),
    "delivery.what_missing": _("Please say what is to be done."),
    "delivery.unit_missing": _("Please name the body that answers for it."),
    "delivery.judged_by_missing": _("Please say by what everybody can see that it is done."),
    "delivery.due_is_past": _("%(due)s is past. Please choose a day to come."),
    "delivery.not_responsible": _(
        "Only the responsible unit can report here. You can ask a question on the issue's page."
    ),
    "delivery.not_running": _(
        "No report is awaited now: the item is “%(state)s”. If something is wrong, please tell the committee."
    ),
    "delivery.still_blocked": _("The work is shown as standing still. Please say first that it goes on."),
    "delivery.evidence_missing": _("Please add at least one photo or paper that shows it."),
    "delivery.verify_by_other": _("You reported this yourself. Please let a colleague go and look."),
    "delivery.not_reported_done": _(
        "The unit has not reported it done: it is “%(state)s”. It can be checked after the report."
    ),
    "delivery.not_asked_yet": _(
        "Residents are not asked yet: the item is “%(state)s”. You will be told when they are."
    ),
    "delivery.confirmation_over": _("The time to answer ended on %(until)s. If it is not solved, reopen the issue."),
    "delivery.confirmation_running": _("Residents can answer until %(until)s. The answers are counted after that."),
    "delivery.sign_in_first": _("Please sign in with your phone number first."),
    "delivery.verify_address": _(
        "Please confirm first where you live: choose your building and room under “Me”, and the committee will check it."
    ),
    "delivery.not_neighbour": _(
        "This was done in another place than the one you live in. Only people who live there can answer."
    ),
    "delivery.not_your_place": _(
        "This holds in another place than the one you live in. Only people who live there can object."
    ),
    "delivery.answered_once": _("You have answered already. Thank you."),
    "delivery.say_what_is_missing": _("Please say what is still missing, so that the unit can put it right."),
    "delivery.not_confirmed": _("Residents have not confirmed it. It goes back to work or waits for their answer."),
    "delivery.extended_before": _("The day can be put off %(most)s time only, and that has been done."),
    "delivery.not_later": _("Please choose a day after %(due)s."),
    "delivery.reason_missing": _("Please choose a reason. Everybody will read it."),
}

STATES = {
    "ResolutionState.adopted": _("Adopted"),
    "ResolutionState.in_notice": _("Public notice"),
    "ResolutionState.under_review": _("Objections under review"),
    "ResolutionState.in_force": _("In force"),
    "ResolutionState.appraising": _("Being judged"),
    "ResolutionState.closed": _("Closed"),
    "ResolutionState.revoked": _("Revoked"),
    "ActionState.planned": _("Planned"),
    "ActionState.in_progress": _("In progress"),
    "ActionState.blocked": _("Standing still"),
    "ActionState.reported_done": _("Reported done"),
    "ActionState.verified": _("Checked, residents are asked"),
    "ActionState.confirmed": _("Confirmed by residents"),
    "ActionState.closed": _("Closed"),
    "ActionState.abandoned": _("Given up"),
    "LateLevel.on_time": _("On time"),
    "LateLevel.due_soon": _("Due soon"),
    "LateLevel.overdue": _("Overdue"),
    "LateLevel.overdue_moderator": _("Overdue, moderator told"),
    "LateLevel.overdue_liaison": _("Overdue, liaison told"),
    "LateLevel.overdue_subdistrict": _("Overdue, subdistrict told"),
    "DelayReason.waiting_for_money": _("Waiting for money"),
    "DelayReason.waiting_for_approval": _("Waiting for approval"),
    "DelayReason.waiting_for_owners": _("Waiting for the owners' decision"),
    "DelayReason.waiting_for_other_unit": _("Waiting for another body"),
    "DelayReason.waiting_for_material": _("Waiting for material"),
    "DelayReason.weather": _("Weather"),
    "DelayReason.residents_object": _("Some residents object"),
    "DelayReason.legal_question": _("A legal question is open"),
    "AbandonReason.not_feasible": _("It cannot be done"),
    "AbandonReason.no_money": _("There is no money for it"),
    "AbandonReason.circumstances_changed": _("Circumstances have changed"),
    "AbandonReason.replaced": _("Something else takes its place"),
    "AbandonReason.unlawful": _("Against the law"),
    "ConfirmationOutcome.solved": _("Residents say: solved"),
    "ConfirmationOutcome.not_solved": _("Residents say: not solved"),
    "ConfirmationOutcome.no_answer": _("No answer"),
    "Rating.satisfied": _("Satisfied"),
    "Rating.basically_satisfied": _("Basically satisfied"),
    "Rating.dissatisfied": _("Not satisfied"),
    "AppraisalOutcome.passed": _("Residents are satisfied"),
    "AppraisalOutcome.put_right": _("To be put right"),
    "AppraisalOutcome.no_answer": _("No answer"),
    "ObjectionOutcome.upheld": _("Upheld"),
    "ObjectionOutcome.dismissed": _("Dismissed"),
    "DeliveryPermission.read": _("Read resolutions and action items"),
    "DeliveryPermission.resolve": _("Write down a resolution"),
    "DeliveryPermission.post_notice": _("Post a public notice"),
    "DeliveryPermission.object_to": _("Object to a notice"),
    "DeliveryPermission.answer_objection": _("Answer an objection"),
    "DeliveryPermission.assign": _("Assign an action item"),
    "DeliveryPermission.extend": _("Put off a day due"),
    "DeliveryPermission.report": _("Report progress"),
    "DeliveryPermission.verify": _("Check what was reported done"),
    "DeliveryPermission.confirm": _("Confirm that it is solved"),
    "DeliveryPermission.appraise": _("Judge how it was carried out"),
    "DeliveryPermission.close": _("Close"),
    "DeliveryPermission.abandon": _("Give up an action item"),
    "DeliveryPermission.supervise": _("Ask for an answer"),
    "DeliveryPermission.answer_supervision": _("Answer the liaison"),
    "DeliveryPermission.work": _("See one's own action items"),
    "DeliveryPermission.board": _("See the follow-up board"),
}

EVENTS = {
    "resolution.recorded": _("%(actor)s wrote down what was decided."),
    "resolution.posted": _("The resolution was posted for everybody to read and object to."),
    "resolution.objected": _("Somebody objected to the resolution."),
    "resolution.objection_answered": _("%(actor)s answered an objection."),
    "resolution.in_force": _("The notice ended, and the resolution took effect."),
    "resolution.appraisal_opened": _("Residents were asked to judge the work."),
    "resolution.rated": _("A resident took part in the appraisal."),
    "resolution.appraised": _(
        "Residents judged: %(satisfied)s satisfied, %(basically_satisfied)s basically satisfied, %(dissatisfied)s not satisfied."
    ),
    "resolution.closed": _("Everything was delivered and judged: closed."),
    "resolution.revoked": _("The resolution was revoked: %(reason)s"),
    "action.assigned": _("%(unit)s undertook: %(what)s"),
    "action.started": _("Work began."),
    "action.progressed": _("%(actor)s reported progress: %(text)s"),
    "action.blocked": _("Work stands still. %(note)s"),
    "action.resumed": _("Work goes on."),
    "action.extended": _("The day due was put off with a reason. %(note)s"),
    "action.reported_done": _("%(actor)s reported it done: %(text)s"),
    "action.verified": _("%(actor)s went to look: it is done. Residents were asked."),
    "action.sent_back": _("%(actor)s went to look: it is not done. %(note)s"),
    "action.answered": _("A resident answered whether it is solved."),
    "action.confirmed": _("Residents confirmed: %(solved)s solved, %(not_solved)s not solved."),
    "action.not_solved": _("Residents say it is not solved (%(not_solved)s against %(solved)s): back to work."),
    "action.closed": _("The item was struck off the list."),
    "action.taken_up_again": _("It turned out not to be solved: %(note)s"),
    "action.abandoned": _("The item was given up: %(note)s"),
    "action.overdue": _("It is %(days)s days overdue."),
    "action.reminded": _("%(days_left)s days are left."),
    "supervision.noted": _("%(actor)s asked: %(text)s"),
    "supervision.answered": _("%(actor)s answered: %(text)s"),
}
