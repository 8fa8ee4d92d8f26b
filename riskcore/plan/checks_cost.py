"""The rules of costs: what they refer to exists, and each is named once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from riskcore.plan.benefit import Benefit
    from riskcore.plan.cost import Cost, CostItem
    from riskcore.plan.fixed_cost import FixedCost
    from riskcore.plan.penalty import Penalty
    from riskcore.plan.plan import Plan
    from riskcore.plan.resource import Resource

    Priced = Cost | CostItem | Resource | FixedCost


def _costs(plan: Plan) -> Iterator[tuple[str, Cost]]:
    """Costs of activities that refer to something, with their places."""
    for index, activity in enumerate(plan.activities):
        cost = activity.cost
        if cost is not None and (cost.items or cost.resources or _refers(cost)):
            yield f'activities[{index}] "{activity.name or activity.id}": cost', cost


def _refers(one: Priced) -> bool:
    return one.currency is not None or one.index is not None


def _amounts(plan: Plan) -> Iterator[tuple[str, Priced]]:
    """Whatever is stated in a currency or follows an index, with its place."""
    for where, cost in _costs(plan):
        if _refers(cost):
            yield where, cost
        for k, item in enumerate(cost.items):
            yield f'{where}.items[{k}] "{item.name}"', item
    for name, resource in plan.resources.items():
        yield f"resources.{name}", resource
    for k, one in enumerate(plan.fixed_costs):
        yield f'fixed_costs[{k}] "{one.name}"', one


def _unknown(where: str, kind: str, name: str, known: Iterable[str]) -> Problem:
    names = list(known)
    hint = nearest(name, names) or (f"Known: {', '.join(names)}." if names else "The plan has none.")
    return Problem(where, f"must name {kind} of the plan", f'"{name}"', hint)


def currencies_have_rates(plan: Plan) -> Iterator[Problem]:
    for name, currency in plan.currencies.items():
        if name == plan.currency:
            yield Problem(f"currencies.{name}", "must be another than the plan's own, whose rate is 1", f'"{name}"')
        elif currency.rate is None:
            hint = f"Write rate: what one {name} costs in {plan.currency or 'the currency of the plan'}."
            yield Problem(f"currencies.{name}", "must have a rate", "none", hint)
    known = (*plan.currencies, *([plan.currency] if plan.currency else []))
    for where, one in _amounts(plan):
        if one.currency is not None and one.currency not in known:
            yield _unknown(f"{where}: currency", "a currency", one.currency, known)


def indices_are_known(plan: Plan) -> Iterator[Problem]:
    for where, one in _amounts(plan):
        if one.index is not None and one.index not in plan.indices:
            yield _unknown(f"{where}: index", "a price index", one.index, plan.indices)
    for k, one in enumerate(plan.fixed_costs):
        if one.index is not None and one.date is None:
            where = f'fixed_costs[{k}] "{one.name}"'
            yield Problem(where, "must have a date, up to which prices rise", "none", "Write date: DATE.")


def resources_are_known(plan: Plan) -> Iterator[Problem]:
    for where, cost in _costs(plan):
        for k, one in enumerate(cost.resources):
            if one.resource not in plan.resources:
                yield _unknown(f"{where}.resources[{k}]: resource", "a resource", one.resource, plan.resources)


def milestones_of_money_are_known(plan: Plan) -> Iterator[Problem]:
    known = {activity.id for activity in plan.activities}
    dated: dict[str, tuple[Penalty | Benefit, ...]] = {"penalties": plan.penalties, "benefits": plan.benefits}
    for section, found in dated.items():
        for k, one in enumerate(found):
            if one.activity is not None and one.activity not in known:
                where = f'{section}[{k}] "{one.name}": activity'
                yield Problem(where, "must name an activity", f'"{one.activity}"', nearest(one.activity, known))


def money_is_named_once(plan: Plan) -> Iterator[Problem]:
    """A name is what an amount's draws hang on."""
    for where, cost in _costs(plan):
        yield from _repeated(f"{where}.items", "item", (item.name for item in cost.items))
        yield from _repeated(f"{where}.resources", "resource", (one.resource for one in cost.resources))
    yield from _repeated("fixed_costs", "cost", (one.name for one in plan.fixed_costs))
    yield from _repeated("penalties", "penalty", (one.name for one in plan.penalties))
    yield from _repeated("benefits", "benefit", (one.name for one in plan.benefits))


def _repeated(where: str, kind: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(where, f"must name each {kind} once", f'"{name}" {count} times')


COST_CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    currencies_have_rates,
    indices_are_known,
    resources_are_known,
    milestones_of_money_are_known,
    money_is_named_once,
)
