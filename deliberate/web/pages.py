"""What every page gets: navigation, filters, panels of higher areas, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_babel import get_locale
from markupsafe import Markup, escape

from deliberate.web import counting, language
from deliberate.web.assets import asset
from deliberate.web.drawings.pen import Pen
from deliberate.web.guards import identity, may, sign_in_url
from deliberate.web.shared import shared
from deliberate.web.tongues import lang, language_name, tongue_choices
from deliberate.web.words import meaning, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask

ROWS_A_PAGE = 15


@dataclass(frozen=True)
class Panel:
    """A part of a page that belongs to a higher area: template and what fills it."""

    template: str
    values: dict[str, Any]

    @property
    def html(self) -> Markup:
        """Return the part as it stands on the page: `{{ part.html }}`."""
        return Markup(render_template(self.template, **self.values))  # noqa: S704 - a template of ours, escaped by Jinja


# Compared as objects: comparing labels would translate them, several times a page.
@dataclass(frozen=True, eq=False)
class NavItem:
    """One word of a navigation: where it leads and who sees it."""

    label: Any
    endpoint: str
    icon: str = ""
    seen_by: Callable[[], bool] | None = None
    # Areas whose pages belong to this word too.
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Return where the word leads."""
        return url_for(self.endpoint)

    @property
    def current(self) -> bool:
        """Tell whether the reader is there, or in the same area on a page that has no word of its own."""
        endpoint = request.endpoint or ""
        if endpoint == self.endpoint:
            return True
        area = endpoint.split(".")[0]
        return area in {self.endpoint.split(".")[0], *self.also} and not nav.has(endpoint, beside=self)


class Nav:
    """The three navigations; areas add their words when they are bound."""

    def __init__(self) -> None:
        """Start empty."""
        self._items: dict[str, list[tuple[int, NavItem]]] = {"bottom": [], "desk": [], "board": []}

    def add(self, bar: str, order: int, item: NavItem) -> None:
        """Put a word into a bar; a second app in the same process adds nothing twice."""
        known = {kept.endpoint for _order, kept in self._items[bar]}
        if item.endpoint not in known:
            self._items[bar].append((order, item))
            self._items[bar].sort(key=lambda pair: pair[0])

    def has(self, endpoint: str, *, beside: NavItem) -> bool:
        """Tell whether a page has a word of its own in the bar in which another word stands."""
        bars = ([item for _order, item in items] for items in self._items.values())
        return any(endpoint == item.endpoint for items in bars if beside in items for item in items)

    def _shown(self, bar: str) -> list[NavItem]:
        return [item for _order, item in self._items[bar] if item.seen_by is None or item.seen_by()]

    @property
    def bottom(self) -> list[NavItem]:
        """Return the resident's four words."""
        return self._shown("bottom")

    @property
    def desk(self) -> list[NavItem]:
        """Return the moderator's list."""
        return self._shown("desk")

    @property
    def board(self) -> list[NavItem]:
        """Return the liaison's list."""
        return self._shown("board")


nav = Nav()
_panels: dict[str, list[tuple[int, Callable[[Any], Panel | None]]]] = {}


def panel(page: str, order: int) -> Callable[[Callable[[Any], Panel | None]], Callable[[Any], Panel | None]]:
    """Let a higher area show a part of a lower area's page: `page` is the endpoint, such as `issues.show`."""

    def register(maker: Callable[[Any], Panel | None]) -> Callable[[Any], Panel | None]:
        makers = _panels.setdefault(page, [])
        if maker not in [kept for _order, kept in makers]:
            makers.append((order, maker))
            makers.sort(key=lambda pair: pair[0])
        return maker

    return register


def panels(page: str, thing: Any) -> list[Panel]:
    """Return the parts that higher areas have for this page and thing."""
    made = [maker(thing) for _order, maker in _panels.get(page, [])]
    return [item for item in made if item is not None]


@dataclass(frozen=True)
class Page:
    """One page of a long list."""

    rows: Sequence[Any]
    number: int
    total: int
    size: int = ROWS_A_PAGE

    @property
    def last(self) -> int:
        """Return the number of the last page, 1 for an empty list."""
        return max(1, -(-self.total // self.size))

    def url(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return f"{request.script_root}{request.path}?{urlencode({**request.args.to_dict(), 'page': number})}"


def page_number() -> int:
    """Return the page asked for, 1 when none or nonsense was."""
    return max(1, min(request.args.get("page", 1, type=int) or 1, 100_000))


def paragraphs(text: str | None) -> Markup:
    """Show a person's text: escaped, blank lines make paragraphs, single breaks stay."""
    blocks = [block.strip("\n") for block in (text or "").replace("\r\n", "\n").split("\n\n") if block.strip()]
    # Not Markup.format: a page may hold hundreds of texts, and this is what it spends its time on.
    return Markup("".join(f"<p>{'<br>'.join(map(escape, block.split(chr(10))))}</p>" for block in blocks))  # noqa: S704


# What a language writes in its own way, each a filter of templates.
WRITTEN = ("moment", "hour", "day", "exact", "leaf", "ago", "number", "percent", "listed", "area", "telephone")


def page(template: str, **values: Any) -> str:
    """Render a page."""
    return render_template(template, **values)


def bind_pages(app: Flask) -> None:
    """Give templates their words, filters and navigation."""
    filters: dict[str, Callable[..., Any]] = {
        **{name: getattr(language, name) for name in WRITTEN},
        "counted": counting.counted,
        "unit_name": counting.unit_name,
        "paragraphs": paragraphs,
        "word": word,
        "lang": lang,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(
        tongue_choices=tongue_choices,
        language_name=language_name,
        word=word,
        gap=language.gap,
        colon=language.colon,
        meaning=meaning,
        may=may,
        asset=asset,
        nav=nav,
        panels=panels,
        drawing=Pen(),
        sign_in_url=sign_in_url,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def _every_page() -> dict[str, Any]:
        locale = get_locale()
        return {
            "identity": identity(),
            "languages": language.offered(),
            "locale": str(locale),
            "html_lang": language.tag_of(str(locale)),
            "text_direction": "rtl" if locale and locale.text_direction == "rtl" else "ltr",
            "elder": language.elder_mode(),
            "demo": app.config["DEMO"],
            "shared": shared(),
        }
