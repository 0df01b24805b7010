"""The floor as phones see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deliberate.meetings.floor.models import SpeakingRequest


def speaking_request(one: SpeakingRequest) -> dict[str, Any]:
    """Return a request to speak as a snapshot holds it."""
    return {
        "request_id": one.id,
        "account_id": one.account_id,
        "label": one.label,
        "kind": one.kind.value,
        "stance": one.stance.value,
        "channel": one.channel.value,
        "state": one.state.value,
        "granted_at": one.granted_at.isoformat() if one.granted_at else None,
        "seconds": one.seconds,
        "paused_at": one.paused_at.isoformat() if one.paused_at else None,
        "paused_seconds": one.paused_seconds,
        "used": one.used,
    }
