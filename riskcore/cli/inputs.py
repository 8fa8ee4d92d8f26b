"""What several verbs are given: a plan with its registers, and a folder for what they write."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.plan import Plan, RiskRegister

DATE_FORMS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]


SHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
"""Registers that are tables; others are documents."""


def read_document(
    plan: str, risks: list[Path], target: datetime | None, strict: float | None, mapping: Path | None = None
) -> Plan:
    """The plan with its registers, checked as a whole, with the target that was asked about.

    The dates of a file from another tool are computed anew first; that some differ is the first of the notes.
    """
    from riskcore.analysis import import_check, is_imported  # noqa: PLC0415
    from riskcore.cli.check import refuse_below  # noqa: PLC0415
    from riskcore.cli.registers import joined  # noqa: PLC0415
    from riskcore.formats import read_plan  # noqa: PLC0415

    document = read_plan(plan)
    if is_imported(document) or strict is not None:
        found = import_check(document)
        refuse_below(strict, found, plan)
        if found.equal < found.computed:
            note = f"Only {found.headline[:-1]}: see riskcore check."
            document = document.model_copy(update={"notes": (note, *document.notes)})
    document = joined(document, Path(plan).name, [(path.name, _register(path, mapping)) for path in risks])
    return document.model_copy(update={"target": target}) if target else document


def _register(path: Path, mapping: Path | None) -> RiskRegister:
    """The register; of a table, what was understood is said before it is used."""
    if path.suffix.lower() not in SHEETS:
        from riskcore.formats import read_register  # noqa: PLC0415

        return read_register(path)
    from riskcore.formats import register as tables  # noqa: PLC0415

    understood = tables.read_register(path, tables.read_mapping(mapping) if mapping else None)
    sys.stderr.write("\n".join(tables.lines(understood)) + "\n")
    return tables.register_of(understood)


def check_folder(out: Path | None) -> None:
    """Raise ParameterError where `out` cannot be a folder to write to."""
    from riskcore.errors import ParameterError  # noqa: PLC0415

    if out is not None and out.exists() and not out.is_dir():
        raise ParameterError(f"--out must be a folder. Got the file {out}.")
    if out is not None:
        parent = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists())
        if not parent.is_dir() or not os.access(parent, os.W_OK):
            raise ParameterError(f"--out must be a folder that can be written. Got {out}.")
