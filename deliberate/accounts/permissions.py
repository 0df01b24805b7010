"""Who may do what with accounts: everybody with their own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import grant, holds_anywhere, signed_in
from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.kit.permits import Identity, Placed


class AccountPermission(StrEnum):
    """What one may be allowed to do with an account."""

    see_own = "accounts.see_own"
    change_own = "accounts.change_own"
    keep_kiosk = "accounts.keep_kiosk"


GRANTS: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {
    AccountPermission.see_own: ((signed_in,),),
    AccountPermission.change_own: ((signed_in,),),
    AccountPermission.keep_kiosk: ((holds_anywhere(Role.moderator, Role.service_desk, Role.admin),),),
}
grant(GRANTS)
