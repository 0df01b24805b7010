"""Every setting, with one line of why. Values come from the environment; the defaults serve one community."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def _instance() -> Path:
    """Return where data lives: the variable of that name, else `instance/` beside the code."""
    return Path(os.environ.get("DELIBERATE_INSTANCE") or ROOT / "instance").resolve()


def _secret_key(instance: Path) -> str:
    """Return the signing key; a key made once is kept beside the data, so restarts sign nobody out."""
    given = os.environ.get("DELIBERATE_SECRET_KEY")
    if given:
        return given
    kept = instance / "secret_key"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_hex(32), encoding="ascii")
        kept.chmod(0o600)
    return kept.read_text(encoding="ascii").strip()


class Config:
    """What every deployment shares."""

    TESTING = False
    # The demo's door page and in-page sign-in codes exist only when this is on.
    DEMO = os.environ.get("DELIBERATE_DEMO", "") == "1"
    # The design page shows every component in every state; it is for those who build.
    DESIGN_PAGE = False

    # Absolute folders, because templates, translations and static files stand outside the package.
    TEMPLATES = str(ROOT / "templates")
    STATIC = str(ROOT / "static")
    # Programs started often may share compiled templates, in a folder to be emptied at each update; nowhere if empty.
    TEMPLATES_COMPILED = os.environ.get("DELIBERATE_TEMPLATES_COMPILED", "")
    # Help pages are the texts for readers in docs/, so that the two cannot say different things.
    DOCS = str(ROOT / "docs")
    BABEL_TRANSLATION_DIRECTORIES = str(ROOT / "translations")

    # What a neighbourhood's own people read first.
    BABEL_DEFAULT_LOCALE = "zh_Hans_CN"
    BABEL_DEFAULT_TIMEZONE = "Asia/Shanghai"
    # Tag in the page, our locale, and the language's name in itself, in the order of the list on every page.
    LANGUAGES = (
        ("zh-Hans", "zh_Hans_CN", "简体中文"),
        ("zh-Hant", "zh_Hant", "繁體中文"),
        ("en", "en", "English"),
        ("ja", "ja", "日本語"),
        ("ko", "ko", "한국어"),
    )

    # One signed cookie; scripts never need it and other sites never send it.
    SESSION_COOKIE_NAME = "deliberate"
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    PERMANENT_SESSION_LIFETIME = 60 * 60 * 24 * 90
    # A form left open during a two-hour meeting must still be accepted.
    WTF_CSRF_TIME_LIMIT = None
    # Eight phone photos of 6 MB in one report, and nothing much larger.
    MAX_CONTENT_LENGTH = 50 * 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 2 * 1024 * 1024

    # How long a writer waits for the one writer's place before it gives up, in seconds.
    WRITE_PATIENCE = 10.0
    # Counted per phone number or account, because two hundred phones in a hall share one address.
    RATELIMIT_STORAGE_URI = os.environ.get("DELIBERATE_REDIS_URL", "memory://")
    RATELIMIT_HEADERS_ENABLED = False

    # Several workers speak to each other through Redis; one worker needs none.
    REDIS_URL = os.environ.get("DELIBERATE_REDIS_URL", "")
    # Which sender carries sign-in codes: `console` prints them, `page` (demo only) shows them, `gateway` hands them to
    # the address SMS_URL, with SMS_TOKEN as its bearer.
    CODE_SENDER = os.environ.get("DELIBERATE_CODE_SENDER", "console")
    SMS_URL = os.environ.get("DELIBERATE_SMS_URL", "")
    SMS_TOKEN = os.environ.get("DELIBERATE_SMS_TOKEN", "")
    # The name passkeys are bound to: the site's own host, or a domain above it; empty means the host asked for.
    RP_ID = os.environ.get("DELIBERATE_RP_ID", "")
    # Tells what the server runs behind: 1 means trust one proxy's forwarded headers.
    PROXIES = int(os.environ.get("DELIBERATE_PROXIES", "0"))

    def __init__(self) -> None:
        """Read what must be read when the program starts, not when this file is imported."""
        self.INSTANCE = str(_instance())
        self.SECRET_KEY = _secret_key(_instance())
        self.SQLALCHEMY_DATABASE_URI = os.environ.get("DELIBERATE_DATABASE_URL") or (
            f"sqlite:///{_instance() / 'deliberate.sqlite3'}"
        )
        self.UPLOADS = str(_instance() / "uploads")


class Development(Config):
    """On a developer's machine."""

    DESIGN_PAGE = True
    TEMPLATES_AUTO_RELOAD = True


class Testing(Config):
    """In the test suite: no rate limits to trip over, no waiting."""

    __test__ = False  # it is a configuration, not a collection of tests

    TESTING = True
    WTF_CSRF_ENABLED = False
    RATELIMIT_ENABLED = False
    SERVER_NAME = None
    WRITE_PATIENCE = 5.0

    def __init__(self, *, database: str, instance: str) -> None:
        """Take the database and the data folder from the fixture."""
        self.INSTANCE = instance
        self.SECRET_KEY = "testing"  # noqa: S105 - signs nothing outside the tests
        self.SQLALCHEMY_DATABASE_URI = database
        self.UPLOADS = str(Path(instance) / "uploads")


class Production(Config):
    """For real people: cookies only over TLS."""

    SESSION_COOKIE_SECURE = os.environ.get("DELIBERATE_INSECURE_COOKIES", "") != "1"


def chosen() -> Config:
    """Return the configuration named by DELIBERATE_ENV; a demo on plain http is `development`."""
    return {"production": Production, "development": Development}.get(
        os.environ.get("DELIBERATE_ENV", "development"), Development
    )()
