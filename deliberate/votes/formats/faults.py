"""What is wrong with a file of ballots."""

from __future__ import annotations


class BallotFileError(ValueError):
    """A file that is not what it says it is: which line, and why."""

    def __init__(self, line: int, reason: str) -> None:
        """Name the line, counted from 1, and the reason."""
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason
