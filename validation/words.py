"""Outcomes as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validation.battery import Verdict
from validation.coverage import Coverage
from validation.run import CaseReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.designs import Error
    from validation.judge import Check


def lines(outcome: Any) -> Iterator[str]:
    """What is printed of one outcome."""
    match outcome:
        case CaseReport():
            yield from _case(outcome)
        case Verdict():
            status = "passed" if outcome.passed else "failed"
            yield f"{outcome.name:52} p {outcome.p:.4f}, at least {outcome.least:.1e} from 0 and 1: {status}"
        case Coverage():
            yield _coverage(outcome)
        case _:
            yield _error(outcome)


def _case(report: CaseReport) -> Iterator[str]:
    yield f"{report.id:8} {report.status:8} {report.description[:90]}"
    if report.status == "not run":
        yield f"         {report.reason}"
        return
    yield from (_check(check) for check in report.checks if check.status != "not run")
    left = [f"{check.quantity} ({check.reason})" for check in report.checks if check.status == "not run"]
    if left:
        yield f"         not compared: {'; '.join(left)}"


def _check(check: Check) -> str:
    se = "" if check.standard_error is None else f"{check.standard_error:.1e}"
    z = "" if check.z is None else f"{check.z:.1f}"
    figures = f"expected {check.expected:<14.8g} got {check.got:<14.8g} se {se:8} z {z:5}"
    return f"         {check.quantity:28} {figures} accepted +-{check.error:.1e} {check.status}"


def _coverage(one: Coverage) -> str:
    where = f"{one.design:16} {one.quantity:12} {one.iterations:>8,} iterations"
    if one.plans == 0:
        return f"{where} not run: riskcore reports no interval of it"
    bounds = f"{one.lowest:.1%} to {one.highest:.1%}"
    status = "passed" if one.passed else "failed"
    return f"{where} {one.plans:>6,} plans: {one.share:.1%} of the 95 % intervals hold ({bounds}): {status}"


def _error(one: Error) -> str:
    where = f"{one.network:18} {one.design:16} {one.figure:8} {one.iterations:>7,} iterations"
    return f"{where} error {one.error:.2e}, worth {one.gain:.1f} x as many plain ones"
