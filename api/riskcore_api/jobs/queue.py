"""The queue of runs: who may take which, and what may follow what.

    queued --claim--> running --succeed--> succeeded
      |  ^              | | |
      |  +---release----+ | +--fail------> failed
      +-------cancel------+--------------> cancelled

A worker holds a run by a lease, which its heartbeat extends. A lease that has run out was a death, and the run may
be claimed anew. Each claim draws the next number of the fence, and every later word of the worker counts only while
that number stands: one that was given up for dead cannot overwrite what came after it (Kleppmann 2016, fencing tokens).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import aliased

from riskcore_api.store.tables import Run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, CursorResult, Select
    from sqlalchemy.orm import Session

    from riskcore_api.store.database import Database

MOST_DEATHS = 3
"""Deaths in a row, without a checkpoint between them, after which it is the run's fault."""
DONE = frozenset({"succeeded", "failed", "cancelled"})
Told = Literal["go on", "cancel", "lost"]


def waiting(database: Database) -> bool:
    """Whether there is something to claim; costs no write."""
    with database.read() as session:
        expired = and_(Run.state == "running", Run.leased_until < database.now(session))
        return session.scalar(select(Run.id).where(or_(Run.state == "queued", expired)).limit(1)) is not None


def claim(database: Database, worker: str, lease_seconds: float) -> Run | None:
    """The run that is next, now held by `worker`; None where there is none.

    Next is the one whose workspace has the fewest under way, of these the one that waits longest: nobody's hundred
    runs keep another's one waiting.
    """
    with database.write() as session:
        moment = database.now(session)
        _bury_the_dead(database, session, moment)
        chosen = session.scalar(_next().with_for_update(of=Run, skip_locked=True))
        if chosen is None:
            return None
        chosen.state, chosen.worker = "running", worker
        chosen.attempt, chosen.fence, chosen.revision = chosen.attempt + 1, chosen.fence + 1, chosen.revision + 1
        chosen.leased_until = moment + timedelta(seconds=lease_seconds)
        chosen.started_at = chosen.started_at or moment
        session.flush()
        session.expunge(chosen)
        found: Run = chosen
        return found


def beat(database: Database, run: Run, lease_seconds: float, progress: Mapping[str, Any] | None = None) -> Told:
    """Extend the lease and tell how far the run is; learn whether to go on."""
    with database.write() as session:
        changes: dict[str, Any] = {"leased_until": database.now(session) + timedelta(seconds=lease_seconds)}
        if progress is not None:
            changes |= {"progress": dict(progress), "revision": Run.revision + 1}
        if not _changed(session, run, changes):
            return "lost"
        return "cancel" if session.scalar(select(Run.cancel).where(Run.id == run.id)) else "go on"


def checkpoint(database: Database, run: Run, blob: str) -> bool:
    """Keep what has been done. A run that gets on has not killed its worker: earlier deaths are forgotten."""
    with database.write() as session:
        return _changed(session, run, {"checkpoint": blob, "deaths": 0})


def succeed(database: Database, session: Session, run: Run, result_id: str | None, iterations: int = 0) -> bool:
    """End the run well, in the transaction that keeps its result; False where it is another's by now."""
    done = {"iterations": iterations, "total": iterations, "seconds_left": 0.0} if iterations else {}
    changes = {"result_id": result_id, "checkpoint": None, "failure": None, "progress": done}
    changes |= _ended("succeeded", database, session)
    return _changed(session, run, changes)


def fail(database: Database, run: Run, failure: Mapping[str, Any]) -> bool:
    """End the run with a reason."""
    with database.write() as session:
        return _changed(session, run, {"failure": dict(failure)} | _ended("failed", database, session))


def cancelled(database: Database, run: Run) -> bool:
    """End the run as it was asked to."""
    with database.write() as session:
        return _changed(session, run, _ended("cancelled", database, session))


def release(database: Database, run: Run) -> bool:
    """Put it back: the worker stops, and it is not the run's fault."""
    with database.write() as session:
        return _changed(session, run, {"state": "queued", "leased_until": None, "revision": Run.revision + 1})


def died(database: Database, run: Run, how: str) -> bool:
    """Its process died under it: put it back, or end it where that has happened too often."""
    with database.write() as session:
        row = session.get(Run, run.id, with_for_update=True)
        if row is None or row.fence != run.fence or row.state != "running":
            return False
        _died(row, how, database, session)
        return True


def cancel(database: Database, session: Session, run: Run) -> None:
    """Ask for its end; one that waits ends at once."""
    if run.state == "queued":
        run.cancel = True
        _end(run, "cancelled", database, session)
    elif run.state == "running":
        run.cancel = True
        run.revision += 1


def _next() -> Select[Run]:
    other = aliased(Run)
    under_way = (
        select(func.count())
        .where(other.workspace_id == Run.workspace_id, other.state == "running")
        .correlate(Run)
        .scalar_subquery()
    )
    return select(Run).where(Run.state == "queued").order_by(under_way, Run.queued_at, Run.id).limit(1)


def _bury_the_dead(database: Database, session: Session, moment: datetime) -> None:
    """Runs whose lease is over are put back, or ended."""
    expired = select(Run).where(Run.state == "running", Run.leased_until < moment)
    for row in session.scalars(expired.with_for_update(of=Run, skip_locked=True)):
        _died(row, "Its worker stopped without a word.", database, session)
    session.flush()


def _died(row: Run, how: str, database: Database, session: Session) -> None:
    """Count a death. A run that has got somewhere goes on at once; one that has not waits its turn again."""
    row.deaths += 1
    if row.cancel:
        _end(row, "cancelled", database, session)
    elif row.deaths >= MOST_DEATHS:
        row.failure = {
            "kind": "died",
            "message": f"The process that ran it died {row.deaths} times. {how} "
            "Most often it needs more memory than the server allows.",
            "problems": [],
        }
        _end(row, "failed", database, session)
    else:
        row.state, row.leased_until, row.revision = "queued", None, row.revision + 1
        row.queued_at = row.queued_at if row.checkpoint else database.now(session)


def _held(run: Run) -> ColumnElement[bool]:
    return and_(Run.id == run.id, Run.fence == run.fence, Run.state == "running")


def _changed(session: Session, run: Run, changes: Mapping[str, Any]) -> bool:
    done: CursorResult[Any] = session.execute(update(Run).where(_held(run)).values(**changes))  # type: ignore[assignment]
    return done.rowcount == 1


def _ended(state: str, database: Database, session: Session) -> dict[str, Any]:
    return {
        "state": state,
        "leased_until": None,
        "ended_at": database.now(session),
        "revision": Run.revision + 1,
    }


def _end(run: Run, state: str, database: Database, session: Session) -> None:
    run.state, run.leased_until, run.ended_at = state, None, database.now(session)
    run.revision += 1
