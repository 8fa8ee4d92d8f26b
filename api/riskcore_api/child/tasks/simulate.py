"""A run: a plan document becomes a result, kept as blobs, with the answers that everyone asks for first."""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from riskcore import ParameterError, RiskcoreError
from riskcore_api.analyses import ANALYSES
from riskcore_api.child.tasks.answer import written
from riskcore_api.child.work import Work
from riskcore_api.store.blobs import Blobs

if TYPE_CHECKING:
    from riskcore import Result
    from riskcore.plan import Plan
    from riskcore.simulation import Simulation

OFTEN = 0.2
"""Seconds between two messages of progress."""
PIECE_SECONDS = 0.5
"""About how long a piece of the run takes; between pieces there may be a checkpoint."""
FIRST_PIECE = 16
CHEAP = 0.1
"""Checkpoints and looks at P80 take at most this share of the time."""
log = logging.getLogger("riskcore_api.child")


def simulate(
    work: Work,
    *,
    document: str,
    iterations: int,
    seed: int,
    design: Any,
    until: str | None,
    milestones: list[str] | None,
    threads: int,
    checkpoint: str | None,
    checkpoint_seconds: float,
    blobs: str,
) -> dict[str, Any]:
    """Play the plan, from the checkpoint if there is one. Raises Cancelled where it is told to stop.

    Wherever it was broken off, it comes to the same bits.
    """
    from riskcore import parse_plan
    from riskcore.simulation import Precision, Simulation, simulate_until, with_spending

    folder = Blobs(Path(blobs))
    plan = parse_plan(json.loads(folder.get(document)))
    running = Simulation(plan, iterations, seed, design=design, milestones=milestones, threads=threads)
    precision = None if until is None else Precision.parse(until)
    if checkpoint is not None:
        _resume(running, checkpoint, folder)
    meter = _Meter(work, running)
    if precision is None:
        _play(running, work, meter, _Keeper(work, running, folder, checkpoint_seconds))
        result = running.result()
    else:
        options = {"design": design, "milestones": milestones, "threads": threads}
        result = simulate_until(plan, precision, iterations, seed, **options, progress=meter, stop=work.stop)
    work.progress(stage="answering", iterations=result.certificate.iterations)
    result = with_spending(result, plan, threads=threads, stop=work.stop)
    return kept(result, plan, folder)


def _play(running: Simulation, work: Work, meter: _Meter, keeper: _Keeper) -> None:
    """Run it to its end, piece by piece."""
    blocks = FIRST_PIECE
    while running.done < running.blocks:
        began, before = time.monotonic(), running.done
        running.advance(blocks, meter, work.stop)
        meter.look()
        keeper.keep()
        rate = (running.done - before) / max(time.monotonic() - began, 1e-6)
        blocks = max(FIRST_PIECE, round(rate * min(PIECE_SECONDS, keeper.seconds)))


def _resume(running: Simulation, checkpoint: str, folder: Blobs) -> None:
    """Go on from the checkpoint; where it cannot be used, the run begins anew, which costs time and no bits."""
    try:
        running.resume(folder.get(checkpoint))
    except (RiskcoreError, OSError, ValueError, KeyError) as error:
        log.warning("a checkpoint cannot be used", exc_info=error)


def kept(result: Result, plan: Plan, folder: Blobs) -> dict[str, Any]:
    """The result as blobs, and what a row says of it."""
    from riskcore import save
    from riskcore.simulation import Saved
    from riskcore_api.child.questions import words
    from riskcore_api.child.samples import bits, write_samples

    archive, samples = (folder.room() / f"{uuid4().hex}.{ending}" for ending in ("npz", "arrow"))
    save(result, plan, archive)
    write_samples(result, samples)
    about = Saved(result, plan)
    answers: dict[str, str] = {}
    for one in ANALYSES:
        with suppress(ParameterError):  # what cannot be asked of this plan is told to whoever asks
            answers |= {} if one.heavy else {one.key: folder.put(written(one, about, {}))}
    finish = result.finish.sample
    return {
        "archive": folder.adopt(archive),
        "samples": folder.adopt(samples),
        "bits": bits(result),
        "words": words(result).finish,
        "answers": answers,
        "facts": {
            "name": result.name,
            "plan_digest": result.certificate.plan,
            "iterations": result.certificate.iterations,
            "seed": result.certificate.seed,
            "design": result.certificate.design,
            "riskcore": result.certificate.riskcore,
            "target": result.target and result.target.isoformat(timespec="minutes"),
            "p50": result.date(finish.quantile(0.5).value).isoformat(timespec="minutes"),
            "p80": result.date(finish.quantile(0.8).value).isoformat(timespec="minutes"),
            "planned": result.date(result.finish.planned).isoformat(timespec="minutes"),
            "notes": list(result.notes),
        },
    }


class _Meter:
    """Tells how far a simulation is, and where P80 lies by now; neither too often."""

    def __init__(self, work: Work, running: Simulation) -> None:
        self.work, self.running = work, running
        self.start = self.last = time.monotonic()
        self.looked, self.cost = 0.0, 0.0
        work.progress(stage="simulating", iterations=running.iterations_done, seconds=0.0)

    def __call__(self, iterations: int) -> None:
        moment = time.monotonic()
        if moment - self.last >= OFTEN:
            self.last = moment
            self.work.progress(iterations=iterations, seconds=round(moment - self.start, 3))

    def look(self) -> None:
        """Tell P80 and its interval."""
        began = time.monotonic()
        if began - self.looked < max(OFTEN, self.cost / CHEAP):
            return
        found = self.running.finish.quantile(0.8)
        epoch = self.running.program.epoch
        dates = {
            name: (epoch + timedelta(minutes=round(getattr(found, name)))).isoformat(timespec="minutes")
            for name in ("value", "lower", "upper")
        }
        self.looked = time.monotonic()
        self.cost = self.looked - began
        self.work.progress(p80=dates)


class _Keeper:
    """Keeps the state of a simulation from time to time, the less often the more that costs."""

    def __init__(self, work: Work, running: Simulation, folder: Blobs, seconds: float) -> None:
        self.work, self.running, self.folder, self.seconds = work, running, folder, seconds
        self.last, self.cost = time.monotonic(), 0.0

    def keep(self) -> None:
        """Keep it, if it is time and there is more to do."""
        began = time.monotonic()
        if self.running.done >= self.running.blocks or began - self.last < max(self.seconds, self.cost / CHEAP):
            return
        self.work.checkpoint(self.folder.put(self.running.state()))
        self.last = time.monotonic()
        self.cost = self.last - began
