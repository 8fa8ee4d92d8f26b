"""How Alembic runs a migration: on the connection that it was given."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from riskcore_api.store.moment import Moment
from riskcore_api.store.tables import Base


def written(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Types of our own as those beneath them: an old migration must not need today's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    render_item=written,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
