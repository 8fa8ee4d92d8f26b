"""What the command costs: its own process and the Java process that it starts, together."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The two peaks are added up: they need not fall together, so the sum is never too low. This process's own is read from
# /proc, since getrusage also counts the memory of the process that it was forked from.
_DRIVER = """
import json, re, resource, sys
from pathlib import Path
from riskcore.cli import main
sys.argv = ["riskcore", *sys.argv[1:]]
code = 0
try:
    main()
except SystemExit as left:
    code = left.code
both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(one.ru_utime + one.ru_stime for one in both)
own = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
print("\\n" + json.dumps({"code": code, "cpu": cpu, "memory_mb": (own + both[1].ru_maxrss) * 1_024 / 1e6}))
"""


@dataclass(frozen=True)
class Measured:
    """Exit code, processor time of both processes in seconds, the sum of their peaks of memory, standard error."""

    code: int
    cpu: float
    memory_mb: float
    told: str


def measured(*arguments: str | Path) -> Measured:
    """Run `riskcore` with these arguments. It never takes longer than two minutes of the clock. Linux only."""
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=True
    )
    return Measured(told=done.stderr, **json.loads(done.stdout.splitlines()[-1]))
