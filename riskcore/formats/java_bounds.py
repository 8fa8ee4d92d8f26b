"""How much time, memory and disk the Java process gets for a stranger's file."""

from __future__ import annotations

import math
import sys
from typing import Final

SECONDS: Final = 12
"""Of the processors: half as much again as 20,000 activities take in MSPDI, the slowest format."""
BUSY: Final = 1.5
"""So many times as long by the clock, since a machine may have other work to do."""
MEMORY_MB: Final = 640
"""Of Java's heap. With the rest of that process, and this one beside it, the two stay below 1 GB."""
LARGEST_OUTPUT: Final = 300_000_000
"""Bytes of JSON; java/Json.java stops before, since the memory that the values take counts, not their text."""
OPTIONS: Final = (
    "-XX:+ExitOnOutOfMemoryError",  # exit code 3
    "-XX:-CreateCoredumpOnCrash",
    "-XX:MaxMetaspaceSize=192m",
    "-XX:MaxDirectMemorySize=64m",
    "-Djdk.xml.maxElementDepth=500",
    "-Djdk.xml.entityExpansionLimit=1000",
    "-Djdk.xml.totalEntitySizeLimit=1000000",
    "-Djavax.xml.accessExternalDTD=",  # nothing that a file names is opened
    "-Djavax.xml.accessExternalSchema=",
)


def limit(pid: int, seconds: float) -> float:
    """Let the system stop the process after `seconds` of the processors, where it can; returns how long to wait for it.

    The system counts what this process used, not what others did meanwhile, and counts on if Python is killed.
    """
    if sys.platform != "linux":
        return seconds
    import resource  # noqa: PLC0415 - exists on Unix only

    cpu = math.ceil(seconds)
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (cpu, cpu + 1))  # a signal that can be told from others, then a kill
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):  # it ended already, or stricter limits hold
        return seconds
    return BUSY * seconds
