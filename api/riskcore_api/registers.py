"""Risk registers as the store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore_api import ids, rows
from riskcore_api.access.audit import record
from riskcore_api.clock import now
from riskcore_api.families import REGISTER
from riskcore_api.schemas.rows import RegisterOut
from riskcore_api.store.tables import Register
from riskcore_api.versions import etag

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.access.asker import Asking


def add_register(session: Session, workspace_id: str, name: str, document: dict[str, Any], asker: Asking) -> Register:
    """A register with the rows of `document`, which is a checked one."""
    moment = now()
    row = Register(
        id=ids.new_id(ids.REGISTER),
        workspace_id=workspace_id,
        name=name,
        created_at=moment,
        updated_at=moment,
        version=0,
    )
    session.add(row)
    session.flush()
    record(session, asker, workspace_id, "register.created", row.id, name=name)
    rows.put(session, REGISTER, row, document, asker)
    return row


def shown(session: Session, row: Register) -> RegisterOut:
    """A register as an answer."""
    return RegisterOut(
        id=row.id,
        workspace_id=row.workspace_id,
        name=row.name,
        rows=rows.counts(session, REGISTER, row.id),
        created_at=row.created_at,
        updated_at=row.updated_at,
        etag=etag(row.version),
    )
