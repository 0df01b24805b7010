"""Who may do what when something decided is carried out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, lives_here, signed_in
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class DeliveryPermission(StrEnum):
    """What one may be allowed to do with resolutions and action items."""

    read = "delivery.read"
    resolve = "delivery.resolve"
    post_notice = "delivery.post_notice"
    object_to = "delivery.object_to"
    answer_objection = "delivery.answer_objection"
    assign = "delivery.assign"
    extend = "delivery.extend"
    report = "delivery.report"
    verify = "delivery.verify"
    confirm = "delivery.confirm"
    appraise = "delivery.appraise"
    close = "delivery.close"
    abandon = "delivery.abandon"
    supervise = "delivery.supervise"
    answer_supervision = "delivery.answer_supervision"
    work = "delivery.work"
    board = "delivery.board"


_P = DeliveryPermission

GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    _P.read: ((anyone,),),
    _P.resolve: ((holds(Role.moderator, Role.recorder),),),
    _P.post_notice: ((holds(Role.moderator),),),
    _P.object_to: ((signed_in, lives_here),),
    _P.answer_objection: ((holds(Role.moderator),),),
    _P.assign: ((holds(Role.moderator),),),
    _P.extend: ((holds(Role.moderator),),),
    _P.report: ((holds(Role.unit_handler, Role.moderator),),),
    _P.verify: ((holds(Role.moderator, Role.supervisor),),),
    _P.confirm: ((signed_in, lives_here),),
    _P.appraise: ((signed_in, lives_here),),
    _P.close: ((holds(Role.moderator),),),
    _P.abandon: ((holds(Role.moderator),),),
    _P.supervise: ((holds(Role.liaison),),),
    _P.answer_supervision: ((holds(Role.unit_handler, Role.moderator),),),
    _P.work: ((holds_anywhere(Role.unit_handler, Role.moderator),),),
    _P.board: ((holds_anywhere(Role.liaison, Role.moderator, Role.supervisor, Role.admin),),),
}
grant(GRANTS)
