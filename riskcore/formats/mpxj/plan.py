"""The document that MPXJ's process wrote, as a plan."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from riskcore.errors import FileError, Problem
from riskcore.formats.mpxj.activities import activity_of
from riskcore.formats.mpxj.calendars import calendar_names, calendars_of
from riskcore.formats.mpxj.clocks import Clocks
from riskcore.formats.mpxj.links import follow_closely, links_of
from riskcore.formats.mpxj.notes import notes_of
from riskcore.formats.mpxj.reading import Reading
from riskcore.formats.mpxj.resources import with_resource_calendars
from riskcore.formats.mpxj.rules import RULES
from riskcore.formats.mpxj.sources import left_out_of, source_of
from riskcore.formats.mpxj.span import by
from riskcore.formats.mpxj.spans import spanned
from riskcore.formats.mpxj.tree import tree_of
from riskcore.plan import STANDARD_NAME, Calendar, WorkHours, parse_plan

if TYPE_CHECKING:
    from riskcore.plan import Plan

LAG_CALENDARS = {
    "PREDECESSOR": "predecessor",
    "SUCCESSOR": "successor",
    "PROJECT_DEFAULT": "plan",
    "TWENTY_FOUR_HOUR": "24h",
}


PROGRESS = {"PROGRESS_OVERRIDE": "progress override", "ACTUAL_DATES": "actual dates"}


def plan_of(document: dict[str, Any], source: str) -> Plan:
    """The plan in `document`, with what riskcore does not model in its notes. Raises FileError or PlanError."""
    tree = tree_of(document)
    if not tree.ids:
        raise FileError([Problem(source, "must hold at least one activity", "none")], source)
    project, rules = document["project"], RULES[document["format"]]
    tasks = [tree.task[uid] for uid in tree.ids]
    start = _start(project, tasks, p6=rules.p6)
    reading = Reading(document, tree, rules, Clocks(document, start), start)
    uneven: set[int] = set()
    if rules.spans or rules.p6:
        several = with_resource_calendars(reading)
        uneven = spanned(reading, several) if rules.spans else uneven
    used = {task["effective_calendar"] for task in tasks if task.get("effective_calendar") is not None}
    names = calendar_names(document, used | {project.get("default_calendar")} - {None})
    calendars = calendars_of(document, names, start)
    default = names.get(project.get("default_calendar", -1), STANDARD_NAME)
    hours = {name: Calendar.model_validate(calendar).hours() for name, calendar in calendars.items()}
    usual = hours.get(default, WorkHours())
    links = links_of(document, tree, rules)
    close = follow_closely(document, tree) if rules.typed_starts else set()
    activities = []
    for task in tasks:
        calendar = names.get(task.get("effective_calendar", -1), default)
        made = activity_of(task, calendar, hours.get(calendar, usual), reading)
        # Microsoft Project lets what has started run on; P6 lets the remaining work wait for its predecessors
        if rules.p6 or "actual_start" not in made:
            made["predecessors"] = links.get(task["uid"], [])
        if rules.typed_starts and "actual_start" not in made:
            made.pop("constraint", None)
            if task["uid"] not in close and task.get("start"):
                made["constraint"] = {"start_no_earlier_than": task["start"]}
        made["source"] = source_of(task, document["format"], rules, levelled=task["uid"] in uneven)
        activities.append(made)
    return parse_plan(
        {
            "name": str(project.get("name") or project.get("title") or ""),
            "start": start,
            "schedule_from": "finish" if reading.from_finish else "start",
            "finish": project["finish"] if reading.from_finish else None,
            "status_date": reading.status,
            "target": by(project["must_finish"]) if project.get("must_finish") else None,
            "currency": str(project.get("currency_code") or project.get("currency_symbol") or ""),
            "calendar": default,
            "calendars": calendars,
            "lag_calendar": LAG_CALENDARS.get(project.get("lag_calendar", ""), rules.lag_calendar),
            "progress": PROGRESS.get(project.get("progress_mode", ""), "retained logic"),
            "no_later_than_binds": bool(project.get("honour_constraints")),
            "activities": activities,
            "left_out": left_out_of(document, tree, rules),
            "notes": notes_of(document, tree),
        },
        source,
    )


def _start(project: dict[str, Any], tasks: list[dict[str, Any]], *, p6: bool) -> datetime:
    """Before what nothing starts: P6 the data date, else the start of the project; else the first stored start."""
    known = project.get("status_date") if p6 else None
    known = known or project.get("planned_start") or project.get("start")
    known = known or min((task["start"] for task in tasks if task.get("start")), default=None)
    return datetime.fromisoformat(known) if known else datetime.combine(datetime.now().date(), time())
