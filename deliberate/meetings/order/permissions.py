"""Who may ask people to stop."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds
from deliberate.kit.roles import Role


class OrderPermission(StrEnum):
    """What can be asked of people in a meeting."""

    restrain = "order.restrain"


grant({OrderPermission.restrain: [[holds(Role.moderator)]]})
