"""Who may ask for translations, write them, and say who translates."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, signed_in
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class RenderingPermission(StrEnum):
    """What one may be allowed to do with translations."""

    read = "renderings.read"
    ask = "renderings.ask"
    write = "renderings.write"
    write_somewhere = "renderings.write_somewhere"
    appoint = "renderings.appoint"
    appoint_somewhere = "renderings.appoint_somewhere"


_P = RenderingPermission
_APPOINTS = (Role.moderator, Role.admin)
GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    _P.read: ((anyone,),),
    _P.ask: ((signed_in,),),
    # The pairs of languages, and that authors translate their own, are rules of the services.
    _P.write: ((holds(Role.translator),),),
    _P.write_somewhere: ((holds_anywhere(Role.translator),),),
    _P.appoint: ((holds(*_APPOINTS),),),
    _P.appoint_somewhere: ((holds_anywhere(*_APPOINTS),),),
}
grant(GRANTS)
