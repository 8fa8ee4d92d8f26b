"""Criticality: an activity is critical where a chain of driving links leads from it to the finish."""

from __future__ import annotations

import numpy as np

from riskcore.kernels.jit import step
from riskcore.kernels.network import link_moment
from riskcore.kernels.records import FINISH_FINISH, MOMENT, START_FINISH, Maps, Network, Scratch


@step
def mark_critical(network: Network, maps: Maps, scratch: Scratch) -> None:
    """Fill `scratch.critical` (i, l) with 1 where the row drives the last row, which is the finish of the plan.

    The forward pass takes a maximum exactly, so a link drives where what it allows equals what was taken. Rows that
    tie are all critical. Most rows are critical in no lane: nothing has to be asked of these.
    """
    rows, links = network.row, network.link
    map_items, cells = maps.item, maps.cell
    starts, finishes, shared, critical = scratch.start, scratch.finish, scratch.shared, scratch.critical
    moment = scratch.work[MOMENT]
    count, lanes = critical.shape
    critical[:] = 0
    critical[count - 1, :] = 1
    for i in range(count - 1, -1, -1):
        hits = 0
        for l in range(lanes):
            hits |= critical[i, l]
        if hits == 0:
            continue
        for e in range(rows[i]["link"], rows[i + 1]["link"]):
            link = links[e]
            source = link["source"]
            if link["plain"] == 1:
                lag = link["lag"]
                for l in range(lanes):
                    critical[source, l] |= critical[i, l] & np.uint8(finishes[source, l] + lag == starts[i, l])
                continue
            link_moment(moment, link, starts, finishes, shared, map_items, cells)
            if link["type"] in (FINISH_FINISH, START_FINISH):
                for l in range(lanes):
                    critical[source, l] |= critical[i, l] & np.uint8(moment[l] == finishes[i, l])
            else:
                for l in range(lanes):
                    critical[source, l] |= critical[i, l] & np.uint8(moment[l] == starts[i, l])
