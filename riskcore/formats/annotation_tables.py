"""Tables of a P6 file (XER) whose rows a copy lacks: MPXJ writes the tables that it knows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def lost_tables(before: Path, after: Path) -> list[str]:
    """One sentence for each table with fewer rows in the copy `after`."""
    old, new = _rows(before), _rows(after)
    return [
        f"{old[table] - new[table]:,} of {old[table]:,} rows of P6's table {table} are missing in the copy."
        for table in sorted(old)
        if new[table] < old[table]
    ]


def _rows(path: Path) -> Counter[str]:
    """Rows by table; a line that begins with %T opens a table, one with %R is a row of it."""
    counts: Counter[str] = Counter()
    table = ""
    with path.open("rb") as lines:
        for line in lines:
            if line.startswith(b"%T"):
                table = line[2:].strip().decode("ascii", "replace")
            elif line.startswith(b"%R"):
                counts[table] += 1
    return counts
