"""Topological order: every activity after its predecessors."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from riskcore.plan.precedence import precedence

if TYPE_CHECKING:
    from riskcore.plan import Plan


def topological(plan: Plan) -> list[int]:
    """Indices of the activities in topological order, as near to the document's order as that allows (Kahn 1962)."""
    index = {activity.id: i for i, activity in enumerate(plan.activities)}
    before = [[index[first] for first in found] for found in precedence(plan).values()]
    if all(first < i for i, found in enumerate(before) for first in found):
        return list(range(len(before)))
    return _sorted(before)


def _sorted(before: list[list[int]]) -> list[int]:
    """Kahn's algorithm; of what is ready, the first of the document comes next."""
    followers: list[list[int]] = [[] for _ in before]
    waiting = [len(found) for found in before]
    for i, found in enumerate(before):
        for first in found:
            followers[first].append(i)
    ready = [i for i, count in enumerate(waiting) if count == 0]
    heapify(ready)
    order = []
    while ready:
        i = heappop(ready)
        order.append(i)
        for follower in followers[i]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heappush(ready, follower)
    return order
