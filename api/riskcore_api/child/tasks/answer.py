"""A question of the table, asked of a result."""

from __future__ import annotations

import json
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskcore_api.analyses import BY_KEY, PARAMETERS, Analysis
from riskcore_api.child.results import saved
from riskcore_api.store.blobs import Blobs
from riskcore_api.values import as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore.simulation import Saved
    from riskcore_api.child.work import Work


def answer(
    work: Work,
    *,
    analysis: str,
    parameters: dict[str, Any],
    archive: str,
    blobs: str,
    threads: int = 1,
) -> dict[str, Any]:
    """The answer as a blob of JSON."""
    about = saved(archive, blobs)
    return {"blob": Blobs(Path(blobs)).put(written(BY_KEY[analysis], about, parameters, work, threads))}


def written(
    question: Analysis, about: Saved, parameters: dict[str, Any], work: Work | None = None, threads: int = 1
) -> bytes:
    """The answer to `question` as JSON."""
    at_hand = {"plan": about.plan, "work": work, "threads": threads}
    given = {name: _value(name, value) for name, value in parameters.items()}
    found = as_json(function_of(question)(about.result, *(at_hand[name] for name in question.wants), **given))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def function_of(question: Analysis) -> Callable[..., Any]:
    """The function that answers it."""
    module, _, name = question.function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def _value(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if PARAMETERS[name].kind is datetime and value is not None else value
