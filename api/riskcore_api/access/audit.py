"""The record of every change: written with the change, in the same transaction, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore_api import ids, logs
from riskcore_api.clock import now
from riskcore_api.store.tables import Audit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.access.asker import Asking


def record(session: Session, asker: Asking, workspace_id: str, action: str, subject: str, **details: Any) -> None:
    """Note that `asker` did `action` to `subject`; details hold what changed, never a file or a secret."""
    session.add(
        Audit(
            id=ids.new_id(ids.AUDIT),
            workspace_id=workspace_id,
            at=now(),
            actor=asker.id,
            actor_name=asker.name,
            action=action,
            subject=subject,
            details=details,
            request_id=logs.request_id(),
        )
    )
