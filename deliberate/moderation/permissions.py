"""Who may report a text, hide it, decide an appeal, and read the public log."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, signed_in
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class ModerationPermission(StrEnum):
    """What one may be allowed to do with texts that break the rules."""

    read_log = "moderation.read_log"
    report = "moderation.report"
    see_own = "moderation.see_own"
    hide = "moderation.hide"
    decide = "moderation.decide"
    receive = "moderation.receive"
    work = "moderation.work"
    watch = "moderation.watch"


_P = ModerationPermission
# Who decides appeals: another moderator, or the supervision committee where there is only one.
DECIDERS = (Role.moderator, Role.supervisor)
# Whom people come to with an appeal on paper, or to tell it.
RECEIVERS = (*DECIDERS, Role.recorder, Role.service_desk, Role.building_head)
GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    _P.read_log: ((anyone,),),
    _P.report: ((signed_in,),),
    # That it is one's own is a rule of the page: a stranger is answered as if there were nothing.
    _P.see_own: ((signed_in,),),
    _P.hide: ((holds(Role.moderator),),),
    _P.decide: ((holds(*DECIDERS),),),
    _P.receive: ((holds(*RECEIVERS),),),
    _P.watch: ((holds(Role.moderator, Role.admin),),),
    _P.work: ((holds_anywhere(*DECIDERS),),),
}
grant(GRANTS)
