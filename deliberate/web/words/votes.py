"""What votes have to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "votes.wrong_state": _(
        "This vote is “%(state)s” and cannot become “%(following)s” from there. Please reload the page to see what is next."
    ),
    "votes.no_question": _("Please write the question people will vote on."),
    "votes.question_too_long": _(
        "The question has %(length)s characters. Please keep it to %(most)s, so that everybody can read it in one go."
    ),
    "votes.option_twice": _("The same option stands there twice. Please remove one of them."),
    "votes.too_few_options": _("Please give at least %(least)s options to choose from."),
    "votes.not_yes_or_no": _(
        "A vote on one question has exactly three answers: agree, disagree, abstain. Please take other options away."
    ),
    "votes.bad_max_choices": _("Please let people choose at least 1 and at most %(most)s."),
    "votes.locked": _(
        "The question was announced and can no longer be changed. What was announced is what is voted on."
    ),
    "votes.empty_roll": _(
        "Nobody stands on the roll for this place yet. Please import the roll or verify the households first."
    ),
    "votes.notice_too_short": _("The notice is too short: this kind of vote can open on %(earliest)s at the earliest."),
    "votes.closes_before_it_opens": _("The vote must close after it opens. Please choose a later end."),
    "votes.too_short": _("A vote must be open for at least %(days)s days, so that people who are away can take part."),
    "votes.too_long": _("A vote may be open for %(days)s days at most."),
    "votes.not_yet": _("This vote opens on %(opens_at)s, as announced. Please wait until then."),
    "votes.not_open_yet": _("Voting has not begun yet. You will be told when it does."),
    "votes.void": _("This vote was declared void. Your ballot is not needed."),
    "votes.over": _("Voting ended on %(closes_at)s. The result will stand on this page."),
    "votes.not_on_roll": _(
        "You are not on the roll of this vote, so you cannot vote in it. Below it says who can, and whom to ask if you think this is wrong."
    ),
    "votes.not_of_this_place": _(
        "You are not on the roll of this vote: we do not know yet that you belong here. Say under “Me” where you live; the roll of the next vote can have you."
    ),
    "votes.of_another_place": _(
        "You are not on the roll of this vote: it is for another place than the one where you are known. If you have a home there too, please tell the residents' committee."
    ),
    "votes.not_confirmed_yet": _(
        "You are not on the roll of this vote: what you said about your home waits to be confirmed. Please call the residents' committee."
    ),
    "votes.came_later": _(
        "You are not on the roll of this vote: it was frozen on %(frozen_at)s, and you came on %(since)s. You can vote next time."
    ),
    "votes.spoken_for": _(
        "You are not on the roll of this vote: somebody else stands there for your home. Please ask them, or the residents' committee."
    ),
    "votes.only_owner": _(
        "You are not on the roll of this vote: it is for owners, and you are not in the register as one. If you are, please show the ownership certificate at the service point."
    ),
    "votes.only_household_rep": _(
        "You are not on the roll of this vote: every household has one vote, given by its household representative. Please tell them what you think."
    ),
    "votes.only_representative": _(
        "You are not on the roll of this vote: the elected resident representatives vote here. You can attend their meeting and speak."
    ),
    "votes.only_appraiser": _(
        "You are not on the roll of this vote: the elected resident representatives appraise the committee, but not its own members. Everybody can read the result as soon as it is published."
    ),
    "votes.only_adult_resident": _(
        "You are not on the roll of this vote: it is for people who live here. Owners who live elsewhere can vote in the votes of the owners."
    ),
    "votes.already_voted": _(
        "Your vote has arrived already. It counts once and cannot be changed; nothing else is needed."
    ),
    "votes.nothing_chosen": _(
        "Please choose something first. If you do not want to choose, you can abstain or leave the page."
    ),
    "votes.too_many_choices": _("You chose %(chosen)s; at most %(most)s are allowed. Please take some away."),
    "votes.chosen_twice": _("The same option was chosen twice. Please choose it once."),
    "votes.unknown_option": _("This option is not on the ballot paper. Please open the page again."),
    "votes.still_running": _(
        "The vote runs until %(closes_at)s, as announced. It closes earlier only when everybody has voted."
    ),
    "votes.no_such_meeting": _("There is no such meeting. Please start again from the meeting's page."),
    "votes.other_kind_of_meeting": _(
        "“%(kind)s” is voted on in a meeting of that kind, because its notice is the longer one. Please prepare it without this meeting, or call that meeting."
    ),
    "votes.appraised_elsewhere": _(
        "The committee is appraised in an appraisal meeting or in the representatives' meeting. Please prepare it without this meeting, or call one of those."
    ),
    "votes.needs_meeting": _(
        "“%(kind)s” is held in a meeting of that kind: people come together first, then they vote. Please call that meeting, and put the question to the vote from its desk."
    ),
    "votes.too_few_in_the_room": _(
        "When the voting ended, %(present)s were in the meeting; %(needed)s are needed, so nothing is decided. Please declare the vote void and hold it again."
    ),
    "votes.ballots_and_roll_differ": _(
        "There are %(ballots)s ballots, but %(voted)s marks on the roll. Nothing is counted until this is explained."
    ),
    "votes.areas_missing": _(
        "The register has no floor area for %(homes)s homes. Please enter it first: owners are counted by area too."
    ),
    "votes.paper_stands": _(
        "Your paper ballot has arrived. In this vote paper goes first, so it counts and nothing else is needed."
    ),
    "votes.has_paper": _(
        "You have taken a paper ballot, so you vote on paper in this vote. If you would rather vote by phone, please hand the paper back first."
    ),
    "votes.paper_too_late": _(
        "For number %(number)s a vote has arrived already. Please keep this paper unopened with the others that do not count."
    ),
    "votes.box_shut": _(
        "The box stays shut until the vote is closed, and it is empty after the count. Papers are read in between."
    ),
    "votes.packet_agreed": _(
        "Two people have counted this packet alike already. Please take the next one, or write another number on it."
    ),
    "votes.empty_packet": _("Please write how many papers of the packet say what: whole numbers, at least one paper."),
    "votes.packet_too_thick": _(
        "Please make packets of at most %(most)s papers; thinner ones are counted more safely."
    ),
    "votes.more_papers": _(
        "This packet has %(papers)s papers, but only %(unread)s that came back are still to be read. Please count again."
    ),
    "votes.papers_unread": _(
        "%(returned)s papers came back, and %(read)s of them are read. Please read the others first; the count waits for them."
    ),
    "votes.nothing_to_take_back": _(
        "There is nothing like this on record under that number. Please look at the number again."
    ),
    "votes.no_such_paper": _(
        "There is no paper with the number %(number)s. Please look again: the papers have the numbers 1 to %(most)s."
    ),
    "votes.not_a_paper": _(
        "Line %(line)s cannot be: please write up to %(most)s different numbers from 1 to %(options)s, or 0 for a paper that is not valid."
    ),
    "votes.slip_too_late": _(
        "Voting has ended, so this paper no longer counts: in a poll with several answers slips are noted before that. Please keep it with the record of the vote."
    ),
    "votes.not_numbers": _("Please write numbers such as 1-24, 30. The papers have the numbers 1 to %(most)s."),
    "votes.no_evidence": _("Please write what proves it, such as the number of the post's receipt or who signed."),
    "votes.no_papers_now": _(
        "Papers can be read while voting is open, and after the close until the count; then the ballots are sealed."
    ),
    "votes.no_proxy": _(
        "Please write who handed it in. A proxy needs the owner's written permission, and votes as the owner says."
    ),
    "votes.no_help_named": _(
        "Please name who helped and who was there as a witness; they are two people, and the choice was read back."
    ),
    "votes.signed_already": _("You have signed for this count already. Please leave the other signatures to others."),
    "votes.own_matter": _(
        "This is your own matter: you brought it up, it is about your work, or you carry out what is decided. Please leave the signature to others."
    ),
    "votes.own_papers": _(
        "This is your own matter: you brought it up, it is about your work, or you carry out what is decided. Please let two others read the papers."
    ),
    "votes.not_a_signer": _("It is for others to sign for this count. Please ask whoever leads the vote."),
    "votes.nothing_to_sign": _(
        "There is nothing to sign now: please sign after the count and before the result is published."
    ),
    "votes.not_certified": _(
        "Signatures are missing: %(tellers)s of tellers, %(scrutineers)s of scrutineers. The result can be published once they have signed."
    ),
    "votes.not_certified_here": _(
        "Signatures are missing: %(heads)s of the building head, %(residents)s of residents of the building. The result can be published once they have signed."
    ),
    "votes.objections_wait": _(
        "%(number)s objections to the roll wait for an answer. Voting begins once they have one."
    ),
    "votes.objections_over": _(
        "Objections to this roll were possible until %(until)s. The result can still be objected to."
    ),
    "votes.objection_waits": _(
        "Your objection has arrived and waits for its answer. You can file another one after that."
    ),
    "votes.objection_answered": _("This objection has been answered already. Please read the answer."),
    "votes.own_objection": _("Nobody answers an objection of their own. Please leave it to somebody else."),
    "votes.own_roll": _(
        "You drew up this vote. Please leave the answer to another moderator or to the supervision committee."
    ),
    "votes.roll_unchanged": _(
        "The register still says what the roll says. Please correct the register first, then answer that the roll is corrected."
    ),
    "votes.no_result_to_object_to": _("There is no result of this vote that can be objected to."),
    "votes.result_stands": _("This result could be objected to until %(day)s."),
    "votes.not_yours_to_object_to": _(
        "Whoever stands on the roll of this vote can object to its result; where owners vote, every owner can. If you should have stood on the roll, please tell the residents' committee."
    ),
    "votes.own_count": _(
        "You counted in this vote. Please leave the answer to another moderator or to the supervision committee."
    ),
    "votes.no_clause": _(
        "Please name the rule of the estate that says so, and where it is written. Without one, an unreturned ballot did not take part."
    ),
    "votes.no_reason": _("Please write why. Everybody will read it."),
    "votes.no_result_yet": _(
        "There is no result yet. Nobody sees any count before the vote is closed, not even the committee. It will stand here after that."
    ),
    "votes.issue_not_ready": _(
        "An issue can be put to the vote once it has been talked over in a meeting. This one is “%(state)s”."
    ),
    "votes.vote_running": _("There is a vote on this issue already. Please finish it first, or declare it void."),
    "votes.issue_not_open": _("Only open issues can be ranked. One of these is “%(state)s”."),
}

STATES = {
    "VoteKind.priority_poll": _("Priority poll"),
    "VoteKind.straw_vote": _("Straw vote"),
    "VoteKind.building_vote": _("Vote of a building"),
    "VoteKind.household_vote": _("Vote of the households"),
    "VoteKind.residents_assembly": _("Residents' meeting vote"),
    "VoteKind.representatives_assembly": _("Representatives' meeting vote"),
    "VoteKind.owners_assembly": _("Owners' assembly vote"),
    "VoteKind.owners_part": _("Vote of some of the owners"),
    "VoteKind.committee_appraisal": _("Appraisal of the committee"),
    "VoteKind.budget": _("Participatory budget"),
    "VoteState.draft": _("Draft"),
    "VoteState.announced": _("Announced"),
    "VoteState.open": _("Open for voting"),
    "VoteState.closed": _("Closed, not counted yet"),
    "VoteState.tallied": _("Counted, not published yet"),
    "VoteState.certified": _("Certified"),
    "VoteState.published": _("Result published"),
    "VoteState.challenged": _("Challenged"),
    "VoteState.final": _("Final"),
    "VoteState.void": _("Void"),
    "BindingMode.advisory": _("Opinion, not a decision"),
    "BindingMode.paper_of_record": _("The paper ballots decide"),
    "BindingMode.adopted_e_vote": _("This online vote decides"),
    "BindingMode.authority_platform": _("The authority's own platform decides"),
    "Secrecy.named": _("Named ballots"),
    "Secrecy.confidential": _("Confidential ballots"),
    "Secrecy.secret": _("Secret ballots"),
    "Weight.per_person": _("One person, one vote"),
    "Weight.per_household": _("One household, one vote"),
    "Weight.per_unit": _("One unit, one vote"),
    "Weight.area_and_count": _("Counted by floor area and by owners"),
    "Matter.procedure": _("Rules of procedure of the owners' assembly"),
    "Matter.covenant": _("The owners' covenant"),
    "Matter.committee": _("Electing or replacing the owners' committee"),
    "Matter.property_firm": _("Hiring or dismissing the property company"),
    "Matter.use_fund": _("Using the maintenance fund"),
    "Matter.raise_fund": _("Raising money for the maintenance fund"),
    "Matter.rebuild": _("Rebuilding or altering buildings"),
    "Matter.change_use": _("Changing the use of common parts, or earning money with them"),
    "Matter.dwelling_to_business": _("Using a home for business"),
    "Matter.other": _("Another matter of common property"),
    "Unreturned.not_participating": _("A ballot that does not come back did not take part."),
    "Unreturned.abstain": _("A ballot that was delivered and does not come back counts as an abstention."),
    "Unreturned.follow_majority": _("A ballot that was delivered and does not come back counts with the majority."),
    "Choice.agree": _("Agree"),
    "Choice.disagree": _("Disagree"),
    "Choice.abstain": _("Abstain"),
    "Grade.excellent": _("Excellent"),
    "Grade.competent": _("Competent"),
    "Grade.basically_competent": _("Basically competent"),
    "Grade.not_competent": _("Not competent"),
    "Signing.teller": _("Teller"),
    "Signing.scrutineer": _("Scrutineer"),
    "Signing.building_head": _("Building head"),
    "Signing.resident": _("Resident of the building"),
    "RollClaim.missing": _("Somebody who should stand on the roll is missing"),
    "RollClaim.stranger": _("Somebody stands on the roll who should not"),
    "RollClaim.area": _("A floor area is wrong"),
    "RollClaim.together": _("Homes were counted together, or apart, by mistake"),
    "RollClaim.other": _("Something else"),
    "RollAnswer.corrected": _("The roll is corrected"),
    "RollAnswer.refused": _("The roll stays as it is"),
    "ResultClaim.ballot": _("A ballot is missing, or is not as it was given"),
    "ResultClaim.papers": _("Papers were read or counted wrongly"),
    "ResultClaim.voters": _("Somebody voted who could not, or could not vote who can"),
    "ResultClaim.procedure": _("Notice, time, secrecy or the way of voting"),
    "ResultClaim.rule": _("Counted by the wrong rule, or reckoned wrongly"),
    "ResultClaim.other": _("Something else"),
    "ResultAnswer.rejected": _("It stands"),
    "ResultAnswer.recount": _("Counted again"),
    "ResultAnswer.set_aside": _("Set aside"),
    "Both.paper": _("If there are both, the paper ballot counts."),
    "Both.phone": _("If there are both, the ballot by phone counts."),
    "Both.last": _("If there are both, the one given last counts."),
    "Both.first": _("By phone or on paper, but not both: the one that arrives first counts."),
    "Told.nothing": _("Before the end nobody sees a count, nor how many have voted, not even the committee."),
    "Told.turnout": _("Before the end everybody sees how many have voted, and nobody how they voted."),
    "Order.shuffled": _("The options stand in another order for everybody, drawn by lot."),
    "Order.listed": _("The options stand as they were listed."),
    "Mistake.returned": _("A paper was noted as come back"),
    "Mistake.delivered": _("A paper was noted as given out"),
    "Mistake.packet": _("A packet was counted wrongly"),
    "Delivered.in_person": _("Handed over"),
    "Delivered.post": _("By post, against a receipt"),
    "Delivered.notice_board": _("On the notice board"),
    "Delivered.e_login": _("Opened online after signing in"),
    "Channel.phone": _("By phone or computer"),
    "Channel.kiosk": _("At the service point's screen"),
    "Channel.paper": _("On paper"),
    "Channel.home_visit": _("At a home visit"),
    "Channel.mobile_box": _("In the mobile box"),
    "Channel.proxy": _("By proxy"),
    "Channel.phone_in": _("By telephone call"),
    "Channel.authority_import": _("Taken over from the authority"),
    "Method.majority": _("Yes or no"),
    "Method.double_majority": _("Yes or no, by floor area and by owners"),
    "Method.approval": _("Choosing several"),
    "Method.first_choice": _("One choice each"),
    "Method.score": _("Giving points"),
    "Method.borda": _("Ranking, with points for every place"),
    "Method.ranked_pairs": _("Ranking, compared two by two: the clearest comparison first"),
    "Method.schulze": _("Ranking, compared two by two: the strongest chain"),
    "Method.instant_runoff": _("Ranking, with whoever is last going out round by round"),
    "Method.transferable": _("Ranking for several seats, passing on what is left over"),
    "Method.meek": _("Ranking for several seats, reckoned after Meek"),
    "Method.greedy": _("Most votes first, as far as the money goes"),
    "Method.equal_shares": _("Equal shares of the money for everybody"),
    "Method.consensus": _("Agreed when nobody objects"),
    "Scoring.votes": _("votes"),
    "Scoring.points": _("points"),
    "Scoring.places": _("points by place"),
    "Quota.droop": _("the smallest number that no more people can reach than there are seats"),
    "Quota.droop_each_round": _("the same, reckoned anew every round"),
    "Quota.hare": _("all votes divided by the seats"),
    "Utility.cost": _("what it costs"),
    "Utility.number": _("the same as any other"),
    "Utility.points": _("the points given to it"),
    "Completion.none": _("Money left over stays unspent."),
    "Completion.add_one": _("Everybody's share is raised step by step as long as the budget allows."),
    "Completion.greedy": _("Money left over goes to what has the most votes."),
    "TieRule.shared": _("Options with equally many votes share their place."),
    "TieRule.first_listed": _("Among options with equally many votes, the one listed first comes first."),
    "TieRule.earlier_rounds": _(
        "Among options with equally many votes, the latest earlier round in which they differ decides, then the list."
    ),
    "Verdict.adopted": _("Adopted"),
    "Verdict.not_adopted": _("Not adopted"),
    "Verdict.no_quorum": _("Too few took part"),
    "Verdict.ranked": _("Ranked"),
    "Verdict.funded": _("Funded as far as the money goes"),
    "Verdict.elected": _("Elected"),
    "Ground.household_rep": _("as representative of the household"),
    "Ground.adult_resident": _("as a verified adult resident"),
    "Ground.representative": _("as a resident representative"),
    "Ground.appraiser": _("as a resident representative who is not in the committee"),
    "Ground.owner": _("as an owner"),
    "Ground.imported": _("taken over from elsewhere"),
}

MEANINGS = {
    "VoteKind.priority_poll": _(
        "A priority poll asks what should come first. No law prescribes it, and it binds nobody."
    ),
    "VoteKind.straw_vote": _(
        "A straw vote shows which way people lean while they talk. No law prescribes it, and it binds nobody."
    ),
    "VoteKind.budget": _("Residents say which projects they want the money for. No law prescribes it."),
    "VoteKind.building_vote": _(
        "The households of a building agree on something among themselves. No law prescribes it: it binds as a promise between neighbours. What is for owners to decide needs a vote of the owners."
    ),
    "VoteKind.household_vote": _(
        "Every household has one vote on something that concerns all. No law prescribes it: it binds as a promise between neighbours and is not a decision of the residents' meeting."
    ),
    "VoteKind.residents_assembly": _(
        "This is a decision of the residents' meeting (Residents' Committee Law, articles 26 and 27). It binds the residents' committee and all residents."
    ),
    "VoteKind.representatives_assembly": _(
        "This is a decision of the representatives' meeting (Residents' Committee Law, articles 28 and 29). It decides for all residents what their meeting has left to the representatives."
    ),
    "VoteKind.owners_assembly": _(
        "All owners together decide about common property (Civil Code, article 278). It binds every owner, also those who did not agree (article 280)."
    ),
    "VoteKind.owners_part": _(
        "The owners whom the matter concerns decide, counted like all owners together (Civil Code, article 278). It is for their part only."
    ),
    "VoteKind.committee_appraisal": _(
        "The resident representatives say how the residents' committee or one of its members did, at least once a year (Residents' Committee Law, article 37). By itself it changes nothing: the result is published, and the subdistrict office takes it into its own judgement. Two results of “not competent” in a row end a member's office."
    ),
}

EVENTS = {
    "vote.drafted": _("A vote was prepared: %(question)s"),
    "vote.announced": _("A vote was announced: %(question)s"),
    "vote.roll_objected": _("Somebody objected to the roll."),
    "vote.roll_answered": _("An objection to the roll was answered; %(roll)s stand on it."),
    "vote.papers_delivered": _("%(papers)s ballot papers reached their owners."),
    "vote.paper_mistake": _("A mistake about a paper ballot was taken back: %(reason)s"),
    "vote.opened": _("Voting began: %(question)s"),
    "vote.sealed": _("Ballots were sealed: batch %(batch)s."),
    "vote.closed": _("Voting ended: %(question)s"),
    "vote.tallied": _("The ballots were counted."),
    "vote.signed": _("Somebody who counted or watched the count signed for it."),
    "vote.published": _("The result was published: %(question)s"),
    "vote.result_objected": _("Somebody objected to the result."),
    "vote.result_answered": _("An objection to the result was answered: %(answer)s"),
    "vote.final": _("The result is final: %(question)s"),
    "vote.voided": _("A vote was declared void: %(question)s. Reason: %(reason)s"),
    "vote.imported": _("A vote held elsewhere was taken over: %(question)s"),
}
