"""Each mitigation alone, as a scenario of its own."""

from __future__ import annotations

from riskcore.errors import PlanError, Problem
from riskcore.plan.scenario import BASE, Scenario, Scenarios, place


def one_by_one(scenarios: Scenarios, source: str = "") -> Scenarios:
    """The same mitigations, and in place of the scenarios one for each of them, with its id and name.

    Raises
    ------
    PlanError
        There is no mitigation, or one is called as the plan without any.
    """
    found = scenarios.mitigations
    if not found:
        raise PlanError([Problem("mitigations", "must have one to be played alone", "none")], source)
    for one in found:
        if one.id == BASE:
            where = f"{place('mitigations', found, one.id)}: id"
            rule = "must not be that of the plan as it is, where mitigations are played one by one"
            raise PlanError([Problem(where, rule, f'"{one.id}"', "Give it another id.")], source)
    alone = [Scenario(id=one.id, name=one.name, description=one.description, mitigations=(one.id,)) for one in found]
    return scenarios.model_copy(update={"scenarios": tuple(alone)})
