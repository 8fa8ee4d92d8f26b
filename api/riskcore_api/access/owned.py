"""Things of a workspace, found by the name in the path, for those who may.

Annotations are not postponed here: FastAPI cannot find the names in those of a callable object.
"""

from typing import Annotated, Any, TypeVar

from fastapi import Path, Request

from riskcore_api import logs
from riskcore_api.access.asker import enter
from riskcore_api.access.roles import Scope
from riskcore_api.problems import Problem, not_found
from riskcore_api.state import Parts, Shared
from riskcore_api.store.tables import ApiKey, Plan, Register, Result, Run, Workspace

Row = TypeVar("Row", Workspace, Plan, Register, Run, Result, ApiKey)


def _name(what: str, prefix: str) -> Any:
    return Path(
        max_length=100, description=f"Name of the {what}.", examples=[f"{prefix}_0190a3b0c5d27c3e8f6a1b2c3d4e5f60"]
    )


class Owned:
    """A dependency that finds a row and checks that the asker has the scope in its workspace."""

    home = "workspace_id"
    """The attribute of the row that names its workspace."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def found(self, request: Request, parts: Parts, kind: type[Row], what: str, name: str) -> Row:
        """The row as it was read. 404 where there is none or it is another's, 403 where the scope is lacking."""
        entered = enter(request, parts, kind, name if name.isascii() and "\0" not in name else "")
        row = entered.thing
        if row is None:
            raise not_found(what, name)
        workspace_id: str = getattr(row, self.home)
        scopes = entered.scopes_in(workspace_id)
        if not scopes:
            raise not_found(what, name)
        if self.scope not in scopes:
            raise Problem("forbidden", f'This needs the scope "{self.scope}". You have {", ".join(sorted(scopes))}.')
        logs.note(workspace_id=workspace_id)
        return row


class OwnWorkspace(Owned):
    """The workspace that the path names."""

    home = "id"

    def __call__(
        self, workspace_id: Annotated[str, _name("workspace", "ws")], request: Request, parts: Shared
    ) -> Workspace:
        return self.found(request, parts, Workspace, "workspace", workspace_id)


class OwnKey(Owned):
    """The API key that the path names."""

    def __call__(self, key_id: Annotated[str, _name("key", "key")], request: Request, parts: Shared) -> ApiKey:
        return self.found(request, parts, ApiKey, "key", key_id)


class OwnPlan(Owned):
    """The plan that the path names."""

    def __call__(self, plan_id: Annotated[str, _name("plan", "pl")], request: Request, parts: Shared) -> Plan:
        return self.found(request, parts, Plan, "plan", plan_id)


class OwnRegister(Owned):
    """The register that the path names."""

    def __call__(
        self, register_id: Annotated[str, _name("register", "reg")], request: Request, parts: Shared
    ) -> Register:
        return self.found(request, parts, Register, "register", register_id)


class OwnRun(Owned):
    """The run that the path names."""

    def __call__(self, run_id: Annotated[str, _name("run", "run")], request: Request, parts: Shared) -> Run:
        return self.found(request, parts, Run, "run", run_id)


class OwnResult(Owned):
    """The result that the path names."""

    def __call__(self, result_id: Annotated[str, _name("result", "res")], request: Request, parts: Shared) -> Result:
        return self.found(request, parts, Result, "result", result_id)
