"""What makes a result repeatable: inputs by digest, seed, design, versions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Certificate:
    """Everything that decides a result's bits, and when it was made."""

    plan: str
    """SHA-256 of the plan document, its risk register included."""
    seed: int
    iterations: int
    design: str
    block: int
    """Iterations in a block."""
    milestones: tuple[str, ...]
    riskcore: str
    numpy: str
    numba: str
    created: str
    """When, UTC."""
