"""What others would write for the plain network: C++ over lanes, and a good engineer's NumPy."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from riskcore.plan import Plan

CPP = Path(__file__).with_name("baseline.cpp")


def cpp_seconds(plan: Plan, iterations: int, threads: int, repeats: int) -> tuple[list[float], float] | None:
    """Seconds of each repetition, and the mean finish in working minutes; None without a compiler."""
    compiler = shutil.which("g++") or shutil.which("clang++")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        program, network = Path(folder, "baseline"), Path(folder, "network.txt")
        flags = ["-O3", "-march=native", "-std=c++17", "-pthread"]
        subprocess.run([compiler, *flags, str(CPP), "-o", str(program)], check=True)
        network.write_text(_as_text(plan))
        command = [str(program), str(network), str(iterations), str(threads), str(repeats)]
        *seconds, mean = map(float, subprocess.check_output(command, text=True).split())
    return seconds, mean


def numpy_seconds(plan: Plan, iterations: int, repeats: int, *, full: bool) -> tuple[list[float], float]:
    """The same; with `full` criticality and the rank correlation of each activity with the finish as well."""
    low, mode, high, before = _arrays(plan)
    seconds, mean = [], 0.0
    for repeat in range(repeats + 1):
        begin = time.perf_counter()
        finish, last = _numpy_run(low, mode, high, before, iterations, full=full)
        mean = float(last.mean())
        del finish
        if repeat:
            seconds.append(time.perf_counter() - begin)
    return seconds, mean


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
