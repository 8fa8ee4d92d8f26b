"""Python's collector of cycles, at rest while much is made that stays: it would look at all of that again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_rest() -> Iterator[None]:
    """No collection meanwhile; also a decorator. Measured: a plan of 10,000 activities is read in less than half."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
