"""`python -m validation [--cases FILE] [--json] [--iterations N] [--seed S]`: a table that anyone can check.

Leaves with 1 if a case fails, with 3 if the file of cases cannot be used. A case that riskcore cannot run is listed as
not run with the reason, never as passed.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from validation.run import CaseReport, run_case

OWN_CASES = Path(__file__).with_name("cases.json")
FAILED, BAD_INPUT = 1, 3


def main() -> int:
    options = _options()
    try:
        cases = json.loads(options.cases.read_text("utf-8"))["cases"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"{options.cases}: must be a file of cases ({type(error).__name__}: {error}).\n")
        return BAD_INPUT
    reports = []
    for case in cases:
        reports.append(run_case(case, options.iterations, options.seed))
        if not options.json:
            _show(reports[-1])
    count = {status: sum(report.status == status for report in reports) for status in ("passed", "failed", "not run")}
    if options.json:
        print(json.dumps({"counts": count, "cases": [asdict(report) for report in reports]}, indent=1))
    else:
        print(f"\n{count['passed']} cases passed, {count['failed']} failed, {count['not run']} not run")
    return FAILED if count["failed"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m validation", description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, default=OWN_CASES, help="file of cases; else the project's own")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--iterations", type=int, default=100_000, help="of each simulated case (default 100,000)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _show(report: CaseReport) -> None:
    print(f"{report.id:8} {report.status:8} {report.description[:90]}")
    if report.status == "not run":
        print(f"         {report.reason}")
    for check in report.checks:
        if check.status == "not run":
            continue
        z = f"{check.z:6.1f}" if check.z is not None else "      "
        figures = f"expected {check.expected:<14.8g} got {check.got:<14.8g} error {check.error:<10.2g} z {z}"
        print(f"         {check.quantity:28} {figures} {check.status}")
    left = [f"{check.quantity} ({check.reason})" for check in report.checks if check.status == "not run"]
    if left and report.status != "not run":
        print(f"         not compared: {'; '.join(left)}")


if __name__ == "__main__":
    sys.exit(main())
