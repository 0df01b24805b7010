"""Extensions, made here and bound in `app.py`."""

from __future__ import annotations

from flask import request, session
from flask_babel import Babel
from flask_limiter import Limiter
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
babel = Babel()
migrate = Migrate()


def asker() -> str:
    """Return whom a limit counts: the account, else the address, which a whole hall may share."""
    account = session.get("account")
    return f"account:{account}" if account else f"address:{request.remote_addr}"


limiter = Limiter(key_func=asker, default_limits=[])
