"""The ratios that are recorded: by kind of processor, for what one does twice as fast another does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import llvmlite.binding as llvm

if TYPE_CHECKING:
    from pathlib import Path

Ratios = dict[str, dict[str, float]]
"""By figure and baseline."""
OTHERS = "another processor"
VECTORS = ("avx512fp16", "avx512f", "avx2", "sve", "neon")
"""From the newest on; virtual machines give themselves out for older processors, and say what these could not do."""


def processor() -> str:
    """The kind of this processor: its family as the compiler knows it, and the newest vectors that it has."""
    has = llvm.get_host_cpu_features()
    newest = next((name for name in VECTORS if has.get(name)), "no vectors")
    return f"{llvm.get_host_cpu_name()}, {newest}"


def recorded(path: Path, kind: str) -> Ratios:
    """The ratios of this kind of processor; of a kind that was never measured, those of OTHERS."""
    every: dict[str, Ratios] = json.loads(path.read_text("utf-8"))
    return every.get(kind, every[OTHERS])


def keep(path: Path, kind: str, ratios: Ratios) -> None:
    """Record `ratios` for this kind of processor; those of the others stay."""
    every = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(every | {kind: ratios}, indent=1) + "\n", "utf-8")
