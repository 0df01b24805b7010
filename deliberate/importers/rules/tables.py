"""CSV files: columns asked for, values turned, every bad line kept with its number."""

from __future__ import annotations

import csv
import html
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from deliberate.importers.rules.parsed import BadFile, BadLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_FIELD = 10_000_000
_DAY_NUMBER = re.compile(r"\d{4,5}")
EPOCH = date(1970, 1, 1)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_BREAKS = re.compile(r"</p>|<br\s*/?>|</div>|</li>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True)
class Row:
    """A record and where it stands; a value that does not fit is kept as a bad line and read as nothing."""

    values: dict[str, str]
    file: str
    line: int
    bad: list[BadLine]

    def __getitem__(self, column: str) -> str:
        """Return the trimmed text of a column."""
        return (self.values.get(column) or "").strip()

    def refuse(self, code: str, value: str = "") -> None:
        """Keep this line as a bad one."""
        self.bad.append(BadLine(self.file, self.line, code, value[:80]))

    def needed(self, column: str) -> str:
        """Return a text that must be there."""
        if not self[column]:
            self.refuse("missing", column)
        return self[column]

    def whole(self, column: str) -> int:
        """Return a whole number; an empty field is 0."""
        text = self[column] or "0"
        if not re.fullmatch(r"-?\d+", text):
            self.refuse("not_whole", f"{column}={text}")
            return 0
        return int(text)

    def one_of(self, column: str, known: dict[str, object]) -> str:
        """Return a value that must be one of the known."""
        if self[column] not in known:
            self.refuse("unknown_value", f"{column}={self[column]}")
            return next(iter(known))
        return self[column]

    def moment(self, column: str, pattern: str, zone: ZoneInfo) -> datetime:
        """Return a local moment, aware; some exports write a date as the number of days since 1970."""
        if _DAY_NUMBER.fullmatch(self[column]):
            return datetime.combine(EPOCH + timedelta(days=int(self[column])), time(), zone)
        try:
            return datetime.strptime(self[column], pattern).replace(tzinfo=zone)
        except ValueError:
            self.refuse("bad_date", f"{column}={self[column]}")
            return datetime.combine(date(2000, 1, 1), time(), zone)


def read_rows(path: Path, columns: tuple[str, ...], bad: list[BadLine]) -> Iterator[Row]:
    """Yield the records of a CSV file; a file without the columns is refused as a whole."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in columns if name not in (reader.fieldnames or [])]
            if missing:
                raise BadFile([BadLine(path.name, 1, "columns_missing", ", ".join(missing))])
            before = reader.line_num
            for values in reader:
                row = Row(values, path.name, before + 1, bad)
                before = reader.line_num
                if None in values or None in values.values():
                    row.refuse("wrong_number_of_fields")
                    continue
                yield row
    except UnicodeDecodeError as error:
        raise BadFile([BadLine(path.name, 0, "not_utf8", str(error.start))]) from error
    except csv.Error as error:
        raise BadFile([BadLine(path.name, 0, "not_csv", str(error))]) from error


def find_file(folder: Path, pattern: str) -> Path | None:
    """Return the one file of a pattern; None when there is none."""
    found = sorted(folder.glob(pattern))
    return found[0] if found else None


def find_files(folder: Path, pattern: str) -> list[Path]:
    """Return all files of a pattern, which must be there."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise BadFile([BadLine(pattern, 0, "file_missing")])
    return found


def plain_text(text: str) -> str:
    """Return a text without tags; paragraphs and breaks stay as lines."""
    if "<" not in text and "&" not in text:
        return text.strip()
    broken = _TAGS.sub("", _BREAKS.sub("\n\n", text))
    return re.sub(r"\n{3,}", "\n\n", html.unescape(broken)).strip()


def last_day_of(month: str) -> date | None:
    """Return the last day of a month such as `2019-03`; None for words that stand for a missing date."""
    found = _MONTH.fullmatch(month)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    return date(year, number, monthrange(year, number)[1]) if 1 <= number <= 12 else None  # noqa: PLR2004 - months


def zone(name: str) -> ZoneInfo:
    """Return a time zone."""
    return ZoneInfo(name)
