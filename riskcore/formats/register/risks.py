"""The rows below a header as risks, those that are none with the reason, and the problems of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.fields import QUANTITIES
from riskcore.formats.register.identity import identities
from riskcore.formats.register.left_out import no_risk, no_use
from riskcore.formats.register.number_columns import currencies, read_numbers
from riskcore.formats.register.risk_row import RiskReader
from riskcore.formats.register.table.cell import is_nothing, one_line, quoted, text_of
from riskcore.formats.register.understood import Ignored, RiskRow
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.mapping import SheetMapping
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.table.sheet import Row

_NO_PROBABILITY: Final = BrokenRule("must have a probability, since it has an impact")
_NO_ACTIVITIES: Final = BrokenRule(
    "must say which activities it delays", hint='Write ids, as in "A1010; A1020", "WBS 3.2", "tag: civil", or "all".'
)


@dataclass
class Gathered:
    """What became of the rows.

    `left_out` by row number, `unused` the ids of risks that are left out, `elsewhere` by row number the triggers that
    are no risk of the sheet.
    """

    risks: list[dict[str, Any]] = field(default_factory=list)
    rows: list[RiskRow] = field(default_factory=list)
    left_out: dict[int, Ignored] = field(default_factory=dict)
    unused: set[str] = field(default_factory=set)
    numbered: list[str] = field(default_factory=list)
    elsewhere: dict[int, str] = field(default_factory=dict)
    currency: str = ""


def gather(rows: Sequence[Row], taken: Sequence[Taken], mapping: SheetMapping, findings: Findings) -> Gathered:
    """The risks in `rows`, which are those below the header; problems go to `findings`."""
    columns = {one.meaning.field: one for one in taken}
    found = Gathered()
    may_be = [row for row in rows if not _set_aside(row, no_risk(row, taken), "", found)]
    numbers = read_numbers(may_be, taken, mapping, findings)
    found.currency = currencies(numbers, findings)
    reader = RiskReader(columns, numbers, mapping, findings)
    used: dict[int, dict[str, Any]] = {}
    hows: dict[int, tuple[str, ...]] = {}
    for row in may_be:
        risk, how = reader.read(row)
        if row.number not in findings.rows:
            if _set_aside(row, no_use(risk), risk.get("name") or risk["id"], found):
                found.unused.add(risk["id"])
                continue
            _demand(risk, row.number, reader, columns)
        used[row.number], hows[row.number] = risk, tuple(how)
    _identify(used, columns, found, findings)
    _check_triggers(used, reader, found)
    found.risks = list(used.values())
    found.rows = [RiskRow(number, risk["id"], risk.get("name", ""), hows[number]) for number, risk in used.items()]
    return found


def _set_aside(row: Row, why: str, name: str, found: Gathered) -> bool:
    """Whether the row is left out; if so, it is noted why."""
    if why:
        text = name or next((text_of(cell) for cell in row.cells if cell is not None), "")
        place = f'row {row.number} "{one_line(text)[:60]}"' if text else f"row {row.number}"
        found.left_out[row.number] = Ignored(place, why)
    return bool(why)


def _demand(risk: Mapping[str, Any], row: int, reader: RiskReader, columns: Mapping[str, Taken]) -> None:
    """What a risk cannot do without; where the column is missing, that was told once for all rows."""
    if not {"probability", "recurs"} & set(risk) and "probability" in columns:
        reader.tell(_NO_PROBABILITY, row, "probability")
    selectors = [one for one in ("activities", "activities.wbs", "activities.tag") if one in columns]
    if "activities" not in risk and ("delay" in risk or "factor" in risk) and selectors:
        reader.tell(_NO_ACTIVITIES, row, selectors[0])


def _identify(
    used: dict[int, dict[str, Any]], columns: Mapping[str, Taken], found: Gathered, findings: Findings
) -> None:
    """Give the risks without an id one."""
    place = columns.get("id")
    given = {number: risk["id"] for number, risk in used.items()}
    ids = identities(given, findings, place.index if place else -1, place.header if place else "")
    for number, risk in used.items():
        if not risk["id"]:
            found.numbered.append(ids[number])
        risk["id"] = ids[number]


def _check_triggers(used: Mapping[int, dict[str, Any]], reader: RiskReader, found: Gathered) -> None:
    """A trigger must not be a risk that is left out; `-` and the like say that there is none.

    It may stand in another register or in the plan: whoever joins them finds out.
    """
    ids = {risk["id"] for risk in used.values()}
    for number, risk in used.items():
        trigger = risk.get("triggered_by")
        if trigger is None or trigger in ids:
            continue
        if is_nothing(trigger):
            del risk["triggered_by"]
        elif trigger in found.unused:
            hint = "That risk has no probability or no impact, and is left out."
            reader.tell(BrokenRule("must name a risk that is read", quoted(trigger), hint), number, "triggered_by")
        else:
            found.elsewhere[number] = trigger


def demand_columns(taken: Sequence[Taken], row: int, findings: Findings) -> None:
    """Note the columns without which no row can be a risk."""
    fields = {one.meaning.field for one in taken}
    impacts = {one.split(".")[0] for one in fields} & set(QUANTITIES)
    missing = []
    if not fields & {"probability", "recurs"}:
        missing.append(("must have a column for the probability", "probability"))
    if not impacts and "impacts" not in fields:
        missing.append(("must have columns for an impact: a delay, a factor or a cost", "delay"))
    if impacts & {"delay", "factor"} and not fields & {"activities", "activities.wbs", "activities.tag"}:
        missing.append(("must have a column for the activities that are delayed", "activities"))
    for rule, name in missing:
        hint = f'If it has one by another name, declare it: columns: {{{name}: "its header"}}.'
        findings.add(BrokenRule(rule, "none", hint), row)
