"""One map of ours in a process of its own: `map_ours.py FILE.npz`, as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

# As the product draws it: more threads only wait for each other here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from bench.support.reckon_ours import peak_mb
from deliberate.opinions.mapping.answers import Answers
from deliberate.opinions.mapping.picture import picture_of

TIMES = 3


def main() -> None:
    """Draw three times and print the best."""
    held = np.load(sys.argv[1])
    answers = Answers(held["said"], held["said"] != 0, tuple(map(str, range(held["said"].shape[1]))))
    took, used = [], []
    for _ in range(TIMES):
        began, spent = time.perf_counter(), time.process_time()
        picture = picture_of(answers)
        took.append(time.perf_counter() - began)
        used.append(time.process_time() - spent)
    labels = picture.grouping.labels.tolist() if picture.grouping else []
    print(
        json.dumps({"labels": labels, "map_s": round(min(took), 3), "cpu_s": round(min(used), 3), "peak_mb": peak_mb()})
    )


if __name__ == "__main__":
    main()
