"""Who may take the whole record out, with what was said; its chain is everybody's."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import grant, holds_anywhere
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class LedgerPermission(StrEnum):
    """What one may be allowed to do with the record."""

    export_whole = "ledger.export_whole"


GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    LedgerPermission.export_whole: ((holds_anywhere(Role.admin, Role.supervisor),),)
}
grant(GRANTS)
