"""The inside of a child: bounds first, then one task after the other, until the parent is gone."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any

from riskcore_api.child.tasks import TASKS
from riskcore_api.child.wire import Message, receive, send
from riskcore_api.child.work import Work

QUICK_EXIT = 0


def main() -> None:
    """Do what the parent asks."""
    memory_mb, niceness = map(int, sys.argv[1:3])
    inward, outward = _pipes()
    _bound(memory_mb, niceness)
    orders: SimpleQueue[Message] = SimpleQueue()
    stopping = threading.Event()
    threading.Thread(target=_listen, args=(inward, orders, stopping), daemon=True).start()
    lock = threading.Lock()

    def say(message: Message) -> None:
        with lock:
            send(outward, message | {"peak_mb": _peak_mb()})

    while True:
        message = orders.get()
        stopping.clear()
        say(_answer(message, Work(say, stopping.is_set)))


def _answer(message: Message, work: Work) -> Message:
    from riskcore import RiskcoreError
    from riskcore_api.child.told import crash, told

    try:
        return {"done": TASKS[message["task"]](work, **message["order"])}
    except RiskcoreError as error:
        return {"error": told(error)}
    except (MemoryError, RecursionError) as error:
        return {"error": crash(error)}
    except Exception as error:  # noqa: BLE001 - the parent must hear of it, whatever it is
        import traceback

        traceback.print_exc()
        return {"error": crash(error)}


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, under other numbers: what a library prints must not get between our messages."""
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return inward, outward


def _bound(memory_mb: int, niceness: int) -> None:
    """Bounds that the system holds. Memory is what is written to: address space would not do, Java reserves much."""
    if sys.platform != "win32":
        import resource

        for kind, limit in ((resource.RLIMIT_DATA, memory_mb << 20), (resource.RLIMIT_CORE, 0)):
            with suppress(OSError, ValueError):  # a stricter bound holds
                resource.setrlimit(kind, (limit, limit))
        with suppress(OSError):
            os.nice(niceness)


def _listen(inward: IO[bytes], orders: SimpleQueue[Message], stopping: threading.Event) -> None:
    """Take orders; leave at once when the parent is gone."""
    while True:
        try:
            message = receive(inward)
        except (OSError, ValueError):
            message = None
        if message is None:
            os._exit(QUICK_EXIT)
        if message.get("stop"):
            stopping.set()
        else:
            orders.put(message)


def _peak_mb() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    kilobytes: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(kilobytes) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
