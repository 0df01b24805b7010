"""What meetings, discussion and minutes have to say: why not, where they stand, what happened."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "meetings.wrong_state": _(
        "The meeting is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "meetings.item.wrong_state": _(
        "This item is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "meetings.starts_in_the_past": _("The meeting must start in the future. Please check day and time."),
    "meetings.notice_too_short": _(
        "The notice is too short. A meeting of the kind “%(kind)s” announced today can take place on %(earliest)s at the earliest."
    ),
    "meetings.too_short_even_if_urgent": _(
        "The notice is too short, even for an urgent matter. “%(kind)s” is possible from %(urgent)s with a written reason, from %(earliest)s without."
    ),
    "meetings.urgent_reason_missing": _(
        "Without a reason, “%(kind)s” can take place on %(earliest)s at the earliest. For an earlier meeting write down why it is urgent; everybody will read it."
    ),
    "meetings.moderator_is_recorder": _(
        "In a meeting of the kind “%(kind)s” the person who leads may not keep the record. Please choose somebody else for one of the two."
    ),
    "meetings.recorder_missing": _("This kind of meeting needs a recorder. Please choose one before you announce it."),
    "meetings.told_already": _(
        "The meeting is “%(state)s”, and people rely on what they were told. Please cancel it and call another one."
    ),
    "meetings.convener_not_entitled": _(
        "“%(kind)s” is called by the %(convener)s, not by the residents' committee. Please write down who called it, and on what paper."
    ),
    "meetings.whole_area_only": _(
        "“%(kind)s” is of the whole residential area, not of one estate or building. Please choose everybody under “Who meets?”, or another kind."
    ),
    "meetings.adults_not_counted": _(
        "A meeting of all adults cannot be counted here: the register knows every household, but not who is of age. Please choose one person of every household; the law allows both."
    ),
    "meetings.households_unknown": _(
        "Nobody can say yet how many households must be there: the register of households has not been read in. Please ask the administrators to read it in first."
    ),
    "meetings.composition_unlawful": _("The law does not let “%(kind)s” be made up so. Please choose another way."),
    "meetings.too_few_representatives": _(
        "Of the %(members)s members of the representatives' meeting only %(representatives)s are elected representatives; the law asks for four fifths. Please enter all representatives in the register first."
    ),
    "meetings.party_study_missing": _(
        "Before “%(kind)s” is called, the Party organisation studies the matter. Please write down when and how."
    ),
    "meetings.title_missing": _("Please give the meeting a name people understand."),
    "meetings.title_too_long": _("Please shorten the name to at most %(most)s characters."),
    "meetings.agenda_empty": _("Please put at least one item on the agenda."),
    "meetings.reason_missing": _("Please say why. Those who planned to come will read it."),
    "meetings.sign_in_to_attend": _("Please sign in with your phone number first; then one tap puts you on the list."),
    "meetings.not_running": _("Nobody can be added to the list now: the meeting is “%(state)s”."),
    "meetings.not_today": _("You can sign in on the day of the meeting, %(starts_at)s."),
    "meetings.name_missing": _("Please write the person's name."),
    "meetings.name_too_long": _("Please shorten the name to at most %(most)s characters."),
    "meetings.too_early": _("The meeting can be opened on its day, %(starts_at)s. People rely on what was announced."),
    "meetings.day_missed": _(
        "This meeting was announced for %(starts_at)s. It needs a new notice: please cancel it and schedule another one."
    ),
    "meetings.not_in_session": _("This can be done while the meeting is going on; it is “%(state)s” now."),
    "meetings.is_the_assembly": _("This is the residents' meeting. Please choose another outcome."),
    "meetings.only_of_an_issue": _(
        "Only an issue can be put off or left to the residents' meeting. Please choose another outcome."
    ),
    "meetings.other_item_open": _("“%(title)s” is still being talked about. Please close it first."),
    "meetings.outcome_missing": _("Please choose how this item ended."),
    "meetings.issue_needs_outcome": _(
        "An issue of neighbours cannot just be noted: say whether it was agreed, not agreed, or what comes next."
    ),
    "meetings.text_too_long": _("Please shorten the text to at most %(most)s characters."),
    "meetings.conclusion_missing": _("Please write in a sentence what came out of it. It goes into the minutes."),
    "meetings.below_quorum": _(
        "In the hall %(hall)s, by phone %(phone)s, by proxy %(proxy)s, helped by others %(assisted)s: together %(present)s. Needed to decide: %(needed)s, so %(missing)s more. You can go on talking, call a second round, or put it to the vote."
    ),
    "meetings.by_ballot_only": _(
        "In a meeting of the kind “%(kind)s” nothing is decided in the room. Please put it to the vote, or call a second round."
    ),
    "meetings.item_still_open": _("“%(title)s” is still open. Please close it before you close the meeting."),
    "meetings.paused": _("The meeting takes a break until %(until)s. Please go on with the meeting first."),
    "meetings.minutes_published": _(
        "The minutes are published, so nothing is taken back any more. A wrong sentence can be corrected by an erratum."
    ),
    "meetings.evening_over": _(
        "The meeting is over; this only steered the evening and changes nothing any more. On the same day you can take back its closing first."
    ),
    "meetings.over_since": _(
        "The meeting has been over since %(day)s, and people have gone home. Please call another one; single acts can still be taken back."
    ),
    "meetings.paused_already": _("The meeting takes a break already. Please go on with the meeting first."),
    "meetings.break_ends_in_the_past": _("Please choose a time that is still to come."),
    "meetings.break_past_today": _(
        "A break ends on the same day. If the meeting cannot go on today, please stop it and call another one."
    ),
    "meetings.reason_for_all_missing": _("Please say why. Everybody will read it."),
    "meetings.leads_already": _("This person leads the meeting already. Please choose somebody else."),
    "meetings.may_not_lead": _("Only somebody who is a moderator here can lead this meeting."),
    "discussion.no_item_open": _("The meeting has not turned to an item yet. You can write as soon as it does."),
    "discussion.meeting_not_running": _("You can write while the meeting is going on; it is “%(state)s” now."),
    "discussion.item_not_open": _(
        "The meeting is talking about another item now; this one is “%(state)s”. What you typed is kept: please send it under the item being talked about."
    ),
    "discussion.not_screened_yet": _(
        "The committee has not looked at this issue yet. You can write as soon as it is public."
    ),
    "discussion.issue_settled": _(
        "This issue is “%(state)s”, so the discussion has ended. With new facts it can be reopened."
    ),
    "discussion.sign_in_to_speak": _("Please sign in with your phone number to write. What you typed is kept."),
    "discussion.attend_first": _("Please sign in to the meeting first, with one tap at the top. Then you can write."),
    "discussion.verify_address": _(
        "Please confirm first where you live: choose your building and room under “Me”, and the committee will check it."
    ),
    "discussion.empty": _("Please write something first."),
    "discussion.too_long": _(
        "This has %(length)s characters; at most %(most)s are possible. Please split it or shorten it."
    ),
    "discussion.chair_takes_no_side": _(
        "Whoever leads the meeting takes no side. Hand over the chair if you want to speak for or against."
    ),
    "discussion.stance_missing": _("Please choose first: for, against, supplement or question."),
    "discussion.too_fast": _("Please wait %(wait)s seconds, so that others get a word in. What you typed is kept."),
    "discussion.parent_elsewhere": _("What you reply to belongs to another talk. Please open the page again."),
    "discussion.parent_hidden": _(
        "What you reply to is no longer shown. You can write your words as a contribution of their own."
    ),
    "discussion.replies_closed": _(
        "The moderator takes no more replies here: %(reason)s. You can write your words as a contribution of their own."
    ),
    "discussion.merge_elsewhere": _("Only two contributions under the same item can stand together."),
    "discussion.merged_already": _(
        "This stands together with others. Please agree there, or let it stand by itself first."
    ),
    "discussion.move_elsewhere": _("A contribution can only be moved inside its own meeting."),
    "discussion.there_already": _("This stands under that item already. Please reload the page."),
    "discussion.not_a_thread": _("Replies are closed where a thread begins. Please go to its first contribution."),
    "discussion.close_reason_missing": _("Please choose why nobody should reply any more. Everybody will read it."),
    "discussion.already_hidden": _("This is hidden already. Please reload the page."),
    "discussion.not_hidden": _("This is shown already. Please reload the page."),
    "discussion.hide_reason_missing": _("Please choose a reason from the list. The author will read it."),
    "discussion.item_locked": _(
        "The moderator has paused writing under this item. Please wait, or raise your hand; what you typed is kept."
    ),
    "discussion.slow_mode": _(
        "Slow mode: one contribution every %(slow)s seconds. Please wait %(wait)s seconds; it is sent by itself."
    ),
    "discussion.slow_too_long": _("Please choose at most %(most)s seconds."),
    "discussion.not_held": _("Nobody waits for this any more. Please reload the page."),
    "discussion.not_yours": _("Only whoever wrote this can change it. You can reply to it."),
    "discussion.gone": _("This is no longer shown. Please reload the page."),
    "discussion.edit_too_late": _(
        "Words can be changed for %(minutes)s minutes. Please send what you want to correct as a reply; what you typed is kept."
    ),
    "discussion.own_words": _("These are your own words. Others can agree with them."),
    "discussion.pins_full": _("At most %(most)s can be kept on top. Please take one of them down first."),
    "discussion.no_question": _("Only a question can be marked as answered. Please choose a question."),
    "discussion.answer_by_missing": _("Please write who answered: the residents' committee, the property firm …"),
    "discussion.answer_by_too_long": _("Please shorten the name to at most %(most)s characters."),
    "minutes.wrong_state": _(
        "The minutes are “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "minutes.text_is_fixed": _(
        "The minutes are “%(state)s”: the text stays as people have read it. Please write what is wrong as an objection; it is appended."
    ),
    "minutes.empty": _("There is no sentence in the minutes yet. Please write at least one."),
    "minutes.not_confirming": _(
        "The minutes are “%(state)s” and cannot be confirmed now. You will be told when you are asked."
    ),
    "minutes.not_there": _(
        "Only those who were on the attendance list can confirm the minutes. Were you there? Please tell the recorder."
    ),
    "minutes.window_over": _(
        "The time to confirm or object ended on %(until)s. With new facts you can reopen the issue."
    ),
    "minutes.objection_missing": _("Please write what is wrong or missing. It will be published with the minutes."),
    "minutes.objection_too_long": _("Please shorten the objection to at most %(most)s characters."),
    "minutes.window_still_open": _(
        "%(answered)s of %(asked)s have answered; the others have until %(until)s. You can publish after that."
    ),
}

STATES = {
    "Body.representatives": _("resident representatives"),
    "Body.households": _("households"),
    "Composition.households": _("One person of every household"),
    "Composition.adults": _("All adults"),
    "Body.supervisors": _("members of the supervision committee"),
    "MeetingKind.topic_solicitation": _("Topic solicitation meeting"),
    "MeetingKind.hearing": _("Hearing"),
    "MeetingKind.heart_to_heart": _("Heart-to-heart talk"),
    "MeetingKind.coordination": _("Coordination meeting"),
    "MeetingKind.supervisory_review": _("Supervisory joint review"),
    "MeetingKind.appraisal": _("Appraisal meeting"),
    "MeetingKind.building_council": _("Building council"),
    "MeetingKind.joint_meeting": _("Joint meeting"),
    "MeetingKind.party_joint_meeting": _("Party-building joint meeting"),
    "MeetingKind.owners_assembly": _("Owners' assembly"),
    "RuleWord.building_head": _("Building head"),
    "RuleWord.committee": _("Residents' committee"),
    "RuleWord.director": _("Director of the residents' committee"),
    "RuleWord.moderator": _("Moderator"),
    "RuleWord.owners_committee": _("Owners' committee"),
    "RuleWord.owners_committee_director": _("Director of the owners' committee"),
    "RuleWord.party_organisation": _("Party organisation"),
    "RuleWord.secretary": _("Party secretary"),
    "RuleWord.supervision_committee": _("Supervision committee"),
    "RuleWord.supervision_head": _("Head of the supervision committee"),
    "RuleWord.secretary_or_director": _("Party secretary or director of the residents' committee"),
    "RuleWord.decider_or_implementer": _("Whoever decides or carries it out"),
    "RuleWord.residents_committee": _("Residents' committee"),
    "RuleWord.housing_office": _("Housing office"),
    "RuleWord.all_sides": _("All sides"),
    "RuleWord.chair": _("Whoever leads"),
    "RuleWord.members": _("The members of the supervision committee who were there"),
    "RuleWord.parties": _("All units taking part"),
    "RuleWord.recorder": _("Recorder"),
    "RuleWord.scrutineer": _("Scrutineer"),
    "RuleWord.subdistrict_witness": _("Witness of the subdistrict or committee"),
    "RuleWord.tellers": _("Tellers"),
    "RuleWord.agreement": _("An agreement, or on record that there is none"),
    "RuleWord.building_resolution": _("A resolution of the building"),
    "RuleWord.division_of_tasks": _("Who does what until when"),
    "RuleWord.findings": _("What was checked, and what was found"),
    "RuleWord.notes": _("Notes of what was talked about"),
    "RuleWord.opinions_and_answers": _("Opinions, each with an answer"),
    "RuleWord.ranked_topics": _("Topics in order of urgency"),
    "RuleWord.ratings_and_items": _("Ratings, and what is to be improved"),
    "RuleWord.resolution": _("A resolution"),
    "RuleWord.three_lists": _("Three lists: what is needed, what can be given, what is done"),
    "MeetingKind.representatives_assembly": _("Representatives' meeting"),
    "MeetingKind.residents_assembly": _("Residents' meeting"),
    "MeetingState.draft": _("In preparation"),
    "MeetingState.announced": _("Announced"),
    "MeetingState.in_session": _("Going on"),
    "MeetingState.closed": _("Closed"),
    "MeetingState.cancelled": _("Cancelled"),
    "ItemKind.information": _("Information"),
    "ItemKind.report": _("Report"),
    "ItemKind.discussion": _("Discussion"),
    "ItemKind.motion": _("Motion"),
    "ItemState.pending": _("Still to come"),
    "ItemState.open": _("Being talked about"),
    "ItemState.closed": _("Closed"),
    "ItemState.postponed": _("Not reached"),
    "Outcome.agreed": _("Agreed"),
    "Outcome.not_agreed": _("Not agreed"),
    "Outcome.second_round": _("Second round"),
    "Outcome.pilot": _("Pilot first"),
    "Outcome.deferred": _("Put off"),
    "Outcome.to_assembly": _("Goes to the residents' meeting"),
    "Outcome.to_vote": _("Put to the vote"),
    "Outcome.noted": _("Noted"),
    "Channel.hall": _("In the hall"),
    "Channel.assisted": _("With a neighbour's help"),
    "Channel.imported": _("Taken over from another platform"),
    "Stance.support": _("For"),
    # As the record keeps it: the word itself is taken in Python.
    "Stance.for": _("For"),
    "Stance.against": _("Against"),
    "Stance.supplement": _("Supplement"),
    "Stance.question": _("A question"),
    "Stance.neutral": _("Comment"),
    "LockReason.answered": _("It is answered"),
    "LockReason.said": _("Everything has been said"),
    "LockReason.elsewhere": _("It belongs elsewhere"),
    "LockReason.heated": _("To let the talk cool down"),
    "Screening.first": _("Waits to be read first"),
    "Screening.again": _("Is looked at again"),
    "Order.oldest": _("Oldest first"),
    "Order.newest": _("Newest first"),
    "Order.not_yet_heard": _("Not yet heard first"),
    "MinutesState.draft": _("Being written"),
    "MinutesState.confirming": _("Being confirmed"),
    "MinutesState.published": _("Published"),
    "ErratumState.proposed": _("Waits for a second person"),
    "ErratumState.approved": _("Approved"),
    "ErratumState.declined": _("Left as it was"),
    "SectionKey.attendance": _("Attendance"),
    "SectionKey.item": _("Agenda item"),
    "SectionKey.agreed": _("What was agreed"),
    "SectionKey.not_agreed": _("What was not agreed"),
    "SectionKey.notes": _("As the recorder wrote it"),
    "SectionKey.views_for": _("Views for"),
    "SectionKey.views_against": _("Views against"),
    "SectionKey.supplements": _("Supplements"),
    "SectionKey.questions": _("Questions and answers"),
    "SectionKey.minority": _("Minority views"),
    "SectionKey.turns": _("Who had the floor"),
    "SectionKey.recused": _("Who took no side"),
    "SectionKey.polls": _("Quick questions (not decisions)"),
    "SectionKey.actions": _("Proposed next steps"),
    "SectionKey.parked": _("Put aside for later"),
    "SectionKey.close": _("End"),
    "Signatory.chair": _("Led by"),
    "Signatory.recorder": _("Recorded by"),
    "Signatory.scrutineer": _("Scrutineer"),
    "Signatory.tellers": _("Teller"),
    "Signatory.building_head": _("Building head"),
    "Signatory.members": _("Member"),
    "Signatory.parties": _("For the party to the meeting"),
    "Signatory.all_sides": _("For a side"),
    "Signatory.subdistrict_witness": _("Witness of the subdistrict"),
    "Signatory.participant": _("Participant"),
}

EVENTS = {
    "meeting.scheduled": _("%(actor)s prepared the meeting “%(title)s”."),
    "meeting.replanned": _("%(actor)s changed the plan of the meeting “%(title)s”."),
    "meeting.announced": _("The meeting “%(title)s” was announced."),
    "meeting.opened": _("%(actor)s opened the meeting. %(present)s were there."),
    "meeting.item_started": _("The meeting turned to item %(position)s: %(title)s"),
    "meeting.item_closed": _("Item %(position)s was closed: %(title)s. %(conclusion)s"),
    "meeting.attended": _("Somebody signed in."),
    "meeting.vote_opened": _("Voting began in the meeting: %(question)s"),
    "meeting.vote_ended": _("Voting ended in the meeting: %(question)s"),
    "meeting.paused": _("The meeting took a break."),
    "meeting.resumed": _("The meeting went on."),
    "meeting.chair_handed_over": _("%(chair)s leads the meeting from now on: %(reason)s"),
    "meeting.closed": _("%(actor)s closed the meeting. %(present)s had signed in."),
    "meeting.cancelled": _("The meeting was cancelled: %(reason)s"),
    "discussion.contributed": _("%(author_label)s: %(body)s"),
    "discussion.hidden": _("A contribution was hidden by the moderator."),
    "discussion.shown": _("A hidden contribution is shown again."),
    "note.written": _("%(actor)s wrote in the running text: %(text)s"),
    "note.struck": _("%(actor)s took a line of the running text back."),
    "discussion.held": _("A contribution waited to be read by a moderator first."),
    "discussion.held_back": _("A contribution was taken back to be looked at again."),
    "discussion.merged": _("A contribution was put together with another that says the same."),
    # In the public log an act is counted, and not told one by one.
    "tidied.talk_set": _("A pause in writing, slow mode or reading first was set or ended."),
    "tidied.replies_closed": _("Replies to a contribution were closed."),
    "discussion.parted": _("A contribution stands by itself again."),
    "discussion.moved": _("A contribution was moved to another item."),
    "discussion.replies_closed": _("Replies to a contribution were closed: %(reason)s."),
    "discussion.replies_opened": _("People may reply to a contribution again."),
    "discussion.talk_set": _("%(actor)s set how the item is talked about."),
    "discussion.edited": _("A contribution was mended by its author: %(body)s"),
    "discussion.agreed": _("Somebody agreed with a contribution."),
    "discussion.agreement_withdrawn": _("Somebody no longer agrees with a contribution."),
    "discussion.pinned": _("A contribution was kept on top."),
    "discussion.unpinned": _("A contribution was taken down from the top."),
    "discussion.answered": _("A question was marked as answered by %(answered_by)s."),
    "discussion.reopened": _("A question is open again."),
    "minutes.drafted": _("The minutes were drafted from this record."),
    "minutes.amended": _("%(actor)s mended the draft of the minutes."),
    "minutes.confirming": _("The minutes were laid before those who were there."),
    "minutes.confirmed": _("Somebody who was there answered to the minutes."),
    "minutes.published": _(
        "The minutes were published: of those who were there, %(confirmed)s confirmed them and %(objections)s objected."
    ),
    "minutes.erratum_proposed": _(
        "%(actor)s proposed a correction of the minutes: “%(was)s” → “%(becomes)s”. %(reason)s"
    ),
    "minutes.erratum_approved": _(
        "%(actor)s approved a correction of the minutes: “%(was)s” → “%(becomes)s”. %(reason)s"
    ),
    "minutes.erratum_declined": _("%(actor)s left the minutes as they are: %(reason)s"),
}

# What drafted minutes are made of; `Say` in meetings.minutes fills these.
MINUTES = {
    "opened": _("The meeting “%(title)s” was opened on %(at)s."),
    "attended": _("%(channel)s: %(number)s present."),
    "outcome": _("%(outcome)s: %(conclusion)s"),
    "outcome_only": _("%(outcome)s."),
    "said": _("%(name)s: %(body)s"),
    "asked": _("%(name)s asked: %(body)s"),
    "answered": _("%(name)s answered: %(body)s"),
    "same": _("%(text)s (The same was said by %(names)s. Standing behind it besides the first speaker: %(number)s.)"),
    "not_answered": _("(Not answered in the meeting.)"),
    "spoke": _("%(name)s (%(stance)s): %(minutes)s min %(seconds)s s in all, turns: %(turns)s."),
    "recused": _("%(name)s has an interest of their own in it and took no side: %(reason)s"),
    "poll": _("“%(question)s” %(answers)s This was no vote and decides nothing."),
    "poll_answer": _("%(option)s: %(number)s."),
    "next_agreed": _("“%(title)s” is carried out; responsible body and day are fixed with the resolution."),
    "next_pilot": _("“%(title)s” is tried on a small part first; the meeting comes back to it afterwards."),
    "next_deferred": _("“%(title)s” is put off; the committee looks at it again in time."),
    "next_to_assembly": _("“%(title)s” is left to the residents' meeting, which alone may decide it."),
    "next_to_vote": _("“%(title)s” is put to the vote."),
    "next_second_round": _("“%(title)s” is talked about again in a second round."),
    "parked": _("%(text)s (said by %(said_by)s)"),
    "closed": _("The meeting was closed on %(at)s; all items were reached."),
    "paused": _("The meeting took a break at %(at)s, until %(until)s."),
    "adjourned": _("The meeting goes on at %(to)s. Reason: %(reason)s"),
    "quorum": _(
        "Present then: in the hall %(hall)s, by phone %(phone)s, by proxy %(proxy)s, helped by others %(assisted)s, together %(present)s; needed to decide: %(needed)s."
    ),
    "quorum_of": _(
        "Present then: %(seats)s of the %(entitled)s who belong to this meeting; needed to decide: %(needed)s. With guests %(present)s people: in the hall %(hall)s, by phone %(phone)s, by proxy %(proxy)s, helped by others %(assisted)s."
    ),
    "handed_over": _("From %(at)s on %(chair)s led the meeting. Reason: %(reason)s."),
    "stopped": _("The meeting was stopped early on %(at)s. Reason: %(reason)s. Items not finished: %(number)s."),
    "postponed": _("The meeting was closed on %(at)s; items not reached: %(number)s."),
}
