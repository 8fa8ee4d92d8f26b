"""Rows of a document, and the documents they make up."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from riskcore.plan import RiskRegister
from riskcore.plan.scenario import Scenarios
from riskcore_api.clock import Stamp
from riskcore_api.schemas.base import Body, FormOf, Name, Shown


class RegisterIn(Body):
    """A register's new name."""

    name: Name


class RegisterOut(Shown):
    """A risk register."""

    id: str
    workspace_id: str
    name: str
    rows: dict[str, int] = Field(description="Number of rows of each section.", examples=[{"risks": 12}])
    created_at: Stamp
    updated_at: Stamp
    etag: str


class RegisterUploadedOut(RegisterOut):
    """A register that was uploaded, and how a table was understood: read this before its rows are used."""

    understood: list[str]


class RegisterDocumentOut(Shown):
    """A register as a document of riskcore, for use beside a plan."""

    document: Annotated[dict[str, Any], FormOf(RiskRegister)]
    etag: str


class ScenarioDocumentOut(Shown):
    """The scenarios of a plan as a document of riskcore, for `riskcore compare`."""

    document: Annotated[dict[str, Any], FormOf(Scenarios)]
    etag: str
