"""`riskcore diff`: what changed between two versions of a plan."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from riskcore.plan.difference import Change, Difference

WIDE = 108
"""Columns of what is not a terminal."""
MOST_ROWS, NAME, IDENTIFIER = 12, 36, 16
PARTS = {
    "activities": ("activity", "activities"),
    "calendars": ("calendar", "calendars"),
    "risks": ("risk", "risks"),
    "uncertainty": ("uncertainty rule", "uncertainty rules"),
    "correlations": ("correlation", "correlations"),
    "branches": ("branch", "branches"),
    "money": ("term of cost", "terms of cost"),
}
VERBS = {"set_back": "set back", "relinked": "re-linked", "reestimated": "re-estimated"}
DATES = ("status_date", "start", "target")
"""Fields of a plan whose change the headline tells with its dates."""


DAY = len("2027-06-30")


def diff(
    old: Annotated[str, typer.Argument(help="The earlier version: a schedule file or a plan; - for standard input.")],
    new: Annotated[str, typer.Argument(help="The later version.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as one JSON object.")] = False,
) -> None:
    """Say what changed between two versions of a plan: activities, links, estimates, progress, calendars, risks.

    Leaves with 0 whether or not anything changed, so that it can stand in a script; --json tells them apart.
    Example: riskcore diff november.xer december.xer
    """
    from riskcore.errors import ParameterError  # noqa: PLC0415
    from riskcore.formats import read_plan  # noqa: PLC0415 - --help answers without loading the readers
    from riskcore.plan.difference import difference  # noqa: PLC0415

    if old == new == "-":
        raise ParameterError("only one of the two plans can come from standard input. Got - twice.")
    found = difference(read_plan(old), read_plan(new))
    if as_json:
        sys.stdout.write(json.dumps(found.document(), indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        _show(found)


def headline(found: Difference) -> str:
    """12 activities progressed, 3 were added and 1 was re-linked; the status date moved from ... to ..."""
    clauses = [clause for part in PARTS if (clause := _clause(found, part))]
    clauses += _plan_clauses(found.plan)
    text = "; ".join(clauses) or "no difference"
    return f"{text[0].upper()}{text[1:]}."


def _clause(found: Difference, part: str) -> str:
    from riskcore.charts.numerals import counted, listed  # noqa: PLC0415

    counts = {kind: len(changes) for kind, changes in found.of_kind(part).items() if changes}
    words = []
    for k, (kind, count) in enumerate(counts.items()):
        who = counted(count, *PARTS[part]) if k == 0 else f"{count:,}"
        was = "" if kind == "progressed" else "was " if count == 1 else "were "
        words.append(f"{who} {was}{VERBS.get(kind, kind)}")
    return listed(words) if words else ""


def _plan_clauses(changes: tuple[Change, ...]) -> list[str]:
    """The dates of the plan as sentences, its other fields by their names."""
    from riskcore.charts.numerals import listed  # noqa: PLC0415

    by_field = {change.id: change for change in changes}
    status, start = by_field.get("status_date"), by_field.get("start")
    if status and start and (status.before, status.after) == (start.before, start.after):
        by_field.pop("start")  # files of P6 begin at their status date
    clauses = [_moved(by_field[field]) for field in DATES if field in by_field]
    others = [change.name for field, change in by_field.items() if field not in DATES]
    return [*clauses, f"the plan's {listed(others)} changed"] if others else clauses


def _moved(change: Change) -> str:
    if change.before is None or change.after is None:
        verb = "set to" if change.before is None else "removed, which was"
        return f"the {change.name} was {verb} {_date(change.before or change.after)}"
    same_day = change.before[:DAY] == change.after[:DAY]
    before, after = (_date(text, with_time=same_day) for text in (change.before, change.after))
    return f"the {change.name} moved from {before} to {after}"


def _date(text: str, *, with_time: bool = False) -> str:
    """Its day, and, where two lie on one day, its time, if it has one."""
    from riskcore.charts.numerals import long_date  # noqa: PLC0415

    return long_date(datetime.fromisoformat(text)) + (text[DAY:].replace("T", " ") if with_time else "")


def _show(found: Difference) -> None:
    from rich.console import Console  # noqa: PLC0415

    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else WIDE)
    console.print(headline(found))
    if found.plan:
        _group(console, "Plan", found.plan)
    for part, (_, plural) in PARTS.items():
        for kind, changes in found.of_kind(part).items():
            if changes:
                _group(console, f"{plural.capitalize()} {VERBS.get(kind, kind)}", changes)


def _group(console: Console, title: str, changes: tuple[Change, ...]) -> None:
    from rich.table import Table  # noqa: PLC0415

    from riskcore.charts.numerals import shorten  # noqa: PLC0415

    table = Table(
        title=f"\n{title}", title_justify="left", title_style="bold", show_header=False, box=None, pad_edge=False
    )
    table.add_column(no_wrap=True)
    names = any(change.name not in ("", change.id) for change in changes) and title != "Plan"
    if names:
        table.add_column(no_wrap=True, max_width=NAME)
    table.add_column(overflow="fold")
    for change in changes[:MOST_ROWS]:
        subject = change.name if title == "Plan" else change.id
        name = [shorten(change.name, NAME)] if names else []
        table.add_row(shorten(subject, IDENTIFIER if names else NAME), *name, change.what)
    console.print(table)
    if len(changes) > MOST_ROWS:
        console.print(f"and {len(changes) - MOST_ROWS:,} more: see --json.", style="dim")
