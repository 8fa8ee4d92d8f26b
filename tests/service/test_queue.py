"""The queue, on both databases: one holder at a time, nothing lost, nothing done twice."""

from __future__ import annotations

import threading

from riskcore_api.jobs import queue
from riskcore_api.jobs.finish import keep
from riskcore_api.store.tables import Answer, Result
from sqlalchemy import func, select

from tests.service.runs import FOUND, again, queued, workspace

LEASE, OVER = 60.0, -1.0


def test_a_run_is_claimed_once(database):
    """Whoever comes second finds nothing."""
    run = queued(database, workspace(database))
    first = queue.claim(database, "one", LEASE)

    assert run.id == first.id
    assert ("running", 1, 1, "one") == (first.state, first.attempt, first.fence, first.worker)
    assert queue.claim(database, "two", LEASE) is None


def test_many_claim_at_once(database):
    """Twelve workers and forty runs: each run goes to one of them."""
    home = workspace(database)
    runs = {queued(database, home, seed).id for seed in range(40)}
    taken, lock = [], threading.Lock()

    def work():
        while (run := queue.claim(database, threading.current_thread().name, LEASE)) is not None:
            with lock:
                taken.append(run.id)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(set(taken))
    assert runs - set(taken) == set(), "left waiting"


def test_workspaces_take_turns(database):
    """A hundred runs of one do not keep another's waiting."""
    busy, other = workspace(database), workspace(database)
    for seed in range(3):
        queued(database, busy, seed)
    late = queued(database, other)
    queue.claim(database, "one", LEASE)

    assert late.id == queue.claim(database, "two", LEASE).id


def test_a_lease_that_ran_out_is_a_death(database):
    """The next claim has the next fence, and the third death in a row is the run's fault."""
    run = queued(database, workspace(database))
    for attempt in range(1, 4):
        held = queue.claim(database, "dies", OVER)

        assert (attempt, attempt) == (held.attempt, held.fence)
    assert queue.claim(database, "lives", LEASE) is None

    ended = again(database, run)

    assert "failed" == ended.state
    assert "died 3 times" in ended.failure["message"]


def test_getting_on_forgives_deaths(database):
    """A run that keeps checkpoints is not to blame for the power."""
    run = queued(database, workspace(database))
    for number in range(6):
        held = queue.claim(database, "dies", OVER)
        kept = queue.checkpoint(database, held, f"{number:064d}")

        assert kept
    held = queue.claim(database, "lives", LEASE)

    assert f"{5:064d}" == held.checkpoint
    assert keep(database, held, FOUND)
    assert "succeeded" == again(database, run).state


def test_a_zombie_cannot_overwrite(database):
    """One that was given up for dead says nothing that counts, and keeps no result."""
    run = queued(database, workspace(database))
    zombie = queue.claim(database, "zombie", OVER)
    holder = queue.claim(database, "holder", LEASE)

    assert "lost" == queue.beat(database, zombie, LEASE, {"iterations": 99})
    assert not queue.checkpoint(database, zombie, "f" * 64)
    assert not keep(database, zombie, FOUND)
    assert not queue.fail(database, zombie, {"kind": "x", "message": "x", "problems": []})
    assert not queue.died(database, zombie, "x")
    assert not queue.release(database, zombie)
    assert keep(database, holder, FOUND)
    assert not keep(database, holder, FOUND), "a second time"
    with database.read() as session:
        assert 1 == session.scalar(select(func.count()).select_from(Result).where(Result.run_id == run.id))
        assert 1 == session.scalar(select(func.count()).select_from(Answer))


def test_beats_tell_of_a_cancel(database):
    """The holder hears it at its next beat and ends the run."""
    run = queued(database, workspace(database))
    held = queue.claim(database, "one", LEASE)

    assert "go on" == queue.beat(database, held, LEASE, {"iterations": 10})
    with database.write() as session:
        queue.cancel(database, session, session.get_one(type(run), run.id))
    assert "cancel" == queue.beat(database, held, LEASE)
    assert queue.cancelled(database, held)
    assert "cancelled" == again(database, run).state


def test_cancelling_ends_what_waits(database):
    """Nobody claims it any more."""
    run = queued(database, workspace(database))
    with database.write() as session:
        queue.cancel(database, session, session.get_one(type(run), run.id))

    assert "cancelled" == again(database, run).state
    assert queue.claim(database, "one", LEASE) is None


def test_a_cancelled_run_of_a_dead_worker_ends(database):
    """It is not begun again only to be ended."""
    run = queued(database, workspace(database))
    queue.claim(database, "dies", OVER)
    with database.write() as session:
        queue.cancel(database, session, session.get_one(type(run), run.id))

    assert queue.claim(database, "lives", LEASE) is None
    assert "cancelled" == again(database, run).state


def test_a_released_run_is_no_death(database):
    """A worker that stops as it should puts it back."""
    run = queued(database, workspace(database))
    for _ in range(5):
        queue.release(database, queue.claim(database, "stops", LEASE))

    assert ("queued", 0) == (again(database, run).state, again(database, run).deaths)


def test_the_same_request_is_one_run(database):
    """While it waits, runs or is done; after a failure it may be tried again."""
    home = workspace(database)
    first = queued(database, home)

    assert first.id == queued(database, home).id
    held = queue.claim(database, "one", LEASE)
    assert first.id == queued(database, home).id
    queue.fail(database, held, {"kind": "x", "message": "x", "problems": []})
    assert first.id != queued(database, home).id
    assert queued(database, workspace(database)).id != first.id, "another workspace has its own"
