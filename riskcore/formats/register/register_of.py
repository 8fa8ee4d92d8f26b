"""What was understood, as a register: the rules of risks are checked, and told with the rows of the sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from riskcore.errors import PlanError, Problem
from riskcore.plan import parse_register

if TYPE_CHECKING:
    from riskcore.formats.register.understood import Understood
    from riskcore.plan import RiskRegister

_RISK = re.compile(r"risks\[(\d+)\]")


def register_of(understood: Understood) -> RiskRegister:
    """The register. Raises PlanError with every problem, each with its sheet and row."""
    try:
        return parse_register(understood.document, understood.source)
    except PlanError as error:
        raise PlanError([_placed(problem, understood) for problem in error.problems], understood.source) from None


def _placed(problem: Problem, understood: Understood) -> Problem:
    found = _RISK.match(problem.where)
    if found is None:
        return problem
    sheet = understood.mapping.get("sheet")
    row = understood.rows[int(found[1])].row
    place = f'Sheet "{sheet}", row {row}' if sheet else f"Row {row}"
    return Problem(f"{place}, {problem.where}", problem.rule, problem.got, problem.hint)
