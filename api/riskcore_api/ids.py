"""Names of things: a prefix that says the kind, then a UUIDv7, so that names sort by when they were given.

RFC 9562, section 5.7: 48 bits of milliseconds, then random bits; here 12 of those count the names within a millisecond.
"""

from __future__ import annotations

import re
import secrets
import threading
import time

WORKSPACE, PERSON, KEY = "ws", "per", "key"
PLAN, REGISTER = "pl", "reg"
RUN, RESULT, SIGN_OFF, AUDIT = "run", "res", "sgn", "aud"

_FORM = re.compile(r"[a-z]{2,3}_[0-9a-f]{32}")
_lock = threading.Lock()
_last = (0, 0)


def new_id(prefix: str) -> str:
    """A new name; within a process each is greater than the one before."""
    return f"{prefix}_{_uuid7():032x}"


def is_id(prefix: str, text: str) -> bool:
    """Whether `text` has the form of a name of that kind; of any kind where `prefix` is empty."""
    return bool(_FORM.fullmatch(text)) and (not prefix or text.startswith(f"{prefix}_"))


def pattern(prefix: str) -> str:
    """The form as a regular expression, for the API's description."""
    return rf"^{prefix}_[0-9a-f]{{32}}$"


def _uuid7() -> int:
    global _last  # noqa: PLW0603 - names of one process never repeat, whichever thread asks
    with _lock:
        moment, count = max((time.time_ns() // 1_000_000, 0), (_last[0], _last[1] + 1))
        if count > 0xFFF:
            moment, count = moment + 1, 0
        _last = (moment, count)
    return moment << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | secrets.randbits(62)
