"""The answer on the terminal: words first, then tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from riskcore.analysis import answer, cash_flow, gantt, leading, limit_of, milestone_answers, tornado
from riskcore.charts import words
from riskcore.charts.money_words import money_words
from riskcore.charts.numerals import counted, percent, share, short_date, shorten, signed
from riskcore.charts.periods import period_name
from riskcore.charts.scale import Dates, Money
from riskcore.cli.console import WIDE, console
from riskcore.results import FLOW_LEVELS

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from riskcore.analysis import ActivityDates, Answer, Bar, CashFlow
    from riskcore.results import Outcome, Result

    Levels = tuple[float, ...]

ALL, FEW = (0.10, 0.50, 0.80, 0.90), (0.50, 0.80)
EXAMPLES = dict.fromkeys(("Planned", "P10", "P50", "P80", "P90", "Due", "Planned finish"), "30 Sep 2027") | {
    "Chance": "over 99 %"
}
"""How wide a column must be; what is too long is the name, which shrinks."""
MOST_BARS, MOST_ACTIVITIES, MOST_MILESTONES, MOST_NOTES, MOST_PERIODS = 10, 10, 15, 12, 24
NAME = 42
P50, P80 = FLOW_LEVELS.index(0.50), FLOW_LEVELS.index(0.80)


def show(result: Result, written: list[Path]) -> None:
    """Print the answer to standard output."""
    out = console()
    shown = ALL if out.width >= WIDE else FEW
    scale = Dates(result.epoch)
    finish = answer(result.finish, limit_of(result, result.target))
    bars, rows = tornado(result), gantt(result)
    out.print(f"\n{result.name or 'The plan'}\n", style="bold")
    said = (words.commitment(finish, scale), words.movers(bars), words.critical_activities(rows) + ".")
    for text in (*said, *money_words(result)):
        out.print(text, soft_wrap=False)
    _notes(out, result.notes)
    out.print(_dates([finish, *milestone_answers(result)[:MOST_MILESTONES]], scale, shown))
    if result.cost is not None:
        out.print(_money(result.cost, result, shown))
    flow = cash_flow(result)
    periods = 0 if flow is None else len(flow.spent.mean)
    if flow is not None and 0 < periods <= MOST_PERIODS:
        out.print(_flow(flow))
    elif flow is not None and periods:
        out.print(f"\nCost by {flow.period}: {periods} of them, see --out, --json or a longer --period.", style="dim")
    if bars:
        out.print(_movers(bars[:MOST_BARS]))
    if rows:
        out.print(_activities(leading(rows, MOST_ACTIVITIES), shown))
    certificate = result.certificate
    out.print(
        f"{certificate.iterations:,} iterations, {certificate.design}, seed {certificate.seed}, "
        f"plan {certificate.plan[:12]}; all intervals at 95 %.",
        style="dim",
    )
    for path in written:
        out.print(f"Written: {path}", style="dim", soft_wrap=True)


def _notes(out: Console, notes: tuple[str, ...]) -> None:
    for note in notes[:MOST_NOTES]:
        out.print(f"! {note}", style="yellow")
    if len(notes) > MOST_NOTES:
        out.print(f"! and {counted(len(notes) - MOST_NOTES, 'more note')}: see --json.", style="yellow")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
    for k, column in enumerate(columns):
        table.add_column(
            column,
            justify="left" if k == 0 else "right",
            no_wrap=True,
            min_width=12 if k == 0 else len(EXAMPLES.get(column, column)),
        )
    return table


def _dates(answers: list[Answer], scale: Dates, shown: Levels) -> Table:
    table = _table("\nDates", "", "Planned", "Chance", *(f"P{p * 100:.0f}" for p in shown), "Due", "Chance")
    for one in answers:
        due = [""] * 2
        if one.limit is not None and one.probability_of_limit is not None:
            due = [scale.write_short(one.limit), percent(one.probability_of_limit.value)]
        table.add_row(
            shorten(one.name, NAME),
            scale.write_short(one.planned),
            percent(one.probability_of_planned.value),
            *(scale.write_short(one.quantiles[p].value) for p in shown),
            *due,
        )
    return table


def _money(total: Outcome, result: Result, shown: Levels) -> Table:
    table = _table("\nCost", "", "Planned", "Chance", *(f"P{p * 100:.0f}" for p in shown))
    for outcome in (total, *result.cost_parts):
        one = answer(outcome)
        scale = Money(result.currency, max(abs(one.planned), abs(one.quantiles[0.80].value)))
        chance = percent(one.probability_of_planned.value)
        amounts = (scale.write(one.quantiles[p].value) for p in shown)
        table.add_row(shorten(one.name, NAME), scale.write(one.planned), chance, *amounts)
    return table


def _flow(flow: CashFlow) -> Table:
    """Each period, and the sum up to its end."""
    table = _table(f"\nCost by {flow.period}", "", "Planned", "Mean", "P80", "Sum, P50", "Sum, P80")
    spent, total = flow.spent, flow.cumulative
    each, summed = (Money(flow.currency, float(abs(one.mean).max())) for one in (spent, total))
    for k, start in enumerate(flow.starts[:-1]):
        own = (spent.planned[k], spent.mean[k], spent.quantiles[P80, k])
        so_far = (total.quantiles[P50, k], total.quantiles[P80, k])
        amounts = (*map(each.write, own), *map(summed.write, so_far))
        table.add_row(period_name(start, flow.period, short=True), *amounts)
    return table


def _movers(bars: tuple[Bar, ...]) -> Table:
    table = _table("\nWhat moves the finish, in days", "", "", "Low", "High", "Swing", "+-", "Rank correlation")
    for bar in bars:
        error = f"{2 * bar.swing_error:.1f}"
        correlation = f"{bar.correlation + 0.0:.2f}"
        ends = (signed(bar.low), signed(bar.high), signed(bar.swing))
        table.add_row(shorten(bar.name, NAME), bar.kind, *ends, error, correlation)
    return table


def _activities(rows: tuple[ActivityDates, ...], shown: Levels) -> Table:
    table = _table(
        "\nActivities that drive the finish", "", "Critical", "Planned finish", *(f"P{p * 100:.0f}" for p in shown)
    )
    for row in rows:
        dates = (short_date(row.finish[p]) for p in shown)
        table.add_row(shorten(row.name, NAME), share(row.criticality), short_date(row.planned_finish), *dates)
    return table
