"""Tables as people save them: whatever their encoding, the mark between their fields, and the end of their lines."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[int, list[str]]
FIRST_CHINESE, LAST_CHINESE = "\u4e00", "\u9fff"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class FileFaultError(ValueError):
    """A file that is not what it says it is: which line, and why."""

    def __init__(self, line: int, reason: str) -> None:
        """Name the line, counted from 1, and the reason."""
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


Fault = TypeVar("Fault", bound=FileFaultError)


def decoded(held: bytes, fault: type[Fault], *, table: bool) -> str:
    """Return the text of a file: UTF-8 with or without a mark, or, for a table, what spreadsheets in China save."""
    encodings = ["utf-16"] if held.startswith(UTF_16) else ["utf-8-sig", "gb18030"] if table else ["utf-8-sig"]
    for encoding in encodings:
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Any bytes are something in GB18030; a table without one Chinese letter is not in it.
        if encoding != "gb18030" or any(FIRST_CHINESE <= letter <= LAST_CHINESE for letter in text):
            return _without_nul(text, fault)
    try:
        return _without_nul(held.decode("utf-8-sig"), fault)
    except UnicodeDecodeError as found:
        line = held[: found.start].count(b"\n") + 1
        raise fault(line, f"not UTF-8 from byte {found.start} on") from found


def _without_nul(text: str, fault: type[Fault]) -> str:
    at = text.find("\0")
    if at >= 0:
        raise fault(text[:at].count("\n") + 1, "a byte 0 stands in the text")
    return text


def rows(text: str, fault: type[Fault]) -> Iterator[Row]:
    """Yield every line of a table that says something; comma, semicolon or tab, whichever its first one has most of."""
    # Lines end where tables end them; what else Unicode calls a line's end may stand inside a sentence.
    first = next((line for line in StringIO(text, newline="") if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as found:
        raise fault(reader.line_num, f"cannot be read as fields: {found}") from found
