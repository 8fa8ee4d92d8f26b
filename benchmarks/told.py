"""Figures as lines for a terminal, and as a table for RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = """# Results

Figures of `python -m benchmarks`, by version.
Times are of one machine each and mean little elsewhere; ratios were taken in one run.
"""


def line(one: dict[str, Any]) -> str:
    """One figure for the terminal."""
    ns = "" if one["ns"] is None else f"{one['ns']:7.2f} ns"
    spread = f"({one['fastest']:.3f} to {one['slowest']:.3f})"
    return f"{one['name']:46} {one['seconds']:8.3f} s {spread:18} {ns:10} {one['peak_mb']:6.0f} MB  {_ratios(one)}"


def record(found: Sequence[dict[str, Any]], path: Path) -> None:
    """Put the figures into `path`, newest version first, in place of what is there of this version."""
    name = version("riskcore")
    old = path.read_text("utf-8") if path.exists() else HEAD
    head, *sections = re.split(r"(?m)^(?=## )", old)
    others = [one for one in sections if not one.startswith(f"## {name}\n")]
    path.write_text("".join([head.rstrip() + "\n\n", _section(name, found), *others]).rstrip() + "\n", "utf-8")


def _section(name: str, found: Sequence[dict[str, Any]]) -> str:
    rows = [
        f"| {one['name']} | {one['seconds']:.3f} s ({one['fastest']:.3f} to {one['slowest']:.3f}) "
        f"| {'' if one['ns'] is None else format(one['ns'], '.2f')} | {one['peak_mb']:.0f} | {_ratios(one)} |"
        for one in found
    ]
    tools = f"Python {platform.python_version()}, numba {version('numba')}, NumPy {version('numpy')}"
    machine = f"{os.cpu_count()} threads, {platform.machine()}, {tools}."
    table = ["| | median (fastest to slowest) | ns per sample | MB | against |", "|---|---|---|---|---|", *rows]
    return "\n".join([f"## {name}\n", f"{machine}\n", *table, "\n"])


def _ratios(one: dict[str, Any]) -> str:
    return ", ".join(f"{ratio:.2f} x {name}" for name, ratio in one["ratios"].items())
