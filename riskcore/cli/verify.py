"""`riskcore verify`: run a saved result again and compare its bits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

DIFFERENT = 1


def verify(
    result: Annotated[Path, typer.Argument(help="A result saved by simulate --out DIR (DIR/result.npz).")],
) -> None:
    """Run a saved result again, as its certificate says, and tell whether every number is the same to the bit.

    Leaves with 0 if it is the same and with 1 if it differs. Example: riskcore verify out/result.npz
    """
    from riskcore.simulation import load, run_again  # noqa: PLC0415

    saved = load(result)
    same = run_again(saved).same_bits(saved.result)
    certificate = saved.result.certificate
    if same:
        sys.stdout.write(f"Same to the bit: {certificate.iterations:,} iterations, seed {certificate.seed}.\n")
        return
    sys.stdout.write(f"Different: made with riskcore {certificate.riskcore}, numpy {certificate.numpy}.\n")
    raise typer.Exit(DIFFERENT)
