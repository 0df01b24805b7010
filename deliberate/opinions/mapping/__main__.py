"""Draw a map in a process of its own: `python -m deliberate.opinions.mapping`, so that a room of phones never waits.

Read from the standard input: a line of JSON, then the answers as 32-bit integers, three each. Written: JSON.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    """Read, draw, write."""
    if hasattr(os, "nice"):
        os.nice(10)
    # The matrices are small: more threads than one would wait for each other, and there are phones to serve.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np  # noqa: PLC0415 - after the number of threads is set

    from deliberate.opinions.mapping.plain import map_of  # noqa: PLC0415 - as above

    asked = json.loads(sys.stdin.buffer.readline())
    lines = np.frombuffer(sys.stdin.buffer.read(), dtype=np.int32).reshape(-1, 3)
    json.dump(map_of(lines, before=asked["before"]), sys.stdout)


if __name__ == "__main__":
    main()
