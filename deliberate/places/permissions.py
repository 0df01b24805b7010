"""Who may do what with places, memberships, rolls and rules."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, signed_in
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class PlacePermission(StrEnum):
    """What one may be allowed to do with a place."""

    see = "places.see"
    claim = "places.claim"
    verify = "places.verify"
    verify_somewhere = "places.verify_somewhere"
    keep_mandates = "places.keep_mandates"
    help = "places.help"
    help_somebody = "places.help_somebody"
    administer = "places.administer"
    administer_somewhere = "places.administer_somewhere"


_P = PlacePermission
_KNOW_PEOPLE = (Role.moderator, Role.building_head, Role.service_desk, Role.admin)
_HELP = (Role.moderator, Role.building_head, Role.service_desk)

GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    _P.see: ((anyone,),),
    _P.claim: ((signed_in,),),
    _P.verify: ((holds(*_KNOW_PEOPLE),),),
    _P.verify_somewhere: ((holds_anywhere(*_KNOW_PEOPLE),),),
    _P.keep_mandates: ((holds(Role.moderator, Role.admin),),),
    _P.help: ((holds(*_HELP),),),
    # Whoever has been named by a person; which person, the rule says.
    _P.help_somebody: ((signed_in,),),
    _P.administer: ((holds(Role.admin),),),
    _P.administer_somewhere: ((holds_anywhere(Role.admin),),),
}
grant(GRANTS)
