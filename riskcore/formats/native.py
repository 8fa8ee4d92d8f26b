"""riskcore's own documents: plans and risk registers in YAML or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from riskcore.errors import FileError, PlanError, Problem
from riskcore.formats.yaml_text import as_problem, parse_yaml
from riskcore.plan import Plan, RiskRegister, document_of, parse_plan, parse_register
from riskcore.plan.rule import BrokenRule
from riskcore.plan.scenario import Scenarios, parse_scenarios

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 100_000_000
"""Bytes; a plan of 100,000 activities has some 20,000,000."""


def read_plan_text(text: str, source: str = "") -> Plan:
    """The plan in YAML or JSON `text`. Raises PlanError with every problem found."""
    return parse_plan(parse_text(text, source), source)


def read_register(path: Path) -> RiskRegister:
    """The risk register in the file at `path`. Raises FileError or PlanError."""
    return parse_register(parse_text(read_text(path), path.name), path.name)


def read_scenarios(path: Path) -> Scenarios:
    """The scenarios and their mitigations in the file at `path`. Raises FileError or PlanError."""
    return parse_scenarios(parse_text(read_text(path), path.name), path.name)


def write_plan(plan: Plan) -> str:
    """The plan as JSON, which is YAML too."""
    return json.dumps(document_of(plan), indent=1, ensure_ascii=False) + "\n"


def read_text(path: Path) -> str:
    """The text of a document. Raises FileError where it is too large or no text."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileError([Problem(path.name, f"must not be larger than {LARGEST // 1_000_000} MB")], path.name)
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError([Problem(path.name, "must be text in UTF-8", "other bytes")], path.name) from None
    except OSError as error:
        raise FileError([Problem(path.name, f"cannot be read: {error.strerror}")], path.name) from None


def parse_text(text: str, source: str) -> Any:
    """The document in `text`: JSON where it begins like JSON and is JSON, else YAML."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_each_once)
        except json.JSONDecodeError:
            pass  # YAML's flow style begins in the same way
        except RecursionError:
            raise PlanError([Problem("The document", "must not nest so deep")], source) from None
        except BrokenRule as broken:
            raise PlanError([as_problem(broken)], source) from None
    try:
        return parse_yaml(text)
    except BrokenRule as broken:
        raise PlanError([as_problem(broken)], source) from None


def _no_constant(name: str) -> None:
    raise BrokenRule("must hold finite numbers", name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BrokenRule("must have each key once", f'"{twice}" again')
    return found
