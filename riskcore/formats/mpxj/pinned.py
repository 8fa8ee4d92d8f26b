"""Tasks whose dates are given and not computed: scheduled by hand, or part of another project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import duration

if TYPE_CHECKING:
    from riskcore.formats.mpxj.reading import Reading
    from riskcore.plan import WorkHours


def is_pinned(task: dict[str, Any]) -> bool:
    """Whether the file states its dates and its tool does not move them."""
    elsewhere = task.get("external") or task.get("subproject")
    return bool((task.get("mode") == "MANUALLY_SCHEDULED" or elsewhere) and task.get("start"))


def pinned(task: dict[str, Any], hours: WorkHours, reading: Reading) -> dict[str, Any]:
    """The dates as they stand: on the task's calendar where that works at both ends, else on the clock."""
    start, finish = task["start"], task.get("finish") or task["start"]
    made: dict[str, Any] = {"constraint": {"mandatory_start": start}}
    if finish <= start:
        return made
    calendar = task.get("effective_calendar")
    if calendar is not None and reading.clocks.fits(calendar, start, finish):
        return made | {"duration": duration(reading.clocks.work_between(calendar, start, finish), hours)}
    return made | {"duration": duration(reading.clocks.elapsed(start, finish), hours, elapsed=True)}
