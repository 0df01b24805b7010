"""Who is asking: the signed cookie names an account and the version it was signed in under."""

from __future__ import annotations

from flask import session

from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.permits import GUEST, Identity
from deliberate.places.queries.identity import identity_by_id


def current_identity() -> Identity:
    """Return the identity of the request; a cookie from before `sign out everywhere` is a guest's."""
    account_id = session.get("account")
    if not account_id:
        return GUEST
    found = identity_by_id(int(account_id), now().astimezone(SHANGHAI).date())
    return found if found.session_version == session.get("version") else GUEST
