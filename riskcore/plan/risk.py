"""Risks: what may happen to a plan, for worse or for better."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from riskcore.plan.estimate import DurationEstimate, Estimate, FactorEstimate, MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import Probability
from riskcore.plan.rule import BrokenRule
from riskcore.plan.selector import Selector


class Raci(Record):
    """Who is responsible for a risk, accountable, consulted and informed."""

    responsible: str = ""
    accountable: str = ""
    consulted: str = ""
    informed: str = ""


class Impact(Record):
    """What a risk does to some of its activities, where it does not do the same to all."""

    activities: Selector
    delay: DurationEstimate | None = None
    factor: FactorEstimate | None = None
    cost: MoneyEstimate | None = None

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if self.delay is None and self.factor is None and self.cost is None:
            raise BrokenRule("must have an impact", hint="Give delay, factor or cost.")
        _not_negative(self.factor)
        return self


class Position(Record):
    """A risk after its mitigation: what is left out stays as it is before."""

    probability: Probability | None = None
    delay: DurationEstimate | None = None
    factor: FactorEstimate | None = None
    cost: MoneyEstimate | None = None

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        _not_negative(self.factor)
        return self


class Window(Record):
    """When a risk can act: on work between two dates, or on work beside that of one activity."""

    first: Moment | None = Field(None, alias="from")
    last: Moment | None = Field(None, alias="to")
    during: str | None = Field(None, description="Id of the activity.")

    @model_validator(mode="after")
    def _opens(self) -> Self:
        dated = self.first is not None or self.last is not None
        if dated == (self.during is not None):
            raise BrokenRule("must name dates or an activity", hint="Write {from: DATE, to: DATE} or {during: ID}.")
        if self.first and self.last and self.first > self.last:
            raise BrokenRule("must not close before it opens", f"{self.first} to {self.last}")
        return self


class Recurrence(Record):
    """How often a risk happens: a Poisson number of times, each time with an impact of its own."""

    mean: float = Field(gt=0, le=100, allow_inf_nan=False, description="Occurrences expected over the plan.")


class Risk(Record):
    """An event that happens or does not; if it does, it delays its activities and costs money.

    `delay` adds working time to each of its activities, `factor` multiplies their durations, `cost` is paid once. One
    draw serves all activities: the event happens once, and is as bad for all. Negative delays and costs are
    opportunities.
    """

    id: str = Field(min_length=1)
    name: str = ""
    description: str = ""
    cause: str = ""
    event: str = ""
    effect: str = ""
    category: str = ""
    owner: str = ""
    raci: Raci | None = None
    type: Literal["threat", "opportunity"] = "threat"
    status: Literal["open", "closed", "proposed"] = Field("open", description="A closed risk no longer counts.")
    probability: Probability | None = Field(None, description="That it happens; given its trigger, if it has one.")
    recurs: Recurrence | None = None
    delay: DurationEstimate | None = None
    factor: FactorEstimate | None = None
    cost: MoneyEstimate | None = None
    activities: Selector | None = None
    impacts: tuple[Impact, ...] = ()
    combine: Literal["series", "parallel"] = Field(
        "series",
        description='With other risks on an activity: "series" adds delays and multiplies factors; of those in '
        '"parallel" only the largest delay and the largest factor count.',
    )
    residual: Position | None = None
    window: Window | None = None
    exclusive: str = Field("", description="Name of a group of risks of which at most one happens.")
    triggered_by: str | None = Field(None, description="Id of the risk without which it cannot happen.")

    @model_validator(mode="after")
    def _has_an_impact(self) -> Self:
        if self.delay is None and self.factor is None and self.cost is None and not self.impacts:
            raise BrokenRule("must have an impact", hint="Give delay, factor, cost or impacts.")
        positions = (self, self.residual) if self.residual else (self,)
        delays = any(one.delay is not None or one.factor is not None for one in positions)
        if delays and self.activities is None:
            raise BrokenRule("must say which activities it delays", hint="Give activities: ids, wbs or tag.")
        _not_negative(self.factor)
        self._opportunity_helps()
        return self

    def _opportunity_helps(self) -> None:
        places: list[tuple[str, Risk | Impact | Position | None]] = [("", self), ("residual.", self.residual)]
        places += [(f"impacts[{k}].", impact) for k, impact in enumerate(self.impacts)]
        for where, one in places if self.type == "opportunity" else ():
            for name, neutral in (("delay", 0.0), ("factor", 1.0), ("cost", 0.0)):
                estimate: Estimate | None = getattr(one, name, None)
                if estimate is not None and estimate.distribution().support[1] > neutral:
                    rule = "must shorten or save, being an opportunity"
                    got = f"{where}{name} {estimate.document()}"
                    raise BrokenRule(rule, got, "Write delay: -5d, factor: 0.9, cost: -10k; or type: threat.")

    @model_validator(mode="after")
    def _happens_somehow(self) -> Self:
        if (self.probability is None) == (self.recurs is None):
            raise BrokenRule("must have a probability, or recur", hint="Write probability: 30%, or recurs: {mean: 2}.")
        if self.recurs and (self.exclusive or self.triggered_by or self.residual or self.combine == "parallel"):
            raise BrokenRule(
                "cannot be exclusive, triggered, in parallel or have a residual position, since it recurs",
                hint="Give it a probability instead of recurs.",
            )
        if self.exclusive and self.triggered_by:
            raise BrokenRule("must be exclusive or triggered, not both", f'exclusive "{self.exclusive}"')
        if self.window and self.activities is None and not self.impacts:
            raise BrokenRule("must say which activities it acts on, to have a window", hint="Give activities.")
        return self


def _not_negative(factor: FactorEstimate | None) -> None:
    if factor is not None and factor.distribution().support[0] < 0:
        raise BrokenRule("factor must not be negative", str(factor.document()))
