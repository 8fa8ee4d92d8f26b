"""A plan with its registers: joined first and checked once, for one may name what stands in another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from riskcore.errors import PlanError
from riskcore.plan import RiskRegister, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.errors import Problem
    from riskcore.plan import Plan

_ITEM = re.compile(rf"\b({'|'.join(RiskRegister.model_fields)})\[(\d+)\]")


def joined(plan: Plan, source: str, registers: Sequence[tuple[str, RiskRegister]]) -> Plan:
    """`plan` with the registers, each under the name of its file, behind its own risks.

    Raises PlanError with every problem of the whole, each at its place in its own file.
    """
    whole = plan
    for _, register in registers:
        whole = whole.with_register(register)
    try:
        return check(whole) if registers else plan
    except PlanError as error:
        names = [source, *(name for name, _ in registers)]
        found = [
            _placed(problem, names, [plan, *(register for _, register in registers)]) for problem in error.problems
        ]
    files = {name for name, _ in found}
    if len(files) == 1:
        raise PlanError([problem for _, problem in found], files.pop())
    placed = [replace(problem, where=f"{name}: {problem.where}") for name, problem in found]
    raise PlanError(placed, f"{source} with {', '.join(names[1:])}")


def _placed(problem: Problem, names: Sequence[str], parts: Sequence[Plan | RiskRegister]) -> tuple[str, Problem]:
    """The file that a problem is in, and the problem with the numbers that items have in their own files."""

    def own(section: str, number: int) -> tuple[str, int]:
        for name, part in zip(names, parts, strict=True):
            if number < len(getattr(part, section)):
                return name, number
            number -= len(getattr(part, section))
        return names[0], number

    def told(item: re.Match[str]) -> str:
        other, number = own(item[1], int(item[2]))
        return f"{item[1]}[{number}]" + ("" if other == name else f" of {other}")

    at = _ITEM.match(problem.where)
    name, number = own(at[1], int(at[2])) if at else (names[0], 0)
    where = f"{at[1]}[{number}]{problem.where[at.end() :]}" if at else problem.where
    return name, replace(problem, where=where, rule=_ITEM.sub(told, problem.rule), got=_ITEM.sub(told, problem.got))
