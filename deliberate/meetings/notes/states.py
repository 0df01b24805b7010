"""What a line of the running text is about; the minutes put it under the section of that name."""

from __future__ import annotations

from enum import StrEnum


class NoteKind(StrEnum):
    """What a line tells."""

    said = "said"
    agreed = "agreed"
    not_agreed = "not_agreed"
    minority = "minority"
    answer = "answer"
    action = "action"
