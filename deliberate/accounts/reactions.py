"""What the calendar asks of accounts: what is promised to be deleted is deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.accounts import queries, services
from deliberate.db.base import db
from deliberate.web.jobs import every

if TYPE_CHECKING:
    from datetime import datetime

A_DAY = 24 * 60
NUMBERS_LIVE = timedelta(days=731)
CODES_LIVE = timedelta(days=30)


@every(minutes=A_DAY, name="accounts.forget", at=3 * 60 + 40)
def forget(now: datetime) -> int:
    """Delete numbers of people not seen for two years, and codes that say nothing any more."""
    gone = queries.not_seen_since(now - NUMBERS_LIVE)
    for account in gone:
        services.forget_number(account, now=now)
    for code in queries.old_codes(now - CODES_LIVE):
        db.session.delete(code)
    return len(gone)
