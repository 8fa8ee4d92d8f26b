"""What is no longer needed goes: old logins, old answers to repeated requests, and files that nothing names."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from riskcore_api.store.tables import Answer, Login, Once, PlanVersion, Redirect, Resolved, Result, Run, Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.store.blobs import Blobs
    from riskcore_api.store.database import Database

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
GRACE_SECONDS = DAY.total_seconds()
"""A file that nothing names is kept so long: its row may be about to be written."""
log = logging.getLogger("riskcore_api.jobs")


def keep_house(database: Database, blobs: Blobs) -> int:
    """Remove what is not needed; the number of files removed is returned."""
    with database.write() as session:
        moment = database.now(session)
        session.execute(delete(Login).where(Login.expires_at < moment))
        session.execute(delete(Redirect).where(Redirect.expires_at < moment))
        session.execute(delete(Once).where(Once.created_at < moment - DAY))
        session.execute(delete(Worker).where(Worker.beat_at < moment - DAY))
        session.execute(delete(Resolved).where(Resolved.used_at < moment - MONTH))
    with database.read() as session:
        used = used_blobs(session)
    removed = blobs.sweep(used, GRACE_SECONDS)
    log.info("kept house", extra={"files_removed": removed, "files_used": len(used)})
    return removed


def used_blobs(session: Session) -> set[str]:
    """The digests of every file that a row names."""
    columns = (
        PlanVersion.document,
        PlanVersion.source,
        PlanVersion.review,
        Resolved.document,
        Result.archive,
        Result.samples,
        Answer.blob,
    )
    used = {digest for column in columns for digest in session.scalars(select(column)) if digest}
    for run in session.scalars(select(Run).where(Run.state.in_(("queued", "running")))):
        used |= {run.order[key] for key in ("document", "archive") if key in run.order}
        used |= {run.checkpoint} if run.checkpoint else set()
    return used
