"""Results that a child keeps ready for what-ifs: what a change leaves alone is not played again.

They take memory, 24 bytes for each activity and iteration, so a child keeps as many as a share of its memory holds,
the last that were asked about. Of a larger one each what-if is simulated; nothing is lost with a child but time.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore_api.child.results import saved

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.results import Version
    from riskcore.simulation import LivePlan
    from riskcore.simulation.live_version import Versions

SHARE = 0.15
"""Of the memory allowed, for all that is kept ready; more would keep the child from being used again."""
UNBOUNDED = 2**28
"""Bytes, where the system sets no bound."""
PER_SAMPLE = 24
"""Bytes for each activity and iteration."""


@dataclass(frozen=True)
class Ready:
    """A result that answers at once."""

    live: LivePlan
    versions: Versions
    size: int

    def version(self, plan: Plan) -> Version:
        """Another version of its plan, on the same random numbers."""
        return self.versions.of(self.live.answer(plan))


_kept: OrderedDict[tuple[str, int], Ready] = OrderedDict()


def ready(archive: str, blobs: str, threads: int) -> Ready | None:
    """The result of that archive, ready; None where it is too large, or on points that follow the plan."""
    base = saved(archive, blobs)
    made, room = base.result.certificate, _room()
    size = PER_SAMPLE * len(base.plan.activities) * made.iterations
    if made.design == "sobol" or size > room:
        return None
    key = archive, threads
    if key not in _kept:
        while _kept and size + sum(one.size for one in _kept.values()) > room:
            _kept.popitem(last=False)
        _kept[key] = _made(archive, blobs, threads, size)
    _kept.move_to_end(key)
    return _kept[key]


def _made(archive: str, blobs: str, threads: int, size: int) -> Ready:
    from riskcore.simulation import LivePlan
    from riskcore.simulation.live_version import Versions

    base = saved(archive, blobs)
    made = base.result.certificate
    live = LivePlan(base.plan, made.iterations, made.seed, design=made.design, milestones=(), threads=threads)  # type: ignore[arg-type]
    return Ready(live, Versions(live), size)


def _room() -> float:
    """Bytes for all that is kept ready."""
    if sys.platform == "win32":
        return UNBOUNDED
    import resource

    bound = resource.getrlimit(resource.RLIMIT_DATA)[0]
    return UNBOUNDED if bound == resource.RLIM_INFINITY else SHARE * bound
