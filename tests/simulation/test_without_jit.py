"""The kernels as plain Python give the same bits as the compiled ones."""

import os
import subprocess
import sys

PROGRAM = """
import hashlib, sys
from riskcore.formats import read_plan_text
from riskcore.results import arrays_of
from riskcore.simulation import simulate
from tests.simulation.test_simulate import TEXT

result = simulate(read_plan_text(TEXT), 130, 5, threads=1)
for name, array in sorted(arrays_of(result).items()):
    print(name, hashlib.sha256(array.tobytes()).hexdigest())
"""


def test_same_bits_without_jit():
    """Every array of a result is the same to the bit with NUMBA_DISABLE_JIT=1 and without."""
    found = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"NUMBA_DISABLE_JIT": disabled},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for disabled in ("0", "1")
    ]

    assert found[0]
    assert found[0] == found[1]
