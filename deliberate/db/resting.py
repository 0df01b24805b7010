"""Connections to a database server: one that rested is asked whether it still lives, one in constant use is not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

if TYPE_CHECKING:
    from sqlalchemy import Engine

# A restarted server or a forgetful firewall shows after a pause; asking before every page would cost every page.
RESTED = 15.0


def ask_rested(engine: Engine) -> None:
    """Replace connections that died while nobody used them, before anybody notices."""

    def lay_down(_driver: Any, record: Any) -> None:
        record.info["resting_since"] = time.monotonic()

    def take_up(driver: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get("resting_since")
        if since is None or time.monotonic() - since < RESTED:
            return
        try:
            with driver.cursor() as cursor:
                cursor.execute("SELECT 1")
            driver.rollback()
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", lay_down)
    event.listen(engine, "checkout", take_up)
