"""Which sentences residents read: all but those that stand only where staff works."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

# Where moderators, recorders, administrators, liaisons and operators work; every other file speaks to residents.
STAFF = (
    "deliberate/admin/*",
    "deliberate/cli/*",
    "deliberate/importers/*",
    "deliberate/reports/*",
    "deliberate/web/design.py",
    "deliberate/web/words/admin.py",
    "deliberate/web/words/importers.py",
    "deliberate/web/words/notes.py",
    "deliberate/*/views/desk.py",
    "deliberate/*/views/planning.py",
    "deliberate/delivery/views/work.py",
    "deliberate/votes/views/boxes.py",
    "deliberate/votes/views/leading.py",
    "deliberate/votes/views/papers.py",
    "deliberate/votes/views/preparing.py",
    "templates/admin/*",
    "templates/design*",
    "templates/reports/*",
    "templates/*/desk.html",
    "templates/layouts/board.html",
    "templates/layouts/desk.html",
    "templates/layouts/rail.html",
    "templates/accounts/enrol.html",
    "templates/accounts/staff.html",
    "templates/delivery/assign.html",
    "templates/delivery/work.html",
    "templates/issues/screen.html",
    "templates/meetings/agenda_plan.html",
    "templates/meetings/papers.html",
    "templates/meetings/invitations.html",
    "templates/meetings/invitations_print.html",
    "templates/meetings/parts/before.html",
    "templates/meetings/parts/invited.html",
    "templates/meetings/parts/invited_figures.html",
    "templates/meetings/parts/invited_rows.html",
    "templates/meetings/hide.html",
    "templates/meetings/parts/evening.html",
    "deliberate/meetings/minutes/views/live.py",
    "deliberate/meetings/minutes/forms.py",
    "deliberate/meetings/minutes/views/correcting.py",
    "deliberate/meetings/minutes/views/mending.py",
    "templates/meetings/correction.html",
    "templates/meetings/corrections.html",
    "templates/meetings/parts/undo.html",
    "templates/meetings/minutes_edit.html",
    "templates/meetings/minutes_live.html",
    "templates/meetings/parts/write_along.html",
    "templates/meetings/new.html",
    "templates/meetings/run.html",
    "deliberate/opinions/views/leading.py",
    "templates/opinions/lead.html",
    "templates/opinions/parts/case.html",
    "templates/opinions/parts/waiting.html",
    "templates/opinions/prepare.html",
    "templates/meetings/parts/votes.html",
    "templates/places/waiting.html",
    "templates/votes/appraisal.html",
    "templates/votes/lead.html",
    "templates/votes/papers/mistake.html",
    "templates/votes/poll.html",
    "templates/votes/question.html",
)


def for_staff(file: str) -> bool:
    """Tell whether only staff reads what a file says."""
    return any(fnmatch(file, pattern) for pattern in STAFF)


def residents_sentences(extracted: Catalog) -> set[tuple[object, object]]:
    """Return what identifies the sentences that residents read, out of a catalogue that knows its files."""
    return {
        (message.id, message.context)
        for message in extracted
        if message.id and not all(for_staff(file) for file, _line in message.locations)
    }
