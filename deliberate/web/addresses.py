"""Numbers in addresses: what no database could hold is nobody's number, so there is no such page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import IntegerConverter

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Map

BIGGEST = 2**31 - 1


class Number(IntegerConverter):
    """A number a table may know."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        """End where the numbers of tables end."""
        super().__init__(url_map, **{"max": BIGGEST, **options})


def bind_addresses(app: Flask) -> None:
    """Read every number of an address this way; before any page is added."""
    app.url_map.converters["int"] = Number
