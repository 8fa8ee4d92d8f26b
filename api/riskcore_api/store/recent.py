"""What was asked for last, kept in memory up to a weight; the rest is where it always was."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Values that never change, by their names. The one that was asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self.most, self.weight = most, 0
        self.kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, name: Hashable) -> Value | None:
        """The value, where it is kept."""
        with self.lock:
            found = self.kept.get(name)
            if found is None:
                return None
            self.kept.move_to_end(name)
            return found[0]

    def put(self, name: Hashable, value: Value, weight: int = 1) -> None:
        """Keep the value, and let others go where all together weigh too much. One that does so alone is not kept."""
        if weight > self.most:
            return
        with self.lock:
            self.weight -= self.kept.pop(name, (None, 0))[1]
            self.kept[name] = (value, weight)
            self.weight += weight
            while self.weight > self.most:
                self.weight -= self.kept.popitem(last=False)[1][1]
