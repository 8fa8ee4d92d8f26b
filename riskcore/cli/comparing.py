"""A comparison of scenarios on the terminal: words first, then tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from riskcore.analysis.compare import MEASURES, PER_DAY, beyond_noise
from riskcore.charts.comparison_words import NOISE, SAME, between, choice, finding
from riskcore.charts.numerals import counted, money, shorten, signed
from riskcore.charts.scale import Dates
from riskcore.cli.console import WIDE, console

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from riskcore.analysis.compare import Change
    from riskcore.analysis.compare_ranking import Ranked
    from riskcore.results import Comparable, Estimate, Result

NAME, MOST_TOLD, MOST_NOTES, FEW = 34, 5, 12, 2
NONE = "not defined"


def show_comparison(
    base: Result, ranked: Sequence[Ranked], names: Mapping[str, str], target: datetime | None, written: Sequence[Path]
) -> None:
    """Print the comparison to standard output; `names` has the base too."""
    out = console()
    shown = MEASURES if out.width >= WIDE else ("P80",)
    out.print(f"\n{base.name or 'The plan'}\n", style="bold")
    for one in ranked[:MOST_TOLD]:
        out.print(finding(names[one.id], one, base, target))
    if len(ranked) > MOST_TOLD:
        out.print(f"The tables have {counted(len(ranked) - MOST_TOLD, 'more scenario')}.")
    if beaten := choice(ranked, names):
        out.print(beaten)
    notes = dict.fromkeys(note for result in (base, *(one.result for one in ranked)) for note in result.notes)
    for note in list(notes)[:MOST_NOTES]:
        out.print(f"! {note}", style="yellow")
    out.print(_order(base, ranked, names))
    out.print(_changes("\nFinish, days later than the base", ranked, names, shown))
    if any(one.comparison.cost is not None for one in ranked):
        out.print(_costs(ranked, names, base.currency, shown))
        out.print(_prices(ranked, names, base.currency))
    made = base.certificate
    out.print(
        f"{made.iterations:,} iterations, {made.design}, seed {made.seed}, the same random numbers in every scenario; "
        f"plan {made.plan[:12]}; all intervals at 95 %, paired.",
        style="dim",
    )
    for path in written:
        out.print(f"Written: {path}", style="dim", soft_wrap=True)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
    for k, column in enumerate(columns):
        table.add_column(column, justify="left" if k == 0 else "right", no_wrap=True, min_width=12 if k == 0 else 0)
    return table


def _order(base: Result, ranked: Sequence[Ranked], names: Mapping[str, str]) -> Table:
    """The base and the scenarios by their P80, first to finish first."""
    costed = any(one.comparison.cost is not None for one in ranked)
    table = _table("\nRanking, by P80", "", "Finish P80", "Days before the next", *(["Beaten by"] if costed else []))
    table.add_row(f"  {shorten(names['base'], NAME)}", _p80(base), "", *([""] if costed else []))
    for one in ranked:
        beaten = [_few([names[id_] for id_ in one.beaten_by])] if costed else []
        step = "" if one.to_next is None else _cell(one.to_next, signed)
        table.add_row(f"{one.rank} {shorten(names[one.id], NAME)}", _p80(one.result), step, *beaten)
    return table


def _few(names: Sequence[str]) -> str:
    """The first two; the sentence above the table has them all."""
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(shorten(name, NAME) for name in names[:FEW]) + more or "none"


def _p80(result: Comparable) -> str:
    return Dates(result.epoch).write_short(result.finish.sample.quantile(0.80).value)


def _changes(title: str, ranked: Sequence[Ranked], names: Mapping[str, str], shown: Sequence[str]) -> Table:
    table = _table(title, "", *shown, "Chance of the target, points")
    for one in ranked:
        change, chance = one.comparison.finish, one.comparison.chance
        points = "" if chance is None else _cell(chance, lambda p: signed(100 * p))
        table.add_row(shorten(names[one.id], NAME), *_row(change, shown, signed), points)
    return table


def _costs(ranked: Sequence[Ranked], names: Mapping[str, str], currency: str, shown: Sequence[str]) -> Table:
    table = _table(f"\nCost{f' in {currency}' if currency else ''}, more than the base", "", *shown)
    for one in ranked:
        change = one.comparison.cost
        if change is not None:
            table.add_row(shorten(names[one.id], NAME), *_row(change, shown, _more))
    return table


def _prices(ranked: Sequence[Ranked], names: Mapping[str, str], currency: str) -> Table:
    """What a day saved costs; where it is not clear that days are saved there is no such price."""
    table = _table("\nCost for each day saved", "", *PER_DAY)
    for one in ranked:
        prices = (one.comparison.cost_per_day[key] for key in PER_DAY)
        cells = (NONE if p is None else _priced(p, currency) for p in prices)
        table.add_row(shorten(names[one.id], NAME), *cells)
    return table


def _priced(price: Estimate, currency: str) -> str:
    span = between(price, lambda end: money(end, "", price.value))
    return f"saves {money(-price.value, currency)}{span}" if price.upper <= 0 else money(price.value, currency) + span


def _row(change: Change, shown: Sequence[str], write: Callable[[float], str]) -> list[str]:
    return [SAME if change.none else _cell(change.at[key], write) for key in shown]


def _cell(found: Estimate, write: Callable[[float], str]) -> str:
    """The difference and the ends of its interval; words where it is noise, or too small to be written."""
    value, low, high = (write(end) for end in (found.value, found.lower, found.upper))
    if not beyond_noise(found):
        return NOISE
    if value == "0":
        return "under 0.1"
    return value if low == high else f"{value} ({low} to {high})"


def _more(amount: float) -> str:
    return money(amount, "") if amount < 0 else f"+{money(amount, '')}"
