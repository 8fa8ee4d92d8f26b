"""Things of a workspace, found by the name in the path, for those who may.

Annotations are not postponed here: FastAPI cannot find the names in those of a callable object.
"""

from typing import Annotated, Any, TypeVar

from fastapi import Path

from riskcore_api.access.asker import Asker, Asking
from riskcore_api.access.roles import Scope
from riskcore_api.problems import not_found
from riskcore_api.state import Parts, Shared
from riskcore_api.store.tables import ApiKey, Plan, Register, Result, Run, Workspace

Row = TypeVar("Row", Workspace, Plan, Register, Run, Result, ApiKey)


def _name(what: str, prefix: str) -> Any:
    return Path(
        max_length=100, description=f"Name of the {what}.", examples=[f"{prefix}_0190a3b0c5d27c3e8f6a1b2c3d4e5f60"]
    )


class Owned:
    """A dependency that finds a row and checks that the asker has the scope in its workspace."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def found(self, parts: Parts, asker: Asking, kind: type[Row], what: str, name: str) -> Row:
        """The row. 404 where there is none or it is another's, 403 where the scope is lacking."""
        with parts.database.read() as session:
            row = session.get(kind, name) if name.isascii() and "\0" not in name else None
            if row is None:
                raise not_found(what, name)
            workspace_id = row.id if isinstance(row, Workspace) else row.workspace_id
            asker.need(session, workspace_id, self.scope, what, name)
            return row


class OwnWorkspace(Owned):
    """The workspace that the path names."""

    def __call__(
        self, workspace_id: Annotated[str, _name("workspace", "ws")], asker: Asker, parts: Shared
    ) -> Workspace:
        return self.found(parts, asker, Workspace, "workspace", workspace_id)


class OwnKey(Owned):
    """The API key that the path names."""

    def __call__(self, key_id: Annotated[str, _name("key", "key")], asker: Asker, parts: Shared) -> ApiKey:
        return self.found(parts, asker, ApiKey, "key", key_id)


class OwnPlan(Owned):
    """The plan that the path names."""

    def __call__(self, plan_id: Annotated[str, _name("plan", "pl")], asker: Asker, parts: Shared) -> Plan:
        return self.found(parts, asker, Plan, "plan", plan_id)


class OwnRegister(Owned):
    """The register that the path names."""

    def __call__(self, register_id: Annotated[str, _name("register", "reg")], asker: Asker, parts: Shared) -> Register:
        return self.found(parts, asker, Register, "register", register_id)


class OwnRun(Owned):
    """The run that the path names."""

    def __call__(self, run_id: Annotated[str, _name("run", "run")], asker: Asker, parts: Shared) -> Run:
        return self.found(parts, asker, Run, "run", run_id)


class OwnResult(Owned):
    """The result that the path names."""

    def __call__(self, result_id: Annotated[str, _name("result", "res")], asker: Asker, parts: Shared) -> Result:
        return self.found(parts, asker, Result, "result", result_id)
