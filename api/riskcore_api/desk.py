"""The desk: a few children that do at once what somebody waits for: uploads, analyses, charts, what-ifs.

A child is started when there is work and none is free, kept while there is more, and ended when it idles. It is not
used again where it has grown large, so that one big file does not keep memory for good.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from riskcore_api.child.process import Child, ChildDied, Refused, TooSlow
from riskcore_api.errors import problem_of
from riskcore_api.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore_api.settings import Settings

WAITING = 12
"""So many may wait; more are told to come back."""
READING = frozenset({"read_plan"})
"""Tasks that may take long: one place at the desk is kept for the others."""
WITHOUT_ENGINE = frozenset({"read_register", "read_scenarios"})
COMPILING_SECONDS = 900.0
log = logging.getLogger("riskcore_api")


class Desk:
    """Children that answer."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.places = threading.Semaphore(settings.desks)
        self.reading = threading.Semaphore(max(settings.desks - 1, 1))
        self.lock = threading.Lock()
        self.waiting = 0
        self.free: list[Child] = []
        self.closing = threading.Event()
        self.warm = threading.Event()
        self.warm.set()
        threading.Thread(target=self._sweep, daemon=True).start()

    def ask(self, task: str, order: dict[str, Any], seconds: float, subject: str = "") -> dict[str, Any]:
        """What `task` makes of `order`. Of the free children the one is asked that last worked on `subject`.

        Raises Problem: what is wrong with the order, too much work, or no place at the desk.
        """
        if task not in WITHOUT_ENGINE and not self.warm.wait(seconds):
            raise _busy("The engine is being compiled for this machine, once: half a minute to a minute.", 15)
        with self._place(task, seconds):
            child = self._child(subject)
            try:
                answer = child.ask(task, order, seconds=seconds)
            except Refused as refused:
                self._give_back(child, subject)
                raise problem_of(refused.said) from None
            except TooSlow:
                raise Problem(
                    "too-much-work", f"This takes more than the {seconds:g} seconds that are allowed."
                ) from None
            except ChildDied:
                child.close()
                raise Problem("too-much-work", "The work ended its process, most likely for want of memory.") from None
            self._give_back(child, subject)
            return answer

    def warm_up(self) -> None:
        """Have the engine compiled, if it is not; what needs it waits meanwhile."""
        self.warm.clear()
        threading.Thread(target=self._warm_up, daemon=True).start()

    def _warm_up(self) -> None:
        child = Child(self.settings.desk_memory_mb)
        try:
            child.ask("warm", {}, seconds=COMPILING_SECONDS)
        except (Refused, TooSlow, ChildDied) as error:
            log.error("the engine cannot be compiled", exc_info=error)  # noqa: TRY400 - the trace goes along
            child.end()
        else:
            self._give_back(child, "")  # with the engine loaded: the first upload need not wait for that
        finally:
            self.warm.set()

    def close(self) -> None:
        """End every child."""
        with self.lock:
            self.closing.set()
            children, self.free = self.free, []
        for child in children:
            child.kill()

    @contextmanager
    def _place(self, task: str, seconds: float) -> Iterator[None]:
        """One of the places, when it is free."""
        with self.lock:
            if self.waiting >= WAITING:
                raise _busy()
            self.waiting += 1
        with ExitStack() as held:
            try:
                for semaphore in (self.reading, self.places) if task in READING else (self.places,):
                    if not semaphore.acquire(timeout=seconds):
                        raise _busy()
                    held.callback(semaphore.release)
            finally:
                with self.lock:
                    self.waiting -= 1
            yield

    def _child(self, subject: str) -> Child:
        with self.lock:
            self.free = [child for child in self.free if child.alive]
            if self.free:
                known = [child for child in self.free if subject and child.subject == subject]
                child = known[0] if known else self.free[-1]
                self.free.remove(child)
                return child
        return Child(self.settings.desk_memory_mb)

    def _give_back(self, child: Child, subject: str) -> None:
        child.subject = subject
        with self.lock:
            if not self.closing.is_set() and child.reusable:
                self.free.append(child)
                return
        child.end()

    def _sweep(self) -> None:
        """End children that idle."""
        while not self.closing.wait(min(self.settings.idle_seconds / 4, 5.0)):
            limit = time.monotonic() - self.settings.idle_seconds
            with self.lock:
                old = [child for child in self.free if child.idle_since < limit]
                self.free = [child for child in self.free if child not in old]
            for child in old:
                child.end()


def _busy(why: str = "The server is busy with other uploads and questions.", seconds: int = 5) -> Problem:
    return Problem("unavailable", why, headers={"Retry-After": str(seconds)})
