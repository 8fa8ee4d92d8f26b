"""News of runs for everyone who listens: one look at the database serves all streams of a server."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from fastapi.concurrency import run_in_threadpool
from fastapi.sse import ServerSentEvent
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from riskcore_api.jobs.queue import DONE
from riskcore_api.runs import shown
from riskcore_api.store.tables import Run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from riskcore_api.store.database import Database

LOOK = 0.25
"""Seconds between two looks."""
MANY = 400
log = logging.getLogger("riskcore_api.http")


class News:
    """The runs that somebody listens to, as they were last seen."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.listeners: dict[str, int] = {}
        self.seen: dict[str, Run] = {}
        self.written: dict[str, tuple[int, ServerSentEvent]] = {}
        self.looked = asyncio.Condition()
        self.closing = False
        self.task: asyncio.Task[None] | None = None

    async def of(self, run: Run, after: int) -> AsyncIterator[Run]:
        """The run each time it has changed since revision `after`, until it is done; each state once.

        What is sent and what decides about the end is the same row, so that the last state is never lost.
        """
        name = run.id
        self.listeners[name] = self.listeners.get(name, 0) + 1
        self._start()
        current: Run | None = run
        try:
            while not self.closing:
                if current is not None and current.revision > after:
                    after = current.revision
                    yield current
                if current is None or current.state in DONE:
                    return
                async with self.looked:
                    await self.looked.wait()
                current = self.seen.get(name, current)
        finally:
            self._leave(name)

    def event(self, run: Run) -> ServerSentEvent:
        """What is sent of that state, written once for all who listen."""
        revision, event = self.written.get(run.id, (0, ServerSentEvent()))
        if revision != run.revision:
            text = shown(run).model_dump_json()
            event = ServerSentEvent(event="run", id=str(run.revision), raw_data=text)
            self.written[run.id] = (run.revision, event)
        return event

    async def close(self) -> None:
        """Let every stream end; whoever listens comes back with the last id that was seen."""
        self.closing = True
        async with self.looked:
            self.looked.notify_all()

    def _start(self) -> None:
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._look_often())

    def _leave(self, name: str) -> None:
        self.listeners[name] -= 1
        if not self.listeners[name]:
            del self.listeners[name]
            self.seen.pop(name, None)
            self.written.pop(name, None)

    async def _look_often(self) -> None:
        """Look as long as somebody listens."""
        while self.listeners and not self.closing:
            try:
                self.seen |= await run_in_threadpool(self._look, list(self.listeners))
            except DBAPIError as error:
                log.warning("cannot look at runs", exc_info=error)
            async with self.looked:
                self.looked.notify_all()
            await asyncio.sleep(LOOK)

    def _look(self, names: list[str]) -> dict[str, Run]:
        with self.database.read() as session:
            parts = [names[start : start + MANY] for start in range(0, len(names), MANY)]
            rows = [row for part in parts for row in session.scalars(select(Run).where(Run.id.in_(part)))]
        return {row.id: row for row in rows}
