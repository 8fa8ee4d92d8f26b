"""The risk register with what the run found out about each risk, as a sheet to sort, send and read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from riskcore.analysis import answer, limit_of
from riskcore.charts import words
from riskcore.charts.scale import Dates
from riskcore.formats.register import not_held, register_bytes, write_register
from riskcore.plan import RiskRegister
from riskcore.report.register_columns import result_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from riskcore.analysis import Removed
    from riskcore.plan import Plan
    from riskcore.results import Result


def write_risks(
    path: str | Path,
    plan: Plan,
    result: Result,
    removed: Sequence[Removed] = (),
    removed_after: Sequence[Removed] = (),
    told: Mapping[str, str] | None = None,
) -> Path:
    """Write the risks of `plan` with the results of its run to `path`, which ends in .xlsx or .csv.

    `removed` is what the plan gains without each risk, `removed_after` the same with every risk at its residual
    position. `told` adds lines to the sheet about the run. Raises as riskcore.formats.register.write_register does.
    """
    register = _register(plan)
    columns = result_columns(result, removed, removed_after)
    write_register(path, register, columns, _about(result, told or {}, not_held(register)))
    return Path(path)


def check_risks(path: str | Path, plan: Plan | None = None) -> None:
    """Raise what writing the risks of `plan` to `path` would raise, before anything is played.

    Without a plan, what writing any risks there would raise.
    """
    register_bytes(Path(path).name, RiskRegister.model_construct() if plan is None else _register(plan))


def _register(plan: Plan) -> RiskRegister:
    return RiskRegister.model_construct(**{key: getattr(plan, key) for key in RiskRegister.model_fields})


def _about(result: Result, told: Mapping[str, str], left_out: Sequence[str]) -> list[tuple[str, str | float | None]]:
    """Of which plan, seed and versions the numbers are: what is needed to get them again."""
    made = result.certificate
    finish = answer(result.finish, limit_of(result, result.target))
    return [
        ("Plan", result.name or "without a name"),
        ("Answer", words.commitment(finish, Dates(result.epoch))),
        ("Target", _date(result.target)),
        ("Status date", _date(result.status)),
        *told.items(),
        ("Iterations", float(made.iterations)),
        ("Design", made.design),
        ("Seed", str(made.seed)),  # of up to 20 digits, of which a spreadsheet keeps 15
        ("SHA-256 of the plan", made.plan),
        ("Made by", f"riskcore {made.riskcore}, numpy {made.numpy}, numba {made.numba}"),
        ("Made at (UTC)", made.created),
        *(("Note", note) for note in (*result.notes, *left_out)),
        ("Folded columns", "Intervals and other details are folded; the + above a column unfolds them."),
        ("Read back", "The columns of the register are read back as they are; those of results are left out."),
    ]


def _date(moment: datetime | None) -> str | None:
    """The day, with its time where that is not midnight."""
    return None if moment is None else moment.isoformat(" ", "minutes").removesuffix(" 00:00")
