"""Results that a child has at hand: the last few, as reading one takes longer than most questions about it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from riskcore_api.store.blobs import Blobs

if TYPE_CHECKING:
    from riskcore.simulation import Saved

AT_HAND = 4


@lru_cache(maxsize=AT_HAND)
def saved(archive: str, blobs: str) -> Saved:
    """The result and the plan in the archive of that digest."""
    from riskcore import load

    return load(Blobs(Path(blobs)).path(archive))
