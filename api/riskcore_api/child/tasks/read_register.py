"""An upload becomes the rows of a risk register; of a table it is told how it was understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskcore_api.child.work import Work

SHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
"""Registers that are tables; others are documents."""
MAPPING = "mapping"


def read_register(work: Work, *, path: str, mapping: str) -> dict[str, Any]:
    """The register in the file at `path`; a table is read as the text `mapping` says.

    Raises riskcore's errors about documents, of the mapping too.
    """
    from riskcore.formats import read_register as read
    from riskcore.plan import document_of

    file = Path(path)
    if file.suffix.lower() not in SHEETS:
        return {"document": document_of(read(file)), "understood": []}
    from riskcore.formats import register as tables

    found = tables.read_register(file, _declared(mapping))
    return {"document": document_of(tables.register_of(found)), "understood": list(tables.lines(found))}


def _declared(text: str) -> dict[str, Any]:
    from riskcore import PlanError
    from riskcore.errors import Problem
    from riskcore.formats.native import parse_text

    try:
        found = parse_text(text, MAPPING) if text.strip() else {}
    except PlanError as error:
        raise PlanError([Problem(MAPPING, one.rule, one.got, one.hint) for one in error.problems], MAPPING) from None
    if not isinstance(found, dict):
        raise PlanError([Problem(MAPPING, "must be a mapping of keys to values")], MAPPING)
    return found
