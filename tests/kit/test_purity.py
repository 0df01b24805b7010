"""The pure core stays pure: importing it loads neither web nor database."""

from __future__ import annotations

import subprocess
import sys

CHECK = """
import sys
import deliberate.kit.bus, deliberate.kit.clock, deliberate.kit.events, deliberate.kit.offload, deliberate.kit.permits
import deliberate.kit.refusals, deliberate.kit.roles, deliberate.kit.states
import deliberate.places.states, deliberate.places.rules.deadlines, deliberate.issues.rules
loaded = sorted({name.split('.')[0] for name in sys.modules} & {'flask', 'sqlalchemy', 'wtforms', 'gevent'})
assert not loaded, loaded
"""


def test_pure_modules_load_neither_flask_nor_sqlalchemy():
    ran = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
