"""create_app: the only module that knows every area."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import chosen
from deliberate.db.base import db
from deliberate.db.session import bind_database
from deliberate.web.addresses import bind_addresses
from deliberate.web.assets import bind_assets
from deliberate.web.compression import bind_compression
from deliberate.web.cycle import bind_cycle
from deliberate.web.design import bind_design
from deliberate.web.errors import bind_errors
from deliberate.web.extensions import babel, csrf, limiter, migrate
from deliberate.web.guards import identify_with
from deliberate.web.health import bind_health
from deliberate.web.language import choose_locale
from deliberate.web.offline import bind_offline
from deliberate.web.outbox import bind_outbox
from deliberate.web.pages import bind_pages
from deliberate.web.preferences import bind_preferences
from deliberate.web.security import bind_security
from deliberate.web.senders import bind_senders
from deliberate.web.sessions import bind_sessions
from deliberate.web.shared import bind_shared
from deliberate.web.sockets import bind_sockets
from deliberate.web.templating import Environment, bind_sentences, keep_compiled

if TYPE_CHECKING:
    from types import ModuleType

    from config import Config

# Lowest rung first, as in the import ladder.
AREAS = (
    "ledger",
    "accounts",
    "places",
    "attachments",
    "search",
    "renderings",
    "moderation",
    "issues",
    "votes",
    "meetings",
    "meetings.agenda",
    "meetings.invitations",
    "meetings.papers",
    "meetings.order",
    "meetings.discussion",
    "meetings.floor",
    "meetings.polls",
    "meetings.notes",
    "meetings.tidying",
    "meetings.minutes",
    "meetings.undoing",
    "opinions",
    "delivery",
    "notifications",
    "realtime",
    "importers",
    "reports",
    "help",
    "admin",
    "demo",
)
# What an area may bring; each is imported so that its tables, grants, listeners and pages are known.
PARTS = ("models", "services", "permissions", "reactions", "views", "api", "sockets")
MIGRATIONS = str(Path(__file__).parent / "db" / "migrations")


def create_app(config: Config | None = None) -> Flask:
    """Return the app: settings, database, plumbing, then every area in the order of the ladder."""
    settings = config or chosen()
    app = Flask(
        "deliberate",
        template_folder=settings.TEMPLATES,
        static_folder=settings.STATIC,
        static_url_path="/static",
    )
    app.jinja_environment = Environment
    bind_addresses(app)
    app.config.from_object(settings)
    keep_compiled(app)
    Path(app.config["INSTANCE"]).mkdir(parents=True, exist_ok=True)
    if app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    bind_database(app)
    bind_shared(app)
    bind_sessions(app)
    csrf.init_app(app)
    babel.init_app(app, locale_selector=choose_locale)
    bind_sentences(app)
    limiter.init_app(app)
    migrate.init_app(app, db, directory=MIGRATIONS, render_as_batch=True)
    bind_errors(app)
    bind_security(app)
    bind_compression(app)
    bind_cycle(app)
    bind_assets(app)
    bind_pages(app)
    bind_preferences(app)
    bind_offline(app)
    bind_outbox(app)
    bind_health(app)
    bind_senders(app)
    bind_design(app)
    bind_areas(app)
    bind_sockets(app)
    return app


def bind_areas(app: Flask) -> None:
    """Import each area's parts and register its blueprint; listeners register themselves on import."""
    for area in AREAS:
        if find_spec(f"deliberate.{area}") is None:
            continue
        for part in PARTS:
            modules = _modules(f"deliberate.{area}.{part}")
            for blueprint in dict.fromkeys(module.bp for module in modules if hasattr(module, "bp")):
                app.register_blueprint(blueprint)
            for module in modules:
                if hasattr(module, "bind"):
                    module.bind(app)
    identify_with(import_module("deliberate.places.views.identity").current_identity)


def _modules(name: str) -> list[ModuleType]:
    """Return a part: one module, or every module of a part that has become a package; nothing if it is not there."""
    if find_spec(name) is None:
        return []
    module = import_module(name)
    return [module, *(import_module(f"{name}.{item.name}") for item in iter_modules(getattr(module, "__path__", ())))]
