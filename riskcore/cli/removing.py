"""What each risk costs, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from riskcore.analysis.compare import beyond_noise
from riskcore.charts.comparison_words import between
from riskcore.charts.numerals import counted, money, shorten
from riskcore.cli.console import console

if TYPE_CHECKING:
    from riskcore.analysis import Removed

MOST, NAME = 15, 42
NOISE = "within noise"


def show_removal(bars: tuple[Removed, ...], currency: str) -> None:
    """Print what the plan gains without each risk: days and money at P80."""
    out = console()
    if not bars:
        out.print("\nThere is no open risk to take away.")
        return
    first = bars[0]
    gain = first.finish.at["P80"]
    if beyond_noise(gain):
        earlier = f"{abs(gain.value):,.0f} days earlier{between(gain, lambda value: f'{value:,.1f}')}"
        out.print(f'\nWithout "{first.name}", P80 would be {earlier}.')
    else:
        out.print("\nNo single risk moves P80 by more than noise.")
    table = Table(
        title="\nWithout each risk, at P80", title_justify="left", title_style="bold", box=None, pad_edge=False
    )
    table.add_column("Risk", max_width=NAME)
    for name in ("Days", "from", "to", currency or "Cost"):
        table.add_column(name, justify="right")
    for bar in bars[:MOST]:
        days, cost = bar.finish.at["P80"], bar.cost.at["P80"]
        known = [f"{days.lower:+,.1f}", f"{days.upper:+,.1f}"] if beyond_noise(days) else [NOISE, ""]
        table.add_row(shorten(bar.name, NAME), f"{days.value:+,.1f}", *known, money(cost.value, ""))
    out.print(table)
    if len(bars) > MOST:
        out.print(f"The answer as --json has {counted(len(bars) - MOST, 'more risk')}.", style="dim")
