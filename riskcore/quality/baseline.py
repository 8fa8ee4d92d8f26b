"""DCMA checks 11 and 14: progress against a baseline, which a plan does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, NotApplicable
from riskcore.quality.finding import Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts


def without_baseline(facts: Facts) -> NotApplicable:  # noqa: ARG001 - every check is asked with the facts
    """Nothing can be said: the document of a plan has no baseline dates."""
    return NotApplicable("It needs baseline dates, which a plan does not hold.")


MISSED_TASKS = Check(
    key="missed_tasks",
    title="Missed tasks",
    question="How many tasks that the baseline finishes by the status date finished late or not at all?",
    source="DCMA 14-point, check 11; GAO-16-89G, best practice 10",
    threshold=Threshold("at most 5 % of the tasks", "DCMA 14-point, check 11", most=0.05),
    population="tasks that the baseline finishes by the status date",
    remedy="Compare with the baseline in the tool that keeps it.",
    measure=without_baseline,
)
BASELINE_EXECUTION_INDEX = Check(
    key="baseline_execution_index",
    title="Baseline execution index (BEI)",
    question="How many tasks have been finished for each one that the baseline finishes by the status date?",
    source="DCMA 14-point, check 14; GAO-16-89G, best practice 10",
    threshold=Threshold("at least 0.95", "DCMA 14-point, check 14", least=0.95),
    population="tasks that the baseline finishes by the status date",
    remedy="Compare with the baseline in the tool that keeps it.",
    measure=without_baseline,
)
