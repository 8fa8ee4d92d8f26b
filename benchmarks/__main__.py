"""`python -m benchmarks [--only CASE ...] [--json] [--check FILE]`: how fast the engine is, beside baselines.

Each case runs in a process of its own, warms up, repeats, and is told as median and spread, with ns of wall time for
each activity and iteration, peak memory, and the ratio to a baseline measured in the same run. On a shared machine
only the ratios mean much.

    python -m benchmarks                                         # the whole table, some minutes
    python -m benchmarks --only removal what-if
    python -m benchmarks --short --check benchmarks/ratios.json  # what CI does
    python -m benchmarks --results benchmarks/RESULTS.md --plot benchmarks/growth.png
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.cases import CASES, SHORT_CASES
from benchmarks.growth import draw
from benchmarks.options import SHORT, Options
from benchmarks.told import line, record

SLACK = 1.25
"""A ratio may be so much above the recorded one."""
TRIES = 3
"""A case that seems worse is measured again: a busy machine is not a slower engine."""


def main() -> int:
    """Run what is asked for; 1 where a ratio is worse than recorded, however often it is tried."""
    options = _options()
    sizes = (
        SHORT if options.short else Options(options.activities, options.iterations, options.threads, options.repeats)
    )
    if options.here:
        print(json.dumps([asdict(one) for name in options.only for one in CASES[name](sizes)]))
        return 0
    recorded = json.loads(options.check.read_text("utf-8")) if options.check else {}
    found, worse = [], []
    for name in options.only:
        for _ in range(TRIES):
            figures = _in_its_own_process(name, sizes)
            slower = _worse(figures, recorded)
            if not slower:
                break
        found += figures
        worse += slower
    print(json.dumps(found, indent=1) if options.json else "\n".join(map(line, found)))
    if options.write:
        options.write.write_text(json.dumps({one["name"]: one["ratios"] for one in found}, indent=1) + "\n", "utf-8")
    if options.results:
        record(found, options.results)
    if options.plot:
        draw(found, options.plot)
    print("\n".join(worse), file=sys.stderr, end="\n" if worse else "")
    return 1 if worse else 0


def _options() -> argparse.Namespace:
    known = Options()
    intro, _, examples = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=intro,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", choices=CASES, metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--activities", type=int, default=known.activities)
    parser.add_argument("--iterations", type=int, default=known.iterations)
    parser.add_argument("--threads", type=int, default=known.threads)
    parser.add_argument("--repeats", type=int, default=known.repeats)
    parser.add_argument("--short", action="store_true", help="1,000 activities, one thread, the cases with a baseline")
    parser.add_argument("--json", action="store_true", help="print a list of figures")
    parser.add_argument("--check", type=Path, metavar="FILE", help="leave with 1 where a ratio is 25 %% above FILE's")
    parser.add_argument("--write", type=Path, metavar="FILE", help="record the ratios, for --check")
    parser.add_argument("--results", type=Path, metavar="FILE", help="put the table into FILE (.md), by version")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the figures of growth (.png, .svg)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.only = options.only or (list(SHORT_CASES) if options.short else list(CASES))
    if options.plot and "growth" not in options.only:
        parser.error("--plot draws the case growth: leave out --only, or name it")
    return options


def _in_its_own_process(name: str, sizes: Options) -> list[dict[str, Any]]:
    """So that its peak memory is its own."""
    flags = [part for key, value in asdict(sizes).items() for part in (f"--{key}", str(value))]
    command = [sys.executable, "-m", "benchmarks", "--here", "--only", name, *flags]
    print(f"{name} ...", file=sys.stderr)
    return json.loads(subprocess.check_output(command, text=True))  # type: ignore[no-any-return]  # as written above


def _worse(found: list[dict[str, Any]], recorded: dict[str, dict[str, float]]) -> list[str]:
    """A sentence for each ratio that is above the recorded one by more than the slack."""
    return [
        f"{one['name']}: {ratio:.2f} x {against}, recorded {recorded[one['name']][against]:.2f}"
        for one in found
        for against, ratio in one["ratios"].items()
        if ratio > SLACK * recorded.get(one["name"], {}).get(against, float("inf"))
    ]


if __name__ == "__main__":
    sys.exit(main())
