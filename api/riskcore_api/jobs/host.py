"""A worker host: a process with places for runs. It tells the database that it lives, and cleans up.

    python -m riskcore_api.jobs.host [--with-parent]

Settings come from the environment. With --with-parent it ends when its standard input does, that is, with the server
that started it.
"""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import signal
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from riskcore_api import logs
from riskcore_api.clock import now
from riskcore_api.jobs.housekeeping import keep_house
from riskcore_api.jobs.slot import Slot
from riskcore_api.settings import Settings
from riskcore_api.store.blobs import Blobs
from riskcore_api.store.database import Database
from riskcore_api.store.tables import Worker

if TYPE_CHECKING:
    from types import FrameType

TICK = 0.2
SIGN_OF_LIFE = 5.0
HOUR = 3_600.0
log = logging.getLogger("riskcore_api.jobs")


class Host:
    """The places, and the pulse that keeps their runs."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database = Database(settings.database_url)
        self.stopping = threading.Event()
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self.slots = [
            Slot(f"{self.name}:{number}", settings, self.database, self.stopping) for number in range(settings.workers)
        ]
        self.started = now()

    def run(self) -> None:
        """Work until told to stop."""
        log.info("host started", extra={"slots": len(self.slots), "host": self.name})
        for slot in self.slots:
            slot.thread.start()
        signs, house = 0.0, time.monotonic() - HOUR + 60
        while not self.stopping.wait(TICK):
            self._pulse()
            moment = time.monotonic()
            if moment - signs > SIGN_OF_LIFE:
                signs = moment
                self._guarded(self._sign)
            if moment - house > HOUR:
                house = moment
                self._guarded(lambda: keep_house(self.database, Blobs(self.settings.blobs)))
        self._leave()

    def stop(self, *_signal: int | FrameType | None) -> None:
        """Put the runs back and end."""
        self.stopping.set()

    def _pulse(self) -> None:
        for slot in self.slots:
            self._guarded(slot.pulse)

    def _leave(self) -> None:
        for slot in self.slots:
            slot.ask_to_stop()
        while any(slot.thread.is_alive() for slot in self.slots):
            self._pulse()
            time.sleep(TICK / 2)
        self._guarded(self._sign_off)
        self.database.close()
        log.info("host stopped", extra={"host": self.name})

    def _sign(self) -> None:
        memory = sum(slot.memory_mb for slot in self.slots)
        with self.database.write() as session:
            session.merge(
                Worker(
                    id=self.name,
                    slots=len(self.slots),
                    busy=sum(slot.run is not None for slot in self.slots),
                    memory_mb=round(memory),
                    started_at=self.started,
                    beat_at=self.database.now(session),
                )
            )

    def _sign_off(self) -> None:
        with self.database.write() as session:
            row = session.get(Worker, self.name)
            if row is not None:
                session.delete(row)

    def _guarded(self, act: object) -> None:
        """A database that is away for a while must not end the host."""
        try:
            act()  # type: ignore[operator]
        except (DBAPIError, OSError) as error:
            log.warning("the database or the disk does not answer", exc_info=error)


def run(settings: Settings, *, with_parent: bool = False) -> None:
    """Run a host until it is told to stop, or until its parent is gone."""
    logs.set_up()
    host = Host(settings)
    signal.signal(signal.SIGTERM, host.stop)
    signal.signal(signal.SIGINT, host.stop)
    if with_parent:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the parent decides
        threading.Thread(target=_with_parent, args=(host,), daemon=True).start()
    host.run()


def main() -> None:
    """Run a host with the settings of the environment."""
    arguments = argparse.ArgumentParser(description="Run the runs of a riskcore server.")
    arguments.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    run(Settings(), with_parent=arguments.parse_args().with_parent)


def _with_parent(host: Host) -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not through a buffer, whose lock Python wants when it ends
        pass
    host.stop()


if __name__ == "__main__":
    main()
