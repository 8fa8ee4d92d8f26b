"""How a run that went well is kept: its row, what it found, and the answers, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore_api import ids
from riskcore_api.answers import answer_key
from riskcore_api.clock import now
from riskcore_api.jobs import queue
from riskcore_api.store.tables import Answer, Result

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.store.database import Database
    from riskcore_api.store.tables import Run


def keep(database: Database, run: Run, found: dict[str, Any]) -> bool:
    """Keep what `run` found; False, and nothing kept, where it is another worker's by now."""
    with database.write() as session:
        if run.kind == "simulation":
            result_id = ids.new_id(ids.RESULT)
            if not queue.succeed(database, session, run, result_id, found["facts"]["iterations"]):
                return False
            _keep_result(session, run, result_id, found)
        else:
            if not queue.succeed(database, session, run, run.inputs["result_id"]):
                return False
            _keep_answer(session, run.inputs["result_id"], run.inputs["answer_key"], found["blob"])
        return True


def _keep_result(session: Session, run: Run, result_id: str, found: dict[str, Any]) -> None:
    session.add(
        Result(
            id=result_id,
            workspace_id=run.workspace_id,
            plan_id=run.plan_id,
            run_id=run.id,
            archive=found["archive"],
            samples=found["samples"],
            bits=found["bits"],
            words=found["words"],
            facts=found["facts"] | {"inputs": run.inputs},
            created_at=now(),
        )
    )
    session.flush()
    for analysis, blob in found["answers"].items():
        _keep_answer(session, result_id, answer_key("analysis", analysis, {}), blob)


def _keep_answer(session: Session, result_id: str, key: str, blob: str) -> None:
    session.merge(Answer(result_id=result_id, key=key, blob=blob, created_at=now()))
