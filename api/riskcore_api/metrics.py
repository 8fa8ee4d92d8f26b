"""Figures for Prometheus: requests as they are answered, runs and workers as the database knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from riskcore_api.store.tables import Run, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore_api.store.database import Database

REGISTRY = CollectorRegistry(auto_describe=True)
REQUESTS = Histogram(
    "riskcore_request_seconds",
    "Time of a request.",
    ("method", "route", "status"),
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
UPLOADS = Counter("riskcore_upload_bytes", "Bytes of schedules taken in.", registry=REGISTRY)


class Queue(Collector):
    """Counts that are true for all servers of one database, taken when they are asked for."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Runs by state, the age of the oldest that waits, deaths, iterations per second, and the workers."""
        runs = GaugeMetricFamily("riskcore_runs", "Runs by state.", labels=["state"])
        age = GaugeMetricFamily("riskcore_queue_age_seconds", "How long the oldest run has waited.")
        rate = GaugeMetricFamily("riskcore_iterations_per_second", "Iterations of all runs under way.")
        deaths = GaugeMetricFamily("riskcore_lease_expiries", "Deaths of the processes of runs not yet done.")
        workers = GaugeMetricFamily("riskcore_worker_slots", "Places of the workers that live.", labels=["state"])
        memory = GaugeMetricFamily("riskcore_worker_memory_bytes", "Memory of the workers' processes.")
        with self.database.read() as session:
            now = self.database.now(session)
            for state, count in session.execute(select(Run.state, func.count()).group_by(Run.state)):
                runs.add_metric([state], count)
            first = session.scalar(select(func.min(Run.created_at)).where(Run.state == "queued"))
            under_way = list(session.scalars(select(Run.progress).where(Run.state == "running")))
            died = session.scalar(select(func.sum(Run.deaths)).where(Run.state.in_(("queued", "running"))))
            living = [one for one in session.scalars(select(Worker)) if (now - one.beat_at).total_seconds() < 30]
        age.add_metric([], 0.0 if first is None else max((now - first).total_seconds(), 0.0))
        rate.add_metric([], sum(one.get("iterations_per_second") or 0 for one in under_way))
        deaths.add_metric([], died or 0)
        workers.add_metric(["all"], sum(one.slots for one in living))
        workers.add_metric(["busy"], sum(one.busy for one in living))
        memory.add_metric([], sum(one.memory_mb for one in living) * 1_048_576)
        yield from (runs, age, rate, deaths, workers, memory)
