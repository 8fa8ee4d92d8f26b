"""The import check on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from riskcore.charts.numerals import counted
from riskcore.cli.console import console

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.analysis import ImportCheck
    from riskcore.plan import Plan

MOST = 20


def show_check(plan: Plan, found: ImportCheck) -> None:
    """Headline, causes, and the first activities that differ."""
    out = console()
    out.print(f"\n{plan.name or 'The plan'}\n", style="bold")
    if not found.compared:
        out.print("The plan brings no dates of another tool to compare with.")
        return
    out.print(found.headline, style="bold")
    for cause, count in found.causes():
        out.print(f"  {count:,} differ: {cause}")
    different = [one for one in found.activities if one.computed and not one.equal]
    if different:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("Activity", "Start in file", "Computed", "Finish in file", "Computed", "Cause"):
            table.add_column(column, no_wrap=column != "Cause")
        for one in different[:MOST]:
            dates = (one.stored_start, one.start, one.stored_finish, one.finish)
            table.add_row(one.id, *map(_written, dates), one.cause)
        out.print(table)
    if len(different) > MOST:
        out.print(f"and {counted(len(different) - MOST, 'more activity', 'more activities')}: see --json.")


def _written(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(" ", "minutes")
