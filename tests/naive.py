"""The slow, obvious twin of every kernel: one lane, one row, one minute at a time."""

from __future__ import annotations

import math
from datetime import timedelta

from scipy.special import ndtri

WORD = 2**32


def philox(counter, key, rounds=10):
    """Philox4x32 word by word (Salmon, Moraes, Dror & Shaw 2011, figure 4)."""
    c, k = list(counter), list(key)
    for _ in range(rounds):
        high0, low0 = divmod(0xD2511F53 * c[0], WORD)
        high1, low1 = divmod(0xCD9E8D57 * c[2], WORD)
        c = [high1 ^ c[1] ^ k[0], low1, high0 ^ c[3] ^ k[1], low0]
        k = [(k[0] + 0x9E3779B9) % WORD, (k[1] + 0xBB67AE85) % WORD]
    return c


def words(lanes, seed, block, variable):
    """The words of one variable: lane l takes word l // (lanes / 4) of lane group l % (lanes / 4)."""
    quarter = lanes // 4
    key = (seed % WORD, seed // WORD)
    groups = [philox((g, block, variable % WORD, variable // WORD), key) for g in range(quarter)]
    return [groups[lane % quarter][lane // quarter] for lane in range(lanes)]


def grades(lanes, seed, block, variable, *, stratified):
    """The grades of one variable; stratified, one in each of `lanes` strata."""
    inside = [(word + 0.5) / WORD for word in words(lanes, seed, block, variable)]
    if not stratified:
        return inside
    order = list(range(lanes))
    shuffle = words(lanes, seed, block, variable ^ 0x9E3779B97F4A7C15)
    for lane in range(lanes - 1, 0, -1):
        other = shuffle[lane] * (lane + 1) // WORD
        order[lane], order[other] = order[other], order[lane]
    return [(stratum + u) / lanes for stratum, u in zip(order, inside, strict=True)]


def joined(own, factor, loading):
    """A grade moved by its group's factor, as a normal score."""
    return loading * ndtri(factor) + math.sqrt(1 - loading**2) * ndtri(own)


def works(calendar, moment):
    """Whether the minute that begins at `moment` is worked, read off the calendar as a person would."""
    day = moment.replace(hour=0, minute=0)
    for back in (0, 1):
        begin = day - timedelta(days=back)
        minute = (moment - begin) // timedelta(minutes=1)
        if any(start <= minute < end for start, end in _shifts(calendar, begin)):
            return True
    return False


def _shifts(calendar, day):
    shifts = calendar.weekdays()[day.weekday()]
    for exception in calendar.exceptions:
        first, last = exception.days()
        if first <= day <= last:
            shifts = exception.work
    return shifts


def work_between(calendar, begin, end):
    """Working minutes from `begin` to `end`, counted one by one."""
    count, moment = 0, begin
    while moment < end:
        count += works(calendar, moment)
        moment += timedelta(minutes=1)
    return count


def forward(rows, links):
    """Start and finish of each row, one lane.

    `rows` are mappings with duration, floor_start, cap_start, floor_finish, cap_finish; `links` of a row are
    (source, type, lag) with type FS, SS, FF or SF, all on one calendar.
    """
    start, finish = [], []
    for row, mine in zip(rows, links, strict=True):
        moments = {
            "FS": [finish[source] + lag for source, kind, lag in mine if kind == "FS"],
            "SS": [start[source] + lag for source, kind, lag in mine if kind == "SS"],
            "FF": [finish[source] + lag for source, kind, lag in mine if kind == "FF"],
            "SF": [start[source] + lag for source, kind, lag in mine if kind == "SF"],
        }
        begin = min(max([row["floor_start"], *moments["FS"], *moments["SS"]]), row["cap_start"])
        end = max([begin + row["duration"], row["floor_finish"], *moments["FF"], *moments["SF"]])
        begin = min(min(end, row["cap_finish"]) - row["duration"], row["cap_start"])
        start.append(begin)
        finish.append(begin + row["duration"])
    return start, finish


def critical(start, finish, links):
    """Which rows lead to the last one through links that hold with equality."""
    found = {len(start) - 1}
    for i in range(len(start) - 1, -1, -1):
        for source, kind, lag in links[i]:
            moment = (finish if kind[0] == "F" else start)[source] + lag
            if i in found and moment == (start if kind[1] == "S" else finish)[i]:
                found.add(source)
    return [i in found for i in range(len(start))]


def late(start, finish, links):
    """Late finish and free float of each row, `links` as in `forward`; the last row is the finish of the plan."""
    count = len(start)
    late_start, late_finish = [None] * count, [None] * count
    free = [None] * count
    for i in reversed(range(count)):
        allowed, slack = [finish[-1]] if i == count - 1 else [], []
        for j in range(count):
            for source, kind, lag in links[j]:
                if source == i:
                    to_start = kind[1] == "S"
                    length = 0 if kind[0] == "F" else finish[i] - start[i]
                    allowed.append((late_start if to_start else late_finish)[j] - lag + length)
                    slack.append((start if to_start else finish)[j] - lag - (finish if kind[0] == "F" else start)[i])
        late_finish[i] = min(allowed, default=math.inf)
        late_start[i] = late_finish[i] - (finish[i] - start[i])
        free[i] = 0 if i == count - 1 else min(slack, default=math.inf)
    return late_finish, free


def tallied(start, finish, critical, planned, low, width, bins, lanes):
    """Of each row: hits, histograms of start and finish, extremes, and the sums about the planned times."""
    end = [value - planned[1][-1] for value in finish[-1][:lanes]]
    rows = []
    for i in range(len(start)):
        histograms = []
        for which, times in enumerate((start[i][:lanes], finish[i][:lanes])):
            histogram = [0] * bins
            for time in times:
                place = (time - low[which][i]) / width[which][i]
                k = math.floor(place) if which == 0 else math.ceil(place) - 1
                histogram[min(max(k, 0), bins - 1)] += 1
            histograms.append(histogram)
        s = [value - planned[0][i] for value in start[i][:lanes]]
        f = [value - planned[1][i] for value in finish[i][:lanes]]
        d = [b - a for a, b in zip(s, f, strict=True)]
        moments = [sum(s), sum(x * x for x in s), sum(f), sum(x * x for x in f), sum(d), sum(x * x for x in d)]
        product = sum(x * y for x, y in zip(d, end, strict=True))
        extremes = [(min(times[:lanes]), max(times[:lanes])) for times in (start[i], finish[i])]
        rows.append((sum(critical[i][:lanes]), histograms, extremes, moments, product))
    return rows
