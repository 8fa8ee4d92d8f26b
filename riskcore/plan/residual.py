"""The plan after the mitigation of its risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.plan.plan import Plan
    from riskcore.plan.risk import Risk


def residual(plan: Plan) -> Plan:
    """`plan` with each risk at its residual position, where it states one; the draws stay those of the same risks."""
    return plan.model_copy(update={"risks": tuple(map(_after, plan.risks))})


def _after(risk: Risk) -> Risk:
    if risk.residual is None:
        return risk
    stated = {name: getattr(risk.residual, name) for name in type(risk.residual).model_fields}
    return risk.model_copy(update={name: value for name, value in stated.items() if value is not None})
