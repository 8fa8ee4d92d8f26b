"""Every question that can be asked of a result. A new one is a line here; its route, schema and page of the API follow.

`function` is called with the result, then with what `wants` names (the plan, the Work by which it tells its progress
and hears that it should stop, the number of threads), then with the parameters as keywords. Whatever it returns (a
dataclass, a tuple of them, plain JSON) becomes the answer; its annotation becomes the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from riskcore_api.problems import Fault, Problem
from riskcore_api.targets import local_moment

Wants = Literal["plan", "work", "threads"]


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query: its type, what it means, and what it is when left out."""

    kind: type[Any]
    meaning: str
    default: Any = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Analysis:
    """A question: the name of its resource, the question in words, and the function that answers it."""

    key: str
    question: str
    function: str
    parameters: tuple[str, ...] = ()
    wants: tuple[Wants, ...] = ()
    heavy: bool = False
    """Whether it simulates anew: it is then asked for with POST and answered by a worker."""


PARAMETERS: Final = {
    "target": Parameter(datetime, "The date to commit to, 2027-06-30 or 2027-06-30T17:00; else the plan's own."),
    "outcome": Parameter(str, 'What it is about: "finish", "cost", or the id of a milestone.', "finish"),
    "most": Parameter(int, "Most items of the answer, the leading ones.", None, 1, 100_000),
    "budget": Parameter(float, "The amount to commit to; else what the plan itself says.", None, 0, 1e15),
    "confidence": Parameter(float, "The confidence that is wanted, between 0 and 1.", 0.7, 0.001, 0.999),
    "points": Parameter(int, "Most points of a curve.", 200, 2, 2_000),
}

ANALYSES: Final = (
    Analysis(
        "summary", "Everything, as `riskcore simulate --json` prints it.", "riskcore.analysis:summary", ("target",)
    ),
    Analysis("words", "The answer in plain English.", "riskcore_api.child.questions:words", ("target",)),
    Analysis(
        "quantiles",
        "Which date, or which amount, has which confidence, with 95 % intervals?",
        "riskcore_api.child.questions:quantiles",
        ("outcome",),
    ),
    Analysis(
        "s-curve",
        "How likely is each date, or each amount? Points of the curve, and the histogram under it.",
        "riskcore_api.child.questions:s_curve",
        ("outcome", "points"),
    ),
    Analysis(
        "convergence",
        "How did P50 and P80 and their intervals settle as iterations were added?",
        "riskcore_api.child.questions:convergence",
        ("outcome",),
    ),
    Analysis("tornado", "What moves the finish, and by how many days?", "riskcore.analysis:tornado", ("most",)),
    Analysis(
        "criticality",
        "When does each activity start and finish, and how often does it decide the finish?",
        "riskcore.analysis:gantt",
    ),
    Analysis(
        "joint-confidence",
        "Can we keep the date and the budget?",
        "riskcore_api.child.questions:joint",
        ("target", "budget", "confidence"),
    ),
    Analysis("cash-flow", "What is spent in each period?", "riskcore.analysis.cash_flow:cash_flow"),
    Analysis(
        "contingency",
        "What has to be set aside beyond the plan?",
        "riskcore.analysis.contingency:contingency",
        ("budget",),
    ),
    Analysis("worth", "What is it worth?", "riskcore.analysis.net_present_value:net_present_value"),
    Analysis("milestones", "When is each milestone reached?", "riskcore_api.child.questions:milestones"),
    Analysis("certificate", "What decides the numbers of this result?", "riskcore_api.child.questions:certificate"),
    Analysis(
        "removal",
        "What would the plan gain without each risk in turn?",
        "riskcore_api.child.questions:removed",
        wants=("plan", "work", "threads"),
        heavy=True,
    ),
    Analysis(
        "verification",
        "Does the simulation, run once more, come to the same bits?",
        "riskcore_api.child.questions:verification",
        wants=("plan", "work", "threads"),
        heavy=True,
    ),
)
BY_KEY: Final = {analysis.key: analysis for analysis in ANALYSES}


def parameter(name: str, text: str) -> Any:
    """The value that `text` of a query means for the parameter `name`, as JSON holds it. Raises a Problem."""
    rule = PARAMETERS[name]
    try:
        value: Any = local_moment(text) if rule.kind is datetime else rule.kind(text)
    except ValueError as error:
        raise _broken(name, str(error) if rule.kind is datetime else _form(rule), text) from None
    low, high = rule.least, rule.most
    if not ((low is None or low <= value) and (high is None or value <= high)):  # so that nan is out
        raise _broken(name, f"must lie between {low:g} and {high:g}", text)
    return value


def _form(rule: Parameter) -> str:
    return f"must be {'an integer' if rule.kind is int else 'a number'}"


def _broken(name: str, rule: str, got: str) -> Problem:
    fault = Fault(where=f"query {name}", rule=rule, got=repr(got)[:80])
    return Problem("invalid-request", f"The parameter {name} {rule}.", [fault])
