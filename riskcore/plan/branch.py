"""Where a plan may go one way or another."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from riskcore.plan.amount import Sum
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import Duration, Probability
from riskcore.plan.rule import BrokenRule
from riskcore.plan.selector import Selector

SUM_TOLERANCE = 1e-6


class Option(Record):
    """One way that a branch may take; without activities, nothing is done."""

    name: str = ""
    probability: Probability
    activities: Selector | None = None


class Condition(Record):
    """What has to be so in the iteration: one activity's date, duration or cost beyond a limit.

    The cost is that of the activity itself, its rework included, in the plan's currency; not that of the risks on it.
    """

    activity: str = Field(min_length=1)
    start_after: Moment | None = None
    finish_after: Moment | None = None
    duration_over: Duration | None = None
    cost_over: Sum | None = None

    @model_validator(mode="after")
    def _has_one_limit(self) -> Self:
        limits = ("start_after", "finish_after", "duration_over", "cost_over")
        given = [name for name in limits if getattr(self, name) is not None]
        if len(given) != 1:
            hint = "Give start_after, finish_after, duration_over or cost_over."
            raise BrokenRule("must have one limit", ", ".join(given) or "none", hint)
        if self.duration_over is not None and self.duration_over.value < 0:
            raise BrokenRule("duration_over must not be negative", str(self.duration_over))
        return self


class Branch(Record):
    """Activities of which those of one way exist in an iteration: by chance (`options`), or by what was met (`when`).

    Those of the other ways take no time and cost nothing; their links and lags remain.
    """

    name: str = ""
    options: tuple[Option, ...] = ()
    when: Condition | None = None
    then: Selector | None = Field(None, description="What exists where the condition holds.")
    otherwise: Selector | None = Field(None, description="What exists where it does not.")

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if bool(self.options) == (self.when is not None):
            raise BrokenRule("must have options, or a condition", hint="Give options: [...], or when, then, otherwise.")
        if self.when is not None and self.then is None and self.otherwise is None:
            raise BrokenRule("must say what exists where the condition holds, or where not", hint="Give then.")
        if self.options and (self.then or self.otherwise):
            raise BrokenRule("then and otherwise are for a branch with a condition", hint="Leave them out.")
        total = sum(option.probability for option in self.options)
        if self.options and abs(total - 1) > SUM_TOLERANCE:
            raise BrokenRule("probabilities of the options must sum to 1", f"a sum of {total:g}")
        return self

    def ways(self) -> tuple[Selector | None, ...]:
        """The activities of each way."""
        return tuple(option.activities for option in self.options) if self.options else (self.then, self.otherwise)
