"""How votes are counted: every method in three sentences, with a small election that its own code has counted."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.votes import rules
from deliberate.votes.methods.examples import kept
from deliberate.votes.permissions import VotePermission
from deliberate.votes.states import Choice, Method
from deliberate.votes.views.checking import bp
from deliberate.votes.views.pictures import stages
from deliberate.votes.views.sentences import SENTENCES
from deliberate.web.guards import requires
from deliberate.web.pages import page
from deliberate.web.words import word

# What the examples are about; yes and no need no names.
THINGS = {
    "ramp": lazy_gettext("Ramp"),
    "lamps": lazy_gettext("Lamps"),
    "shed": lazy_gettext("Bicycle shed"),
    "benches": lazy_gettext("Benches"),
}


def groups() -> list[tuple[str, str, list[Method]]]:
    """Return the methods as the page groups them: those that votes here are held with, budgets, and all others."""
    here = [method for method in Method if method in rules.methods_in_use()]
    budgets = [Method.greedy, Method.equal_shares]
    others = [method for method in Method if method not in {*here, *budgets}]
    return [
        ("here", _("Votes held here"), here),
        ("budgets", _("Budgets"), budgets),
        ("others", _("Other ways to count"), others),
    ]


@bp.get("/votes/methods")
@requires(VotePermission.see)
def methods() -> Any:
    """Explain every method there is."""
    names = {**{choice.value: word(choice) for choice in Choice}, **{key: str(name) for key, name in THINGS.items()}}
    counted = kept()
    pictures = {method: stages(counted[method], names) for method in Method}
    return page("votes/methods.html", groups=groups(), sentences=SENTENCES, pictures=pictures)
