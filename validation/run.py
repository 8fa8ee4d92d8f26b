"""One case, run through riskcore's public functions and judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

import riskcore
from riskcore.distributions import build
from riskcore.kernels.philox import philox
from riskcore.simulation import schedule
from validation.adapter import NotRun, estimate, network_plan, sum_plan, working_days_plan
from validation.judge import Check, judge, skipped
from validation.quantities import of_distribution, of_fit, of_result, of_samples, of_schedule

if TYPE_CHECKING:
    from collections.abc import Callable

HOURS = 480.0
CALENDAR_DAYS = {"duration", "ES", "EF", "LS", "LF"}


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
    """Run one case; where a sampled figure fails, a second seed decides."""
    report = CaseReport(case["id"], case.get("description", ""), str(case.get("source", "")), "not run")
    runner = RUNNERS.get(case["kind"])
    if runner is None:
        report.reason = f'cases of kind "{case["kind"]}" need a part of riskcore that is not built yet'
        return report
    try:
        report.checks = runner(case, iterations, seed)
        if any(check.status == "failed" and check.z is not None for check in report.checks):
            report.checks = runner(case, iterations, seed + 1)
    except (NotRun, riskcore.DocumentError) as error:
        report.reason = str(error).splitlines()[0]
        return report
    statuses = {check.status for check in report.checks}
    report.status = "failed" if "failed" in statuses else "passed" if "passed" in statuses else "not run"
    if report.status == "not run":
        report.reason = "; ".join(sorted({check.reason for check in report.checks}))
    return report


def _checks(case: dict, compute: Callable[[str], float], iterations: int | None) -> list[Check]:
    found = []
    for quantity, expected in case["expected"].items():
        try:
            found.append(judge(quantity, expected, compute(quantity), iterations))
        except NotRun as why:
            found.append(skipped(quantity, expected, str(why)))
    return found


def _distribution(case: dict, _iterations: int, _seed: int) -> list[Check]:
    ((family, arguments),) = estimate(case["dist"], "").items()
    distribution = build(family, arguments)
    return _checks(case, lambda quantity: of_distribution(quantity, distribution), None)


def _fit(case: dict, _iterations: int, _seed: int) -> list[Check]:
    found = of_fit(case)

    def compute(quantity: str) -> float:
        if quantity not in found:
            raise NotRun("not one of riskcore's figures")
        return found[quantity]

    return _checks(case, compute, None)


def _sum(case: dict, iterations: int, seed: int) -> list[Check]:
    if case.get("correlations"):
        return _simulated(sum_plan(case), case, iterations, seed)
    result = riskcore.simulate(riskcore.parse_plan(sum_plan(case)), iterations, seed)
    return _checks(case, lambda quantity: of_samples(quantity, result.cost.sample.values), iterations)


def _network(case: dict, iterations: int, seed: int) -> list[Check]:
    return _simulated(network_plan(case), case, iterations, seed)


def _simulated(plan: dict, case: dict, iterations: int, seed: int) -> list[Check]:
    result = riskcore.simulate(riskcore.parse_plan(plan), iterations, seed)
    return _checks(case, lambda quantity: of_result(quantity, result), iterations)


def _cpm(case: dict, _iterations: int, _seed: int) -> list[Check]:
    """Dates in units of the case: on the 24-hour calendar, or, where the case has a calendar, in its working days."""
    plain = schedule(riskcore.parse_plan(network_plan(case)))
    found = _checks(case, lambda quantity: of_schedule(quantity, plain, 1440.0), None)
    if "calendar" in case["network"]:
        working = schedule(riskcore.parse_plan(working_days_plan(case)))
        floats = {q: e for q, e in case["expected"].items() if q.partition(":")[0] in {"TF", "FF"}}
        again = _checks({"expected": floats}, lambda quantity: of_schedule(quantity, working, HOURS), None)
        found += [Check(f"{c.quantity} (calendar)", *list(vars(c).values())[1:]) for c in again]
    return found


def _vectors(case: dict, _iterations: int, _seed: int) -> list[Check]:
    """The published words of Philox 4x32-10, which is the generator of riskcore."""
    found = []
    for quantity, expected in case["expected"].items():
        value = expected["value"] if isinstance(expected, dict) else expected
        if not quantity.startswith("philox4x32-10 "):
            found.append(skipped(quantity, {}, "riskcore uses Philox 4x32-10 alone"))
            continue
        counter, key = (part.split() for part in quantity.removeprefix("philox4x32-10 ctr=").split(" key="))
        words = philox(*(np.uint64(int(word, 16)) for word in (*counter, *key)))
        got = [int(word) for word in words]
        wanted = [int(word, 16) for word in (value.split() if isinstance(value, str) else value)]
        found.append(
            Check(quantity, float(wanted[0]), float(got[0]), 0.0, None, "passed" if got == wanted else "failed")
        )
    return found


RUNNERS: dict[str, Callable[[dict, int, int], list[Check]]] = {
    "distribution": _distribution,
    "fit": _fit,
    "sum": _sum,
    "network": _network,
    "cpm": _cpm,
    "vectors": _vectors,
}
