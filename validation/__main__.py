"""`python -m validation`: known answers, the generator, the coverage of intervals; a table that anyone can check.

Leaves with 1 if anything fails, with 3 if the file of cases cannot be used. A case that riskcore cannot run is listed
as not run with the reason, never as passed.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from validation.page import page
from validation.tiers import FULL, PARTS, QUICK, Found, outcomes
from validation.words import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_CASES = [Path(__file__).with_name(name) for name in ("cases.json", "cost_cases.json")]
FAILED, BAD_INPUT = 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what `arguments` ask for, by default those of the command line; the exit code."""
    options = _options(arguments)
    begin, found, tier = perf_counter(), Found(), FULL if options.full else QUICK
    try:
        cases = [case for path in options.cases or OWN_CASES for case in _cases(path)]
        parts = options.only or (PARTS if options.cases is None else ("cases",))
        for outcome in outcomes(cases, tier, parts, options.iterations, options.seed):
            found.add(outcome)
            if not options.json:
                print(*lines(outcome), sep="\n", flush=True)
            if options.stop and found.failed:
                break
    except BadFile as bad:
        sys.stderr.write(f"{bad}\n")
        return BAD_INPUT
    if options.json:
        print(json.dumps(_document(found), indent=1))
    else:
        _sum_up(found, perf_counter() - begin)
    if options.write:
        options.write.write_text(page(found, tier), "utf-8")
    return FAILED if found.failed else 0


class BadFile(Exception):  # noqa: N818 - the message says it all
    """A file is no file of cases."""


def _cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file, each with an id and what is expected."""
    try:
        cases = json.loads(path.read_text("utf-8"))["cases"]
        for case in cases:
            case["id"] + "", case["expected"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"{path}: must be a file of cases ({type(error).__name__}: {error}).") from None
    return list(cases)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m validation", description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, nargs="+", help="run other files of cases, and nothing else")
    parser.add_argument("--full", action="store_true", help="the full tier: minutes instead of seconds")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="run these parts")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--iterations", type=int, help="of each simulated case (100,000; with --full 1,000,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop", action="store_true", help="end with the first failure")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="write what was found as a page of the documentation"
    )
    return parser.parse_args(arguments)


def _sum_up(found: Found, seconds: float) -> None:
    told = [
        f"{found.counts['passed']} cases passed, {found.counts['failed']} failed, {found.counts['not run']} not run"
    ]
    for name, verdicts in (("tests of the generator", found.generator), ("coverages", found.coverage)):
        wrong = sum(not one.passed for one in verdicts)
        told += [f"{len(verdicts) - wrong} {name} passed, {wrong} failed"] if verdicts else []
    print(f"\n{'; '.join(told)} ({seconds:.0f} s)")


def _document(found: Found) -> dict[str, Any]:
    return {
        "counts": found.counts,
        "cases": [asdict(one) for one in found.cases],
        "generator": [{**asdict(one), "passed": one.passed} for one in found.generator],
        "coverage": [{**asdict(one), "share": one.share, "passed": one.passed} for one in found.coverage],
        "designs": [asdict(one) for one in found.designs],
    }


if __name__ == "__main__":
    sys.exit(main())
