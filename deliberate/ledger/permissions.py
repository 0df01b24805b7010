"""Who may take the whole record out, with what was said; its chain is everybody's."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds_anywhere
from deliberate.kit.roles import Role


class LedgerPermission(StrEnum):
    """What one may be allowed to do with the record."""

    export_whole = "ledger.export_whole"


GRANTS = {LedgerPermission.export_whole: ((holds_anywhere(Role.admin, Role.supervisor),),)}
grant(GRANTS)
