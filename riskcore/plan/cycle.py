"""Finding a cycle, and putting what has none in order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def cycle(predecessors: Mapping[Node, Iterable[Node]]) -> list[Node]:
    """A cycle in the order of its links, its first node again at the end; empty where there is none.

    Depth first over predecessors (Tarjan 1972), without recursion; nodes that are not keys are ignored.
    """
    done: set[Node] = set()
    for root in predecessors:
        if root in done:
            continue
        path: dict[Node, None] = {root: None}
        stack = [iter(predecessors[root])]
        while stack:
            for node in stack[-1]:
                if node in path:
                    trail = list(path)
                    ring = trail[trail.index(node) :]
                    return [node, *reversed(ring)]
                if node in predecessors and node not in done:
                    path[node] = None
                    stack.append(iter(predecessors[node]))
                    break
            else:
                stack.pop()
                done.add(path.popitem()[0])
    return []
