"""The links of a program after those into a few rows have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Network


def relinked(
    whole: Network, row: Array, old: Network, new: Network, place: Array, changed: Array, ends: Array
) -> Network | None:
    """The network `whole` with the rows `row`, and with the links that `new` has and `old` has not.

    `old` and `new` are an excerpt before and after; `place` (i) are its rows in the whole, `changed` those into which
    links may have changed, `ends` (bool) those of which it knows whether they lead to the finish. None where the whole
    does not say what `old` says, or other links changed.
    """
    if np.array_equal(old.link, new.link) and np.array_equal(old.row["link"], new.row["link"]):
        return whole._replace(row=row)
    last, lag_row = len(place) - 1, dict[int, int]()
    lists: dict[int, Array] = {}
    for i in range(last):
        was, now, mine = _into(old, i), _into(new, i), _into(whole, place[i])
        if i not in changed:
            if not np.array_equal(was, now):
                return None
            continue
        lag_row |= dict(zip(was["lag_row"].tolist(), mine["lag_row"].tolist(), strict=False))
        if not np.array_equal(_placed(was, place, lag_row), mine):
            return None
        lists[int(place[i])] = now
    if any(one["lag_row"] not in {-1, *lag_row} for now in lists.values() for one in now):
        return None
    lists = {i: _placed(now, place, lag_row) for i, now in lists.items()}
    finish = _to_finish(whole, old, new, place, ends)
    return None if finish is None else _spliced(whole, row, lists | {int(place[last]): finish})


def _into(network: Network, i: int) -> Array:
    first, end = network.row["link"][i], network.row["link"][i + 1]
    return network.link[first:end]


def _placed(links: Array, place: Array, lag_row: dict[int, int]) -> Array:
    """Links of the excerpt with the numbers that the whole has for rows and lags."""
    found = links.copy()
    found["source"] = place[links["source"]]
    found["lag_row"] = [lag_row.get(one, -1) for one in links["lag_row"].tolist()]
    return found


def _to_finish(whole: Network, old: Network, new: Network, place: Array, ends: Array) -> Array | None:
    """The links to the finish of the plan, in the order of their sources."""
    last = len(place) - 1
    found = {int(one["source"]): one for one in _into(whole, place[last])}
    was, now = ({int(one["source"]): one for one in _into(network, last)} for network in (old, new))
    for i in np.flatnonzero(ends).tolist():
        if (i in was) != (int(place[i]) in found):
            return None
        found.pop(int(place[i]), None)
        if i in now:
            one = now[i].copy()
            one["source"] = place[i]
            found[int(place[i])] = one
    return np.array([found[i] for i in sorted(found)], whole.link.dtype)


def _spliced(whole: Network, row: Array, lists: dict[int, Array]) -> Network:
    begins, count, pieces, end = whole.row["link"], np.diff(whole.row["link"]), [], 0
    for i in sorted(lists):
        pieces += [whole.link[end : begins[i]], lists[i]]
        end, count[i] = begins[i + 1], len(lists[i])
    row["link"] = np.concatenate([[0], np.cumsum(count)])
    return whole._replace(row=row, link=np.concatenate([*pieces, whole.link[end:]]))
