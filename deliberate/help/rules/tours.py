"""Who is shown around by which tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from deliberate.kit.permits import Identity

# The first that fits is the one offered; every tour can be taken from the help page.
OF_ROLE: Mapping[Role, str] = {
    Role.moderator: "moderators",
    Role.recorder: "recorders",
    Role.admin: "administrators",
    Role.liaison: "liaisons",
    Role.unit_handler: "handlers",
    Role.service_desk: "helpers",
    Role.building_head: "helpers",
    Role.teller: "tellers",
    Role.scrutineer: "tellers",
    Role.supervisor: "tellers",
}
EVERYBODY = "residents"
TOPICS = (EVERYBODY, "moderators", "recorders", "handlers", "helpers", "tellers", "liaisons", "administrators")


def topic_of(who: Identity) -> str:
    """Return the help and the tour that fit what a person does here."""
    return next((topic for role, topic in OF_ROLE.items() if who.holds_anywhere(role)), EVERYBODY)


def tour_to_offer(who: Identity, seen: Collection[str]) -> str | None:
    """Return the tour to offer: nobody who has not signed in, and nobody twice."""
    topic = topic_of(who)
    return topic if who.signed_in and topic not in seen else None
