"""A child as its parent sees it: ask it for a task, hear of its progress, stop it, end it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from riskcore_api.child.wire import Message, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE = 0.4
"""Share of the memory allowed, from which on a child is not used again: what it holds would be the next task's loss."""
KEPT = ("RISKCORE_CACHE",)
"""Of the service's own variables, what a child may know; the others hold secrets."""
SINGLE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class ChildDied(Exception):  # noqa: N818 - what happened, in the past tense
    """The process ended before it answered; the code is that of its exit."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"the process ended with {code}")
        self.code = code


class TooSlow(Exception):  # noqa: N818
    """The time was up."""


class Refused(Exception):  # noqa: N818
    """The task ended with an error; `said` is what riskcore_api.errors.told told."""

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__(said.get("message", ""))
        self.said = said


class Child:
    """One process. It does one task at a time, and ends when this object's pipe closes or its parent dies."""

    def __init__(self, memory_mb: int, niceness: int = 0) -> None:
        command = [sys.executable, "-m", "riskcore_api.child", str(memory_mb), str(niceness)]
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
        )
        self.memory_mb = memory_mb
        self.peak_mb = 0.0
        self.idle_since = time.monotonic()
        self.subject = ""
        self._heard: SimpleQueue[Message | None] = SimpleQueue()
        self._sending = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    @property
    def reusable(self) -> bool:
        """Whether another task may have it."""
        return self.alive and self.peak_mb < LARGE * self.memory_mb

    def ask(
        self,
        task: str,
        order: dict[str, Any],
        *,
        seconds: float | None = None,
        hear: Callable[[Message], None] | None = None,
    ) -> dict[str, Any]:
        """What `task` makes of `order`.

        `hear` gets every message on the way. Raises Refused, ChildDied, or TooSlow, after which the child is killed.
        """
        self._send({"task": task, "order": order})
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            try:
                message = self._heard.get(timeout=None if end is None else max(end - time.monotonic(), 0.001))
            except Empty:
                self.kill()
                raise TooSlow from None
            if message is None:
                raise ChildDied(self.process.wait(10))
            self.peak_mb = message.get("peak_mb", self.peak_mb)
            if "done" in message:
                self.idle_since = time.monotonic()
                return dict(message["done"])
            if "error" in message:
                self.idle_since = time.monotonic()
                raise Refused(message["error"])
            if hear is not None:
                hear(message)

    def stop(self) -> None:
        """Ask the task to end soon."""
        with suppress(ChildDied):
            self._send({"stop": True})

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()
        self.close()

    def close(self) -> None:
        """Let it go: it ends when its pipe closes."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError, ValueError):
                    pipe.close()

    def end(self, seconds: float = 2.0) -> None:
        """Let it end by itself, else kill it."""
        if self.process.stdin is not None:
            with suppress(OSError, ValueError):
                self.process.stdin.close()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _send(self, message: Message) -> None:
        assert self.process.stdin is not None  # noqa: S101 - a pipe was asked for
        try:
            with self._sending:
                send(self.process.stdin, message)
        except (OSError, ValueError):
            raise ChildDied(self.process.poll()) from None

    def _listen(self) -> None:
        """Put what the child says into the queue; None when it ends."""
        assert self.process.stdout is not None  # noqa: S101
        message: Message | None = {}
        with self.process.stdout as pipe:
            while message is not None:
                try:
                    message = receive(pipe)
                except (OSError, ValueError):
                    message = None
                self._heard.put(message)


def environment() -> dict[str, str]:
    """What a child knows: no setting of the service, and one thread for linear algebra that has nothing to do here."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RISKCORE_") or key in KEPT}
    path = os.pathsep.join(one for one in sys.path if one)
    return kept | dict.fromkeys(SINGLE, "1") | {"PYTHONPATH": path}
