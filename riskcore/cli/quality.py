"""The schedule's quality, on the terminal and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table

from riskcore.charts.numerals import counted
from riskcore.cli.console import console
from riskcore.quality import assess
from riskcore.simulation import schedule

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.quality import Assessment

NAMED = 5
"""Offenders that the terminal names of each check."""


def quality_document(plan: Plan) -> list[dict[str, Any]]:
    """Every check with its count, threshold, status, offenders and remedy."""
    return [
        asdict(finding) | {"offenders": [one._asdict() for one in finding.offenders]}
        for finding in _found(plan).findings
    ]


def show_quality(plan: Plan) -> None:
    """A line for each check; then what failed, whom it concerns and what to do."""
    found = _found(plan).findings
    failed = [finding for finding in found if finding.status == "fail"]
    out = console()
    applicable = [finding for finding in found if finding.status != "not applicable"]
    out.print(
        f"\n{len(applicable) - len(failed)} of {counted(len(applicable), 'check')} of schedule quality pass.",
        style="bold",
    )
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, justify in (("Check", "left"), ("", "left"), ("Found", "right"), ("Of", "right"), ("Threshold", "left")):
        table.add_column(name, justify="right" if justify == "right" else "left")
    for finding in found:
        style = {"fail": "yellow", "not applicable": "dim"}.get(finding.status, "")
        row = (finding.title, finding.status, f"{finding.count:,}", f"{finding.total:,}", finding.threshold.text)
        table.add_row(*row, style=style)
    out.print(table)
    for finding in failed:
        out.print(f"\n{finding.title} ({finding.source})", style="bold")
        out.print(finding.remedy)
        for one in finding.offenders[:NAMED]:
            out.print(f"  {one.activity}: {one.what}")
        if len(finding.offenders) > NAMED:
            out.print(f"  and {len(finding.offenders) - NAMED:,} more: see --json")


def _found(plan: Plan) -> Assessment:
    return assess(plan, schedule(plan))
