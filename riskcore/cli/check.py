"""`riskcore check`: whether a file's own dates are reproduced, and whether its schedule is sound."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.analysis import ImportCheck


def check(
    plan: Annotated[
        str, typer.Argument(help="A schedule file (.mpp, .xml, .xer, ...) or a plan; - for standard input.")
    ],
    strict: Annotated[
        float | None, typer.Option(min=0, max=100, help="Refuse the file if fewer percent of its dates are the same.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Compute a schedule file's dates anew and compare them with its own; then look for what makes a schedule unsound.

    Leaves with 3 where --strict is not met, also since the plan brings no dates of a tool to compare with.

    Examples
    --------
        riskcore check plan.xer

        riskcore check plan.mpp --strict 99.5 --json > check.json
    """
    from riskcore.analysis import import_check  # noqa: PLC0415
    from riskcore.cli.quality import quality_document, show_quality  # noqa: PLC0415
    from riskcore.formats import read_plan  # noqa: PLC0415

    document = read_plan(plan)
    found = import_check(document)
    if as_json:
        answer = {**_document(found), "quality": quality_document(document)}
        sys.stdout.write(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
    else:
        from riskcore.cli.checking import show_check  # noqa: PLC0415

        show_check(document, found)
        show_quality(document)
    refuse_below(strict, found, plan)


def refuse_below(strict: float | None, found: ImportCheck, source: str) -> None:
    """Raise FileError where fewer than `strict` percent of the dates are the file's own, or none can be compared."""
    from riskcore.errors import FileError, Problem  # noqa: PLC0415

    if strict is None:
        return
    if not found.computed:
        got = "only those of work that is finished or scheduled by hand" if found.compared else "none"
        hint = "Leave --strict out, or give the file of the scheduling tool."
        raise FileError([Problem(source, "must bring dates of its tool to compare with", got, hint)], source)
    if 100 * found.share < strict:
        rule = f"must have at least {strict:g} % of its dates reproduced"
        raise FileError([Problem(source, rule, f"{100 * found.share:.2f} %: {found.headline[:-1]}")], source)


def _document(found: ImportCheck) -> dict[str, Any]:
    def iso(moment: datetime | None) -> str | None:
        return None if moment is None else moment.isoformat(timespec="minutes")

    return {
        "compared": found.compared,
        "computed": found.computed,
        "equal": found.equal,
        "activities": [
            {
                "uid": one.uid,
                "row": one.row,
                "id": one.id,
                "name": one.name,
                "stored_start": iso(one.stored_start),
                "stored_finish": iso(one.stored_finish),
                "start": iso(one.start),
                "finish": iso(one.finish),
                "equal": one.equal,
                "computed": one.computed,
                "minutes_off": one.minutes_off,
                "cause": one.cause or None,
            }
            for one in found.activities
        ],
    }
