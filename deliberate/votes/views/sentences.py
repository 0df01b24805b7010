"""Every method in three sentences: what people do, what is counted, and what decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from deliberate.votes.states import Method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask_babel import LazyString

ANSWERS = _("Everybody agrees, disagrees or abstains.")
TWO_BY_TWO = _(
    "Everybody puts the options in order, and every two of them are compared: on how many ballots does the one stand above the other?"
)
SENTENCES: Mapping[Method, tuple[LazyString, LazyString, LazyString]] = {
    Method.majority: (
        ANSWERS,
        _("First we look whether enough of the roll took part; otherwise nothing is decided."),
        _("Then those who agree are measured against all who took part: who abstains takes part, but does not agree."),
    ),
    Method.double_majority: (
        _("Owners agree, disagree or abstain, and every answer counts twice: as one owner, and with its floor area."),
        _("Enough owners with enough of the floor area must take part; otherwise nothing is decided."),
        _("Then enough of those who took part must agree, by owners and by floor area: the one cannot make up for the other."),
    ),
    Method.consensus: (
        ANSWERS,
        _("If a single person disagrees there is no consensus, and people go on talking."),
        _("Who abstains steps aside and does not stop the others."),
    ),
    Method.first_choice: (
        _("Everybody names one option."),
        _("Every ballot is one vote for it, and whatever has the most votes stands first."),
        _("Where more than half is asked for, having the most votes may not be enough."),
    ),
    Method.approval: (
        _("Everybody ticks whatever they think good, up to the number on the paper."),
        _("Every tick is one vote, and all ticks weigh the same."),
        _("What is ticked most often stands first, and equal numbers share their place."),
    ),
    Method.score: (
        _("Everybody gives points, to several options if they like."),
        _("All points that an option was given are added up, and the most points stand first."),
        _("Where there are only so many points to give, a ballot that gives more is set aside, and told of."),
    ),
    Method.borda: (
        _("Everybody puts the options in order."),
        _("An option gets one point for every option below it on a ballot, and half a point for every one it is level with."),
        _("The points of all ballots are added up, and the most points stand first."),
    ),
    Method.ranked_pairs: (
        TWO_BY_TWO,
        _("The clearest comparison is settled first, then the next; one that would close a circle with those before it is left out."),
        _("Whatever stands below nothing else in the end is first."),
    ),
    Method.schulze: (
        TWO_BY_TWO,
        _("Comparisons that were won make chains from one option to another, and a chain is as strong as its weakest link."),
        _("First is whatever has a stronger chain to every other option than that one has back."),
    ),
    Method.instant_runoff: (
        _("Everybody puts the options in order, and every ballot counts for the first one on it."),
        _("As long as nothing has more than half, whatever has fewest goes out, and those ballots count for the next one they name."),
        _("A ballot that names nothing more rests; whatever has more than half of the others is first."),
    ),
    Method.transferable: (
        _("Everybody puts the options in order; a seat costs a quota, the least number of votes that no more can reach than there are seats."),
        _("Whatever reaches it is in, and the votes beyond it go on to the next option on all of those ballots, each at a smaller value."),
        _("If nothing reaches it, whatever has fewest goes out and those ballots go on, until every seat is taken."),
    ),
    Method.meek: (
        _("Everybody puts the options in order; a seat costs a quota, and the quota shrinks when ballots name nothing more."),
        _("Whatever is in keeps just the part of every ballot that the quota needs, and the rest goes on; the parts are reckoned until all of them fit."),
        _("If nothing new is in, whatever has fewest goes out, and all is reckoned again as if it had never been there."),
    ),
    Method.greedy: (
        _("Everybody names projects, or gives them points."),
        _("The project with the most is funded first, then the next, as long as the money lasts."),
        _("A project that costs more than what is left is passed over, or ends the round, as the rule says."),
    ),
    Method.equal_shares: (
        _("The money is shared out equally among all who vote, as if everybody had a purse of their own."),
        _("Who wants a project pays for it together with the others, and what costs its supporters least for what it is worth to them is bought first."),
        _("If money is left when nothing more can be bought, all purses are made larger step by step, as long as the budget allows."),
    ),
}  # fmt: skip
