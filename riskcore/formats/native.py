"""riskcore's own documents: plans and risk registers in YAML or JSON."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

from riskcore.errors import FileError, PlanError, Problem
from riskcore.formats.document_size import check_json_text, check_size
from riskcore.formats.yaml_text import LONG_NUMBER, as_problem, parse_yaml
from riskcore.garbage import uncollected
from riskcore.plan import Plan, RiskRegister, document_of, parse_plan, parse_register
from riskcore.plan.rule import BrokenRule
from riskcore.plan.scenario import Scenarios, parse_scenarios

LARGEST: Final = 100_000_000
"""Bytes; a plan of 100,000 activities has some 20,000,000."""


def read_plan_text(text: str, source: str = "") -> Plan:
    """The plan in YAML or JSON `text`. Raises PlanError with every problem found."""
    return parse_plan(parse_text(text, source), source)


def read_register(path: str | Path) -> RiskRegister:
    """The risk register in the file at `path`. Raises FileError or PlanError."""
    path = Path(path)
    return parse_register(parse_text(read_text(path), path.name), path.name)


def read_scenarios(path: str | Path) -> Scenarios:
    """The scenarios and their mitigations in the file at `path`. Raises FileError or PlanError."""
    path = Path(path)
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


@uncollected()
def parse_text(text: str, source: str) -> Any:
    """The document in `text`: JSON where it begins like JSON and is JSON, else YAML."""
    try:
        document = _parsed(text)
        check_size(document)
    except BrokenRule as broken:
        raise PlanError([as_problem(broken)], source) from None
    return document


def _parsed(text: str) -> Any:
    if text.lstrip()[:1] in ("{", "["):
        check_json_text(text)
        try:
            return json.loads(text, parse_constant=_no_constant, parse_int=_whole_number, object_pairs_hook=_each_once)
        except json.JSONDecodeError:
            pass  # YAML's flow style begins in the same way
        except RecursionError:
            raise BrokenRule("must not nest so deep") from None
    return parse_yaml(text)


def _no_constant(name: str) -> None:
    raise BrokenRule("must hold finite numbers", name)


def _whole_number(digits: str) -> float:
    """As in YAML: what is far beyond any count is no whole number, and Python takes long to make it one."""
    return int(digits) if len(digits) < LONG_NUMBER else float(digits)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise BrokenRule("must have each key once", f'"{twice}" again')
    return found
