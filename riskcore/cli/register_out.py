"""`riskcore simulate --register-out`: the register with the results, checked before the run and written after it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from riskcore.analysis import Removed
    from riskcore.plan import Plan
    from riskcore.results import Result


def check_register_out(paths: list[Path], inputs: list[Path]) -> None:
    """Raise ParameterError where a path is that of an input, has another ending, or cannot be written."""
    from riskcore.errors import ParameterError  # noqa: PLC0415 - --help answers without loading the engine

    for path in paths:
        folder = path.absolute().parent
        if path.suffix.lower() not in (".xlsx", ".csv"):
            raise ParameterError(f"--register-out must end in .xlsx or .csv. Got {path}.")
        if path.is_dir() or not folder.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
            raise ParameterError(f"--register-out must be a file that can be written. Got {path}.")
        if any(path.resolve() == one.resolve() for one in inputs):
            raise ParameterError(f"--register-out must be another file than the plan and its registers. Got {path}.")


def check_risks_of(plan: Plan | None, paths: list[Path]) -> None:
    """Raise what writing the risks would raise: a text that no sheet can hold, openpyxl that is not installed.

    None is a plan that a server will give back.
    """
    if paths:
        from riskcore.report import check_risks  # noqa: PLC0415

    for path in paths:
        check_risks(path, plan)


def has_residual(plan: Plan) -> bool:
    """Whether an open risk states what is left of it after mitigation."""
    return any(risk.residual is not None and risk.status != "closed" for risk in plan.risks)


def write_register_out(
    paths: list[Path],
    plan: Plan,
    result: Result,
    bars: tuple[Removed, ...],
    bars_after: tuple[Removed, ...],
    changes: dict[str, bool],
    registers: list[Path],
) -> list[Path]:
    """Write the risks of `plan`, as they are before any change that was asked for, with the results of the run."""
    if not paths:
        return []
    from riskcore.report import write_risks  # noqa: PLC0415

    played = "at their residual position, after mitigation" if changes["residual"] else "as they are before mitigation"
    told = {"Registers": ", ".join(path.name for path in registers) or "those in the plan", "Risks were played": played}
    if changes["independent"]:
        told["Correlations"] = "left out"
    return [write_risks(path, plan, result, bars, bars_after, told) for path in paths]
