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
import math
import statistics
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.cases import CASES, SHORT_CASES
from benchmarks.growth import draw
from benchmarks.options import SHORT, Options
from benchmarks.recorded import Ratios, keep, processor, recorded
from benchmarks.told import line, record

if TYPE_CHECKING:
    from collections.abc import Callable

SLACK = 1.25
"""A ratio may be so much above the recorded one."""
TRIES = 5
"""A case that seems worse is measured again: a busy machine is not a slower engine. What is recorded is the median of
as many; on a shared machine one ratio lies up to a quarter from it."""


def main() -> int:
    """Run what is asked for; 1 where a ratio is worse than recorded, however often it is tried."""
    options = _options()
    sizes = (
        SHORT if options.short else Options(options.activities, options.iterations, options.threads, options.repeats)
    )
    if options.here:
        print(json.dumps([asdict(one) for name in options.only for one in CASES[name](sizes)]))
        return 0
    known = recorded(options.check, processor()) if options.check else {}
    found, worse, ratios = [], [], {}
    for name in options.only:
        tries: list[list[dict[str, Any]]] = []
        while len(tries) < (TRIES if options.write else 1) or (_worse(tries, known) and len(tries) < TRIES):
            tries.append(_in_its_own_process(name, sizes))
        found += tries[-1]
        worse += _worse(tries, known)
        ratios |= _of_all(tries, statistics.median)
    print(json.dumps(found, indent=1) if options.json else "\n".join(map(line, found)))
    if options.write:
        keep(options.write, processor(), ratios)
    if options.results:
        record(found, options.results)
    if options.plot:
        draw(found, options.plot)
    print("\n".join(worse), file=sys.stderr, end="\n" if worse else "")
    return 1 if worse else 0


def _options() -> argparse.Namespace:
    sizes = Options()
    intro, _, examples = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=intro,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", choices=CASES, metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--activities", type=int, default=sizes.activities)
    parser.add_argument("--iterations", type=int, default=sizes.iterations)
    parser.add_argument("--threads", type=int, default=sizes.threads)
    parser.add_argument("--repeats", type=int, default=sizes.repeats)
    parser.add_argument("--short", action="store_true", help="1,000 activities, one thread, the cases with a baseline")
    parser.add_argument("--json", action="store_true", help="print a list of figures")
    parser.add_argument("--check", type=Path, metavar="FILE", help="leave with 1 where a ratio is 25 %% above FILE's")
    parser.add_argument(
        "--write",
        type=Path,
        metavar="FILE",
        help="record the ratios, the median of five tries, for --check on such a processor",
    )
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


def _worse(tries: list[list[dict[str, Any]]], known: Ratios) -> list[str]:
    """A sentence for each ratio that was above the recorded one by more than the slack in every try."""
    return [
        f"{name}: {ratio:.2f} x {against} at best, recorded {known[name][against]:.2f}"
        for name, ratios in _of_all(tries, min).items()
        for against, ratio in ratios.items()
        if ratio > SLACK * known.get(name, {}).get(against, math.inf)
    ]


def _of_all(tries: list[list[dict[str, Any]]], middle: Callable[[list[float]], float]) -> Ratios:
    """By figure and baseline, what `middle` makes of the ratios of all tries."""
    return {
        figures[0]["name"]: {key: middle([one["ratios"][key] for one in figures]) for key in figures[0]["ratios"]}
        for figures in zip(*tries, strict=True)
    }


if __name__ == "__main__":
    sys.exit(main())
