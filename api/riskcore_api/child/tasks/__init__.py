"""What a child can do, by name; each task loads the engine when it first needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore_api.child.tasks import (
    answer,
    charts,
    compare,
    export,
    load,
    read_plan,
    read_register,
    read_scenarios,
    resolve,
    schemas,
    sign_off,
    simulate,
    warm,
    what_if,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "load": load.load,
    "read_plan": read_plan.read_plan,
    "read_register": read_register.read_register,
    "read_scenarios": read_scenarios.read_scenarios,
    "resolve": resolve.resolve,
    "simulate": simulate.simulate,
    "answer": answer.answer,
    "charts": charts.charts,
    "compare": compare.compare,
    "export": export.export,
    "schemas": schemas.schemas,
    "sign_off": sign_off.sign_off,
    "warm": warm.warm,
    "what_if": what_if.what_if,
}
"""Each is called with its Work and the entries of its order, and returns plain JSON."""
