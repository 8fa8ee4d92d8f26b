"""What others would write for the plain network: C++ over lanes, and a good engineer's NumPy."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from riskcore.plan import Plan

CPP = Path(__file__).with_name("baseline.cpp")


@dataclass(frozen=True)
class Timed:
    """What a baseline took, and the mean finish that it found, in working minutes."""

    seconds: float
    mean: float


class Cpp:
    """The C++ version, built once for a plan in a folder of its own."""

    def __init__(self, plan: Plan, iterations: int, threads: int) -> None:
        self.plan, self.size = plan, (iterations, threads)
        self.compiler = shutil.which("g++") or shutil.which("clang++")
        self.folder = tempfile.TemporaryDirectory()

    @property
    def found(self) -> bool:
        """Whether there is a compiler."""
        return self.compiler is not None

    def __enter__(self) -> Self:
        if self.compiler:
            self.program, self.network = Path(self.folder.name, "baseline"), Path(self.folder.name, "network.txt")
            flags = ["-O3", "-march=native", "-std=c++17", "-pthread"]
            subprocess.run([self.compiler, *flags, str(CPP), "-o", str(self.program)], check=True)
            self.network.write_text(_as_text(self.plan))
        return self

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()

    def run(self) -> Timed:
        """One run, after one that warms up; the network is read before."""
        command = [str(self.program), str(self.network), *map(str, self.size), "1"]
        return Timed(*map(float, subprocess.check_output(command, text=True).split()))

    def seconds(self) -> float:
        """Of one run."""
        return self.run().seconds


def numpy_run(plan: Plan, iterations: int, *, full: bool) -> Timed:
    """NumPy; with `full` criticality and the rank correlation of each activity with the finish as well."""
    network = _arrays(plan)
    begin = time.perf_counter()
    finish, last = _numpy_run(*network, iterations, full=full)
    del finish
    return Timed(time.perf_counter() - begin, float(last.mean()))


def _numpy_run(low: Any, mode: Any, high: Any, before: Any, iterations: int, *, full: bool) -> tuple[Any, Any]:
    """(activity, iteration) arrays: draws up front, one vectorised step for each activity."""
    rng, n = np.random.default_rng(1), len(low)
    duration = rng.triangular(low[:, None], mode[:, None], high[:, None], (n, iterations))
    start, finish = np.zeros_like(duration), np.empty_like(duration)
    for i in range(n):
        for j in before[i]:
            np.maximum(start[i], finish[j], out=start[i])
        np.add(start[i], duration[i], out=finish[i])
    last = finish.max(axis=0)
    if full:
        critical = finish == last
        for i in range(n - 1, -1, -1):
            for j in before[i]:
                critical[j] |= critical[i] & (finish[j] == start[i])
        critical.mean(axis=1)
        ranks = rankdata(last)
        ranks -= ranks.mean()
        for i in range(n):
            own = rankdata(duration[i])
            own -= own.mean()
            float(own @ ranks / np.sqrt((own @ own) * (ranks @ ranks)))
    return finish, last


def _arrays(plan: Plan) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[list[int]]]:
    index = {activity.id: i for i, activity in enumerate(plan.activities)}
    shapes = [activity.duration.distribution(plan.hours_of(activity)) for activity in plan.activities]
    low, mode, high = (np.array([getattr(one, name) for one in shapes], float) for name in ("min", "mode", "max"))
    return low, mode, high, [[index[link.activity] for link in one.predecessors] for one in plan.activities]


def _as_text(plan: Plan) -> str:
    low, mode, high, before = _arrays(plan)
    rows = [f"{low[i]} {mode[i]} {high[i]} {len(own)} {' '.join(map(str, own))}" for i, own in enumerate(before)]
    return "\n".join([str(len(rows)), *rows])
