"""An upload becomes a plan: its document, and what is to be said about it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskcore_api.clock import stamp
from riskcore_api.store.blobs import Blobs
from riskcore_api.values import as_json

if TYPE_CHECKING:
    from riskcore.analysis import ImportCheck
    from riskcore.plan import Plan
    from riskcore.quality import Assessment
    from riskcore_api.child.work import Work

NOTES = 20
"""Notes shown with the plan; the review has them all."""


def read_plan(work: Work, *, path: str, blobs: str) -> dict[str, Any]:
    """Read the file at `path`; the plan and its review are kept as blobs. Raises riskcore's errors about documents."""
    from riskcore.analysis import import_check, is_imported
    from riskcore.formats import read_plan as read
    from riskcore.plan import digest, document_of
    from riskcore.quality import assess
    from riskcore.simulation import schedule

    work.progress(stage="reading")
    plan = read(Path(path))
    work.progress(stage="checking")
    dates = schedule(plan)
    quality = assess(plan, dates)
    check = import_check(plan) if is_imported(plan) else None
    folder = Blobs(Path(blobs))
    return {
        "digest": digest(plan),
        "document": folder.put(_compact(document_of(plan))),
        "review": folder.put(_compact(_review(plan, quality, check))),
        "facts": _facts(plan, quality, check),
    }


def _facts(plan: Plan, quality: Assessment, check: ImportCheck | None) -> dict[str, Any]:
    """What a list of plans shows."""
    return {
        "name": plan.name,
        "activities": len(plan.activities),
        "risks": len(plan.risks),
        "start": plan.start.isoformat(),
        "status_date": plan.status_date and plan.status_date.isoformat(),
        "target": plan.target and plan.target.isoformat(),
        "currency": plan.currency,
        "quality": {
            status.replace(" ", "_"): len(quality.with_status(status)) for status in ("pass", "fail", "not applicable")
        },
        "import_check": None
        if check is None
        else {"compared": check.compared, "computed": check.computed, "equal": check.equal, "headline": check.headline},
        "notes": list(plan.notes[:NOTES]),
        "notes_total": len(plan.notes),
    }


def _review(plan: Plan, quality: Assessment, check: ImportCheck | None) -> dict[str, Any]:
    """Everything that is to be said about the file."""
    return {
        "quality": [
            asdict(finding) | {"offenders": [one._asdict() for one in finding.offenders]}
            for finding in quality.findings
        ],
        "import_check": None if check is None else as_json(check) | {"headline": check.headline},
        "left_out": [one.model_dump(mode="json") for one in plan.left_out],
        "notes": list(plan.notes),
    }


def _compact(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=stamp).encode()
