"""What is wrong with a file of ballots."""

from __future__ import annotations

from deliberate.kit.delimited import FileFaultError


class BallotFileError(FileFaultError):
    """A file of ballots that is not what it says it is."""
