"""What people really wrote, for the burst: comments of Decide Madrid from the shared data, else a sentence of ours."""

from __future__ import annotations

import csv
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DELIBERATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
COMMENTS = DATA / "decide_madrid_2019" / "comments.csv"
WANTED, MOST = 2000, 1500
OURS = "晚上下班回来黑漆漆的，我妈上个月就在车棚口绊了一跤，灯要装，人来就亮，人走就暗，一楼也睡得好。"


def real_words() -> tuple[list[str], str]:
    """Return texts that fit between quotes, and where they come from."""
    if not COMMENTS.exists():
        return [OURS], "one sentence of ours; the shared data is not here"
    csv.field_size_limit(sys.maxsize)
    found: list[str] = []
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=_delimiter()):
            body = re.sub(r"[\s\"\\#\x00-\x1f]+", " ", row.get("text") or "").strip()[:MOST]
            if body:
                found.append(body)
            if len(found) >= WANTED:
                break
    return found or [OURS], f"{len(found)} comments of Decide Madrid, 2019"


def _delimiter() -> str:
    with COMMENTS.open(encoding="utf-8") as file:
        head = file.readline()
    return max(";,\t", key=head.count)
