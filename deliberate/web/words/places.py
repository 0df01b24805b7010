"""What places, memberships and rule sets have to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "places.not_a_home": _("Please choose the room, not only the building or the estate."),
    "places.not_claimed": _(
        "Representatives are elected, and the committee enters them. Please choose another capacity, or ask the committee."
    ),
    "places.claimed_already": _("You have said so already. Please wait until the committee has looked at it."),
    "places.too_many_claims": _(
        "%(most)s homes wait to be confirmed already. Please wait until the committee has looked at them."
    ),
    "places.too_many_tries": _(
        "This was compared with the register several times today. Please try again tomorrow, or come to the desk."
    ),
    "places.not_your_claim": _("This is somebody else's home. Please choose your own under “Me”."),
    "places.doubt_missing": _("Please choose a reason; the person reads it."),
    "places.not_on_roll": _(
        "Nobody of this name stands on the roll of this home. Please look at the name again, or ask the committee."
    ),
    "places.has_own_phone": _("This person takes part with a phone of their own. Please let them do it themselves."),
    "places.helper_not_neighbour": _("Only a neighbour whose own home is confirmed here can be named."),
    "places.helper_named_already": _("This neighbour is named already. Nothing else is needed."),
    "places.helper_has_enough": _(
        "This neighbour helps %(most)s people already. Please name another one, or ask the service desk."
    ),
    "places.not_their_helper": _(
        "This person has not named you. Please ask them to name you, or to go to the service desk."
    ),
    "places.own_claim": _("Nobody confirms their own home. Please leave it to somebody else at the desk."),
    "places.role_ended": _("This role has ended already. Nothing else is needed."),
    "places.own_administration": _("You cannot end your own administration. Another administrator can."),
    "places.role_held": _("This person holds this role here already. Nothing else is needed."),
    "places.role_needs_staff": _(
        "This role needs an account with a passphrase and an authenticator app. Make one first."
    ),
    "places.bad_name": _("Please give a name of at most %(longest)s characters."),
    "places.bad_slug": _(
        "Please use small letters a to z, digits and single hyphens for the name in addresses, at most 60."
    ),
    "places.slug_taken": _("The name in addresses “%(slug)s” is taken. Please choose another one."),
    "places.point_name": _(
        "Please give the service point a name; name and address may have at most %(longest)s characters."
    ),
    "places.point_phone": _("Please write a telephone number people can call, such as 021-5555 0100 or 12345."),
    "places.point_hours": _("We cannot read “%(typed)s”. Please write the hours like 08:30-11:30, 13:30-17:00."),
    "places.point_never_open": _("Please write at least on which days the service point is open."),
    "places.category_taken": _("There is a category “%(name)s” here already. Please choose another name."),
    "places.wrong_order": _(
        "%(kind)s cannot stand in %(parent)s: only wider places hold narrower ones. Please choose another kind."
    ),
    "places.needs_parent": _("%(kind)s needs a place to stand in. Please add the wider place first."),
    "places.rule_is_law": _(
        "This figure is law (%(article)s) and is not changed here. If the law changes, a new rule set is adopted."
    ),
    "places.rule_wrong_kind": _(
        "“%(key)s” needs a value of the kind it has now. Please look at the present one and write it alike."
    ),
    "places.rule_out_of_range": _("“%(key)s” must lie between 0 and %(most)s. Please write another number."),
    "places.rule_no_reason": _("Please say who decided this, and when. It stands beside the figure from now on."),
    "places.roll_unreadable": _("This file is not a table we can read. Please save it as CSV in UTF-8 or GB18030."),
    "places.roll_too_long": _("The table has more than %(most)s lines. Please import it building by building."),
    "places.roll_empty": _("The table has a header but no lines. Please choose the one with the households in it."),
    "places.roll_column_missing": _("The column “%(column)s” is missing. Please add it to the table."),
    "places.roll_column_unknown": _("We do not know the column “%(column)s”. Please rename or remove it."),
    "places.roll_column_twice": _("The column “%(column)s” says the same as another one. Please remove one of them."),
    "places.roll_cell_missing": _("Line %(line)s: “%(column)s” is empty. Please fill it in."),
    "places.roll_cell_long": _("Line %(line)s: “%(column)s” is longer than %(longest)s characters. Please shorten it."),
    "places.roll_cells_too_many": _("Line %(line)s has more cells than the header. Please remove those too many."),
    "places.roll_bad_area": _(
        "Line %(line)s: “%(value)s” is no area. Please write square metres with at most two decimals, such as 89.50."
    ),
    "places.roll_bad_phone": _("Line %(line)s: “%(value)s” is no telephone number. Please mend it or leave it empty."),
    "places.roll_bad_capacity": _(
        "Line %(line)s: please write resident, household representative, owner or representative instead of “%(value)s”."
    ),
    "places.roll_person_twice": _("Line %(line)s: %(name)s stands in line %(first)s already, in the same household."),
    "places.roll_two_areas": _("Line %(line)s: the area of %(unit)s differs from the one in line %(first)s."),
    "places.mandate_kind": _("Please choose resident representative or member of the residents' committee."),
    "places.mandate_held": _("This person is entered as that already. End it first if the term is another one."),
    "places.mandate_not_begun": _("The term has not begun. Please enter it on its first day or later."),
    "places.mandate_backwards": _("The term ends before it begins. Please look at both days."),
    "places.mandate_no_home": _(
        "This building has no such room. Please write it as it stands in the roll, such as 301."
    ),
    "places.mandate_over": _("This has ended already. Please reload the page."),
    "places.mandate_needs_reason": _(
        "Please say why on the page for it: what somebody was elected to does not end without a reason."
    ),
    "places.mandate_reason": _("Please say who decided this, and when."),
    "places.mandates_empty": _("The table has a header but no lines. Please choose the one with the names in it."),
    "places.mandate_bad_kind": _(
        "Line %(line)s: please write representative or committee member instead of “%(value)s”."
    ),
    "places.mandate_bad_day": _("Line %(line)s: “%(value)s” is no day. Please write it like 2026-11-27."),
    "places.mandate_not_begun_line": _(
        "Line %(line)s: the term has not begun. Please take it over on its first day or later."
    ),
    "places.mandate_backwards_line": _("Line %(line)s: the term ends before it begins. Please look at both days."),
    "places.mandate_twice": _("Line %(line)s: %(name)s stands in line %(first)s already, as the same."),
    "places.mandate_no_home_line": _(
        "Line %(line)s: there is no home “%(home)s” here. Please write estate, building and room as in the roll."
    ),
    "places.mandate_homes_alike": _("Line %(line)s: several homes are called “%(home)s”. Please add the estate."),
    "places.mandate_held_line": _("Line %(line)s: %(name)s is entered as that already. Please remove the line."),
    "places.mandate_nobody_line": _(
        "Line %(line)s: nobody called %(name)s stands on the roll of %(home)s. Please mend the name or the roll."
    ),
    "places.wrong_state": _("This membership is “%(state)s” now, so that cannot follow. Please reload the page."),
}

STATES = {
    "PlaceKind.city": _("City"),
    "PlaceKind.district": _("District"),
    "PlaceKind.subdistrict": _("Subdistrict"),
    "PlaceKind.residential_area": _("Residential area"),
    "PlaceKind.estate": _("Estate"),
    "PlaceKind.building": _("Building"),
    "PlaceKind.unit": _("Room"),
    "Capacity.resident": _("Resident"),
    "Capacity.household_rep": _("Household representative"),
    "Capacity.owner": _("Owner"),
    "Capacity.representative": _("Resident representative"),
    "Capacity.committee_member": _("Member of the residents' committee"),
    "Capacity.developer": _("Developer"),
    "MembershipState.pending": _("Waiting for the committee"),
    "MembershipState.verified": _("Verified"),
    "MembershipState.refused": _("Not confirmed"),
    "MembershipState.ended": _("Ended"),
    "Doubt.not_known": _("Nobody knows this person there"),
    "Doubt.other_home": _("It is another home in this building"),
    "Doubt.papers_missing": _("We need to see a paper at the service desk"),
    "Doubt.moved_out": _("Has moved out, as far as we know"),
    "Paper.ownership": _("Property certificate"),
    "Paper.lease": _("Lease"),
    "Paper.household_book": _("Household register booklet"),
    "Paper.residence_permit": _("Residence permit"),
    "Paper.known_in_person": _("I know this person and their home"),
    "Ground.in_person": _("Told me in person"),
    "Ground.by_phone": _("Told me on the telephone"),
    "Ground.home_visit": _("I went to their home"),
    "Ground.on_paper": _("They handed it in on paper; the paper is kept"),
    "Deed.propose": _("Proposed an issue"),
    "Deed.second": _("Seconded an issue"),
    "Deed.take_back": _("Took a second back"),
    "Deed.answer": _("Answered statements"),
    "Unit.days": _("days"),
    "Unit.working_days": _("working days"),
    "Unit.hours": _("hours"),
    "Unit.minutes": _("minutes"),
    "Unit.seconds": _("seconds"),
    "Unit.months": _("months"),
    "Unit.persons": _("persons"),
    "Unit.households": _("households"),
    "Unit.sides": _("sides"),
    "Unit.years": _("years"),
    "Unit.times": _("times"),
    "Unit.times_a_year": _("times a year"),
    "Unit.choices": _("choices"),
    "Unit.fraction": _("share"),
    "Unit.yuan": _("yuan"),
    "Unit.switch": _("yes or no"),
    "Unit.word": _("setting"),
    "Basis.statutory": _("National law"),
    "Basis.local": _("Local regulation"),
    "Basis.practice": _("Practice"),
    "Basis.default": _("Our default"),
    "Bound.at_least": _("at least (the number itself counts)"),
    "Bound.more_than": _("more than (the number itself does not count)"),
}

EVENTS = {
    "place.added": _("Place added"),
    "place.renamed": _("Place renamed"),
    "place.service_points_changed": _("Service points changed"),
    "place.category_added": _("Category added"),
    "place.rules_adopted": _("Rules adopted"),
    "place.roll_imported": _("Roll of households imported"),
    "place.role_granted": _("Role given"),
    "place.role_ended": _("Role ended"),
    "place.helper_named": _("A neighbour was named as helper"),
    "place.helper_ended": _("A neighbour helps no longer"),
    "place.person_came_over": _("Somebody who was helped has a phone of their own now"),
    "membership.claimed": _("Somebody said where they live"),
    "membership.verified": _("Home confirmed"),
    "membership.compared": _("Compared with the register, in vain"),
    "membership.refused": _("Home not confirmed"),
    "membership.ended": _("Home ended"),
    "membership.mandate_entered": _("Entered as representative or committee member"),
    "membership.mandate_ended": _("Representative or committee member no longer"),
}
