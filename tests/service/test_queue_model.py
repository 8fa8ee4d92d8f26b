"""The queue against a model: whatever workers do, in whatever order, each run ends once and by its holder."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from riskcore_api.jobs import queue
from riskcore_api.jobs.finish import keep
from riskcore_api.store.database import Database
from riskcore_api.store.migrate import migrate
from riskcore_api.store.tables import Result, Run
from sqlalchemy import select

from tests.service.runs import FOUND, queued, workspace

QUICK = Path("/dev/shm")  # noqa: S108 - nothing here must survive a power failure
LEASES = st.sampled_from([60.0, -1.0])
FAILURE = {"kind": "x", "message": "x", "problems": []}


class Workers(RuleBasedStateMachine):
    """Workers that claim, die without a word, come back as zombies, finish, stop and are cancelled."""

    claims = Bundle("claims")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=QUICK if QUICK.is_dir() else None)
        self.database = Database(f"sqlite:///{self.folder.name}/x.sqlite3")
        migrate(self.database)
        self.home = workspace(self.database)
        self.seeds = 0
        self.ends = {}
        self.latest = {}

    def teardown(self):
        self.database.close()
        self.folder.cleanup()

    @rule()
    def ask(self):
        """Somebody asks for a run."""
        self.seeds += 1
        queued(self.database, self.home, self.seeds)

    @rule(target=claims, lease=LEASES)
    def claim(self, lease):
        """A worker takes the next run; with a lease that is over it is as good as dead."""
        run = queue.claim(self.database, "worker", lease)
        if run is not None:
            assert run.id not in self.ends
            assert run.fence > self.latest.get(run.id, 0)
            self.latest[run.id] = run.fence
        return run

    @rule(run=consumes(claims))
    def succeed(self, run):
        """A worker finishes, zombie or not."""
        if run is not None and keep(self.database, run, FOUND):
            self.end(run, "succeeded")

    @rule(run=consumes(claims), how=st.sampled_from([queue.cancelled, lambda d, r: queue.fail(d, r, FAILURE)]))
    def give_up(self, run, how):
        """A worker fails or stops a run."""
        if run is not None and how(self.database, run):
            self.end(run, None)

    @rule(run=claims, what=st.sampled_from(["beat", "checkpoint", "release", "died"]))
    def go_on(self, run, what):
        """A worker beats, keeps a checkpoint, puts the run back, or its child dies."""
        if run is None:
            return
        words = {
            "beat": lambda: queue.beat(self.database, run, 60.0, {"iterations": 1}) != "lost",
            "checkpoint": lambda: queue.checkpoint(self.database, run, "f" * 64),
            "release": lambda: queue.release(self.database, run),
            "died": lambda: queue.died(self.database, run, "x"),
        }
        if words[what]():
            assert run.id not in self.ends, "a word of a zombie counted"
            assert run.fence == self.latest[run.id]

    @rule(pick=st.randoms(use_true_random=False))
    def cancel(self, pick):
        """Somebody cancels a run, whatever its state."""
        with self.database.write() as session:
            rows = list(session.scalars(select(Run).order_by(Run.id)))
            if rows:
                queue.cancel(self.database, session, pick.choice(rows))

    def end(self, run, state):
        """The model notes the end; there must not have been one."""
        assert run.id not in self.ends
        assert run.fence == self.latest[run.id]
        self.ends[run.id] = state

    @invariant()
    def each_run_ends_once(self):
        """What has ended stays so, and results belong to the runs that succeeded."""
        with self.database.read() as session:
            rows = {row.id: row for row in session.scalars(select(Run))}
            kept = sorted(session.scalars(select(Result.run_id)))
        assert self.seeds == len(rows), "a run was lost"
        assert sorted(name for name, row in rows.items() if row.state == "succeeded") == kept
        for name, state in self.ends.items():
            assert rows[name].state in queue.DONE
            assert state in (None, rows[name].state)
        for name, row in rows.items():
            if row.state in queue.DONE:
                self.ends.setdefault(name, row.state)


Workers.TestCase.settings = settings(
    max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestWorkers = Workers.TestCase
