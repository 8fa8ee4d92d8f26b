"""Schedule and cost risk: whether a date can be committed to, and what would buy certainty.

plan = riskcore.read_plan("plan.mpp")
result = riskcore.simulate(plan, iterations=10_000, seed=1)
answer = riskcore.summary(result)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskcore.analysis import summary
    from riskcore.errors import Cancelled, DocumentError, FileError, ParameterError, PlanError, RiskcoreError, ToolError
    from riskcore.formats import read_plan, read_register
    from riskcore.plan import Plan, RiskRegister, parse_plan, parse_register
    from riskcore.report import write_report
    from riskcore.results import Result
    from riskcore.simulation import LivePlan, load, save, simulate, simulate_scenarios

HOMES = {
    "riskcore.analysis": ("summary",),
    "riskcore.errors": (
        "Cancelled",
        "DocumentError",
        "FileError",
        "ParameterError",
        "PlanError",
        "RiskcoreError",
        "ToolError",
    ),
    "riskcore.formats": ("read_plan", "read_register"),
    "riskcore.plan": ("Plan", "RiskRegister", "parse_plan", "parse_register"),
    "riskcore.report": ("write_report",),
    "riskcore.results": ("Result",),
    "riskcore.simulation": ("LivePlan", "load", "save", "simulate", "simulate_scenarios"),
}
HOME_OF = {name: home for home, names in HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - in the order in which they are used
    "read_plan",
    "read_register",
    "parse_plan",
    "parse_register",
    "simulate",
    "simulate_scenarios",
    "LivePlan",
    "summary",
    "write_report",
    "save",
    "load",
    "Plan",
    "RiskRegister",
    "Result",
    "RiskcoreError",
    "DocumentError",
    "PlanError",
    "FileError",
    "ToolError",
    "ParameterError",
    "Cancelled",
]


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: the engine takes a second to load, its names do not."""
    if name in HOME_OF:
        from riskcore.garbage import uncollected  # noqa: PLC0415 - a name of the room, not of the library

        with uncollected():
            return getattr(import_module(HOME_OF[name]), name)
    raise AttributeError(f"module 'riskcore' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
