"""A result in one file, with the plan that it came from, so that it can be run again."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from riskcore.errors import FileError, PlanError, Problem
from riskcore.plan import Plan, document_of, parse_plan
from riskcore.results import (
    ActivityStatistics,
    Certificate,
    CorrelationStatistics,
    DriverStatistics,
    Flow,
    Outcome,
    Result,
    Sample,
    SpendingStatistics,
    WeekLost,
)
from riskcore.simulation.simulate import simulate
from riskcore.simulation.spending import with_spending

if TYPE_CHECKING:
    from pathlib import Path

    from riskcore.array import Array
    from riskcore.simulation.periods import Period
    from riskcore.simulation.simulate import Design

FORM = "riskcore result 1"


@dataclass(frozen=True)
class Saved:
    """A result and its plan."""

    result: Result
    plan: Plan


def save(result: Result, plan: Plan, path: Path) -> Path:
    """Write `result` and `plan` to `path`, a NumPy archive without pickles; a file is there whole or not at all."""
    arrays: dict[str, Array] = {}
    head = {"form": FORM, "plan": document_of(plan), "result": _packed(result, "", arrays)}
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        np.savez_compressed(file, head=np.frombuffer(json.dumps(head).encode(), np.uint8), **arrays)  # type: ignore[arg-type]
    part.replace(path)
    return path


def load(path: Path) -> Saved:
    """The result saved at `path`. Raises FileError where it is none."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            head = json.loads(archive["head"].tobytes())
            if head["form"] != FORM:
                raise FileError([Problem(path.name, f'must have the form "{FORM}"', str(head["form"]))], path.name)
            result: Result = _unpacked(head["result"], archive)
            return Saved(result, parse_plan(head["plan"], path.name))
    except OSError as error:
        raise FileError([Problem(path.name, f"cannot be read: {error.strerror or error}")], path.name) from None
    except (ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, PlanError):
        hint = "Results are written by riskcore simulate --out DIR."
        raise FileError([Problem(path.name, "must be a result of riskcore", hint=hint)], path.name) from None


def run_again(saved: Saved) -> Result:
    """The simulation that a saved result's certificate describes, run once more."""
    certificate, spending = saved.result.certificate, saved.result.spending
    result = simulate(
        saved.plan,
        certificate.iterations,
        certificate.seed,
        design=cast("Design", certificate.design),
        milestones=certificate.milestones,
        activities=saved.result.activities is not None,
    )
    return result if spending is None else with_spending(result, saved.plan, cast("Period", spending.period))


RECORDS = {
    kind.__name__: kind
    for kind in (
        Result,
        Outcome,
        Sample,
        ActivityStatistics,
        DriverStatistics,
        CorrelationStatistics,
        SpendingStatistics,
        Flow,
        WeekLost,
        Certificate,
    )
}


def _packed(value: Any, name: str, arrays: dict[str, Array]) -> Any:
    """The value as JSON; arrays go to `arrays` and leave their name."""
    if isinstance(value, np.ndarray):
        arrays[name] = value
        return {"array": name}
    if isinstance(value, datetime):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return [_packed(item, f"{name}.{k}", arrays) for k, item in enumerate(value)]
    if type(value).__name__ in RECORDS:
        fields = {key: _packed(item, f"{name}.{key}", arrays) for key, item in vars(value).items()}
        return {"record": type(value).__name__, "fields": fields}
    return value


def _unpacked(value: Any, archive: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(item, archive) for item in value)
    if not isinstance(value, dict):
        return value
    if "array" in value:
        return archive[value["array"]]
    if "date" in value:
        return datetime.fromisoformat(value["date"])
    return RECORDS[value["record"]](**{key: _unpacked(item, archive) for key, item in value["fields"].items()})
