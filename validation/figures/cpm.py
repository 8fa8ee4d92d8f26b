"""Early and late dates and floats of the critical path method, in the case's units from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import riskcore
from riskcore.simulation import Schedule, schedule
from validation.adapter import DAY, network_plan, working_days_plan
from validation.figure import Figure

if TYPE_CHECKING:
    from validation.case import Case

DATES = {"ES": "early_start", "EF": "early_finish", "LS": "late_start", "LF": "late_finish"}
FLOATS = {"TF": "total_float", "FF": "free_float"}


def applies(case: Case) -> bool:
    return case.data.get("kind") == "cpm"


def _plain(case: Case) -> Schedule:
    """On the 24-hour calendar, where a unit is a day."""
    return case.once("plain", lambda: schedule(riskcore.parse_plan(network_plan(case.data))))


def _length(case: Case) -> Figure:
    found = _plain(case)
    return Figure(float(found.finish - found.early_start.min()) / DAY)


def _date(case: Case, which: str, activity: str) -> Figure:
    found = _plain(case)
    at = getattr(found, DATES[which])[found.id.index(activity)]
    return Figure(float(at - found.early_start.min()) / DAY)


def _float(case: Case, which: str, activity: str) -> dict[str, Figure]:
    """Where the case has a calendar, in its working days too."""
    found = _plain(case)
    at = found.id.index(activity)
    answers = {"": Figure(float(getattr(found, FLOATS[which])[at]) / DAY)}
    if "calendar" in case.data["network"]:
        plan, day = working_days_plan(case.data)
        working = case.once("working", lambda: schedule(riskcore.parse_plan(plan)))
        answers[" (calendar)"] = Figure(float(getattr(working, FLOATS[which])[at]) / day)
    return answers


FIGURES = {r"duration": _length, r"(ES|EF|LS|LF):(.+)": _date, r"(TF|FF):(.+)": _float}
