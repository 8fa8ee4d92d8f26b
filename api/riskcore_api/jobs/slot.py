"""A place where one run at a time is run: claim it, let a child play it, keep what it finds."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from riskcore_api import logs
from riskcore_api.child.process import Child, ChildDied, Refused, TooSlow
from riskcore_api.jobs import queue
from riskcore_api.jobs.finish import keep
from riskcore_api.jobs.progress import Pace
from riskcore_api.store.blobs import Blobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore_api.settings import Settings
    from riskcore_api.store.database import Database
    from riskcore_api.store.tables import Run

TASK = {"simulation": "simulate", "analysis": "answer"}
"""The child's task for each kind of run."""
POLL = 0.4
GRACE = 5.0
"""Seconds in which a child that was told to stop must do so."""
log = logging.getLogger("riskcore_api.jobs")


class Slot:
    """One of a host's places."""

    def __init__(self, name: str, settings: Settings, database: Database, stopping: threading.Event) -> None:
        self.name, self.settings, self.database, self.stopping = name, settings, database, stopping
        self.blobs = Blobs(settings.blobs)
        self.child: Child | None = None
        self.run: Run | None = None
        self.pace: Pace | None = None
        self.stop_at: float | None = None
        self.lost = False
        self.thread = threading.Thread(target=self._work, name=name)

    @property
    def memory_mb(self) -> float:
        """Most that its child has used."""
        child = self.child
        return child.peak_mb if child is not None else 0.0

    def _work(self) -> None:
        while not self.stopping.is_set():
            try:
                run = self._claimed()
            except (DBAPIError, ChildDied, Refused) as error:
                log.warning("cannot claim", exc_info=error)
                self._drop()
                self.stopping.wait(2.0)
                continue
            if run is None:
                self._rest()
            else:
                logs.begin(run_id=run.id, workspace_id=run.workspace_id)
                self._play(run)
                logs.begin()
        self._drop()

    def _claimed(self) -> Run | None:
        """A run, claimed when a child with a loaded engine is there: while it loads nobody's run is at stake."""
        if not queue.waiting(self.database):
            return None
        if self.child is None or not self.child.reusable:
            self._drop()
            self.child = Child(self.settings.run_memory_mb, self.settings.niceness)
            self.child.ask("load", {})
        return queue.claim(self.database, self.name, self.settings.lease_seconds)

    def pulse(self) -> None:
        """Called often by the host: extend the lease, tell the progress, hear whether to stop."""
        run, pace = self.run, self.pace
        if run is None or pace is None:
            return
        if self.stop_at is not None and time.monotonic() > self.stop_at:
            self._kill()
        due = pace.due(self.settings.lease_seconds / 3)
        if due is None:
            return
        told = queue.beat(self.database, run, self.settings.lease_seconds, due or None)
        pace.told()
        if told == "lost":
            self.lost = True
            self._kill()
        elif told == "cancel" or self.stopping.is_set():
            self.ask_to_stop()

    def ask_to_stop(self) -> None:
        """Let the child end the run soon."""
        child = self.child
        if self.stop_at is None and child is not None:
            self.stop_at = time.monotonic() + GRACE
            child.stop()

    def _play(self, run: Run) -> None:
        log.info("run started", extra={"attempt": run.attempt, "kind": run.kind})
        self.pace = Pace(run.order.get("iterations"))
        self.lost, self.stop_at, self.run = False, None, run
        try:
            found = self._asked(run)
            if found is not None and self._insist(lambda: keep(self.database, run, found)):
                log.info("run succeeded", extra={"attempt": run.attempt, "peak_mb": round(self.memory_mb)})
                if run.checkpoint is not None:
                    self.blobs.path(run.checkpoint).unlink(missing_ok=True)
        finally:
            self.run = self.pace = None

    def _asked(self, run: Run) -> dict[str, Any] | None:
        """What the child found; None where it found nothing, and the queue knows why."""
        child = self.child
        assert child is not None  # noqa: S101 - made before the run was claimed
        order = run.order | {"blobs": str(self.settings.blobs)}
        order |= {"threads": self.settings.threads}
        if run.kind == "simulation":
            order |= {"checkpoint": run.checkpoint, "checkpoint_seconds": self.settings.checkpoint_seconds}
        try:
            return child.ask(TASK[run.kind], order, hear=self._hear)
        except Refused as refused:
            self._insist(partial(self._refused, run, refused.said))
        except (ChildDied, TooSlow) as death:
            self._drop()
            self._insist(partial(self._died, run, death))
        return None

    def _refused(self, run: Run, said: dict[str, Any]) -> bool:
        if said["kind"] != "Cancelled":
            log.warning("run failed", extra={"reason": said["message"].split("\n", 1)[0]})
            return queue.fail(self.database, run, said)
        if self.stopping.is_set():
            return queue.release(self.database, run)
        return queue.cancelled(self.database, run)

    def _died(self, run: Run, death: Exception) -> bool:
        if self.lost:
            return False
        if self.stopping.is_set():
            return queue.release(self.database, run)
        if self.stop_at is not None:  # it was killed, for it did not stop when told
            return queue.cancelled(self.database, run)
        log.warning("run's process died", extra={"how": str(death), "attempt": run.attempt})
        return queue.died(self.database, run, f"The last time {death}.")

    def _hear(self, message: dict[str, Any]) -> None:
        """Progress is kept until the next pulse; a checkpoint goes to the database at once."""
        run, pace = self.run, self.pace
        if run is None or pace is None:
            return
        pace.hear(message.get("progress", {}))
        if "checkpoint" in message:
            try:
                self._keep(run, message["checkpoint"])
            except DBAPIError as error:
                log.warning("cannot keep a checkpoint", exc_info=error)

    def _keep(self, run: Run, blob: str) -> None:
        """The newest checkpoint; the one before it is not needed any more, and they are large."""
        if queue.checkpoint(self.database, run, blob):
            before, run.checkpoint = run.checkpoint, blob
            if before not in (None, blob):
                self.blobs.path(str(before)).unlink(missing_ok=True)

    def _insist(self, tell: Callable[[], bool]) -> bool:
        """Tell the database, again and again while it does not answer; what was computed is worth that."""
        while True:
            try:
                return tell()
            except DBAPIError as error:
                log.warning("cannot tell the database", exc_info=error)
                if self.stopping.wait(1.0):
                    return False

    def _rest(self) -> None:
        """Nothing to do: wait, and let a child that has idled long enough go."""
        child = self.child
        if child is not None and time.monotonic() - child.idle_since > self.settings.idle_seconds:
            self._drop()
        self.stopping.wait(POLL)

    def _kill(self) -> None:
        child = self.child
        if child is not None:
            child.process.kill()

    def _drop(self) -> None:
        child, self.child = self.child, None
        if child is not None:
            child.end()
