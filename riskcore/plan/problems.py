"""What pydantic found, in the words of riskcore: place, rule, value received, remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_origin

from riskcore.errors import Problem
from riskcore.plan.rule import BrokenRule, nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


def problems(error: ValidationError, document: Any, model: type[BaseModel]) -> list[Problem]:
    """One Problem for each finding, in the order of the document."""
    findings = error.errors(include_url=False)
    told = [finding for finding in findings if not _follows(finding, document)]
    return [problem for finding in told for problem in _sentences(_problem(finding, document, model))]


def _sentences(problem: Problem) -> list[Problem]:
    """A distribution tells each rule that it breaks in a line of its own."""
    return [replace(problem, rule=line) for line in problem.rule.split("\n")]


def _follows(finding: ErrorDetails, document: Any) -> bool:
    """Whether a list is only found empty because what it holds was refused."""
    return finding["type"] == "too_short" and bool(_at(list(finding["loc"]), document))


def _problem(finding: ErrorDetails, document: Any, model: type[BaseModel]) -> Problem:
    path = list(finding["loc"])
    kind = finding["type"]
    if kind == "extra_forbidden":
        key = str(path.pop())
        hint = nearest(key, _fields(model, path))
        return Problem(_where(path, document), "has an unknown key", f'"{key}"', hint)
    broken = finding.get("ctx", {}).get("error")
    if isinstance(broken, BrokenRule):
        return Problem(_where(path, document), broken.rule, broken.got, broken.hint)
    if kind == "missing":
        return Problem(_where(path[:-1], document), f"must have {path[-1]}", "none")
    if kind == "too_short":
        return Problem(_where(path, document), "must not be empty", "nothing")
    return Problem(_where(path, document), _sentence(finding["msg"]), _shown(finding["input"]))


def _sentence(message: str) -> str:
    for start in ("Input should be ", "Value should be ", "String should "):
        if message.startswith(start):
            return f"must {'be ' if start.endswith('be ') else ''}{message.removeprefix(start)}"
    return message


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _where(path: list[str | int], document: Any) -> str:
    """`activities[3] "Hot tap": duration`; items of a list of records carry their name."""
    where = ""
    for depth, step in enumerate(path):
        node = _at(path[: depth + 1], document)
        if step == "[key]":  # pydantic's word for a key that is refused; the step before is that key
            continue
        if isinstance(step, int) and not isinstance(_at(path[:depth], document), dict):
            name = (node.get("name") or node.get("id")) if isinstance(node, dict) else None
            where += f'[{step}] "{name}":' if name else f"[{step}]"
        else:
            where += f" {step}" if where.endswith(":") else f".{step}" if where else str(step)
    return where.removesuffix(":")


def _at(path: list[str | int], document: Any) -> Any:
    """What the document holds at `path`, None where there is nothing."""
    for step in path:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def _fields(model: type[BaseModel], path: list[str | int]) -> list[str]:
    """The keys that the record at `path` may have."""
    node: Any = model
    steps = iter(path)
    for step in steps:
        if isinstance(step, int):
            continue
        field = node.model_fields.get(step)
        node = _record_in(field.annotation) if field else None
        if node is None:
            return []
        if get_origin(field.annotation) is dict:
            next(steps, None)  # the name of the record
    return [field.alias or name for name, field in node.model_fields.items()]


def _record_in(annotation: Any) -> Any:
    """The record class within `tuple[Activity, ...]`, `Constraint | None` or `dict[str, Calendar]`."""
    if hasattr(annotation, "model_fields"):
        return annotation
    found = (_record_in(part) for part in getattr(annotation, "__args__", ()))
    return next((record for record in found if record is not None), None)
