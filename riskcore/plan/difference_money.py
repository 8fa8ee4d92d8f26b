"""Prices, costs of the plan as a whole, penalties and benefits that were added, removed or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.plan.difference_register import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.plan.difference_change import Change
    from riskcore.plan.difference_match import Versions
    from riskcore.plan.model import Record
    from riskcore.plan.plan import Plan


def money_changes(versions: Versions) -> Iterator[Change]:
    """All of them by their names, each with what it is: `resource crane`, `penalty Delay`."""
    yield from changes(_terms(versions.old), _terms(versions.new))


def _terms(plan: Plan) -> dict[str, Record]:
    named: dict[str, Record] = {}
    for what, prices in (("resource", plan.resources), ("currency", plan.currencies), ("index", plan.indices)):
        named |= {f"{what} {name}": record for name, record in prices.items()}
    named |= {f"fixed cost {one.name}": one for one in plan.fixed_costs}
    named |= {f"penalty {one.name}": one for one in plan.penalties}
    return named | {f"benefit {one.name}": one for one in plan.benefits}
