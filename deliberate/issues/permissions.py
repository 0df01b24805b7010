"""Who may do what with issues; whether it may be done now is for the rules."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import anyone, grant, holds, lives_here, signed_in
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class IssuePermission(StrEnum):
    """What one may be allowed to do with an issue."""

    read = "issues.read"
    read_unscreened = "issues.read_unscreened"
    propose = "issues.propose"
    edit_own = "issues.edit_own"
    withdraw = "issues.withdraw"
    appeal = "issues.appeal"
    reopen = "issues.reopen"
    second = "issues.second"
    screen = "issues.screen"
    schedule = "issues.schedule"
    propose_for_others = "issues.propose_for_others"


_P = IssuePermission

GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    _P.read: ((anyone,),),
    _P.read_unscreened: ((holds(Role.moderator, Role.recorder, Role.supervisor, Role.liaison, Role.admin),),),
    _P.propose: ((signed_in,),),
    _P.edit_own: ((signed_in,),),
    _P.withdraw: ((signed_in,),),
    _P.appeal: ((signed_in,),),
    _P.reopen: ((lives_here,), (holds(Role.moderator, Role.liaison),)),
    _P.second: ((signed_in, lives_here),),
    _P.screen: ((holds(Role.moderator),),),
    _P.schedule: ((holds(Role.moderator),),),
    _P.propose_for_others: ((holds(Role.moderator, Role.building_head, Role.service_desk),),),
}
grant(GRANTS)
