"""Running blocks in threads and taking them in order, so that the bits do not depend on how many threads there are."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from riskcore.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from riskcore.simulation.worker import Worker

Done = TypeVar("Done")
Hand = TypeVar("Hand", bound="Worker")


def in_order(
    workers: Sequence[Hand],
    blocks: range,
    task: Callable[[Hand, int], Done],
    stop: Callable[[], bool] | None = None,
) -> Iterator[tuple[int, Done]]:
    """Yield each block with what `task` made of it, in block order, while the next ones run.

    Raises Cancelled as soon as `stop()` is true; the blocks under way finish first, in milliseconds.
    """
    free: SimpleQueue[Hand] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def run(block: int) -> Done:
        worker = free.get()
        try:
            return task(worker, block)
        finally:
            free.put(worker)

    waiting: deque[tuple[int, Future[Done]]] = deque()
    ahead = iter(blocks)
    with ThreadPoolExecutor(len(workers), "riskcore") as pool:
        try:
            for block in ahead:
                waiting.append((block, pool.submit(run, block)))
                if len(waiting) >= 2 * len(workers):
                    yield _next(waiting, stop)
            while waiting:
                yield _next(waiting, stop)
        finally:
            for _, future in waiting:
                future.cancel()


def _next(waiting: deque[tuple[int, Future[Done]]], stop: Callable[[], bool] | None) -> tuple[int, Done]:
    if stop is not None and stop():
        raise Cancelled("Stopped before the end.")
    block, future = waiting.popleft()
    return block, future.result()
