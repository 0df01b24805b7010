"""What everybody can use here, what not yet, and how to complain."""

from __future__ import annotations

from flask import render_template

from deliberate.help.views.calling import bp
from deliberate.web.guards import public


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """Show the statement; docs/accessibility.md says the same to those who run a server."""
    return render_template("help/accessibility.html")
