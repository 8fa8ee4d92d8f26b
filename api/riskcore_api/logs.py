"""Logs as JSON, a line each, to standard error; with the ids that belong together and no contents of files."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from typing import Any

from riskcore_api.clock import now, stamp

OWN = set(vars(logging.makeLogRecord({}))) | {"taskName", "message"}
WRITE = json.JSONEncoder(ensure_ascii=False, default=str).encode
_ids: ContextVar[dict[str, str] | None] = ContextVar("ids", default=None)


def begin(**ids: str) -> None:
    """Begin a piece of work: a request, a run. Its ids stand in each of its lines, whichever thread writes them."""
    _ids.set(ids)


def note(**ids: str) -> None:
    """More ids of the same work, known later."""
    found = _ids.get()
    if found is not None:
        found |= ids  # the same mapping in every thread that works on it


def request_id() -> str:
    """The id of the request that is answered."""
    return (_ids.get() or {}).get("request_id", "")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, event, the ids at hand, and what the caller added with `extra`."""
        line: dict[str, Any] = {"at": stamp(now()), "level": record.levelname.lower(), "event": record.getMessage()}
        line |= _ids.get() or {}
        line |= {key: value for key, value in vars(record).items() if key not in OWN}
        if record.exc_info:
            line["error"] = _error(record.exc_info[1])
            line["trace"] = self.formatException(record.exc_info)
        return WRITE(line)


def set_up(level: str = "INFO") -> None:
    """Send every log, uvicorn's too, through one handler."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # no line shows them
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel("WARNING")
    logging.getLogger("riskcore_api").setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.getLogger("uvicorn.access").disabled = True  # the middleware writes a better line


def _error(error: BaseException | None) -> str:
    """Its first line: the rest of a database's message holds the values of a row."""
    return "" if error is None else f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
