"""What the calendar asks of the record: once a day, its ends are signed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from deliberate.ledger import queries, services
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

A_DAY = 24 * 60
# A server that starts signs too, unless it has done so not long ago.
LONG_AGO = timedelta(hours=12)
# Ten past three in the morning: nobody writes then, and yesterday is complete.
AT = 3 * 60 + 10


@every(minutes=A_DAY, name="ledger.anchor", at=AT)
def sign_the_day(now: datetime) -> None:
    """Sign the ends of all streams; the short code goes onto the notice board."""
    last = queries.last_anchor()
    if last is None or now - last.at > LONG_AGO:
        services.anchor(services.signing_key(Path(current_app.config["INSTANCE"])), now)
