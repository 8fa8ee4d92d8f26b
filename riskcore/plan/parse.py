"""From parsed YAML or JSON to a checked plan or risk register, and back."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from riskcore.errors import PlanError, Problem
from riskcore.garbage import uncollected
from riskcore.plan.checks import check
from riskcore.plan.plan import Plan
from riskcore.plan.problems import problems
from riskcore.plan.register import RiskRegister

Document = TypeVar("Document", bound=BaseModel)


@uncollected()
def parse_plan(document: Any, source: str = "") -> Plan:
    """The plan in `document`. Raises PlanError with every problem found."""
    return check(validated(Plan, document, source), source)


def parse_register(document: Any, source: str = "") -> RiskRegister:
    """The risk register in `document`. Raises PlanError with every problem found."""
    return validated(RiskRegister, document, source)


@uncollected()
def document_of(plan: BaseModel) -> dict[str, Any]:
    """The plan as plain lists and mappings, without what is left at its default."""
    return plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@uncollected()
def digest(plan: BaseModel) -> str:
    """SHA-256 of the document in canonical JSON: the same for the same content, however it was written."""
    text = json.dumps(document_of(plan), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def schema() -> dict[str, Any]:
    """The JSON Schema of a plan document."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema(by_alias=True)}


def validated(model: type[Document], document: Any, source: str) -> Document:
    """The record that `document` describes. Raises PlanError with every problem found."""
    if not isinstance(document, dict):
        kind = "nothing" if document is None else type(document).__name__
        raise PlanError([Problem("", "The document must be a mapping of keys to values", kind)], source)
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise PlanError(problems(error, document, model), source) from None
