"""Ranges of costs: their own, or those that the plan's rules give to what is certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from riskcore.kernels.records import DRAWN
from riskcore.program.ranges import factor_of

if TYPE_CHECKING:
    from riskcore.plan import Activity, Estimate, Plan
    from riskcore.program.money_ledger import Factor
    from riskcore.program.variables import VariableTable

    Rule = Literal["fixed_cost_factor", "rate_factor"]


@dataclass(frozen=True)
class CostRanges:
    """Variables of the amounts that vary."""

    plan: Plan
    variables: VariableTable

    def amount(self, name: str, activity: Activity, estimate: Estimate, rule: Rule) -> tuple[int, float]:
        """Number of the variable of `estimate`, or -1 if it is certain and no rule gives it a range; planned value."""
        distribution = estimate.distribution()
        planned = distribution.planned
        if estimate.certain:
            factor = factor_of(self.plan, activity, rule) if planned > 0 else None
            if factor is None:
                return -1, planned
            distribution = factor.distribution().scaled(planned)
        return self.variables.add(name, distribution, planned), planned

    def line(self, name: str, activity: Activity, rule: Rule) -> tuple[Factor, ...]:
        """The factor that a rule gives to a line that is certain, if one does."""
        factor = factor_of(self.plan, activity, rule)
        return () if factor is None else ((DRAWN, self.variables.add(f"range of {name}", factor.distribution(), 1.0)),)
