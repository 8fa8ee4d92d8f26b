"""Hammocks: from the earliest start to the latest finish of what they are tied to, once all else has its dates."""

from __future__ import annotations

import numpy as np

from riskcore.kernels.jit import step
from riskcore.kernels.network import link_moment
from riskcore.kernels.records import FINISH_FINISH, MOMENT, START_FINISH, Maps, Network, Scratch


@step
def span_others(network: Network, maps: Maps, scratch: Scratch) -> None:
    """Fill the start and finish of each hammock: min over the ties of its start, max over those of its finish.

    A hammock that is tied at one end only is as long as that tie and its earliest start leave it, or has no length.
    """
    spans, ties = network.span, network.tie
    starts, finishes, shared, moment = scratch.start, scratch.finish, scratch.shared, scratch.work[MOMENT]
    lanes = moment.shape[0]
    for h in range(spans.shape[0] - 1):
        one = spans[h]
        start, finish, first = starts[one["row"]], finishes[one["row"]], one["start"]
        start[:] = np.inf if one["open"] == 1 else first
        finish[:] = -np.inf
        for t in range(one["tie"], spans[h + 1]["tie"]):
            link_moment(moment, ties[t], starts, finishes, shared, maps.item, maps.cell)
            if ties[t]["type"] in (FINISH_FINISH, START_FINISH):
                for l in range(lanes):
                    finish[l] = max(finish[l], moment[l])
            else:
                for l in range(lanes):
                    start[l] = min(start[l], moment[l])
        for l in range(lanes):
            start[l] = max(start[l], first)
            finish[l] = max(finish[l], start[l])
