"""One map by red-dwarf, run by its own Python: `map_theirs.py FILE.npz`, as JSON. Imports nothing of ours."""

# ruff: noqa: PLC0415 - what is loaded is part of what is measured
from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Draw once and print."""
    import numpy as np
    from reddwarf.implementations.base import run_pipeline

    said = np.load(sys.argv[1])["said"]
    votes = [
        {"participant_id": int(person), "statement_id": int(statement), "vote": int(said[person, statement])}
        for person, statement in zip(*np.nonzero(said), strict=True)
    ]
    began, spent = time.perf_counter(), time.process_time()
    found = run_pipeline(votes=votes, reducer="pca", clusterer="kmeans", random_state=0)
    took, used = time.perf_counter() - began, time.process_time() - spent
    people = found.participants_df
    column = "cluster_id" if "cluster_id" in people.columns else "to_cluster"
    labels = [int(people.loc[person, column]) if person in people.index else -1 for person in range(len(said))]
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
    print(json.dumps({"labels": labels, "map_s": round(took, 3), "cpu_s": round(used, 3), "peak_mb": peak}))


if __name__ == "__main__":
    main()
