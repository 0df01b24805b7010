"""What follows answers: the map, drawn in a process of its own within seconds; and the end of a conversation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from deliberate.opinions.queries import due_maps
from deliberate.opinions.services import close_overdue, keep_map
from deliberate.web.jobs import Follower, every, follow

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.opinions.queries import ToDraw

ARITHMETIC = "deliberate.opinions.mapping"
# However many answers there are, a drawing that takes longer than this has come to grief.
PATIENCE = 60


def draw(due: ToDraw) -> dict[str, Any]:
    """Return the map of what was answered; a process of its own computes it, at a low rank."""
    if not due.lines:
        return {}
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(  # noqa: S603 - our own arithmetic, with numbers of ours
        [sys.executable, "-m", ARITHMETIC],
        input=json.dumps({"before": due.before}).encode() + b"\n" + due.lines,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        timeout=PATIENCE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def keep(due: ToDraw, found: dict[str, Any], now: datetime) -> None:
    """Keep the map."""
    keep_map(due.conversation_id, found, upto=due.upto, now=now)


follow(Follower("opinions.maps", due_maps, draw, keep))


@every(minutes=1, name="opinions.close")
def close(now: datetime) -> int:
    """Close what has come to its announced end; return how many."""
    return len(close_overdue(now))
