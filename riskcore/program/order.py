"""Topological order: every activity after its predecessors."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from riskcore.plan.precedence import precedence

if TYPE_CHECKING:
    from riskcore.plan import Plan


def topological(plan: Plan) -> list[int]:
    """Indices of the activities in topological order, as near to the document's order as that allows (Kahn 1962)."""
    before = precedence(plan)
    index = {activity.id: i for i, activity in enumerate(plan.activities)}
    followers: list[list[int]] = [[] for _ in plan.activities]
    waiting = [0] * len(plan.activities)
    for i, activity in enumerate(plan.activities):
        for first in before[activity.id]:
            followers[index[first]].append(i)
            waiting[i] += 1
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
