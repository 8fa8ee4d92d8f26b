"""Runs in a database, without the rest of the service."""

from __future__ import annotations

from riskcore_api import ids
from riskcore_api.access.asker import Asking
from riskcore_api.clock import now
from riskcore_api.runs import submit
from riskcore_api.store.tables import Run, Workspace

ASKER = Asking("per_1", "somebody")


def workspace(database, name="x"):
    """The id of a new workspace."""
    row = Workspace(id=ids.new_id("ws"), name=name, created_at=now())
    with database.write() as session:
        session.add(row)
    return row.id


def queued(database, workspace_id, seed=1):
    """A run that waits; `seed` makes it another one."""
    with database.write() as session:
        order = {"document": "d" * 64, "seed": seed, "iterations": 100}
        return submit(session, None, workspace_id, "simulation", order, {}, ASKER)[0]


def again(database, run):
    """The run as it is now."""
    with database.read() as session:
        return session.get_one(Run, run.id)


FOUND = {
    "archive": "a" * 64,
    "samples": "b" * 64,
    "bits": "c" * 64,
    "words": "Yes.",
    "answers": {"summary": "e" * 64},
    "facts": {"iterations": 100, "target": None, "p50": "2027-01-01", "p80": "2027-01-02"},
}
"""What a child found, in form."""
