"""One case, run through riskcore's public functions and judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import riskcore
from validation.case import Case, Run
from validation.figure import NotRun
from validation.figures import answers
from validation.judge import Check, judge, skipped

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class CaseReport:
    """A case and its figures."""

    id: str
    description: str
    source: str
    status: str
    reason: str = ""
    checks: list[Check] = field(default_factory=list)


def run_case(case: dict[str, Any], iterations: int, seed: int) -> CaseReport:
    """Run one case; where a sampled figure fails, a second seed decides on that figure."""
    report = CaseReport(case["id"], case.get("description", ""), str(case.get("source", "")), "not run")
    report.checks = list(_checks(Case(case, Run(iterations, seed)), case["expected"]))
    doubtful = {c.quantity for c in report.checks if c.status == "failed" and c.standard_error is not None}
    if doubtful:
        again = {c.quantity: c for c in _checks(Case(case, Run(iterations, seed + 1)), case["expected"])}
        report.checks = [again[c.quantity] if c.quantity in doubtful else c for c in report.checks]
    statuses = {check.status for check in report.checks}
    report.status = "failed" if "failed" in statuses else "passed" if "passed" in statuses else "not run"
    if report.status == "not run":
        report.reason = "; ".join(dict.fromkeys(check.reason for check in report.checks)) or "it expects no figure"
    return report


def _checks(case: Case, expected: dict[str, Any]) -> Iterator[Check]:
    for quantity, value in expected.items():
        try:
            for behind, figure in answers(case, quantity).items():
                yield judge(quantity + behind, value, figure)
        except (NotRun, riskcore.RiskcoreError) as error:
            yield skipped(quantity, value, str(error).splitlines()[0])
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            yield skipped(quantity, value, f"the case is not of a form that is known: {type(error).__name__} {error}")
