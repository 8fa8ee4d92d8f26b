"""How the time grows: with the activities, with the iterations, with the threads; as figures and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import riskcore
from benchmarks.measure import Figure, measured
from benchmarks.networks import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.options import Options

ACTIVITIES = (100, 1_000, 10_000, 100_000)
ITERATIONS = (1_000, 10_000, 100_000, 1_000_000)
MOST_REPEATED = 200_000_000
"""What has more activity-samples is run once, after smaller ones have warmed the kernels."""


def growth(options: Options) -> Iterator[Figure]:
    """The whole answer of the plain network, compiling included, one size after the other."""
    for activities in ACTIVITIES:
        yield _grown("activities", activities, options.iterations, options.threads, options.repeats)
    for iterations in ITERATIONS:
        yield _grown("iterations", ACTIVITIES[0], iterations, options.threads, options.repeats)
    for threads in range(1, options.threads + 1):
        yield _grown("threads", ACTIVITIES[1], 10 * options.iterations, threads, options.repeats)


def _grown(what: str, activities: int, iterations: int, threads: int, repeats: int) -> Figure:
    plan = riskcore.parse_plan(plain(activities))
    small = activities * iterations <= MOST_REPEATED

    def work() -> None:
        riskcore.simulate(plan, iterations, threads=threads)

    return measured(
        f"{activities:,} activities x {iterations:,} on {threads} thread{'s' * (threads > 1)}",
        work,
        samples=activities * iterations,
        repeats=repeats if small else 1,
        warm=small,
        along=(what, {"activities": activities, "iterations": iterations, "threads": threads}[what]),
    )


TICKS = (5, 10, 20, 50, 100, 200)
"""Of the picture, in ns."""


def draw(found: Sequence[dict[str, Any]], path: Path) -> None:
    """The picture of the figures of `growth`: ns for each activity and iteration, against what grows."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  # for this picture only

    grown = [one for one in found if one["along"]]
    kinds = list(dict.fromkeys(one["along"][0] for one in grown))
    figure, axes = plt.subplots(1, len(kinds), figsize=(10, 3.2), sharey=True, layout="constrained")
    for axis, kind in zip(axes, kinds, strict=True):
        points = [(one["along"][1], one["ns"]) for one in grown if one["along"][0] == kind]
        sizes, ns = zip(*points, strict=True)
        axis.plot(sizes, ns, "o-", color="#1f5a96")
        for size, one in points:
            axis.annotate(f"{one:.3g}", (size, one), textcoords="offset points", xytext=(0, 6), ha="center", fontsize=8)
        axis.set(xlabel=kind, xscale="linear" if kind == "threads" else "log", yscale="log", xticks=sizes)
        axis.set_xticklabels([f"{size:,}" for size in sizes])
        axis.margins(x=0.12, y=0.15)
        axis.minorticks_off()
        axis.grid(alpha=0.3)
    axes[0].set(ylabel="ns per activity and iteration", yticks=TICKS, yticklabels=TICKS)
    figure.savefig(path, dpi=120)
    plt.close(figure)
