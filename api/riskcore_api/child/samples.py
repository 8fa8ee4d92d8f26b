"""The samples of a result as an Arrow file, and the digest of all its bits."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from riskcore import Result


def write_samples(result: Result, path: Path) -> None:
    """Write a column for each outcome, a row for each iteration: dates as local timestamps, costs as numbers.

    Arrow IPC with zstd. The same samples are the same bytes, so the file's digest tells whether two results agree.
    """
    epoch = np.datetime64(result.epoch, "s")
    columns: dict[str, pa.Array] = {"finish": _dates(epoch, result.finish.sample.values)}
    columns |= {f"milestone {one.id}": _dates(epoch, one.sample.values) for one in result.milestones}
    costs = [] if result.cost is None else [("cost", result.cost), *((f"cost {c.id}", c) for c in result.cost_parts)]
    columns |= {name: pa.array(one.sample.values) for name, one in costs}
    facts = {
        "riskcore": "samples 1",
        "plan": result.certificate.plan,
        "seed": str(result.certificate.seed),
        "iterations": str(result.certificate.iterations),
        "currency": result.currency,
    }
    table = pa.table(columns).replace_schema_metadata(facts)
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema, options=options) as writer:
        writer.write_table(table)


def bits(result: Result) -> str:
    """SHA-256 of every array of the result, by the place where it stands."""
    digest = hashlib.sha256()
    for name, array in _arrays(result, ""):
        digest.update(f"{name} {array.dtype} {array.shape}\n".encode() + np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _dates(epoch: np.datetime64, minutes: Any) -> pa.Array:
    """To the millisecond: finer than any schedule, coarser than the noise of a sum."""
    return pa.array(epoch.astype("datetime64[ms]") + np.round(minutes * 60_000).astype("timedelta64[ms]"))


def _arrays(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, np.ndarray):
        yield name, value
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _arrays(one, f"{name}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _arrays(getattr(value, field.name), f"{name}.{field.name}")
